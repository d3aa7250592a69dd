// How a page comes to the one connection of its origin: by a SharedWorker; where there is none or the server is elsewhere, by
// the page that holds a Web Lock; where there is no such thing either (plain http), by a connection of its own.
import { Connection } from "./connection.js";
import { Switchboard, TICK_MILLIS } from "./switchboard.js";

/** Pages that understand each other. To be counted up when what they tell each other changes: tabs stay open for months. */
const PROTOCOL = "rollcall-1";
/** A line on which nothing came for so many ticks is dead; counted, so that neither sleep nor throttling looks like silence. */
const SILENT_TICKS_MAX = 2;

/** The source of a page's switchboard. A page that is frozen or put aside leaves, and comes back with the state as it is then. */
export class SharedSource {
  tell = () => {};
  #url;
  #choice = null;
  #way = 0;
  #line = null;
  #wasLive = false;
  #timer = 0;
  #asleep = false;

  /** @param {string} url of the stream, absolute */
  constructor(url) {
    this.#url = url;
    const sleep = () => this.#sleep();
    const wake = () => this.#wake();
    addEventListener("pagehide", sleep);
    document.addEventListener("freeze", sleep);
    addEventListener("pageshow", wake);
    document.addEventListener("resume", wake);
  }

  open(choice) {
    this.#choice = choice;
    if (!this.#asleep) {
      this.#connect();
    }
  }

  close() {
    this.#choice = null;
    this.#wasLive = false;
    this.#disconnect();
  }

  #connect() {
    if (!this.#timer) {
      this.#timer = setInterval(() => this.#tick(), TICK_MILLIS);
    }
    while (!this.#line) {
      try {
        this.#start(WAYS[this.#way]);
      } catch {
        this.#way++;
      }
    }
    this.#line.want(this.#choice);
  }

  #start(way) {
    const line = { url: this.#url, name: `${PROTOCOL} ${this.#url}`, works: false, silentTicks: 0 };
    const isCurrent = () => this.#line === line;
    line.hear = message => isCurrent() && this.#hear(message);
    line.lost = () => isCurrent() && this.#lost();
    way(line);
    this.#line = line;
  }

  #hear(message) {
    this.#line.works = true;
    this.#line.silentTicks = 0;
    this.#wasLive ||= message.state === "live";
    // Another leader begins where the last one was live.
    this.tell(message.state === "inactive" && this.#wasLive ? { ...message, state: "reconnecting" } : message);
  }

  #tick() {
    if (this.#line && ++this.#line.silentTicks > SILENT_TICKS_MAX) {
      this.#lost();
    } else {
      this.#connect();
    }
  }

  /** Where a way does not work, the next one is tried at once; where a line broke that did, the best way a little later. */
  #lost() {
    const { works, close } = this.#line;
    close();
    this.#line = null;
    if (works) {
      this.#way = 0;
      this.#tellPause();
    } else {
      this.#way = (this.#way + 1) % WAYS.length;
      this.#connect();
    }
  }

  #sleep() {
    this.#asleep = true;
    if (this.#choice !== null) {
      this.#tellPause();
    }
    this.#disconnect();
  }

  #wake() {
    if (this.#asleep) {
      this.#asleep = false;
      this.#way = 0;
      if (this.#choice !== null) {
        this.#connect();
      }
    }
  }

  #disconnect() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#line?.close();
    this.#line = null;
  }

  #tellPause() {
    this.tell({ state: "reconnecting", retryAtMillis: null, heardAtMillis: null, patienceMillis: 0, events: [] });
  }
}

/**
 * Each gives a line `want(choice)`, to be called in every tick too, and `close()`; the line calls its `hear` and `lost`. Each
 * throws where it cannot be.
 */
const WAYS = [byWorker, line => byLock(line, {}), line => byLock(line, { steal: true }), byPage];

function byWorker(line) {
  const script = new URL("stream-worker.js", import.meta.url);
  if ([script, new URL(line.url)].some(url => url.origin !== location.origin)) {
    throw new Error("a worker, and what it may connect to, is of the page's origin");
  }
  const worker = new SharedWorker(script, { type: "module", name: line.name });
  worker.onerror = line.lost;
  worker.port.onmessage = ({ data }) => line.hear(data);
  worker.port.onclose = line.lost;
  line.want = choice => worker.port.postMessage(choice);
  line.close = () => {
    worker.port.postMessage(null);
    worker.port.close();
  };
}

/** @param {{steal?: boolean}} how the lock is had: taken from a page that holds it but does not speak, or waited for */
function byLock(line, how) {
  const id = crypto.randomUUID();
  const channel = new BroadcastChannel(line.name);
  const aborter = new AbortController();
  let chosen = null;
  let resign = () => {};
  line.want = choice => {
    chosen = choice;
    channel.postMessage({ from: id, choice });
  };
  channel.onmessage = ({ data }) => {
    if (data.leads) {
      line.want(chosen);
    } else if (data.to?.includes(id)) {
      line.hear(data);
    }
  };
  line.close = () => {
    line.want(null);
    aborter.abort();
    resign();
    channel.close();
  };
  const leading = () => aborter.signal.aborted || new Promise(release => {
    // Also where another page takes it before anything was heard: two may take it from a third at once.
    line.works = true;
    const end = lead(line);
    resign = () => {
      end();
      release();
    };
  });
  navigator.locks.request(line.name, how.steal ? how : { signal: aborter.signal }, leading).catch(line.lost); // Stolen, or forbidden here.
}

/** Has the connection, for all pages. Returns what ends it. */
function lead({ url, name }) {
  const channel = new BroadcastChannel(name);
  const board = new Switchboard(new Connection(url), (message, to) => channel.postMessage({ ...message, to }));
  channel.onmessage = ({ data }) => data.from && board.want(data.from, data.choice);
  const timer = setInterval(() => board.sweep(), TICK_MILLIS);
  channel.postMessage({ leads: true });
  return () => {
    clearInterval(timer);
    board.close();
    channel.close();
  };
}

function byPage(line) {
  const board = new Switchboard(new Connection(line.url));
  line.want = choice => board.want(line.hear, choice);
  line.close = () => board.close();
}

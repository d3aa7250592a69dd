// What a page has and Node has not, as far as a shared connection needs it: an origin whose pages speak to each other, a lock,
// and a server. A SharedWorker is not there.

/** All that pages of one origin share. */
export class FakeOrigin {
  sources = [];
  channels = new Set();
  #holder = null;
  #queue = [];

  /** Puts this origin, and a page of it, in the place of Node's globals. What is made from then on is of them. */
  enter() {
    const origin = this;
    const page = new EventTarget();
    globalThis.location = { origin: "http://here" };
    globalThis.document = Object.assign(new EventTarget(), { baseURI: "http://here/" });
    globalThis.addEventListener = page.addEventListener.bind(page);
    globalThis.dispatchEvent = page.dispatchEvent.bind(page);
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: { locks: { request: this.#request } } });
    globalThis.BroadcastChannel = class extends FakeChannel {
      constructor() {
        super(origin.channels);
      }
    };
    globalThis.EventSource = class extends FakeEventSource {
      constructor(url) {
        super(url);
        origin.sources.push(this);
      }
    };
  }

  /** The connections that are open. */
  get open() {
    return this.sources.filter(source => source.readyState !== FakeEventSource.CLOSED);
  }

  #request = (name, how, run) =>
    new Promise((done, fail) => {
      const claim = { run, done, fail };
      how.signal?.addEventListener("abort", () => this.#leave(claim));
      if (how.steal) {
        this.#holder?.fail(new DOMException("stolen", "AbortError"));
        this.#holder = null;
        this.#queue.unshift(claim);
      } else {
        this.#queue.push(claim);
      }
      this.#grant();
    });

  #leave(claim) {
    if (this.#queue.includes(claim)) {
      this.#queue.splice(this.#queue.indexOf(claim), 1);
      claim.fail(new DOMException("aborted", "AbortError"));
    }
  }

  #grant() {
    if (!this.#holder && this.#queue.length > 0) {
      const claim = this.#queue.shift();
      this.#holder = claim;
      Promise.resolve(claim.run()).then(value => {
        if (this.#holder === claim) {
          this.#holder = null;
          this.#grant();
        }
        claim.done(value);
      });
    }
  }
}

class FakeChannel {
  /** A page that hangs hears and says nothing. */
  hangs = false;
  onmessage = null;
  #all;

  constructor(all) {
    this.#all = all;
    all.add(this);
  }

  postMessage(data) {
    if (!this.hangs) {
      const others = [...this.#all].filter(other => other !== this);
      queueMicrotask(() => others.forEach(other => other.#hear(structuredClone(data))));
    }
  }

  close() {
    this.#all.delete(this);
  }

  #hear(data) {
    if (!this.hangs && this.#all.has(this)) {
      this.onmessage?.({ data });
    }
  }
}

/** A connection whose server is the test. */
export class FakeEventSource extends EventTarget {
  static CLOSED = 2;
  readyState = 0;

  constructor(url) {
    super();
    this.url = String(url);
  }

  close() {
    this.readyState = FakeEventSource.CLOSED;
  }

  send(name, data, lastEventId = "") {
    this.dispatchEvent(Object.assign(new Event(name), { data: JSON.stringify(data), lastEventId }));
  }

  fail(readyState) {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }
}

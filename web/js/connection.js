// One EventSource, kept going. No DOM: it runs in a page and in a worker.

const NAMES = ["versions", "change", "time", "bye"];
const PAUSE_MILLIS_MIN = 2_000;
const PAUSE_MILLIS_MAX = 60_000;
/** Where nobody answers, to ask costs nobody much, and people wait for a server that starts. */
const UNANSWERED_PAUSE_MILLIS_MAX = 10_000;
/** Silence is only silence after this long, however often the server tells the time. */
const SILENCE_MILLIS_MIN = 5_000;
/** The server speaks at once: who is not told anything for so long is not connected to it. */
const SILENT_START_MILLIS_MAX = 30_000;
/** A timer that is later than this was held back: the machine slept, or the page was frozen or throttled. */
const LATE_MILLIS = 1_000;
/** What came meanwhile is delivered within this. */
const GRACE_MILLIS = 1_500;

/**
 * A connection to the server that is made again when the browser gives up and when the server falls silent. Calls `tell` with
 * `{state, retryAtMillis, heardAtMillis, patienceMillis, events}` whenever something happened: `state` is "inactive", "live"
 * or "reconnecting"; `retryAtMillis` is when it is tried again, or null where only the browser knows; the last two, when the
 * server was last heard and how long it may be silent (0: not known); `events` are pairs of a name and its data.
 */
export class Connection {
  tell = () => {};
  #url;
  #choice = "";
  #source = null;
  #state = "inactive";
  #lastEventId = "";
  #failures = 0;
  /** Whether the browser has tried again by itself since something was heard. */
  #isRetried = false;
  #timer = 0;
  #watchdog = 0;
  #graceGiven = false;
  #timesHeard = 0;
  #timeMillis = 0;
  #patienceMillis = 0;
  #heardAtMillis = null;
  #retryMillis = null;
  #retryAtMillis = null;

  /** @param {string} url of the stream, absolute */
  constructor(url) {
    this.#url = url;
  }

  /** Connects, anew where it is connected. With another choice than before it does not go on, but begins. */
  open(choice) {
    if (choice !== this.#choice) {
      this.#lastEventId = "";
      this.#choice = choice;
    }
    this.#reconnect();
  }

  /** Disconnects until {@link open} is called. */
  close() {
    this.#disconnect();
    this.#state = "inactive";
  }

  #reconnect() {
    this.#disconnect();
    if (this.#state === "live") {
      this.#tell("reconnecting");
    }
    this.#connect();
  }

  #connect() {
    const url = new URL(this.#url);
    for (const [name, value] of new URLSearchParams(this.#choice)) {
      url.searchParams.append(name, value);
    }
    if (this.#lastEventId) {
      // A new EventSource knows nothing of the old one's id.
      url.searchParams.set("lastEventId", this.#lastEventId);
    }
    const source = new EventSource(url);
    this.#source = source;
    for (const name of NAMES) {
      source.addEventListener(name, event => this.#receive(name, event));
    }
    source.addEventListener("open", () => this.#expect(SILENT_START_MILLIS_MAX));
    source.addEventListener("error", () => this.#failed(source));
    this.#expect(SILENT_START_MILLIS_MAX);
  }

  #receive(name, event) {
    const data = JSON.parse(event.data);
    this.#failures = 0;
    this.#isRetried = false;
    this.#graceGiven = false;
    this.#heardAtMillis = Date.now();
    this.#lastEventId = event.lastEventId || this.#lastEventId;
    if (name === "time") {
      this.#learn(data.epochMillis);
    }
    if (this.#patienceMillis) {
      this.#expect(this.#patienceMillis);
    } else {
      clearTimeout(this.#watchdog);
    }
    this.#retryMillis = name === "bye" ? data.retryMillis : null;
    this.#retryAtMillis = name === "bye" ? Date.now() + data.retryMillis : null;
    this.#tell(name === "bye" ? "reconnecting" : "live", [[name, data]]);
  }

  /**
   * Learns from the server's `time` events how long it may be silent: a machine that slept, or a network that went away, gives
   * no error for many minutes. By the server's own clock, for here events may have waited for a page that was frozen. The first
   * one of a connection comes on joining and not at its interval, so it teaches nothing.
   */
  #learn(epochMillis) {
    if (this.#timesHeard >= 2) {
      this.#patienceMillis = Math.max(SILENCE_MILLIS_MIN, 3 * (epochMillis - this.#timeMillis));
    }
    this.#timeMillis = epochMillis;
    this.#timesHeard++;
  }

  /** Connects anew when nothing is heard for so long. */
  #expect(millis) {
    clearTimeout(this.#watchdog);
    const dueMillis = Date.now() + millis;
    this.#watchdog = setTimeout(() => {
      if (!this.#graceGiven && Date.now() - dueMillis > LATE_MILLIS) {
        this.#graceGiven = true;
        this.#expect(GRACE_MILLIS);
      } else {
        this.#reconnect();
      }
    }, millis);
  }

  #failed(source) {
    if (source !== this.#source) {
      return;
    }
    this.#unlearn();
    let pause = this.#retryMillis;
    // The browser gives up for good on any status but 200, such as a proxy's 502 while the server restarts.
    const isRefused = source.readyState === EventSource.CLOSED;
    if (isRefused || this.#isRetried) {
      this.#disconnect();
      const most = isRefused ? PAUSE_MILLIS_MAX : UNANSWERED_PAUSE_MILLIS_MAX;
      pause = Math.min(most, PAUSE_MILLIS_MIN * 2 ** this.#failures++) * (0.5 + Math.random());
      this.#timer = setTimeout(() => this.#connect(), pause);
    } else {
      // Once it is left to the browser, which alone knows the pause that the server asked for; then people are told when.
      this.#isRetried = true;
      this.#expect((pause ?? 0) + SILENT_START_MILLIS_MAX);
    }
    this.#retryAtMillis = pause && Date.now() + pause;
    this.#tell("reconnecting");
  }

  #disconnect() {
    clearTimeout(this.#timer);
    this.#unlearn();
    this.#graceGiven = false;
    this.#retryMillis = null;
    this.#retryAtMillis = null;
    this.#source?.close();
    this.#source = null;
  }

  /** Whoever answers next may have another interval. */
  #unlearn() {
    clearTimeout(this.#watchdog);
    this.#timesHeard = 0;
    this.#patienceMillis = 0;
  }

  #tell(state, events = []) {
    this.#state = state;
    this.tell({
      state,
      retryAtMillis: this.#retryAtMillis,
      heardAtMillis: this.#heardAtMillis,
      patienceMillis: this.#patienceMillis,
      events,
    });
  }
}

// The connection to the server. No DOM of the page: events in, events out.
//
//   const stream = new EventStream("events");
//   stream.addEventListener("state", () => stream.state);      // inactive, live, reconnecting, closed
//   stream.addEventListener("versions", e => e.detail);        // likewise "change", "time", "bye"
//   stream.open();

const NAMES = ["versions", "change", "time", "bye"];
const PAUSE_MILLIS_MIN = 2_000;
const PAUSE_MILLIS_MAX = 60_000;
/** Silence is only silence after this long, however often the server tells the time. */
const SILENCE_MILLIS_MIN = 5_000;

/** One EventSource that is opened again when the browser gives up, and that the user can close. */
export class EventStream extends EventTarget {
  #url;
  #source = null;
  #state = "inactive";
  #lastEventId = "";
  #failures = 0;
  #timer = 0;
  #watchdog = 0;
  #timesHeard = 0;
  #timeAtMillis = 0;
  #silenceMillisMax = 0;

  /** @param {string} url of the stream, relative to the page */
  constructor(url) {
    super();
    this.#url = url;
  }

  /** "inactive" until the first event, "live", "reconnecting", or "closed" by {@link close}. */
  get state() {
    return this.#state;
  }

  /** Connects, unless it is connected or on its way. */
  open() {
    if (this.#source) {
      return;
    }
    this.#enter(this.#state === "closed" ? "inactive" : this.#state);
    this.#connect();
  }

  /** Disconnects until {@link open} is called. */
  close() {
    this.#disconnect();
    this.#enter("closed");
  }

  #connect() {
    clearTimeout(this.#timer);
    const url = new URL(this.#url, document.baseURI);
    if (this.#lastEventId) {
      // A new EventSource knows nothing of the old one's id.
      url.searchParams.set("lastEventId", this.#lastEventId);
    }
    const source = new EventSource(url);
    this.#source = source;
    for (const name of NAMES) {
      source.addEventListener(name, event => this.#receive(name, event));
    }
    source.addEventListener("error", () => this.#failed(source));
  }

  #receive(name, event) {
    this.#failures = 0;
    this.#watch(name);
    this.#lastEventId = event.lastEventId || this.#lastEventId;
    this.#enter(name === "bye" ? "reconnecting" : "live");
    this.dispatchEvent(new CustomEvent(name, { detail: JSON.parse(event.data) }));
  }

  /**
   * Learns from the server's `time` events how long it may be silent, and connects anew when it is silent for longer: a
   * machine that slept, or a network that went away, gives no error for many minutes. The first one of a connection comes
   * on joining and not at its interval, so it teaches nothing.
   */
  #watch(name) {
    if (name === "time") {
      const now = Date.now();
      if (this.#timesHeard >= 2) {
        this.#silenceMillisMax = Math.max(SILENCE_MILLIS_MIN, 3 * (now - this.#timeAtMillis));
      }
      this.#timeAtMillis = now;
      this.#timesHeard++;
    }
    clearTimeout(this.#watchdog);
    if (this.#silenceMillisMax) {
      this.#watchdog = setTimeout(() => {
        this.#disconnect();
        this.#enter("reconnecting");
        this.#connect();
      }, this.#silenceMillisMax);
    }
  }

  /** Whoever answers next may have another interval. */
  #unlearn() {
    clearTimeout(this.#watchdog);
    this.#timesHeard = 0;
    this.#silenceMillisMax = 0;
  }

  #failed(source) {
    if (source !== this.#source) {
      return;
    }
    this.#unlearn();
    this.#enter("reconnecting");
    if (source.readyState === EventSource.CLOSED) {
      // The browser gives up for good on any status but 200, such as a proxy's 502 while the server restarts.
      this.#disconnect();
      const pause = Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS_MIN * 2 ** this.#failures++);
      this.#timer = setTimeout(() => this.#connect(), pause * (0.5 + Math.random()));
    }
  }

  #disconnect() {
    clearTimeout(this.#timer);
    this.#unlearn();
    this.#source?.close();
    this.#source = null;
  }

  #enter(state) {
    if (state !== this.#state) {
      this.#state = state;
      this.dispatchEvent(new Event("state"));
    }
  }
}

// The server's clock, which goes on between its `time` events as long as they come. No DOM.

/** Fires "tick" each second from when it is first set, and whenever it is set or stopped. */
export class ServerTime extends EventTarget {
  #offsetMillis = 0;
  #heardMillis = Date.now();
  #isRunning = false;
  #timer = 0;

  /** Whether it goes: it stops with the connection, for a clock that guesses is no server clock. */
  get isRunning() {
    return this.#isRunning;
  }

  /**
   * Milliseconds since 1970, as the server counts them, or as it would by what it said last: what is old grows older also while
   * nobody hears the server.
   */
  get millis() {
    return Date.now() + this.#offsetMillis;
  }

  /** The same, but stands still at the moment until which the server was heard. */
  get heardMillis() {
    return this.#isRunning ? this.millis : this.#heardMillis;
  }

  /** Takes a `time` event. */
  set(epochMillis) {
    this.#offsetMillis = epochMillis - Date.now();
    this.#isRunning = true;
    this.#go();
    this.#tick();
  }

  /** Is no server's clock from now on. */
  stop() {
    this.#heardMillis = this.heardMillis;
    this.#isRunning = false;
    this.#tick();
  }

  /** As long as anybody else has this. */
  #go() {
    clearInterval(this.#timer);
    const own = new WeakRef(this);
    const timer = setInterval(() => (own.deref() ? own.deref().#tick() : clearInterval(timer)), 1000);
    this.#timer = timer;
  }

  #tick() {
    this.dispatchEvent(new Event("tick"));
  }
}

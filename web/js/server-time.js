// The server's clock, which goes on between its `time` events as long as they come. No DOM.

/** Fires "tick" each second, and whenever it is set or stopped. */
export class ServerTime extends EventTarget {
  #offsetMillis = 0;
  #stoppedMillis = Date.now();
  #timer = 0;

  /** Whether it goes: it stops with the connection, for a clock that guesses is no server clock. */
  get isRunning() {
    return this.#timer !== 0;
  }

  /** Milliseconds since 1970, as the server counts them. */
  get millis() {
    return this.isRunning ? Date.now() + this.#offsetMillis : this.#stoppedMillis;
  }

  /** Takes a `time` event. */
  set(epochMillis) {
    this.#offsetMillis = epochMillis - Date.now();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), 1000);
    this.#tick();
  }

  /** Stands still from now on. */
  stop() {
    this.#stoppedMillis = this.millis;
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#tick();
  }

  #tick() {
    this.dispatchEvent(new Event("tick"));
  }
}

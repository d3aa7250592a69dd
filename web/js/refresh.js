// When to load something again. Thousands of pages hear of a change in the same millisecond: they must not ask in it too.

/** Pages that were told the same thing at the same time ask within so long. */
export const SPREAD_MILLIS = 3_000;
const RETRY_MILLIS_MIN = 5_000;
const RETRY_MILLIS_MAX = 40_000;

/**
 * Loads again when asked to: at most one request at a time, requests that come close together as one, again by itself after a
 * failure, and never while nobody looks.
 */
export class Refresh {
  #load;
  #wanted;
  #due = false;
  #loading = false;
  #timer = 0;
  #retrying = false;
  #failures = 0;

  /**
   * @param {() => Promise<void>} load whose failure is followed by another try
   * @param {() => boolean} wanted whether anybody looks, beyond the page's being visible
   */
  constructor(load, wanted = () => true) {
    this.#load = load;
    this.#wanted = wanted;
    document.addEventListener("visibilitychange", () => this.look());
  }

  /** Asks for a load, between now and `spreadMillis` from now. */
  ask(spreadMillis) {
    this.#due = true;
    // An appointment stands. Were it drawn anew each time, after many events all pages would come at once after all; and a
    // server in trouble is not asked more often because more changes there.
    if (this.#timer === 0 || spreadMillis === 0) {
      this.#arrange(Math.random() * spreadMillis);
    }
  }

  /** Loads what is due, now that somebody may look who did not. */
  look() {
    if (this.#due && (this.#timer === 0 || this.#retrying)) {
      this.#run();
    }
  }

  #arrange(delayMillis) {
    this.#forget();
    this.#timer = setTimeout(() => {
      this.#forget();
      this.#run();
    }, delayMillis);
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#retrying = false;
  }

  async #run() {
    // What is due stays due: the end of the load, or who looks next, sees to it.
    if (this.#loading || document.visibilityState !== "visible" || !this.#wanted()) {
      return;
    }
    this.#forget();
    this.#due = false;
    this.#loading = true;
    try {
      await this.#load();
      this.#failures = 0;
    } catch {
      // Whoever loads says so on the page.
      this.#due = true;
      const pause = Math.min(RETRY_MILLIS_MAX, RETRY_MILLIS_MIN * 2 ** this.#failures++);
      this.#arrange(pause * (0.5 + Math.random()));
      this.#retrying = true;
    }
    this.#loading = false;
    if (this.#due && this.#timer === 0) {
      this.#run();
    }
  }
}

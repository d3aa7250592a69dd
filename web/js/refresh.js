// When to load something again. Thousands of pages hear of a change in the same millisecond: they must not ask in it too.

/** Pages that were told the same thing at the same time ask within so long. */
export const SPREAD_MILLIS = 3_000;
/**
 * Where something changes each second, each page would ask every 1.5 seconds, and 15,000 pages 10,000 times a second. While
 * changes keep coming, the time within which pages ask doubles up to ten times as long: 1,000 a second.
 */
const STRETCH_MAX = 10;
/** After so long without a load that a change has caused, the next change is shown as soon as ever. */
const CALM_MILLIS = 60_000;
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
  #changed = false;
  #stretch = 1;
  #changeLoadedMillis = -Infinity;

  /**
   * @param {() => Promise<void>} load whose failure is followed by another try
   * @param {() => boolean} wanted whether anybody looks, beyond the page's being visible
   */
  constructor(load, wanted = () => true) {
    this.#load = load;
    this.#wanted = wanted;
    document.addEventListener("visibilitychange", () => this.look());
  }

  /** Asks for a load because something has changed: at a moment that lies the further ahead, the longer changes keep coming. */
  askAfterChange() {
    this.#changed = true;
    this.ask(SPREAD_MILLIS * this.#stretchNow());
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

  #stretchNow() {
    return performance.now() - this.#changeLoadedMillis < CALM_MILLIS ? this.#stretch : 1;
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
    if (this.#changed) {
      this.#changed = false;
      this.#stretch = Math.min(STRETCH_MAX, this.#stretchNow() * 2);
      this.#changeLoadedMillis = performance.now();
    }
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

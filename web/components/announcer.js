import { Inventory } from "../js/inventory.js";
import { STATUS } from "../js/words.js";

/** Who listens is told at most so often, ever less often while changes keep coming, and not of each of many. */
const PAUSE_MILLIS_MIN = 5_000;
const PAUSE_MILLIS_MAX = 60_000;
const NAMED_MAX = 3;

/**
 * <rollcall-announcer>: tells screen readers what has changed, politely. Nothing to see.
 * Property `inventory`: an Inventory.
 */
export class AnnouncerElement extends HTMLElement {
  #changed = new Set();
  #timer = 0;
  #pauseMillis = PAUSE_MILLIS_MIN;
  #toldMillis = -Infinity;
  #inventory;

  connectedCallback() {
    this.className = "out-of-sight";
    this.setAttribute("role", "log");
    this.setAttribute("aria-live", "polite");
    this.setAttribute("aria-label", "Changes");
  }

  /** @param {Inventory} inventory */
  set inventory(inventory) {
    this.#inventory = inventory;
    inventory.addEventListener("merge", ({ detail }) => {
      detail.forEach(key => this.#changed.add(key));
      this.#timer ||= setTimeout(() => this.#tell(), this.#nextPauseMillis());
    });
  }

  #nextPauseMillis() {
    const calm = performance.now() - this.#toldMillis > this.#pauseMillis;
    this.#pauseMillis = calm ? PAUSE_MILLIS_MIN : Math.min(PAUSE_MILLIS_MAX, this.#pauseMillis * 2);
    return this.#pauseMillis;
  }

  #tell() {
    this.#toldMillis = performance.now();
    const keys = [...this.#changed];
    this.#changed.clear();
    this.#timer = 0;
    const entries = keys.slice(0, NAMED_MAX).map(key => this.#inventory.entries.get(key)).filter(Boolean);
    const named = entries.map(({ label, host, version, status }) => {
      const word = status === "ok" && version ? version : STATUS[status]?.word;
      return `${label} on ${host}: ${word}`;
    });
    const rest = keys.length - named.length;
    this.textContent = [...named, ...(rest > 0 ? [`${rest} more changes`] : [])].join("; ");
  }
}

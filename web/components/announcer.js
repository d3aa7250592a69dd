import { Inventory } from "../js/inventory.js";
import { STATUS } from "../js/words.js";

/** Who listens is told at most so often, and not of each of many. */
const PAUSE_MILLIS = 5_000;
const NAMED_MAX = 3;

/**
 * <rollcall-announcer>: tells screen readers what has changed, politely. Nothing to see.
 * Property `inventory`: an Inventory.
 */
export class AnnouncerElement extends HTMLElement {
  #changed = new Set();
  #timer = 0;
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
      this.#timer ||= setTimeout(() => this.#tell(), PAUSE_MILLIS);
    });
  }

  #tell() {
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

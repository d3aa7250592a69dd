import { Inventory } from "../js/inventory.js";
import { ServerTime } from "../js/server-time.js";
import { Row } from "./row.js";

/**
 * <rollcall-board>: every entry, grouped by category.
 * Properties `inventory` (an Inventory) and `time` (a ServerTime), in this order.
 */
export class BoardElement extends HTMLElement {
  #inventory;
  #rows = new Map();
  #groups = new Map();
  #note = document.createElement("p");

  connectedCallback() {
    this.#note.className = "note";
    this.#say("Waiting for the server…");
  }

  /** @param {Inventory} inventory */
  set inventory(inventory) {
    this.#inventory = inventory;
    inventory.addEventListener("replace", () => this.#replace());
    inventory.addEventListener("merge", event => this.#merge(event.detail));
  }

  /** @param {ServerTime} time */
  set time(time) {
    time.addEventListener("tick", () => {
      this.#rows.forEach(row => row.showAge(time.millis));
      this.toggleAttribute("data-old", !time.isRunning && this.#rows.size > 0);
    });
  }

  #replace() {
    const entries = this.#inventory.entries;
    [...this.#rows.keys()].filter(key => !entries.has(key)).forEach(key => this.#remove(key));
    entries.forEach((entry, key) => this.#put(key, entry));
    this.#tidy();
  }

  #merge(keys) {
    for (const key of keys) {
      const entry = this.#inventory.entries.get(key);
      if (entry) {
        const row = this.#put(key, entry);
        if (keys.length <= FLASHES_MAX) {
          row.flash();
        }
      } else {
        this.#remove(key);
      }
    }
    this.#tidy();
  }

  #put(key, entry) {
    const known = this.#rows.get(key);
    if (known && known.category === entry.category && known.label === entry.label) {
      known.show(entry);
      return known;
    }
    this.#remove(key);
    const row = new Row(entry);
    this.#rows.set(key, row);
    insertInOrder(this.#group(entry.category), row.element);
    return row;
  }

  #remove(key) {
    this.#rows.get(key)?.element.remove();
    this.#rows.delete(key);
  }

  /** The list of a category, made where it is new. */
  #group(category) {
    const known = this.#groups.get(category);
    if (known) {
      return known;
    }
    const heading = document.createElement("h2");
    heading.textContent = category;
    const list = document.createElement("ul");
    list.className = "rows";
    const section = document.createElement("section");
    section.className = "group";
    section.dataset.order = category;
    section.append(heading, list);
    insertInOrder(this, section);
    this.#groups.set(category, list);
    return list;
  }

  /** Drops empty groups, names hosts where there are several, and says so where there is nothing. */
  #tidy() {
    for (const [category, list] of this.#groups) {
      if (!list.firstChild) {
        list.parentElement.remove();
        this.#groups.delete(category);
      }
    }
    const hosts = new Set([...this.#inventory.entries.values()].map(entry => entry.host));
    this.#rows.forEach(row => row.nameHost(hosts.size > 1));
    if (this.#rows.size === 0) {
      this.#say("Nothing on the board yet: the first commands are still running, or there is nothing to ask about.");
    } else {
      this.#note.remove();
    }
  }

  #say(text) {
    this.#note.textContent = text;
    this.append(this.#note);
  }
}

/** When more rows change at a time, no flash draws the eye, and each one makes the browser lay the page out anew. */
const FLASHES_MAX = 50;

/** As people sort: A before b, 9 before 10. */
const ORDER = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

/** Puts `element` among its siblings by `data-order`; those without one come first. */
function insertInOrder(parent, element) {
  const siblings = parent.children;
  // From the end, because entries come nearly in order, and by halves, because there may be thousands.
  let from = 0;
  let to = siblings.length;
  let middle = to - 1;
  while (from < to) {
    const order = siblings[middle].dataset.order;
    if (order !== undefined && ORDER.compare(order, element.dataset.order) > 0) {
      to = middle;
    } else {
      from = middle + 1;
    }
    middle = (from + to) >> 1;
  }
  parent.insertBefore(element, siblings[to] ?? null);
}

import { make } from "../js/dom.js";
import { Inventory } from "../js/inventory.js";
import { isChanged } from "../js/query.js";
import { ServerTime } from "../js/server-time.js";

const NONE = { status: new Set(), changed: false };
/** Each number: what it counts, in one and in many words, whether a query shows it alone, and what of a query makes it so. */
const PARTS = [
  part("all", "package", "packages", query => query.status.size === 0 && !query.changed, NONE, NONE),
  part("hosts", "host", "hosts", query => query.layout !== "list", { layout: "matrix" }, { layout: "list" }),
  part("changed", "changed in 24 h", "changed in 24 h", query => query.changed, { ...NONE, changed: true }, NONE),
  ...["failed", "missing", "stale"].map(name =>
    part(name, name, name, query => query.status.has(name), { ...NONE, status: new Set([name]) }, NONE)),
];
/** Where thousands of entries change, they are not counted at each change. */
const COUNT_MILLIS = 250;
/** What is changed in 24 hours is less a minute later, also where nothing changes. */
const LATER_MILLIS = 60_000;

/**
 * <rollcall-tally>: how many packages there are, on how many hosts, and how many are not well or not what they were. Each number
 * is a button that shows what it counts. Fires "choose" with the part of a query as `detail`.
 * Properties `query`, `time` (a ServerTime) and `inventory` (an Inventory), in this order.
 */
export class TallyElement extends HTMLElement {
  #items = new Map();
  #timer = 0;
  #countedMillis = null;
  #inventory;
  #time;
  #query;

  connectedCallback() {
    for (const { name, isChosen, chosen, given } of PARTS) {
      const item = make("button", `tally-item ${name}`, make("b", "", "0"), " ", make("span", ""));
      item.type = "button";
      item.hidden = true;
      item.addEventListener("click", () => {
        this.dispatchEvent(new CustomEvent("choose", { detail: isChosen(this.#query) ? given : chosen }));
      });
      this.#items.set(name, item);
    }
    this.replaceChildren(...this.#items.values());
  }

  /** @param {ServerTime} time */
  set time(time) {
    this.#time = time;
    time.addEventListener("tick", () => {
      if (this.#countedMillis !== null && Math.abs(time.millis - this.#countedMillis) >= LATER_MILLIS) {
        this.#count();
      }
    });
  }

  /** @param {Inventory} inventory */
  set inventory(inventory) {
    this.#inventory = inventory;
    inventory.addEventListener("replace", () => this.#count());
    inventory.addEventListener("merge", () => (this.#timer ||= setTimeout(() => this.#count(), COUNT_MILLIS)));
  }

  /** @param {object} query of js/query.js: the numbers whose entries it shows are marked */
  set query(query) {
    this.#query = query;
    PARTS.forEach(({ name, isChosen }) => this.#items.get(name).setAttribute("aria-pressed", String(isChosen(query))));
  }

  #count() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const counts = { all: new Set(), hosts: new Set(), changed: 0, failed: 0, missing: 0, stale: 0, ok: 0 };
    const now = this.#time.millis;
    this.#countedMillis = now;
    for (const entry of this.#inventory.entries.values()) {
      counts.all.add(entry.package);
      counts.hosts.add(entry.host);
      counts.changed += isChanged(entry, now);
      counts[entry.status]++;
    }
    for (const { name, words } of PARTS) {
      const count = counts[name].size ?? counts[name];
      const item = this.#items.get(name);
      const [number, word] = [String(count), words[count === 1 ? 0 : 1]];
      if (item.firstChild.textContent !== number || item.hidden) {
        item.firstChild.textContent = number;
        item.lastChild.textContent = word;
      }
      item.hidden = name === "hosts" ? count < 2 : name === "stale" && count === 0;
      item.toggleAttribute("data-none", count === 0);
    }
  }
}

function part(name, one, many, isChosen, chosen, given) {
  return { name, words: [one, many], isChosen, chosen, given };
}

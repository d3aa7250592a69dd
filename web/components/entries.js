import { Inventory } from "../js/inventory.js";
import { make, write } from "../js/dom.js";
import { isNarrow, matcherOf } from "../js/query.js";
import { Reader } from "../js/reader.js";
import { ServerTime } from "../js/server-time.js";
import { inSlices } from "../js/slices.js";
import { moment, tallyOfWaiting } from "../js/words.js";
import { ListLayout } from "./list-layout.js";
import { MatrixLayout } from "./matrix-layout.js";

/** What keeps coming in a moment is put in order once. */
const SETTLE_MILLIS = 1_000;
/** So long a row that changed stands out. */
const FRESH_MILLIS = 6_000;
/** What changed in the last 24 hours is another question so much later, also where nothing changes. */
const LATER_MILLIS = 60_000;
const LAYOUTS = { list: ListLayout, matrix: MatrixLayout };

let reader;

/**
 * The entries that a query wants, as a list or as a matrix. A version that changes does so at once and in its place. What would
 * move rows (new ones, gone ones, another order, a reason's box) waits while somebody reads, and a button says so.
 *
 * Fires "shown" on its element when what is shown changes.
 */
export class EntriesView {
  element = make("div", "entries");
  #inventory;
  #time;
  #query;
  #options;
  #wants;
  #layout = null;
  #shownAs = new Map();
  /** What waits to be put in order, by key: what a button says of it. */
  #pending = new Map();
  #timer = 0;
  #settledMillis = 0;
  #fresh = new Map();
  #note = make("p", "note");
  #waiting = make("button", "waiting");

  /**
   * @param {object} options
   * @param {Inventory} options.inventory
   * @param {ServerTime} options.time
   * @param {object} options.query of js/query.js
   * @param {(entry: object) => object} options.linkOf the attributes of the link to an entry's history
   * @param {number} [options.columns] of a list; as many as fit unless told
   * @param {AbortSignal} [options.signal] ends it, where the inventory and the time outlive it
   */
  constructor({ inventory, time, query, linkOf, columns, signal }) {
    reader ??= new Reader();
    this.#inventory = inventory;
    this.#time = time;
    this.#options = { linkOf, columns, isRead: () => this.#isRead };
    this.#waiting.type = "button";
    this.#waiting.addEventListener("click", () => {
      this.#settle();
      // The button goes; who came by keyboard goes on at what it has shown.
      this.element.focus({ preventScroll: true });
    });
    this.element.tabIndex = -1;
    this.element.append(this.#waiting);
    inventory.addEventListener("replace", event => this.#replace(event.detail), { signal });
    inventory.addEventListener("merge", event => this.#merge(event.detail), { signal });
    inventory.addEventListener("check", () => this.#layout.showChecked(), { signal });
    time.addEventListener("tick", () => this.#tick(), { signal });
    document.addEventListener("visibilitychange", () => this.#pending.size > 0 && this.#settle(), { signal });
    // Only when somebody points at it: to write thousands of dates takes long.
    this.element.addEventListener("pointerover", ({ target }) => {
      if (target.localName === "time" && !target.title) {
        target.title = moment(target.dateTime);
      }
    });
    this.show(query);
  }

  /** Shows another choice or order, at once: somebody asked for it. */
  show(query) {
    this.#query = query;
    this.#settle();
  }

  /** @returns {{shown: number, all: number, what: string}[]} how much of what is shown: "10 of 40 packages", "1 of 460 shown" */
  get told() {
    return this.#layout.told;
  }

  #settle() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#pending.clear();
    const { entries } = this.#inventory;
    const now = this.#time.millis;
    this.#settledMillis = now;
    this.#wants = matcherOf(this.#query, now);
    this.#lay(entries);
    const shown = this.#layout.arrange(entries, this.#query, now);
    this.#shownAs = new Map(shown.map(key => [key, placeOf(entries.get(key), this.#query)]));
    this.#say(entries.size);
    this.#showWaiting();
    this.element.dispatchEvent(new Event("shown"));
  }

  /** A matrix as soon as there are two hosts to compare, unless the query says otherwise. */
  #lay(entries) {
    const hosts = new Set([...entries.values()].map(entry => entry.host));
    const layout = this.#query.layout || (hosts.size > 1 ? "matrix" : "list");
    if (this.element.dataset.layout !== layout) {
      this.element.dataset.layout = layout;
      this.#layout?.element.remove();
      this.#layout = new LAYOUTS[layout](this.#inventory, this.#options);
      this.element.append(this.#layout.element);
    }
    this.element.toggleAttribute("data-hosts", hosts.size > 1);
  }

  /** A server that is there again says everything anew: no reason to take from anybody the row that they read. */
  #replace(keys) {
    if (this.#shownAs.size === 0 || !this.#isRead) {
      this.#settle();
    } else {
      inSlices(this.#takes(new Set([...this.#shownAs.keys(), ...keys])), () => true);
    }
  }

  *#takes(keys) {
    for (const key of keys) {
      this.#take(key);
      yield;
    }
    this.#wait();
  }

  #merge(keys) {
    for (const key of keys) {
      const cell = this.#take(key);
      if (cell) {
        cell.dataset.fresh = "";
        this.#fresh.set(cell, performance.now() + FRESH_MILLIS);
      }
    }
    this.#wait();
  }

  /** Shows an entry as it is now, in its place, and notes when that is another one. */
  #take(key) {
    const entry = this.#inventory.entries.get(key);
    const cell = entry ? this.#layout.update(key, entry, this.#time.millis) : this.#layout.strike(key);
    const shown = entry && this.#layout.isShown(key, entry, this.#wants);
    const place = shown ? placeOf(entry, this.#query) : undefined;
    const before = this.#shownAs.get(key);
    if (before !== place) {
      this.#pending.set(key, before === undefined ? "new" : shown ? "moved" : entry ? "unwanted" : "removed");
    } else if (cell?.hasAttribute("data-held")) {
      this.#pending.set(key, entry?.reason ? "reason" : "room");
    } else {
      // What is back as it was waits no longer.
      this.#pending.delete(key);
    }
    return cell;
  }

  #wait() {
    if (this.#pending.size > 0 && this.#timer === 0) {
      this.#timer = setTimeout(() => this.#settleUnlessRead(), SETTLE_MILLIS);
    }
    this.#showWaiting();
  }

  #settleUnlessRead() {
    this.#timer = 0;
    if (this.#pending.size > 0 && !this.#isRead) {
      this.#settle();
    }
  }

  get #isRead() {
    const { activeElement } = this.element.getRootNode();
    const isWithin = activeElement !== this.element && this.element.contains(activeElement);
    return reader.isReading || (isWithin && reader.isThere);
  }

  #tick() {
    const now = performance.now();
    for (const [cell, until] of this.#fresh) {
      if (until < now) {
        delete cell.dataset.fresh;
        this.#fresh.delete(cell);
      }
    }
    this.#layout.showAges(this.#time.millis);
    this.#say(this.#inventory.entries.size);
    this.element.toggleAttribute("data-old", !this.#time.isRunning && this.#shownAs.size > 0);
    const isLater = this.#query.changed && Math.abs(this.#time.millis - this.#settledMillis) >= LATER_MILLIS;
    if ((isLater || (this.#pending.size > 0 && this.#timer === 0)) && !this.#isRead) {
      this.#settle();
    }
  }

  #showWaiting() {
    const tally = tallyOfWaiting(this.#pending.values());
    this.#waiting.hidden = !tally;
    if (tally) {
      write(this.#waiting, `${tally}: show`);
    }
  }

  #say(all) {
    if (this.#shownAs.size > 0) {
      this.#note.remove();
      return;
    }
    const text = isNarrow(this.#query) && all > 0
      ? "Nothing on the board is like this."
      : this.#time.isRunning
        ? "Nothing on the board yet: the first commands are still running, or there is nothing to ask about."
        : "Waiting for the server…";
    if (this.#note.textContent !== text || !this.#note.isConnected) {
      this.#note.textContent = text;
      this.element.append(this.#note);
    }
  }
}

/** What of an entry decides where it stands, beside its key. */
function placeOf({ category, label, since, status }, { sort }) {
  return `${category}\n${label}\n${sort === "changed" ? since : sort === "status" ? status : ""}`;
}

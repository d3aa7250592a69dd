import { groupsOf } from "../js/arrangement.js";
import { make, place } from "../js/dom.js";
import { keyOf } from "../js/inventory.js";
import { inSlices } from "../js/slices.js";
import { Row } from "./row.js";

/** Groups of more rows have the whole width, in which the rows stand side by side. */
const CARD_ROWS_MAX = 24;
/** What is out of sight is not laid out: in lists of so many rows each. */
const LIST_ROWS_MAX = 48;
/** All ages are told anew within so many ticks. */
const TICKS_A_ROUND = 10;
const COLUMN_REM = 21;

/** Entries as rows: small groups as cards in columns, large ones below. Nothing that grows moves what is in another column. */
export class ListLayout {
  element = make("div", "list-layout");
  /** How much of what is shown. */
  told = [];
  #inventory;
  #options;
  #cards = make("div", "cards");
  #large = make("div", "large");
  #rows = new Map();
  #leaving = [];
  #sections = new Map();
  #groups = [];
  #columns = 0;
  #arranging = 0;
  #nowMillis = 0;
  #ages = [].values();
  #focused = null;
  #watch = new ResizeObserver(() => this.#columnsNow() !== this.#columns && this.#render());

  constructor(inventory, options) {
    this.#inventory = inventory;
    this.#options = options;
    this.element.append(this.#cards, this.#large);
    this.#watch.observe(this.element);
  }

  /** Puts rows where they belong, in slices. @returns {string[]} the keys of what is shown */
  arrange(entries, query, nowMillis) {
    this.#groups = groupsOf(entries.values(), query, nowMillis)
      .map(({ title, items }) => ({ title, keys: items.map(keyOf) }));
    const keys = this.#groups.flatMap(group => group.keys);
    const kept = new Set(keys);
    [...this.#rows.keys()].filter(key => !kept.has(key)).forEach(key => this.#leave(key));
    this.#nowMillis = nowMillis;
    this.#render();
    this.told = [{ shown: keys.length, all: entries.size, what: "shown" }];
    return keys;
  }

  /** Whether an entry is to be shown that `wants` says the query wants, or not. */
  isShown(key, entry, wants) {
    return wants(entry);
  }

  /**
   * Shows an entry's new state in its place; of a reason whose box would come or go while somebody reads, the row says
   * `data-held`. @returns {?HTMLElement} its row, where there is one
   */
  update(key, entry, nowMillis) {
    const row = this.#rows.get(key);
    this.#options.isRead() ? row?.showInPlace(entry) : row?.show(entry);
    row?.showAges(nowMillis);
    return row?.element;
  }

  /** Says of an entry that is gone that it is, in its place. @returns {?HTMLElement} its row, where there is one */
  strike(key) {
    const row = this.#rows.get(key);
    row?.strike();
    return row?.element;
  }

  /** Goes on telling how long it has been so. */
  showAges(nowMillis) {
    const share = Math.max(100, this.#rows.size / TICKS_A_ROUND);
    for (let i = 0; i < share; i++) {
      const { value: row, done } = this.#ages.next();
      if (done) {
        this.#ages = this.#rows.values();
        return;
      }
      row.showAges(nowMillis);
    }
  }

  /** Takes from the inventory when each entry was last checked. */
  showChecked() {
    inSlices(this.#checks(), () => true);
  }

  *#checks() {
    for (const [key, row] of this.#rows) {
      const entry = this.#inventory.entries.get(key);
      if (entry) {
        row.showChecked(entry.checked);
      }
      yield;
    }
  }

  #leave(key) {
    this.#leaving.push(this.#rows.get(key).element);
    this.#rows.delete(key);
  }

  #columnsNow() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return this.#options.columns || Math.max(1, Math.floor((this.element.clientWidth / rem + 1) / (COLUMN_REM + 1)));
  }

  #render() {
    this.#columns = this.#columnsNow();
    this.element.style.setProperty("--columns", this.#columns);
    const cards = this.#groups.filter(({ title, keys }) => title && keys.length <= CARD_ROWS_MAX);
    const large = this.#groups.filter(group => !cards.includes(group));
    const columns = pack(cards, this.#columns);
    while (this.#cards.childElementCount < columns.length) {
      this.#cards.append(make("div", "column"));
    }
    [...this.#cards.children].slice(columns.length).forEach(column => column.remove());
    const { activeElement } = this.element.getRootNode();
    this.#focused = this.element.contains(activeElement) ? activeElement : this.#focused;
    const arranging = ++this.#arranging;
    inSlices(this.#steps(columns, large), () => arranging === this.#arranging);
  }

  #drop(title) {
    this.#sections.get(title).remove();
    this.#sections.delete(title);
  }

  *#steps(columns, large) {
    // One after the other: to take thousands out of the page at once takes longer than a frame.
    while (this.#leaving.length > 0) {
      this.#leaving.pop().remove();
      yield;
    }
    const titles = new Set(this.#groups.map(group => group.title));
    [...this.#sections.keys()].filter(title => !titles.has(title)).forEach(title => this.#drop(title));
    for (const [i, groups] of columns.entries()) {
      yield* this.#fill(this.#cards.children[i], groups);
    }
    yield* this.#fill(this.#large, large);
    this.#focused = null;
  }

  *#fill(parent, groups) {
    const sections = groups.map(({ title }) => this.#section(title));
    place(parent, sections, this.#focused ?? undefined);
    for (const [i, { keys }] of groups.entries()) {
      yield* this.#fillSection(sections[i], keys);
    }
  }

  *#fillSection(section, keys) {
    const [heading, ...lists] = section.children;
    heading.lastChild.textContent = keys.length;
    for (let i = 0; i * LIST_ROWS_MAX < keys.length; i++) {
      const list = lists[i] ?? section.appendChild(make("ul", "rows"));
      const some = keys.slice(i * LIST_ROWS_MAX, (i + 1) * LIST_ROWS_MAX);
      list.style.setProperty("--lines", Math.ceil(some.length / this.#columns));
      place(list, some.map(key => this.#row(key)).filter(Boolean), this.#focused ?? undefined);
      yield;
    }
    lists.slice(Math.ceil(keys.length / LIST_ROWS_MAX)).forEach(list => list.remove());
  }

  #row(key) {
    const entry = this.#inventory.entries.get(key);
    if (!this.#rows.has(key) && entry) {
      this.#rows.set(key, new Row(entry, this.#options.linkOf));
    }
    const row = this.#rows.get(key);
    if (entry) {
      row.show(entry);
      row.showAges(this.#nowMillis);
    }
    return row?.element;
  }

  #section(title) {
    const known = this.#sections.get(title);
    if (known) {
      return known;
    }
    const heading = make("h2", "", make("span", "title", title), make("span", "count"));
    heading.hidden = !title;
    const section = make("section", "group", heading);
    section.setAttribute("part", "group");
    this.#sections.set(title, section);
    return section;
  }
}

/** Groups in columns that are about as high, in the order in which they are read. */
function pack(groups, columns) {
  const height = group => group.keys.length + 1;
  const all = groups.reduce((sum, group) => sum + height(group), 0);
  const packed = Array.from({ length: columns }, () => []);
  let before = 0;
  for (const group of groups) {
    const middle = before + height(group) / 2;
    packed[Math.min(columns - 1, Math.floor((middle / all) * columns))].push(group);
    before += height(group);
  }
  // A large group may reach over the middle of more than one: what is empty is on the right.
  return packed.filter(column => column.length > 0);
}

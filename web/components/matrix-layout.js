import { isHostChosen, isRowWanted, tableOf, verdictOf } from "../js/arrangement.js";
import { make, place, write } from "../js/dom.js";
import { keyOf } from "../js/inventory.js";
import { isOfEntries, matcherOf } from "../js/query.js";
import { inSlices } from "../js/slices.js";
import { Cell } from "./cell.js";

/** What is out of sight is not laid out: in bodies of so many rows each. */
const BODY_ROWS_MAX = 4;
const MOVES = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/**
 * Packages by hosts. Cells that differ from what most hosts have stand out, and each row says how many do: of all hosts, also
 * where only some have a column. Of a row that is shown for some of its cells the others step back. One stop for who goes from
 * link to link; within, arrow keys go from cell to cell.
 */
export class MatrixLayout {
  element = withRole("div", "matrix", "region");
  /** How much of what is shown: packages and, where they are narrowed, hosts. */
  told = [];
  #inventory;
  #linkOf;
  #table = withRole("table", "", "grid");
  #rows = new Map();
  #leaving = [];
  #hosts = new Set();
  #query;
  /** Says of an entry of a row that is shown whether it is one of those for which it is; null where all are. */
  #matches = null;
  #arranging = 0;

  constructor(inventory, { linkOf }) {
    this.#inventory = inventory;
    this.#linkOf = linkOf;
    this.element.setAttribute("aria-label", "Packages by hosts");
    this.#table.addEventListener("keydown", event => this.#move(event));
    this.#table.addEventListener("focusin", ({ target }) => this.#stopAt(target));
    this.element.append(this.#table);
  }

  /**
   * Makes the table, in slices.
   *
   * @returns {string[]} the keys of what is shown, and of what else decides which rows are
   */
  arrange(entries, query, nowMillis) {
    const { hosts, groups } = tableOf(this.#inventory, query, nowMillis);
    this.#query = query;
    this.#matches = isOfEntries(query) ? matcherOf({ ...query, host: new Set() }, nowMillis) : null;
    if (hosts.join("\n") !== [...this.#hosts].join("\n")) {
      this.#begin(hosts);
    }
    const items = groups.flatMap(group => group.items);
    const kept = new Set(items.map(item => item.package));
    [...this.#rows.keys()].filter(name => !kept.has(name)).forEach(name => this.#leave(name));
    this.element.hidden = items.length === 0;
    const arranging = ++this.#arranging;
    inSlices(this.#steps(groups), () => arranging === this.#arranging);
    this.#tell(kept.size, entries);
    const deciding = query.differ ? item => this.#inventory.ofPackage(item.package) : item => item.entries;
    return items.flatMap(item => [...deciding(item).values()].map(keyOf));
  }

  #tell(packages, entries) {
    this.told = [{ shown: packages, all: this.#inventory.packageCount, what: "packages" }];
    if (this.#query.host.size > 0) {
      const hosts = new Set([...entries.values()].map(entry => entry.host));
      this.told.push({ shown: this.#hosts.size, all: hosts.size, what: "hosts" });
    }
  }

  /** Whether an entry is to be in a row that is shown, as far as `wants` says; or decides of one. */
  isShown(key, entry, wants) {
    const counts = this.#query.differ || isHostChosen(this.#query, entry.host);
    return counts && isRowWanted(this.#inventory.ofPackage(entry.package), this.#query, wants);
  }

  /** Shows an entry's new state in its place. @returns {?HTMLElement} its cell, where there is one */
  update(key, entry) {
    const row = this.#rows.get(entry.package);
    if (!row) {
      return null;
    }
    const cell = row.cells.get(entry.host);
    if (cell) {
      row.entries.set(entry.host, entry);
      cell.show(entry);
    }
    this.#judge(row);
    return cell?.element ?? null;
  }

  /** Says of an entry that is gone that it is, in its place. @returns {?HTMLElement} its cell, where there is one */
  strike(key) {
    const [host, name] = JSON.parse(key);
    const row = this.#rows.get(name);
    const cell = row?.cells.get(host);
    row?.entries.delete(host);
    cell?.strike();
    if (row) {
      this.#judge(row);
    }
    return cell?.element;
  }

  /** A matrix tells no times. */
  showAges() {}

  showChecked() {}

  #begin(hosts) {
    this.#hosts = new Set(hosts);
    this.#rows.clear();
    // Empty, it keeps its height: nothing below moves up, and what was scrolled stays so.
    this.#table.style.minHeight = `${this.#table.offsetHeight}px`;
    this.#table.style.setProperty("--hosts", hosts.length);
    const corner = withRole("th", "corner", "columnheader", "Package");
    const names = hosts.map(host => withPart("host", withRole("th", "host", "columnheader", ...partsOf(host))));
    this.#table.replaceChildren(withRole("thead", "", "rowgroup", withRole("tr", "", "row", corner, ...names)));
  }

  #leave(name) {
    this.#leaving.push(this.#rows.get(name).element);
    this.#rows.delete(name);
  }

  *#steps(groups) {
    // One after the other: to take all out of the page at once takes longer than a frame.
    while (this.#leaving.length > 0) {
      this.#leaving.pop().remove();
      yield;
    }
    const headings = new Map([...this.#table.querySelectorAll(".category")].map(row => [row.textContent, row]));
    let bodies = 0;
    for (const { title, items } of groups) {
      for (let i = 0; i < items.length; i += BODY_ROWS_MAX) {
        const body = this.#table.tBodies[bodies++] ?? this.#table.appendChild(withRole("tbody", "", "rowgroup"));
        const rows = i === 0 && title ? [headings.get(title) ?? headingOf(title)] : [];
        headings.delete(title);
        for (const item of items.slice(i, i + BODY_ROWS_MAX)) {
          const row = this.#row(item);
          rows.push(row);
          yield row.parentElement === body ? 0 : this.#hosts.size;
        }
        body.style.setProperty("--lines", rows.length);
        place(body, rows);
        if (bodies === 1) {
          this.#haveStop();
        }
      }
    }
    headings.forEach(row => row.remove());
    [...this.#table.tBodies].slice(bodies).forEach(body => body.remove());
    this.#table.style.minHeight = "";
    this.#haveStop();
  }

  /** The one that was last gone to, or else the first. */
  #haveStop() {
    if (!this.#table.querySelector("a:not([tabindex])")) {
      this.#table.querySelector("a")?.removeAttribute("tabindex");
    }
  }

  #row({ package: name, label, entries }) {
    const row = this.#rows.get(name) ?? this.#newRow(name);
    row.label.textContent = label;
    row.entries = new Map();
    [...this.#hosts].forEach((host, column) => {
      const known = entries.get(host);
      // As it is by now: a table may take some slices to make.
      const entry = known && this.#inventory.entries.get(keyOf(known));
      if (entry) {
        row.entries.set(host, entry);
      }
      this.#fill(row, host, column + 1, entry ?? known);
      if (known && !entry) {
        row.cells.get(host).strike();
      }
    });
    this.#judge(row);
    return row.element;
  }

  #newRow(name) {
    const label = withPart("name", make("span", "label"));
    const verdict = withPart("verdict", make("span", "verdict"));
    const blanks = Array.from(this.#hosts, blank);
    const element = withRole("tr", "", "row", withRole("th", "", "rowheader", label, verdict), ...blanks);
    const row = { name, cells: new Map(), entries: new Map(), label, verdict, element };
    this.#rows.set(name, row);
    return row;
  }

  #fill(row, host, column, entry) {
    const cell = row.cells.get(host);
    if (entry && cell) {
      cell.show(entry);
    } else if (entry) {
      row.cells.set(host, new Cell(entry, this.#linkOf));
      row.element.cells[column].replaceWith(row.cells.get(host).element);
    } else if (cell) {
      row.cells.delete(host);
      cell.element.replaceWith(blank());
    }
  }

  #judge({ name, cells, entries, verdict, element }) {
    const all = this.#inventory.ofPackage(name);
    const { differing } = verdictOf(all);
    const matching = this.#matching(entries);
    cells.forEach((cell, host) => {
      cell.differ(differing.has(host));
      cell.match(matching && entries.has(host) ? matching.has(host) : null);
    });
    // Where some hosts have no column, it is said what is counted.
    const what = this.#query.host.size > 0 ? " hosts" : "";
    write(verdict, differing.size > 0 ? `${differing.size} of ${all.size}${what} differ${differing.size === 1 ? "s" : ""}` : "");
    element.toggleAttribute("data-differs", [...cells.keys()].some(host => differing.has(host)));
  }

  /** The hosts whose entries are those for which a row is shown; null where all of them are, for then none stands out. */
  #matching(entries) {
    const matching = this.#matches && [...entries].filter(([, entry]) => this.#matches(entry)).map(([host]) => host);
    return matching && matching.length < entries.size ? new Set(matching) : null;
  }

  #stopAt(link) {
    this.#table.querySelectorAll("a:not([tabindex])").forEach(other => (other.tabIndex = -1));
    link.removeAttribute("tabindex");
  }

  #move(event) {
    const cell = event.target.closest("td");
    const [down, right] = MOVES[event.key] ?? [0, 0];
    if (!cell || (down === 0 && right === 0)) {
      return;
    }
    event.preventDefault();
    const rows = [...this.#table.querySelectorAll("tbody tr:not(.category)")];
    const links = row => [...row.cells].map(one => one.querySelector("a"));
    const at = rows.indexOf(cell.parentElement);
    if (down !== 0) {
      for (let y = at + down; y >= 0 && y < rows.length; y += down) {
        const link = links(rows[y])[cell.cellIndex];
        if (link) {
          goTo(link);
          return;
        }
      }
    } else {
      const there = links(rows[at]).filter(Boolean);
      goTo(there.at(Math.min(Math.max(there.indexOf(event.target) + right, 0), there.length - 1)));
    }
  }
}

/** What has a part in sight already is not brought there by the focus alone, and the other part may be below the head. */
function goTo(link) {
  link.focus();
  link.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** A host's own name, and its domain, which many share. */
function partsOf(host) {
  const dot = /^[\d.]*$/.test(host) ? -1 : host.indexOf(".");
  const end = dot < 0 ? host.length : dot;
  return [make("span", "own", host.slice(0, end)), make("span", "domain", host.slice(end))];
}

function headingOf(title) {
  return withRole("tr", "category", "row", withPart("group", withRole("th", "", "rowheader", make("span", "", title))));
}

function blank() {
  return withRole("td", "none", "gridcell");
}

/** Said in words, because a table that is laid out as a grid is none any more to some browsers. */
function withRole(tag, className, role, ...children) {
  const element = make(tag, className, ...children);
  element.setAttribute("role", role);
  return element;
}

/** Named for who styles it from outside a shadow root. */
function withPart(name, element) {
  element.setAttribute("part", name);
  return element;
}

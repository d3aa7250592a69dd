import { make } from "../js/dom.js";
import { idOf, RecentChanges } from "../js/history.js";
import { Inventory } from "../js/inventory.js";
import { Refresh } from "../js/refresh.js";
import { ServerTime } from "../js/server-time.js";
import { keep, recall } from "../js/storage.js";
import { changeItem, replaceItems, showAges } from "./changes.js";
import { legendOf } from "./legend.js";
import { pictureOf } from "./picture.js";

/** So many are listed at first, and so many more each time. */
const LISTED = 20;
const LISTED_MORE = 100;
const REDRAW_MILLIS = 60_000;
const OPEN = "changes-open";

/**
 * <rollcall-timeline>: the newest changes as a picture and as a list, in a section that can be closed.
 * Properties `time` (a ServerTime) and `inventory` (an Inventory), in this order. Asks the server only while it is open and
 * in sight.
 */
export class TimelineElement extends HTMLElement {
  #recent = new RecentChanges();
  #refresh = new Refresh(() => this.#load(), () => this.#section.open && this.#inSight);
  #inSight = false;
  #time;
  #inventory;
  #listed = LISTED;
  #shown = "";
  #width = 0;
  #shownAtMillis = 0;
  #section = make("details", "panel");
  #range = make("span", "range");
  #note = make("p", "quiet");
  #frame = make("div", "frame");
  #legend = make("ul", "legend");
  #list = make("ol", "changes");
  #more = make("button", "more", "Show more");

  connectedCallback() {
    this.#note.setAttribute("role", "status");
    this.#legend.setAttribute("aria-label", "Kinds of change");
    this.#more.type = "button";
    this.#more.addEventListener("click", () => this.#showMore());
    const summary = make("summary", "", make("h2", "", "Recent changes"), this.#range);
    this.#section.append(summary, this.#note, this.#frame, this.#legend, this.#list, this.#more);
    this.#section.open = location.hash === `#${this.id}` || isOpenByChoice();
    this.#section.addEventListener("toggle", () => this.#toggled());
    this.append(this.#section);
    this.#show("Loading the changes…");
    new ResizeObserver(() => this.#frame.clientWidth !== this.#width && this.#redraw()).observe(this.#frame);
    new IntersectionObserver(entries => this.#seen(entries.at(-1).isIntersecting)).observe(this);
    // Each page is opened at a moment of its own.
    this.#refresh.ask(0);
  }

  /** @param {ServerTime} time */
  set time(time) {
    this.#time = time;
    time.addEventListener("tick", () => this.#goOn());
  }

  /** @param {Inventory} inventory */
  set inventory(inventory) {
    this.#inventory = inventory;
    inventory.addEventListener("replace", () => this.#refresh.askAfterChange());
    inventory.addEventListener("merge", () => this.#refresh.askAfterChange());
  }

  #toggled() {
    // It also toggles on its way into the page, which nobody has chosen.
    if (this.#section.open !== isOpenByChoice()) {
      keep(OPEN, this.#section.open);
    }
    this.#refresh.look();
  }

  #seen(inSight) {
    this.#inSight = inSight;
    this.#refresh.look();
  }

  async #load() {
    try {
      await this.#recent.reload();
      this.#show(this.#recent.changes.length === 0 ? "No changes recorded yet." : "");
    } catch (failure) {
      this.#show("The changes could not be loaded. Trying again…");
      throw failure;
    }
  }

  async #showMore() {
    this.#listed += LISTED_MORE;
    this.#more.disabled = true;
    try {
      while (this.#listed > this.#recent.changes.length && this.#recent.hasMore) {
        await this.#recent.loadMore();
      }
      this.#show("");
    } catch {
      this.#show("Older changes could not be loaded.");
    }
    this.#more.disabled = false;
  }

  /** Shows all that is known, and a note; what was known before stays when it cannot be had anew. */
  #show(note) {
    const { changes, hasMore } = this.#recent;
    this.#note.textContent = note;
    this.#note.hidden = !note;
    const hosts = new Set(changes.map(change => change.host));
    this.#inventory?.entries.forEach(entry => hosts.add(entry.host));
    const named = { label: true, host: hosts.size > 1 };
    const listed = changes.slice(0, this.#listed);
    // Who reads, selects or points at something is not disturbed when it is all the same again.
    const shown = JSON.stringify([changes.length, hasMore, named, listed.map(idOf)]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    this.#list.hidden = this.#legend.hidden = this.#frame.hidden = changes.length === 0;
    this.#more.hidden = changes.length <= this.#listed && !hasMore;
    replaceItems(this.#list, listed.map(change => changeItem(change, this.#nowMillis(), named)));
    this.#legend.replaceChildren(...legendOf(changes));
    this.#redraw();
  }

  /** Once a minute, as nothing but the age of things has changed. */
  #goOn() {
    if (this.#section.open && Math.abs(this.#nowMillis() - this.#shownAtMillis) >= REDRAW_MILLIS) {
      showAges(this.#list, this.#nowMillis());
      this.#redraw();
    }
  }

  #redraw() {
    const width = this.#frame.clientWidth;
    this.#width = width;
    this.#shownAtMillis = this.#nowMillis();
    if (this.#recent.changes.length === 0 || width === 0) {
      this.#range.textContent = "";
      return;
    }
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const { changes, hasMore } = this.#recent;
    const { picture, words } = pictureOf(changes, !hasMore, this.#heardMillis(), { width, rem });
    this.#range.textContent = words;
    this.#frame.replaceChildren(picture);
  }

  #nowMillis() {
    return this.#time?.millis ?? Date.now();
  }

  /** The picture ends here: of what has changed since, nobody has heard. */
  #heardMillis() {
    return this.#time?.heardMillis ?? Date.now();
  }
}

function isOpenByChoice() {
  return recall(OPEN) ?? true;
}

import { addressOf } from "../js/address.js";
import { make, write } from "../js/dom.js";
import { listOf } from "../js/lists.js";
import { portalSheets } from "../js/portal-sheets.js";
import { isNarrow, matcherOf, queryOf } from "../js/query.js";
import { CONNECTION } from "../js/words.js";
import { EntriesView } from "./entries.js";
import { partOf, PortalElement } from "./portal-element.js";

const NARROWING = ["package", "host", "category", "status", "layout"];
const COLUMNS_MAX = 12;
/** While changes keep coming, what is to be counted is counted so often. */
const COUNT_MILLIS = 250;
const NOT_WELL = ["failed", "missing", "stale"];
/** Nobody wants a board in the frame of a board. */
const LEADING_OUT = { target: "_blank", rel: "noopener" };

/**
 * <rollcall-board src="…" package="…" host="…" category="…" theme="dark|light|auto" cols="…">: the board in somebody's page. Its
 * content is shown until it is ready. Also `status` and `layout` as in the page's address, `hide="header"` and
 * `background="transparent"`. Parts: header, title, tally, state, note, and those of EntriesView.
 */
export class PortalBoardElement extends PortalElement {
  static observedAttributes = ["src", "cols", "hide", ...NARROWING];

  #title = partOf("a", "title");
  #tally = partOf("span", "tally");
  #state = partOf("span", "state");
  #note = partOf("p", "note");
  #header = make("header", "", this.#title, this.#tally, this.#state);
  #all = make("div", "", this.#header, this.#note);
  #wants;
  #isNarrow = false;
  #total = 0;
  #view = null;
  #counting = 0;
  /** The document whose styles it wears. */
  #dressedIn = null;

  constructor() {
    super();
    this.root.append(document.createElement("slot"));
    this.#header.part = "header";
    write(this.#title, "Rollcall");
    Object.assign(this.#title, LEADING_OUT);
    this.#state.setAttribute("role", "status");
  }

  enter() {
    if (this.source) {
      const { inventory, time, stream } = this.source;
      const cols = Number(this.getAttribute("cols"));
      const columns = Number.isInteger(cols) && cols > 0 ? Math.min(cols, COLUMNS_MAX) : undefined;
      const query = this.#query(columns);
      const linkOf = entry => ({ ...LEADING_OUT, title: "Its history", href: new URL(addressOf(entry), this.server).href });
      this.#view = new EntriesView({ inventory, time, query, linkOf, columns, signal: this.signal });
      this.#all.append(this.#view.element);
      this.#title.href = this.server;
      this.#wants = matcherOf(query, 0);
      this.#isNarrow = isNarrow(query);
      this.hear(inventory, ["merge"], () => this.#countSoon());
      this.hear(stream, ["state"], () => this.#tell());
      this.hear(stream, ["versions"], () => this.#count());
      this.#count();
    } else {
      this.#tell();
    }
  }

  leave() {
    clearTimeout(this.#counting);
    this.#counting = 0;
    this.#view?.element.remove();
    this.#view = null;
  }

  /** Who wants columns wants a list. */
  #query(columns) {
    const asked = new URLSearchParams(columns ? { layout: "list" } : {});
    NARROWING.filter(name => this.hasAttribute(name)).forEach(name => asked.set(name, listOf(this.list(name))));
    return queryOf(asked);
  }

  #countSoon() {
    this.#counting ||= setTimeout(() => this.#count(), COUNT_MILLIS);
  }

  #count() {
    this.#counting = 0;
    const statuses = [...this.source.inventory.entries.values()].filter(this.#wants).map(entry => entry.status);
    const counts = NOT_WELL.map(status => [statuses.filter(each => each === status).length, status]);
    this.#total = statuses.length;
    const all = `${this.#total} ${this.#total === 1 ? "version" : "versions"}`;
    write(this.#tally, [all, ...counts.filter(([count]) => count > 0).map(([count, status]) => `${count} ${status}`)].join(", "));
    this.#tell();
  }

  /** Says how it is about the connection. Also without a header, what may be old is said to be so in words. */
  #tell() {
    this.dress();
    const state = this.source?.stream.state;
    const told = Boolean(this.source?.told);
    const bare = this.list("hide").includes("header");
    this.#header.hidden = !this.source || (bare && (state === "live" || !told));
    this.#title.hidden = this.#tally.hidden = bare;
    this.#tally.hidden ||= !told;
    this.#state.dataset.state = state;
    write(this.#state, CONNECTION[state] ?? "");
    const note = this.#sayInstead(told, state);
    write(this.#note, note);
    this.#note.hidden = !note;
    if (this.#view) {
      this.#view.element.hidden = note !== "";
    }
  }

  /** What is said where there are no entries to show; "" where there are, or where the view says it. */
  #sayInstead(told, state) {
    if (!this.source) {
      return "The address in src is none.";
    }
    if (told) {
      return this.#isNarrow && this.#total === 0 ? "Nothing on the board is like this." : "";
    }
    return state === "live" || state === "inactive"
      ? ""
      : `Rollcall at ${this.server} cannot be reached, or does not let this page read it (http.origins). Trying again…`;
  }

  /** Nothing is shown without its styles: until they are there, and again while they are not to be had, the element's content. */
  async dress() {
    const place = this.ownerDocument;
    if (this.#dressedIn === place) {
      return;
    }
    const sheets = await portalSheets(place);
    if (sheets && this.#dressedIn !== place && this.ownerDocument === place) {
      this.#dressedIn = place;
      this.root.adoptedStyleSheets = sheets;
      this.root.replaceChildren(this.#all);
    }
  }
}

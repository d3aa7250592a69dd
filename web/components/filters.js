import { make, write } from "../js/dom.js";
import { Inventory } from "../js/inventory.js";
import { isNarrow, widest } from "../js/query.js";
import { byName } from "../js/words.js";

const SORTS = { name: "by category", changed: "newest first", status: "worst first" };
/** Who types fast is not answered at each letter. */
const TYPING_MILLIS = 120;

/**
 * <rollcall-filters>: a search, what to show, in which order and as what. Fires "choose" with the changed part of the query as
 * `detail`. Properties `query` and `inventory` (an Inventory, whose categories and hosts can be chosen), in this order.
 */
export class FiltersElement extends HTMLElement {
  #query;
  #typing = 0;
  #several = false;
  #search = make("input", "search");
  #category = make("select", "");
  #host = make("select", "");
  #sort = make("select", "");
  #matrix = make("button", "toggle", "Matrix");
  #differ = make("button", "toggle", "Only differences");
  #clear = make("button", "", "Clear");
  #count = make("span", "shown");

  connectedCallback() {
    Object.assign(this.#search, { type: "search", placeholder: "Search", title: "Press / to search", autocomplete: "off", spellcheck: false });
    this.#search.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#choose({ q: this.#search.value }), TYPING_MILLIS);
    });
    this.#sort.append(...Object.entries(SORTS).map(([value, text]) => optionOf(value, text)));
    this.#sort.addEventListener("change", () => this.#choose({ sort: this.#sort.value }));
    for (const [name, select] of [["category", this.#category], ["host", this.#host]]) {
      select.addEventListener("change", () => this.#choose({ [name]: new Set(select.value ? [select.value] : []) }));
    }
    this.#matrix.addEventListener("click", () => this.#choose({ layout: isPressed(this.#matrix) ? "list" : "matrix" }));
    this.#differ.addEventListener("click", () => this.#choose({ differ: !this.#query.differ }));
    this.#clear.addEventListener("click", () => {
      this.#choose(widest(this.#query));
      this.#search.focus();
    });
    [this.#matrix, this.#differ, this.#clear].forEach(button => (button.type = "button"));
    this.#count.setAttribute("role", "status");
    const labelled = [["Search", this.#search], ["Category", this.#category], ["Host", this.#host], ["Order", this.#sort]];
    labelled.forEach(([text, control]) => control.setAttribute("aria-label", text));
    this.setAttribute("role", "search");
    this.append(this.#search, this.#category, this.#host, this.#sort, this.#matrix, this.#differ, this.#clear, this.#count);
    addEventListener("keydown", event => this.#shortcut(event));
  }

  /** @param {Inventory} inventory */
  set inventory(inventory) {
    const show = () => {
      const entries = [...inventory.entries.values()];
      offer(this.#category, "All categories", entries.map(entry => entry.category), this.#query.category);
      offer(this.#host, "All hosts", entries.map(entry => entry.host), this.#query.host);
      this.#several = new Set(entries.map(entry => entry.host)).size > 1;
      this.#showLayout();
    };
    inventory.addEventListener("replace", show);
    inventory.addEventListener("merge", ({ detail }) => {
      const known = detail.every(key => {
        const entry = inventory.entries.get(key);
        return entry && has(this.#category, entry.category) && has(this.#host, entry.host);
      });
      known || show();
    });
  }

  /** @param {object} query of js/query.js: what is chosen. Who types is not written over. */
  set query(query) {
    this.#query = query;
    if (!this.#typing && this.#search.value !== query.q) {
      this.#search.value = query.q;
    }
    this.#sort.value = query.sort;
    choose(this.#category, query.category);
    choose(this.#host, query.host);
    this.#showLayout();
    this.#clear.hidden = !isNarrow(query);
  }

  /** Says how much of all is shown, where the query is narrow; `told` as EntriesView has it. */
  tell(told) {
    const parts = told.map(({ shown, all, what }) => `${shown.toLocaleString()} of ${all.toLocaleString()} ${what}`);
    write(this.#count, isNarrow(this.#query) ? parts.join(", ") : "");
  }

  #showLayout() {
    const several = this.#several;
    const matrix = this.#query.layout === "matrix" || (this.#query.layout === "" && several);
    this.#host.hidden = !several;
    this.#matrix.hidden = !several && !matrix;
    this.#differ.hidden = !several || !matrix;
    this.#matrix.setAttribute("aria-pressed", String(matrix));
    this.#differ.setAttribute("aria-pressed", String(this.#query.differ));
  }

  #choose(part) {
    clearTimeout(this.#typing);
    this.#typing = 0;
    this.dispatchEvent(new CustomEvent("choose", { detail: part }));
  }

  #shortcut(event) {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest?.("input, select, textarea, dialog")) {
      event.preventDefault();
      this.#search.focus();
      this.#search.select();
    }
  }
}

function isPressed(button) {
  return button.getAttribute("aria-pressed") === "true";
}

function optionOf(value, text) {
  const option = make("option", "", text);
  option.value = value;
  return option;
}

function has(select, value) {
  return [...select.options].some(option => option.value === value);
}

/** Offers each of `values`, and none. */
function offer(select, none, values, chosen) {
  const sorted = [...new Set(values)].sort(byName);
  select.replaceChildren(optionOf("", none), ...sorted.map(value => optionOf(value, value)));
  choose(select, chosen);
}

/** Shows the one that is chosen; several, or one that is unknown, are an option of their own. */
function choose(select, chosen) {
  const value = [...chosen].join(", ");
  if (value && !has(select, value)) {
    const option = optionOf(value, value);
    option.disabled = chosen.size > 1;
    select.append(option);
  }
  select.value = value;
}

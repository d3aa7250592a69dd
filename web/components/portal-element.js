import { make } from "../js/dom.js";
import { listOf, valuesOf } from "../js/lists.js";
import { join } from "../js/portal-source.js";

/** Where this module came from: the server that is shown when an element names none. */
const HOME = new URL("../", import.meta.url).href;

const CHOICE = ["package", "host", "category"];
/** A server takes addresses of 8 KB unless it is told otherwise; whose choice is longer is told everything, and chooses by itself. */
const CHOICE_CHARS_MAX = 2_000;

/** What the elements for other people's pages have in common: a shadow root, and a share in the source of the server of `src`. */
export class PortalElement extends HTMLElement {
  root = this.attachShadow({ mode: "open" });
  /** The server's address, absolute, with a slash at its end; null where `src` is none. */
  server = null;
  /** What is known of the server; null where there is none, and while the element is not in a page. */
  source = null;
  #listening = null;
  #changed = false;

  connectedCallback() {
    this.server = addressOf(this.getAttribute("src"));
    this.#listening = new AbortController();
    this.source = this.server && join(this.server, this.#choice());
    this.enter();
  }

  disconnectedCallback() {
    this.#listening?.abort();
    this.#listening = null;
    this.leave?.();
    this.source?.leave();
    this.source = null;
  }

  /** Styles made by script belong to the document in which they were made. */
  adoptedCallback() {
    this.dress();
  }

  /** Begins anew; several attributes that are changed one after the other are one change. */
  attributeChangedCallback(name, before, now) {
    if (before !== now && this.#listening && !this.#changed) {
      this.#changed = true;
      queueMicrotask(() => {
        this.#changed = false;
        if (this.#listening) {
          this.disconnectedCallback();
          this.connectedCallback();
        }
      });
    }
  }

  /** What ends when the element leaves the page, or begins anew. */
  get signal() {
    return this.#listening.signal;
  }

  /** Calls `listener` on events of a part of the source. */
  hear(part, types, listener) {
    types.forEach(type => part.addEventListener(type, listener, { signal: this.signal }));
  }

  /** The values of an attribute that is a list, as /events reads it. */
  list(name) {
    return valuesOf(this.getAttribute(name) ?? "");
  }

  #choice() {
    const lists = CHOICE.map(name => [name, listOf(this.list(name).sort())]);
    const choice = new URLSearchParams(lists.filter(([, list]) => list)).toString();
    return choice.length > CHOICE_CHARS_MAX ? "" : choice;
  }
}

/** Only what a page may ask by HTTP is a server. */
function addressOf(src) {
  try {
    const { protocol, origin, pathname } = new URL(src || HOME, document.baseURI);
    return /^https?:$/.test(protocol) ? origin + pathname.replace(/\/*$/, "/") : null;
  } catch {
    return null;
  }
}

/** An element with text to write into, which pages may style by its name. */
export function partOf(tag, name) {
  const element = make(tag, name, "");
  element.part = name;
  return element;
}

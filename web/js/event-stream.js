// What the server tells, for a page or an element of one. All tabs and elements of an origin share one connection.
//
//   const stream = new EventStream("events", { choice: "package=nginx" });   // no choice: everything
//   stream.addEventListener("state", () => stream.state);      // inactive, live, reconnecting, closed
//   stream.addEventListener("versions", e => e.detail);        // likewise "change", "time", "bye"
//   stream.open();
import { valuesOf } from "./lists.js";
import { SharedSource } from "./shared-source.js";
import { Switchboard } from "./switchboard.js";

/** One for each stream that is listened to on this page. */
const boards = new Map();

/** One listener: open() and close() are its own, and touch no other. */
export class EventStream extends EventTarget {
  #url;
  #choice;
  #wants;
  #isOpen = false;
  #status = { state: "inactive", retryAtMillis: null, heardAtMillis: null, patienceMillis: 0 };
  #member = message => this.#hear(message);

  /**
   * @param {string} url of the stream, relative to the page
   * @param {{choice?: string}} options what of it: "package=nginx,php&host=web-1&category=…", as the server takes it
   */
  constructor(url, { choice = "" } = {}) {
    super();
    this.#url = new URL(url, document.baseURI).href;
    this.#choice = choice;
    this.#wants = filterOf(choice);
  }

  /** "inactive" until the first event, "live", "reconnecting", or "closed" by {@link close}. */
  get state() {
    return this.#status.state;
  }

  /** When it is tried again, in milliseconds since 1970, or null where that is not known. */
  get retryAtMillis() {
    return this.#status.retryAtMillis;
  }

  /** When the server was last heard, in milliseconds since 1970, or null. */
  get heardAtMillis() {
    return this.#status.heardAtMillis;
  }

  /** Whether the server has been silent for longer than it should. */
  get isLate() {
    const { heardAtMillis, patienceMillis } = this.#status;
    return patienceMillis > 0 && Date.now() - heardAtMillis > patienceMillis;
  }

  /** Listens, unless it does. */
  open() {
    if (!this.#isOpen) {
      this.#isOpen = true;
      if (this.state === "closed") {
        this.#enter({ ...this.#status, state: "inactive" });
      }
      this.#board().want(this.#member, this.#choice);
    }
  }

  /** Listens no more until {@link open} is called. When nobody of the origin does, the connection is closed. */
  close() {
    this.#isOpen = false;
    this.#board().want(this.#member, null);
    this.#enter({ ...this.#status, state: "closed", retryAtMillis: null });
  }

  #board() {
    const board = boards.get(this.#url) ?? new Switchboard(new SharedSource(this.#url));
    boards.set(this.#url, board);
    return board;
  }

  #hear({ events, ...status }) {
    // What is known from before is told before it is said to be old.
    if (status.state === "live") {
      this.#enter(status);
    }
    for (const [name, data] of events) {
      const detail = data.entries ? { ...data, entries: data.entries.filter(this.#wants) } : data;
      if (name !== "change" || detail.entries.length > 0) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
      }
    }
    if (this.#isOpen) {
      this.#enter(status);
    }
  }

  #enter(status) {
    const { state, retryAtMillis, heardAtMillis } = this.#status;
    this.#status = { ...status, heardAtMillis: status.heardAtMillis ?? heardAtMillis };
    if (state !== status.state || retryAtMillis !== status.retryAtMillis) {
      this.dispatchEvent(new Event("state"));
    }
  }
}

/** Whether an entry is of a choice; the server leaves out the same, but others may have chosen something else. */
function filterOf(choice) {
  const parameters = new URLSearchParams(choice);
  const wanted = ["package", "host", "category"]
    .map(name => [name, parameters.getAll(name).flatMap(valuesOf)])
    .filter(([, values]) => values.length > 0);
  // The category of what was removed is not remembered.
  return entry => wanted.every(([name, values]) => values.includes(entry[name]) || (entry.removed && name === "category"));
}

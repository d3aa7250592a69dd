import { make, write } from "../js/dom.js";
import { GONE, reasonOf, STATUS } from "../js/words.js";

const PATTERN = make("td", "cell", make("span", "mark", ""), make("a", "version", ""), make("span", "out-of-sight", ""));
PATTERN.setAttribute("role", "gridcell");
PATTERN.firstChild.setAttribute("aria-hidden", "true");

/** One entry in a matrix. Touches only what changes. */
export class Cell {
  element = PATTERN.cloneNode(true);
  #status;
  #differs = false;
  #isNamed = false;

  /** @param {(entry: object) => object} linkOf the attributes of the link to an entry's history */
  constructor(entry, linkOf) {
    this.element.dataset.package = entry.package;
    this.element.dataset.host = entry.host;
    const link = this.element.children[1];
    Object.entries(linkOf(entry)).forEach(([name, value]) => link.setAttribute(name, value));
    link.tabIndex = -1;
    this.show(entry);
  }

  /** Shows the entry's new state. */
  show(entry) {
    const { version, status } = entry;
    this.#status = STATUS[status] ? status : "failed";
    this.#isNamed = version === null;
    this.element.dataset.status = this.#status;
    const link = this.element.children[1];
    write(link, version ?? STATUS[this.#status].word);
    link.toggleAttribute("data-none", version === null);
    link.title = reasonOf(entry);
    this.#mark();
  }

  /** Says that the entry is gone. */
  strike() {
    this.differ(false);
    this.element.dataset.status = "gone";
    write(this.element.firstChild, GONE.sign);
    write(this.element.children[1], GONE.word);
    write(this.element.lastChild, "");
  }

  /** Shows whether it differs from what most hosts have. */
  differ(differs) {
    if (this.#differs !== differs) {
      this.#differs = differs;
      this.element.toggleAttribute("data-differs", differs);
      this.#mark();
    }
  }

  /** A sign beside the colour, and words beside the sign where no such words stand in place of a version. */
  #mark() {
    const { sign, word } = STATUS[this.#status];
    const well = this.#status === "ok";
    write(this.element.firstChild, well ? (this.#differs ? "≠" : "") : sign);
    write(this.element.lastChild, [well || this.#isNamed ? "" : word, this.#differs ? "differs" : ""].filter(Boolean).join(", "));
  }
}

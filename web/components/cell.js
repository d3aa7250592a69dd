import { make, write } from "../js/dom.js";
import { GONE, reasonOf, STATUS } from "../js/words.js";

/** What is in few lines, and in its own cell: of anything but these, one character may be wider than a cell, or higher than a line. */
const SHORT = /^[ -~]{0,24}$/;
const PATTERN = make("td", "cell", make("a", "version", ""));
PATTERN.firstChild.setAttribute("part", "version");
PATTERN.setAttribute("role", "gridcell");
const SIGN = make("span", "mark", "");
SIGN.setAttribute("aria-hidden", "true");
SIGN.setAttribute("part", "mark");
const WORDS = make("span", "out-of-sight", "");

/** One entry in a matrix. Touches only what changes. */
export class Cell {
  element = PATTERN.cloneNode(true);
  #link = this.element.firstChild;
  /** Only where there is something to say: of thousands most are well. */
  #sign = null;
  #words = null;
  #status;
  #differs = false;
  #matches = null;
  #isNamed = false;

  /** @param {(entry: object) => object} linkOf the attributes of the link to an entry's history */
  constructor(entry, linkOf) {
    this.element.dataset.package = entry.package;
    this.element.dataset.host = entry.host;
    Object.entries(linkOf(entry)).forEach(([name, value]) => this.#link.setAttribute(name, value));
    this.#link.tabIndex = -1;
    this.show(entry);
  }

  /** Shows the entry's new state. */
  show(entry) {
    const { version, status } = entry;
    this.#status = STATUS[status] ? status : "failed";
    this.#isNamed = version === null;
    this.#state(this.#status);
    const text = version ?? STATUS[this.#status].word;
    write(this.#link, text);
    // Only these are cut: a box that may cut is dear, and there may be thousands in sight.
    this.element.toggleAttribute("data-long", !SHORT.test(text));
    this.#link.toggleAttribute("data-none", version === null);
    this.#link.title = reasonOf(entry);
    this.#mark();
  }

  /** Says that the entry is gone. */
  strike() {
    this.differ(false);
    this.match(null);
    this.#state("gone");
    write(this.#link, GONE.word);
    this.#say(GONE.sign, "");
  }

  /** Shows whether it differs from what most hosts have. */
  differ(differs) {
    if (this.#differs !== differs) {
      this.#differs = differs;
      this.element.toggleAttribute("data-differs", differs);
      this.element.part.toggle("differs", differs);
      this.#mark();
    }
  }

  /** Shows whether it is one of those for which its row is shown; null where that says nothing, as all of the row are. */
  match(matches) {
    if (this.#matches !== matches) {
      this.#matches = matches;
      this.element.toggleAttribute("data-match", matches === true);
      this.element.toggleAttribute("data-aside", matches === false);
      this.#mark();
    }
  }

  #state(status) {
    this.element.dataset.status = status;
    this.element.setAttribute("part", `cell ${status}${this.#differs ? " differs" : ""}`);
  }

  /** A sign beside the colour, and words beside the sign where no such words stand in place of a version. */
  #mark() {
    const { sign, word } = STATUS[this.#status];
    const well = this.#status === "ok";
    const words = [well || this.#isNamed ? "" : word, this.#differs ? "differs" : "", this.#matches ? "matches" : ""];
    this.#say(well ? (this.#differs ? "≠" : "") : sign, words.filter(Boolean).join(", "));
  }

  #say(sign, words) {
    this.#sign = part(this.#sign, SIGN, sign, made => this.#link.before(made));
    this.#words = part(this.#words, WORDS, words, made => this.#link.after(made));
  }
}

/** What says `text`: put there when there is something to say, taken away when there is not. */
function part(shown, pattern, text, put) {
  if (text === "") {
    shown?.remove();
    return null;
  }
  const element = shown ?? pattern.cloneNode(true);
  write(element, text);
  if (!shown) {
    put(element);
  }
  return element;
}

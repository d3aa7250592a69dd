import { make, write } from "../js/dom.js";
import { age, ago, GONE, reasonOf, STATUS } from "../js/words.js";

/** What all rows have; a copy is a third of the work of making one. */
const PATTERN = make(
  "li",
  "row",
  part("span", "mark"),
  make("span", "label", part("a", "name"), part("span", "host")),
  part("span", "version"),
  part("span", "out-of-sight"),
  make("span", "age", part("time", "since"), part("time", "checked"), part("span", "previous")),
  part("span", "reason"),
);
PATTERN.firstChild.setAttribute("aria-hidden", "true");

/** One entry in a list. Touches only the cells whose text changes. */
export class Row {
  element = PATTERN.cloneNode(true);
  #mark;
  #name;
  #host;
  #version;
  #word;
  #since;
  #checked;
  #previous;
  #reason;
  #sinceMillis = 0;
  #checkedMillis = 0;

  /** @param {(entry: object) => object} linkOf the attributes of the link to an entry's history */
  constructor(entry, linkOf) {
    const [mark, label, version, word, age, reason] = this.element.children;
    [this.#mark, this.#version, this.#word, this.#reason] = [mark, version, word, reason];
    [this.#name, this.#host] = label.children;
    [this.#since, this.#checked, this.#previous] = age.children;
    this.element.dataset.package = entry.package;
    this.element.dataset.host = entry.host;
    write(this.#host, entry.host);
    Object.entries(linkOf(entry)).forEach(([name, value]) => this.#name.setAttribute(name, value));
    this.show(entry);
  }

  /** Shows the entry's new state. */
  show(entry) {
    this.#showFacts(entry);
    const reason = reasonOf(entry);
    this.element.removeAttribute("data-held");
    write(this.#reason, reason);
    this.#reason.hidden = !reason;
  }

  /** Shows all of the entry's new state that moves nothing below: a reason that comes or goes waits for `show`. */
  showInPlace(entry) {
    if (this.#reason.hidden === !entry.reason) {
      this.show(entry);
    } else {
      this.#showFacts(entry);
      this.element.setAttribute("data-held", "");
    }
  }

  #showFacts(entry) {
    const known = STATUS[entry.status] ? entry.status : "failed";
    const status = STATUS[known];
    this.#state(known);
    write(this.#name, entry.label);
    write(this.#mark, status.sign);
    // In sight where there is no version to be seen; nobody is told twice.
    write(this.#word, entry.version === null ? "" : status.word);
    write(this.#version, entry.version ?? status.word);
    this.#version.toggleAttribute("data-none", entry.version === null);
    this.#sinceMillis = Date.parse(entry.since);
    this.#since.dateTime = entry.since;
    this.#since.removeAttribute("title");
    this.showChecked(entry.checked);
    write(this.#previous, entry.previous ? `before: ${entry.previous}` : "");
  }

  /** Says that the entry is gone; its row is as high as it was. */
  strike() {
    this.#state("gone");
    write(this.#mark, GONE.sign);
    write(this.#word, "");
    write(this.#version, GONE.word);
    this.#version.toggleAttribute("data-none", true);
    this.element.setAttribute("data-held", "");
  }

  #state(status) {
    this.element.dataset.status = status;
    this.element.setAttribute("part", `row ${status}`);
  }

  /** Takes when it was last checked. */
  showChecked(iso) {
    this.#checkedMillis = Date.parse(iso);
    this.#checked.dateTime = iso;
    this.#checked.removeAttribute("title");
  }

  /** Shows how long it has been so, and how long ago it was checked. */
  showAges(nowMillis) {
    write(this.#since, age(this.#sinceMillis, nowMillis));
    write(this.#checked, `checked ${ago(this.#checkedMillis, nowMillis)}`);
  }
}

/** An element of the pattern, with the text that copies write into; a part for who styles it from outside a shadow root. */
function part(tag, name) {
  const element = make(tag, name, "");
  element.setAttribute("part", name);
  return element;
}

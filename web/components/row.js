import { addressOf } from "../js/address.js";
import { age, moment, STATUS } from "../js/words.js";

/** One entry on the board. Touches only the cells whose text changes. */
export class Row {
  element = document.createElement("li");
  category;
  label;
  #mark = cell("span", "mark");
  #word = cell("span", "out-of-sight");
  #label = cell("span", "label");
  #name = cell("a", "name");
  #host = cell("span", "host");
  #version = cell("span", "version");
  #age = cell("span", "age");
  #since = document.createElement("time");
  #previous = document.createElement("span");
  #reason = cell("span", "reason");
  #sinceMillis = 0;

  constructor(entry) {
    this.category = entry.category;
    this.label = entry.label;
    this.element.className = "row";
    this.element.dataset.order = `${entry.label}\t${entry.host}`;
    this.element.dataset.package = entry.package;
    this.element.dataset.host = entry.host;
    this.#mark.setAttribute("aria-hidden", "true");
    write(this.#name, entry.label);
    this.#name.href = addressOf(entry);
    this.#name.title = "Its history";
    this.#name.setAttribute("aria-haspopup", "dialog");
    write(this.#host, entry.host);
    this.#label.append(this.#name, this.#host);
    this.#age.append(this.#since, this.#previous);
    this.element.append(this.#mark, this.#label, this.#version, this.#word, this.#age, this.#reason);
    this.show(entry);
  }

  /** Shows the entry's new state. */
  show(entry) {
    const status = STATUS[entry.status] ?? STATUS.failed;
    this.element.dataset.status = entry.status;
    write(this.#mark, status.sign);
    write(this.#word, status.word);
    write(this.#version, entry.version ?? status.word);
    this.#version.toggleAttribute("data-none", entry.version === null);
    this.#sinceMillis = Date.parse(entry.since);
    this.#since.dateTime = entry.since;
    this.#since.title = moment(entry.since);
    this.showAge(Date.parse(entry.checked));
    write(this.#previous, entry.previous ? `before: ${entry.previous}` : "");
    write(this.#reason, entry.reason ?? "");
    this.#reason.hidden = !entry.reason;
  }

  /** Shows how long it has been so. */
  showAge(nowMillis) {
    write(this.#since, age(this.#sinceMillis, nowMillis));
  }

  /** Names the host, or not where there is only one. */
  nameHost(named) {
    this.#host.hidden = !named;
  }

  /** Draws the eye for a while. */
  flash() {
    this.element.classList.remove("fresh");
    // Reading the layout lets the animation begin anew.
    void this.element.offsetWidth;
    this.element.classList.add("fresh");
  }
}

function cell(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function write(element, text) {
  if (element.firstChild?.nodeType === Node.TEXT_NODE) {
    if (element.firstChild.data !== text) {
      element.firstChild.data = text;
    }
  } else {
    element.prepend(document.createTextNode(text));
  }
}

import { addressOf } from "../js/address.js";
import { make } from "../js/dom.js";
import { commandWords, duration, elsewhere } from "../js/package.js";
import { ago, moment, reasonOf, STATUS } from "../js/words.js";

/** A longer command scrolls in its place. */
const COMMAND_SHOWN_CHARS = 600;

/** What is known of one package, as a list of terms. Writes only what has changed: who selects a command is not disturbed. */
export class PackageFacts {
  element = make("dl", "facts");
  #rows = new Map();

  /**
   * Shows the package of `subject`.
   *
   * @param {object} [entry] its state; none where it is not on the board
   * @param {object} [probe] how it is asked about, as the API says
   * @param {Iterable<object>} entries all, for the same package elsewhere
   */
  show(subject, entry, probe, entries, nowMillis) {
    const facts = [["Host", subject.host, text], ...ofEntry(entry, probe, nowMillis), ...ofProbe(probe)];
    const others = elsewhere(entries, subject);
    if (others.shown.length > 0) {
      facts.push(["Also on", others, links]);
    }
    const wanted = facts.map(([name, value, show]) => this.#row(name, value, show));
    if (wanted.some((row, index) => this.element.children[index] !== row) || this.element.children.length !== wanted.length) {
      this.element.replaceChildren(...wanted);
    }
  }

  #row(name, value, show) {
    const known = this.#rows.get(name);
    const key = JSON.stringify(value);
    if (known?.key === key) {
      return known.row;
    }
    const row = known?.row ?? make("div", "", make("dt", "", name), make("dd", ""));
    row.lastChild.replaceChildren(show(value));
    this.#rows.set(name, { key, row });
    return row;
  }
}

function ofEntry(entry, probe, nowMillis) {
  if (!entry) {
    return [["Status", "not on the board", text]];
  }
  const { status } = entry;
  const facts = [
    ["Version", entry.version, version],
    ["Status", { status, reason: reasonOf(entry) }, state],
    ["Since", when(entry.since, nowMillis), text],
    ["Last checked", when(entry.checked, nowMillis), text],
  ];
  if (status === "ok") {
    facts.push(["Last good", "at the last check", text]);
  } else if (probe) {
    facts.push(["Last good", probe.lastGood ? when(probe.lastGood, nowMillis) : "not since Rollcall was started", text]);
  }
  return facts;
}

function ofProbe(probe) {
  if (!probe) {
    return [];
  }
  if (!probe.command) {
    return [["Command", "nobody asks about it now", text]];
  }
  return [
    ["Command", commandWords(probe.command), command],
    ["Takes", duration(probe) || "has not run yet", text],
    ["Asked", `every ${probe.every}, time-out after ${probe.timeout}`, text],
  ];
}

function when(iso, nowMillis) {
  return `${moment(iso)} (${ago(Date.parse(iso), nowMillis)})`;
}

function text(value) {
  return make("span", "", value);
}

function version(value) {
  const element = make("span", "version", value ?? "none");
  element.toggleAttribute("data-none", value === null);
  return element;
}

function state({ status, reason }) {
  const { sign, word } = STATUS[status] ?? STATUS.failed;
  const mark = make("span", "mark", sign);
  mark.setAttribute("aria-hidden", "true");
  const element = make("div", "status", mark, " ", word, ...(reason ? [make("div", "reason", reason)] : []));
  element.dataset.status = status;
  return element;
}

/** A word is broken only where it has no room in a line of its own: "-v" stays in one piece. */
function command(words) {
  const element = make("code", "command", ...words.flatMap(word => [make("span", "", word), " "]));
  if (element.textContent.length > COMMAND_SHOWN_CHARS) {
    // Scrolls, by keyboard too.
    element.tabIndex = 0;
  }
  return element;
}

function links({ shown, more }) {
  const list = make("ul", "elsewhere", ...shown.map(link));
  if (more > 0) {
    list.append(make("li", "", `and ${more} more`));
  }
  return list;
}

function link(entry) {
  const name = make("a", "name", entry.host);
  name.href = addressOf(entry);
  const { sign, word } = STATUS[entry.status] ?? STATUS.failed;
  const trouble = entry.status === "ok" ? [] : [make("span", "trouble", ` ${sign} ${word}`)];
  return make("li", "", name, " ", version(entry.version), ...trouble);
}

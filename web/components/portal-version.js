import { make, write } from "../js/dom.js";
import { sheetOf } from "../js/portal-sheets.js";
import { moment, reasonOf, STATUS } from "../js/words.js";
import { partOf, PortalElement } from "./portal-element.js";

/**
 * Blocks of their own, which take what room there is: a direction mark in one text, even one that is never taken back, does not
 * turn its neighbours round, and 10 KB of version do not push the page apart.
 */
const STYLE = `
  [hidden] { display: none; }
  bdi { display: inline-block; max-width: min(100%, 40ch); overflow-x: clip; text-overflow: ellipsis; white-space: nowrap; }
  .version { font-variant-numeric: tabular-nums; }
  .note { font-style: italic; }
`;

/** What a version is that is not known: a sign and a word, as with each status. */
const WAITING = { status: "waiting", sign: "…", word: "waiting for the server" };
const NO_PACKAGE = { status: "unknown", sign: "?", word: "no package named" };
const UNKNOWN = { status: "unknown", sign: "?", word: "not on the board" };
const SEVERAL = { status: "unknown", sign: "?", word: "on several hosts, and none named" };
const NO_SERVER = { status: "unknown", sign: "?", word: "src is no address" };
const UNREACHED = { status: "disconnected", sign: "!", word: "Rollcall cannot be reached" };
const NOT_LIVE = { status: "disconnected", sign: "!", word: "not live" };

/**
 * <rollcall-version package="nginx" host="web-1" src="…">: "nginx 1.26.2" within a line of text, live. Its content is shown until
 * there is more to say. `data-status` says ok, failed, missing, stale, waiting, disconnected or unknown; all but ok is said in
 * words too. Parts: label, version, note. Without `host`, the only one that has the package.
 */
export class PortalVersionElement extends PortalElement {
  static observedAttributes = ["src", "host", "package"];

  #label = partOf("bdi", "label");
  #version = partOf("bdi", "version");
  #note = partOf("bdi", "note");
  #slot = document.createElement("slot");
  #all = make("span", "", this.#slot, make("span", "", this.#label), ...[this.#version, this.#note].map(spaced));

  constructor() {
    super();
    this.dress();
    this.root.append(this.#all);
  }

  dress() {
    this.root.adoptedStyleSheets = [sheetOf(STYLE, this.ownerDocument)];
  }

  enter() {
    if (this.source) {
      const { inventory, stream } = this.source;
      this.hear(inventory, ["replace"], () => this.#show());
      this.hear(inventory, ["merge"], ({ detail }) => detail.some(key => this.#isMine(key)) && this.#show());
      this.hear(stream, ["state"], () => this.#show());
    }
    this.#show();
  }

  #show() {
    const name = this.#named("package");
    const [entry, states] = this.#find(name);
    const known = entry !== null;
    this.dataset.status = states.at(-1).status;
    this.#slot.hidden = known;
    fill(this.#label, known ? entry.label : this.childNodes.length > 0 ? "" : name);
    fill(this.#version, entry?.version ?? "");
    fill(this.#note, said(states.filter(({ status }) => status !== "ok")));
    const title = known ? titleOf(entry, states) : "";
    if (this.#all.title !== title) {
      this.#all.title = title;
    }
  }

  /** The name in an attribute; spaces around it do not count, as on /events. */
  #named(attribute) {
    return (this.getAttribute(attribute) ?? "").trim();
  }

  /** Whether the key is of this package, on whatever host: most changes are none of ours. */
  #isMine(key) {
    return key.endsWith(`,${JSON.stringify(this.#named("package"))}]`);
  }

  /** The entry, or null, and what is to be said of it, the gravest last. */
  #find(name) {
    if (!this.source) {
      return [null, [NO_SERVER]];
    }
    if (!name) {
      return [null, [NO_PACKAGE]];
    }
    const { state } = this.source.stream;
    const live = state === "live";
    if (!this.source.told) {
      return [null, [live || state === "inactive" ? WAITING : UNREACHED]];
    }
    const host = this.#named("host");
    const found = [...this.source.inventory.entries.values()].filter(
      entry => entry.package === name && (!host || entry.host === host));
    if (found.length !== 1) {
      return [null, [found.length > 1 ? SEVERAL : UNKNOWN]];
    }
    const [entry] = found;
    const own = { status: entry.status, ...(STATUS[entry.status] ?? STATUS.failed) };
    return [entry, live ? [own] : [own, NOT_LIVE]];
  }
}

function spaced(element) {
  return make("span", "", " ", element);
}

function said(states) {
  return states.length > 0 ? `(${states.map(({ sign, word }) => `${sign} ${word}`).join(", ")})` : "";
}

function titleOf(entry, states) {
  const { host, since, previous } = entry;
  const reason = reasonOf(entry);
  const before = previous ? `, before: ${previous}` : "";
  const why = reason ? `: ${reason}` : "";
  return `${states.map(({ word }) => word).join(", ")}${why}, since ${moment(since)}${before}, on ${host}`;
}

/** Without the space before it when there is nothing to say. */
function fill(element, text) {
  write(element, text);
  element.parentElement.hidden = !text;
}

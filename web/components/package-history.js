import { addressOf, subjectOf } from "../js/address.js";
import { make } from "../js/dom.js";
import { fetchPackage, standings } from "../js/history.js";
import { Inventory, keyOf } from "../js/inventory.js";
import { Refresh } from "../js/refresh.js";
import { ServerTime } from "../js/server-time.js";
import { moment, STATUS, stood } from "../js/words.js";
import { changeItem, replaceItems, showAges } from "./changes.js";

/**
 * <rollcall-package-history>: one package's history in a dialog, open while the page's address names a package
 * (#package=nginx&host=web-1). Properties `time` (a ServerTime) and `inventory` (an Inventory), in this order.
 */
export class PackageHistoryElement extends HTMLElement {
  #refresh = new Refresh(() => this.#load(), () => this.#subject !== null);
  #subject = null;
  #opener = null;
  #time;
  #inventory;
  #dialog = make("dialog", "package");
  #title = make("h2", "");
  #facts = make("dl", "facts");
  #note = make("p", "quiet");
  #list = make("ol", "changes");
  #json = make("a", "", "As JSON");

  connectedCallback() {
    this.#title.id = "package-title";
    this.#title.tabIndex = -1;
    this.#title.autofocus = true;
    this.#dialog.setAttribute("aria-labelledby", this.#title.id);
    this.#note.setAttribute("role", "status");
    const close = make("button", "", "Close");
    close.type = "button";
    close.addEventListener("click", () => this.#dialog.close());
    const head = make("header", "", this.#title, close);
    this.#dialog.append(make("div", "inner", head, this.#facts, this.#note, this.#list, make("p", "more", this.#json)));
    this.#dialog.addEventListener("close", () => this.#closed());
    // What is within fills the dialog: only the ground around it is hit as the dialog itself.
    this.#dialog.addEventListener("click", event => event.target === this.#dialog && this.#dialog.close());
    this.append(this.#dialog);
    addEventListener("hashchange", () => this.#follow());
  }

  /** @param {ServerTime} time */
  set time(time) {
    this.#time = time;
    time.addEventListener("tick", () => showAges(this.#list, time.millis));
  }

  /** @param {Inventory} inventory */
  set inventory(inventory) {
    this.#inventory = inventory;
    inventory.addEventListener("replace", () => this.#changed());
    inventory.addEventListener("merge", event => event.detail.includes(this.#key) && this.#changed());
    this.#follow();
  }

  get #key() {
    return this.#subject && keyOf(this.#subject);
  }

  #changed() {
    if (this.#subject) {
      this.#showEntry(this.#inventory.entries.get(this.#key));
      this.#refresh.askAfterChange();
    }
  }

  /** Opens or closes, as the address says. */
  #follow() {
    const subject = subjectOf(location.hash);
    if (!subject) {
      this.#dialog.close();
      return;
    }
    this.#subject = subject;
    this.#list.replaceChildren();
    this.#say("Loading its history…");
    this.#showEntry(this.#inventory.entries.get(this.#key));
    const { host, package: name } = this.#subject;
    this.#json.href = `api/changes?${new URLSearchParams({ host, package: name, limit: "1000" })}`;
    if (!this.#dialog.open) {
      this.#opener = document.activeElement;
      this.#dialog.showModal();
    }
    this.#refresh.ask(0);
  }

  /** Forgets the package, also in the address, and goes back to where the reader came from. */
  #closed() {
    if (this.#dialog.open || !this.#subject) {
      return;
    }
    const address = addressOf(this.#subject);
    this.#subject = null;
    if (subjectOf(location.hash)) {
      history.replaceState(null, "", location.pathname + location.search);
    }
    // Who came by the address alone, or from an item that is gone, goes on at the package's row.
    const known = this.#opener?.isConnected && this.#opener !== document.body;
    const back = known ? this.#opener : document.querySelector(`rollcall-entries a[href="${CSS.escape(address)}"]`);
    back?.focus();
  }

  async #load() {
    const { host, package: name } = this.#subject;
    const key = this.#key;
    try {
      const { entry, history } = await fetchPackage(host, name);
      if (key === this.#key) {
        this.#showEntry(entry ?? this.#inventory.entries.get(key), history[0]);
        this.#showHistory(history);
      }
    } catch (failure) {
      if (key === this.#key) {
        this.#say("Its history could not be loaded. Trying again…");
        throw failure;
      }
    }
  }

  #showEntry(entry, newest) {
    this.#title.textContent = entry?.label ?? newest?.label ?? this.#subject.package;
    const facts = [["Host", this.#subject.host]];
    if (entry) {
      const word = (STATUS[entry.status] ?? STATUS.failed).word;
      facts.push(["Version", entry.version ?? "none"], ["Status", entry.reason ? `${word}: ${entry.reason}` : word]);
      facts.push(["Since", moment(entry.since)], ["Checked", moment(entry.checked)]);
    } else {
      facts.push(["Status", "not on the board"]);
    }
    this.#facts.replaceChildren(...facts.map(([name, text]) => make("div", "", make("dt", "", name), make("dd", "", text))));
  }

  #showHistory(history) {
    this.#say(history.length === 0 ? "No changes of it recorded yet." : "");
    const now = this.#time.millis;
    const times = standings(history, now);
    replaceItems(this.#list, history.map(change => itemOf(change, times.get(change), now)));
  }

  #say(text) {
    this.#note.textContent = text;
    this.#note.hidden = !text;
  }
}

/** A change, with its exact time, and how long its version stood where it brought one. */
function itemOf(change, standing, nowMillis) {
  const item = changeItem(change, nowMillis, { label: false, host: false });
  const exact = [moment(change.time)];
  if (standing) {
    exact.push(standing.ended ? `stood ${stood(standing.millis)}` : `stands ${stood(standing.millis)}`);
  }
  item.append(make("span", "exact", exact.join(" · ")));
  return item;
}

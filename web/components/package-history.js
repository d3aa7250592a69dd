import { addressOf, subjectOf } from "../js/address.js";
import { make, write } from "../js/dom.js";
import { fetchPackage, standings } from "../js/history.js";
import { Inventory, keyOf } from "../js/inventory.js";
import { Refresh } from "../js/refresh.js";
import { ServerTime } from "../js/server-time.js";
import { moment, stood } from "../js/words.js";
import { changeItem, replaceItems, showAges } from "./changes.js";
import { legendOf } from "./legend.js";
import { PackageFacts } from "./package-facts.js";
import { packagePicture } from "./package-picture.js";

const REDRAW_MILLIS = 60_000;
/** Nothing is known of it yet. */
const NOTHING = { history: [], whole: true };

/**
 * <rollcall-package-history>: one package's page in a dialog, open while the page's address names a package
 * (#package=nginx&host=web-1): what is known of it, its history as a picture and as a list. Properties `time` (a ServerTime)
 * and `inventory` (an Inventory), in this order.
 */
export class PackageHistoryElement extends HTMLElement {
  #refresh = new Refresh(() => this.#load(), () => this.#subject !== null);
  #subject = null;
  #opener = null;
  /** So many steps of the browser's history lead back to the board; none where the page was opened at a package. */
  #steps = 0;
  #time;
  #inventory;
  #dialog = make("dialog", "package");
  #title = make("h2", "");
  #facts = new PackageFacts();
  #known = NOTHING;
  #drawnAtMillis = 0;
  #frame = make("div", "frame");
  #legend = make("ul", "legend");
  #note = make("p", "quiet");
  #list = make("ol", "changes");
  #json = make("a", "", "As JSON");

  connectedCallback() {
    this.#title.id = "package-title";
    this.#title.tabIndex = -1;
    this.#title.autofocus = true;
    this.#dialog.setAttribute("aria-labelledby", this.#title.id);
    this.#note.setAttribute("role", "status");
    this.#legend.setAttribute("aria-label", "Kinds of change");
    const close = make("button", "", "Close");
    close.type = "button";
    close.addEventListener("click", () => this.#dialog.close());
    const head = make("header", "", this.#title, close);
    this.#dialog.append(make("div", "inner", head, this.#facts.element, this.#note, this.#frame, this.#legend, this.#list, make("p", "more", this.#json)));
    this.#dialog.addEventListener("close", () => this.#closed());
    // What is within fills the dialog: only the ground around it is hit as the dialog itself.
    this.#dialog.addEventListener("click", event => event.target === this.#dialog && this.#dialog.close());
    this.append(this.#dialog);
    addEventListener("hashchange", () => this.#follow());
    new ResizeObserver(() => this.#draw()).observe(this.#frame);
  }

  /** @param {ServerTime} time */
  set time(time) {
    this.#time = time;
    time.addEventListener("tick", () => this.#subject && this.#goOn());
  }

  /** @param {Inventory} inventory */
  set inventory(inventory) {
    this.#inventory = inventory;
    inventory.addEventListener("replace", () => this.#changed());
    inventory.addEventListener("merge", event => this.#subject && this.#heard(event.detail));
    this.#follow();
  }

  get #key() {
    return this.#subject && keyOf(this.#subject);
  }

  #changed() {
    if (this.#subject) {
      // The server's answer was about the entry as it was.
      this.#known = { ...this.#known, entry: this.#inventory.entries.get(this.#key) };
      this.#showFacts();
      this.#refresh.askAfterChange();
    }
  }

  #heard(keys) {
    if (keys.includes(this.#key)) {
      this.#changed();
    } else if (keys.some(key => JSON.parse(key)[1] === this.#subject.package)) {
      this.#showFacts();
    }
  }

  #goOn() {
    showAges(this.#list, this.#time.millis);
    this.#showFacts();
    if (Math.abs(this.#time.millis - this.#drawnAtMillis) >= REDRAW_MILLIS) {
      this.#draw();
    }
  }

  /** Opens or closes, as the address says. */
  #follow() {
    const subject = subjectOf(location.hash);
    if (!subject) {
      this.#dialog.close();
      return;
    }
    this.#count();
    this.#subject = subject;
    this.#known = { ...NOTHING, entry: this.#inventory.entries.get(this.#key) };
    this.#list.replaceChildren();
    this.#legend.hidden = true;
    this.#say("Loading its history…");
    this.#showFacts();
    const { host, package: name } = this.#subject;
    this.#json.href = `api/changes?${new URLSearchParams({ host, package: name, limit: "1000" })}`;
    if (!this.#dialog.open) {
      this.#opener = document.activeElement;
      this.#dialog.showModal();
    }
    this.#refresh.ask(0);
  }

  /** Counts a link that was followed as a step, and writes it down in it: steps are gone back, forth, and loaded anew. */
  #count() {
    if (history.state === null) {
      const steps = this.#dialog.open ? this.#steps && this.#steps + 1 : 1;
      history.replaceState({ steps }, "");
    }
    this.#steps = history.state.steps ?? 0;
  }

  /** Forgets the package, also in the address, and goes back to where the reader came from. */
  #closed() {
    if (this.#dialog.open || !this.#subject) {
      return;
    }
    const address = addressOf(this.#subject);
    this.#subject = null;
    if (subjectOf(location.hash)) {
      this.#leave();
    }
    // Who came by the address alone, or from an item that is gone, goes on at the package's row.
    const known = this.#opener?.isConnected && this.#opener !== document.body;
    const back = known ? this.#opener : document.querySelector(`main a[href="${CSS.escape(address)}"]`);
    back?.focus();
  }

  /** Goes back over the page's own steps, lest each package that was looked at is one more between the reader and where they came from. */
  #leave() {
    if (this.#steps > 0 && this.#steps < history.length) {
      history.go(-this.#steps);
    } else {
      history.replaceState(null, "", location.pathname + location.search);
    }
  }

  async #load() {
    const { host, package: name } = this.#subject;
    const key = this.#key;
    try {
      const known = await fetchPackage(host, name);
      if (key === this.#key) {
        // What came on the stream meanwhile is newer.
        const streamed = this.#inventory.entries.get(key);
        this.#known = { ...known, entry: streamed?.seq > known.entry?.seq ? streamed : (known.entry ?? streamed) };
        this.#showFacts();
        this.#showHistory();
      }
    } catch (failure) {
      if (key === this.#key) {
        this.#say("Its history could not be loaded. Trying again…");
        throw failure;
      }
    }
  }

  #showFacts() {
    const { entry, probe, history } = this.#known;
    write(this.#title, entry?.label ?? history[0]?.label ?? this.#subject.package);
    this.#facts.show(this.#subject, entry, probe, this.#inventory.entries.values(), this.#time.millis);
  }

  #showHistory() {
    const { history } = this.#known;
    this.#say(history.length > 0 ? "" : this.#known.entry ? "No changes of it recorded yet." : "No changes of it are recorded.");
    const now = this.#time.millis;
    const times = standings(history, now);
    replaceItems(this.#list, history.map(change => itemOf(change, times.get(change), now)));
    this.#legend.replaceChildren(...legendOf(history));
    this.#legend.hidden = history.length === 0;
    this.#draw();
  }

  #draw() {
    const { entry, history, whole } = this.#known;
    const width = this.#frame.clientWidth;
    this.#drawnAtMillis = this.#time?.millis ?? 0;
    if (history.length === 0 || width === 0) {
      this.#frame.replaceChildren();
      return;
    }
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.#frame.replaceChildren(packagePicture(history, whole, entry, this.#drawnAtMillis, { width, rem }));
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

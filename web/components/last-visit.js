import { make } from "../js/dom.js";
import { countKinds, fetchChanges } from "../js/history.js";
import { Refresh, SPREAD_MILLIS } from "../js/refresh.js";
import { ServerTime } from "../js/server-time.js";
import { Visit } from "../js/visit.js";
import { ago, moment, tallyOfKinds } from "../js/words.js";
import { changeItem, showAges } from "./changes.js";

/** As many as the server gives at once; what is more is only said to be more. */
const CHANGES_MAX = 1_000;
const LISTED_MAX = 50;

/**
 * <rollcall-last-visit>: what has changed since the reader was here last. Nothing on a first visit. With the attribute
 * `data-expected` it has its room from the start, and says so when nothing has changed; without, nothing then.
 * Property `time`: a ServerTime.
 */
export class LastVisitElement extends HTMLElement {
  #visit = new Visit();
  #refresh = new Refresh(() => this.#load());
  #time;

  /** @param {ServerTime} time */
  set time(time) {
    this.#time = time;
    this.#visit.addEventListener("since", () => this.#told());
    time.addEventListener("tick", () => {
      showAges(this, time.millis);
      if (time.isRunning && document.visibilityState === "visible") {
        this.#visit.see(time.millis);
        this.#yieldRoom();
      }
    });
    // What was said, and needs no more, goes when nobody sees that it does.
    document.addEventListener("visibilitychange", () => {
      if (this.#visit.sinceMillis === null) {
        this.replaceChildren();
        this.#yieldRoom();
      }
    });
  }

  #told() {
    this.replaceChildren();
    this.#yieldRoom();
    if (this.#visit.sinceMillis !== null) {
      // A server that was away, too, is an absence that ends for all at once.
      this.#refresh.ask(SPREAD_MILLIS);
    }
  }

  /** The room that was kept for what there is not to say, or is dismissed. */
  #yieldRoom() {
    if (this.#visit.sinceMillis === null && this.childElementCount === 0) {
      this.removeAttribute("data-expected");
    }
  }

  async #load() {
    const sinceMillis = this.#visit.sinceMillis;
    if (sinceMillis === null) {
      return;
    }
    const page = await fetchChanges({ limit: CHANGES_MAX, since: new Date(sinceMillis).toISOString() });
    if (sinceMillis === this.#visit.sinceMillis) {
      this.#show(page, sinceMillis);
    }
  }

  #show({ changes, next }, sinceMillis) {
    const now = this.#time.millis;
    const when = make("time", "when", ago(sinceMillis, now));
    when.dateTime = new Date(sinceMillis).toISOString();
    when.title = moment(when.dateTime);
    if (changes.length === 0) {
      const isExpected = this.hasAttribute("data-expected");
      this.#visit.catchUp();
      if (isExpected) {
        this.#say(make("p", "", "Nothing has changed since your last visit ", when));
      }
      return;
    }
    const most = CHANGES_MAX.toLocaleString();
    const cut = next ? `: more than ${most} changes; the newest ${most}` : "";
    const summary = make("summary", "", "Since your last visit ", when, `${cut}: ${tallyOfKinds(countKinds(changes))}`);
    const named = { label: true, host: new Set(changes.map(change => change.host)).size > 1 };
    const items = changes.slice(0, LISTED_MAX).map(change => changeItem(change, now, named));
    const details = make("details", "", summary, make("ol", "changes", ...items));
    if (changes.length > LISTED_MAX) {
      details.append(make("p", "quiet", `and ${next ? "more than " : ""}${changes.length - LISTED_MAX} more`));
    }
    this.#say(details);
  }

  #say(words) {
    const dismiss = make("button", "", "Dismiss");
    dismiss.type = "button";
    dismiss.addEventListener("click", ({ detail }) => {
      this.#visit.catchUp();
      this.replaceChildren();
      this.#yieldRoom();
      // By keyboard: the button is gone, and the focus must not be lost with it.
      if (detail === 0) {
        this.nextElementSibling?.querySelector("input, button, a")?.focus();
      }
    });
    this.replaceChildren(make("div", "aside", words, dismiss));
  }
}

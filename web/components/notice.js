import { make } from "../js/dom.js";
import { EventStream } from "../js/event-stream.js";
import { fetchHistoryHealth } from "../js/health.js";
import { Refresh } from "../js/refresh.js";
import { moment } from "../js/words.js";

const SPREAD_MILLIS = 2_000;
const DEGRADED_MILLIS = 10_000;
const WELL_MILLIS = 50_000;

/**
 * <rollcall-notice>: says when changes cannot be written down, as long as it lasts.
 * Property `stream`: an EventStream, whose `versions` tell that something may have happened to the store.
 */
export class NoticeElement extends HTMLElement {
  #refresh = new Refresh(() => this.#load());
  #shown = "";
  #timer = 0;

  connectedCallback() {
    this.setAttribute("role", "status");
    this.#refresh.ask(SPREAD_MILLIS);
  }

  /** @param {EventStream} stream */
  set stream(stream) {
    stream.addEventListener("versions", () => this.#refresh.ask(SPREAD_MILLIS));
  }

  async #load() {
    const health = await fetchHistoryHealth();
    this.#show(health);
    clearTimeout(this.#timer);
    const pause = (health.degraded ? DEGRADED_MILLIS : WELL_MILLIS) * (0.8 + 0.4 * Math.random());
    this.#timer = setTimeout(() => this.#refresh.ask(0), pause);
  }

  /** Touches nothing when it is the same again, so that nobody is read the same twice. */
  #show({ degraded, reason, since }) {
    const text = degraded ? JSON.stringify([reason, since]) : "";
    if (text === this.#shown) {
      return;
    }
    this.#shown = text;
    this.replaceChildren();
    if (degraded) {
      const sign = make("span", "sign", "!");
      sign.setAttribute("aria-hidden", "true");
      const words = make("p", "", make("b", "", "Changes are shown live, but the history is not complete."), " ");
      words.append(make("span", "why", reason));
      if (since) {
        const time = make("time", "", moment(since));
        time.dateTime = since;
        words.append(" Since ", time, ".");
      }
      this.append(make("div", "warning", sign, words));
    }
  }
}

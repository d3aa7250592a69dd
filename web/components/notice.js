import { make } from "../js/dom.js";
import { EventStream } from "../js/event-stream.js";
import { fetchNotices } from "../js/notices.js";
import { Refresh } from "../js/refresh.js";
import { moment } from "../js/words.js";

const SPREAD_MILLIS = 2_000;
const TROUBLED_MILLIS = 10_000;
const WELL_MILLIS = 20_000;
/** The board stays in sight. */
const DETAILS_MAX = 4;

/**
 * <rollcall-notice>: says what the server has to say of itself (a configuration that cannot be used, changes that cannot be
 * written down), as long as it lasts.
 * Property `stream`: an EventStream, whose `versions` tell that something may have happened.
 */
export class NoticeElement extends HTMLElement {
  #refresh = new Refresh(() => this.#load());
  #shown = "[]";
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
    const notices = await fetchNotices();
    this.#show(notices);
    clearTimeout(this.#timer);
    const pause = (notices.length > 0 ? TROUBLED_MILLIS : WELL_MILLIS) * (0.8 + 0.4 * Math.random());
    this.#timer = setTimeout(() => this.#refresh.ask(0), pause);
  }

  /** Touches nothing when it is the same again, so that nobody is read the same twice. */
  #show(notices) {
    const text = JSON.stringify(notices);
    if (text === this.#shown) {
      return;
    }
    this.#shown = text;
    this.replaceChildren(...notices.map(warning));
  }
}

function warning({ text, details, since }) {
  const sign = make("span", "sign", "!");
  sign.setAttribute("aria-hidden", "true");
  const time = make("time", "", moment(since));
  time.dateTime = since;
  const words = make("p", "", make("b", "", text), " ");
  if (details.length === 1) {
    words.append(make("span", "why", details[0]), /[.!?]$/.test(details[0]) ? " " : ". ");
  }
  words.append("Since ", time, ".");
  const said = make("div", "said", words);
  if (details.length > 1) {
    const items = details.slice(0, DETAILS_MAX).map(detail => make("li", "why", detail));
    const more = details.length - items.length;
    if (more > 0) {
      items.push(make("li", "why", `and ${more} more, which the log and rollcall check tell`));
    }
    said.append(make("ul", "", ...items));
  }
  return make("div", "warning", sign, said);
}

import { make, write } from "../js/dom.js";
import { EventStream } from "../js/event-stream.js";
import { CONNECTION, connectionDetail } from "../js/words.js";

/** Data is said to be old from then on: nobody wants to read it of each short break. */
const OLD_MILLIS_MIN = 5_000;

/**
 * <rollcall-connection>: the state of the connection, and a button that closes and opens it for this tab.
 * Property `stream`: an EventStream.
 */
export class ConnectionElement extends HTMLElement {
  /** @param {EventStream} stream */
  set stream(stream) {
    const state = make("span", "state");
    state.setAttribute("role", "status");
    // It counts: nobody is to be read each second.
    const detail = make("span", "detail");
    const button = make("button", "");
    button.type = "button";
    button.addEventListener("click", () => (stream.state === "closed" ? stream.open() : stream.close()));
    const show = () => {
      const closed = stream.state === "closed";
      state.dataset.state = stream.state;
      write(state, CONNECTION[stream.state]);
      write(detail, detailOf(stream));
      write(button, closed ? "Open" : "Close");
      button.title = closed ? "Open the connection of this tab" : "Close the connection of this tab; others go on";
    };
    stream.addEventListener("state", show);
    setInterval(show, 1_000);
    show();
    this.replaceChildren(state, detail, button);
  }
}

function detailOf(stream) {
  const { state, heardAtMillis, retryAtMillis } = stream;
  const now = Date.now();
  const oldMillis = heardAtMillis === null || (state === "live" && !stream.isLate) ? 0 : now - heardAtMillis;
  return connectionDetail((retryAtMillis ?? now) - now, oldMillis < OLD_MILLIS_MIN ? null : oldMillis);
}

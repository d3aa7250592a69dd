import { EventStream } from "../js/event-stream.js";
import { CONNECTION } from "../js/words.js";

/**
 * <rollcall-connection>: the state of the connection, and a button that closes and opens it.
 * Property `stream`: an EventStream.
 */
export class ConnectionElement extends HTMLElement {
  /** @param {EventStream} stream */
  set stream(stream) {
    const state = document.createElement("span");
    state.className = "state";
    state.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => (stream.state === "closed" ? stream.open() : stream.close()));
    const show = () => {
      state.dataset.state = stream.state;
      state.textContent = CONNECTION[stream.state];
      button.textContent = stream.state === "closed" ? "Open" : "Close";
      button.title = stream.state === "closed" ? "Open the connection" : "Close the connection";
    };
    stream.addEventListener("state", show);
    show();
    this.replaceChildren(state, button);
  }
}

import { write } from "../js/dom.js";
import { ServerTime } from "../js/server-time.js";

/**
 * <rollcall-clock>: the server's time of day, in the reader's time zone; stands still when the server is not heard.
 * Property `time`: a ServerTime.
 */
export class ClockElement extends HTMLElement {
  #face = document.createElement("time");
  #zone = document.createElement("span");
  #set = false;

  /** @param {ServerTime} time */
  set time(time) {
    this.#zone.className = "zone";
    time.addEventListener("tick", () => this.#show(time));
  }

  #show(time) {
    this.#set ||= time.isRunning;
    this.toggleAttribute("data-stopped", !time.isRunning);
    if (!this.#set) {
      return;
    }
    const now = new Date(time.heardMillis);
    this.#face.dateTime = now.toISOString();
    write(this.#face, now.toLocaleTimeString(undefined, { hourCycle: "h23" }));
    write(this.#zone, time.isRunning ? "server time" : "last heard");
    if (!this.firstChild) {
      this.append(this.#face, this.#zone);
    }
  }
}

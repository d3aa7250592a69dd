// What the elements of a page know of the servers that they show: a stream, an inventory and a clock for each server and choice.
// No DOM.
import { EventStream } from "./event-stream.js";
import { follow } from "./follow.js";
import { Inventory } from "./inventory.js";
import { ServerTime } from "./server-time.js";

/** @type {Map<string, Source>} */
const sources = new Map();

/** What somebody wants of a server, for as long as anybody does. */
class Source {
  stream;
  inventory = new Inventory();
  time = new ServerTime();
  /** Whether the server has said what there is, even if that is nothing. */
  told = false;
  #users = 0;
  #key;

  constructor(server, choice, key) {
    this.#key = key;
    const stream = (this.stream = new EventStream(new URL("events", server).href, { choice }));
    stream.addEventListener("versions", () => (this.told = true));
    follow(stream, this.inventory, this.time);
  }

  join() {
    this.#users++;
    this.stream.open();
    return this;
  }

  /** Says that one user less needs it; what nobody needs is closed, unless somebody comes at once: an element that is moved. */
  leave() {
    this.#users--;
    setTimeout(() => {
      // Left twice within a moment, and begun anew by another: then it is not this one that is known.
      if (this.#users === 0 && sources.get(this.#key) === this) {
        sources.delete(this.#key);
        this.stream.close();
      }
    });
  }
}

/**
 * The source of what `choice` leaves of `server`; who needs it no more calls its `leave`.
 *
 * @param {string} server its address, absolute, with a slash at its end
 * @param {string} choice as EventStream takes it
 */
export function join(server, choice) {
  const key = `${server} ${choice}`;
  if (!sources.has(key)) {
    sources.set(key, new Source(server, choice, key));
  }
  return sources.get(key).join();
}

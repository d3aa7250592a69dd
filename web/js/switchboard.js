// Many listeners on one connection. No DOM.
import { Inventory } from "./inventory.js";

/** How often members say that they are there, and {@link Switchboard#sweep} is called. */
export const TICK_MILLIS = 5_000;
/** In a hidden tab a browser lets a timer run once a minute: who was not heard for three has died without a word. */
const SILENT_TICKS_MAX = 36;

/**
 * Passes what one source tells on to its members, and the whole state to whoever comes later. The source is open exactly while
 * there are members; while all choose the same, it is asked for that alone, otherwise for everything.
 */
export class Switchboard {
  #source;
  #deliver;
  #members = new Map();
  #newcomers = new Set();
  #isOpen = false;
  #choice = "";
  #settling = false;
  #inventory = new Inventory();
  #head = null;
  #time = null;
  #status = { state: "inactive", retryAtMillis: null, heardAtMillis: null, patienceMillis: 0 };

  /**
   * @param {object} source with `open(choice)`, `close()` and `tell`, as a Connection has
   * @param {(message: object, members: any[]) => void} deliver a message to members, which are functions where it is left out
   */
  constructor(source, deliver = (message, members) => members.forEach(member => member(message))) {
    this.#source = source;
    this.#deliver = deliver;
    source.tell = message => this.#pass(message);
  }

  /**
   * What a member wants: a choice ("package=nginx&host=web-1"; "" for all), or null for nothing more. A newcomer is told the
   * state; who says the same again, how the connection is.
   */
  want(member, choice) {
    const known = this.#members.get(member);
    if (choice === null) {
      this.#members.delete(member);
    } else {
      this.#members.set(member, { choice, silentTicks: 0 });
      if (known?.choice === choice) {
        this.#deliver({ ...this.#status, events: [] }, [member]);
        return;
      }
      this.#newcomers.add(member);
    }
    this.#settleSoon();
  }

  /** Forgets members that have not said for long that they want something. */
  sweep() {
    for (const [member, known] of this.#members) {
      if (++known.silentTicks > SILENT_TICKS_MAX) {
        this.want(member, null);
      }
    }
  }

  /** Sends everybody away. */
  close() {
    this.#members.clear();
    this.#settle();
  }

  /** Elements of a page come one by one: the connection is made for all of them. */
  #settleSoon() {
    if (!this.#settling) {
      this.#settling = true;
      queueMicrotask(() => this.#settle());
    }
  }

  #settle() {
    this.#settling = false;
    const choices = new Set([...this.#members.values()].map(known => known.choice));
    if (choices.size === 0) {
      this.#isOpen = false;
      this.#status = { ...this.#status, state: "inactive", retryAtMillis: null };
      this.#source.close();
    } else {
      this.#route(choices.size === 1 ? [...choices][0] : "");
    }
    const newcomers = [...this.#newcomers].filter(member => this.#members.has(member));
    this.#newcomers.clear();
    if (newcomers.length > 0) {
      this.#deliver({ ...this.#status, events: this.#state() }, newcomers);
    }
  }

  #route(choice) {
    if (!this.#isOpen || choice !== this.#choice) {
      if (choice !== this.#choice) {
        this.#head = null;
      }
      this.#isOpen = true;
      this.#choice = choice;
      this.#source.open(choice);
    }
  }

  #pass({ events, ...status }) {
    this.#status = status;
    // Until all of another choice is there, a change of the old one says nothing.
    const told = events.filter(([name, data]) => this.#take(name, data));
    if (this.#members.size > 0) {
      this.#deliver({ ...status, events: told }, [...this.#members.keys()]);
    }
  }

  #take(name, data) {
    if (name === "versions") {
      this.#head = data;
      this.#inventory.replace(data.entries);
    } else if (name === "change") {
      if (!this.#head) {
        return false;
      }
      this.#head = { ...this.#head, seq: data.seq, time: data.time };
      this.#inventory.merge(data.entries);
    } else if (name === "time") {
      this.#time = data;
    }
    return true;
  }

  /** What somebody must hear who has heard nothing yet. */
  #state() {
    const events = this.#head ? [["versions", { ...this.#head, entries: [...this.#inventory.entries.values()] }]] : [];
    if (this.#time) {
      const { state, heardAtMillis } = this.#status;
      const sinceMillis = state === "live" ? Date.now() - heardAtMillis : 0;
      events.push(["time", { ...this.#time, epochMillis: this.#time.epochMillis + sinceMillis }]);
    }
    return events;
  }
}

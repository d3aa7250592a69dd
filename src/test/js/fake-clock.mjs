// Timers and Date.now() by hand. Node's own come too late: Debian 12 has Node 18.

/** In place of the real ones, from {@link restore} on no more. */
export class FakeClock {
  now = 1_000_000;
  #timers = new Map();
  #lastId = 0;
  #real = { setTimeout, clearTimeout, setInterval, clearInterval };
  #dateNow = Date.now;

  constructor() {
    const clear = id => this.#timers.delete(id);
    globalThis.setTimeout = (run, millis) => this.#add(run, millis, null);
    globalThis.setInterval = (run, millis) => this.#add(run, millis, millis);
    globalThis.clearTimeout = clear;
    globalThis.clearInterval = clear;
    Date.now = () => this.now;
  }

  restore() {
    Object.assign(globalThis, this.#real);
    Date.now = this.#dateNow;
  }

  /** Lets time pass: each timer runs when it is due. */
  tick(millis) {
    const end = this.now + millis;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      // A timer that was held back does not turn time back.
      this.now = Math.max(this.now, next.dueMillis);
      this.#run(next);
    }
    this.now = Math.max(this.now, end);
  }

  /** The machine sleeps for so long: time passes, and no timer runs. What is due then runs late, in the next {@link tick}. */
  sleep(millis) {
    this.now += millis;
  }

  #add(run, millis, everyMillis) {
    this.#timers.set(++this.#lastId, { id: this.#lastId, run, everyMillis, dueMillis: this.now + millis });
    return this.#lastId;
  }

  #next(endMillis) {
    return [...this.#timers.values()]
      .filter(timer => timer.dueMillis <= endMillis)
      .sort((a, b) => a.dueMillis - b.dueMillis || a.id - b.id)[0];
  }

  #run(timer) {
    if (timer.everyMillis === null) {
      this.#timers.delete(timer.id);
    } else {
      timer.dueMillis = this.now + timer.everyMillis;
    }
    timer.run();
  }
}

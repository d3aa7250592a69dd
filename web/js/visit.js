// When the reader was here last. Pure, but for what is kept in the browser.
import { keep, onKept, recall } from "./storage.js";

const SEEN = "seen";
const SINCE = "missed-since";
/** Who is away for less has missed nothing worth a word: a reload, a look into another tab. */
const ABSENCE_MILLIS_MIN = 60_000;
/** Who comes back within so long, and has not dismissed what was said, is still told of the same absence. */
const VISIT_MILLIS = 30 * 60_000;
/** Who has had it in sight for so long has read it: nobody dismisses anything on a wall. */
const TOLD_MILLIS_MAX = 12 * 3_600_000;
/** The page is seen each second; it is written down less often. */
const WRITE_MILLIS = 10_000;
/** From then on a moment is written in a form that not everybody reads, and in the end in none. */
const YEAR_10000_MILLIS = Date.UTC(10_000, 0);

/**
 * The last moment when the page was in sight and live, in any tab, and since when the reader has changes to catch up on.
 * A visit ends when no tab is in sight and live, not when a page is closed: a page on a wall is open for months.
 */
export class Visit extends EventTarget {
  #seenMillis = null;
  #writtenMillis = 0;
  #sinceMillis = null;
  #toldMillis = null;

  constructor() {
    super();
    // Another tab has caught up, or was the first to notice the absence.
    onKept(SINCE, () => this.#enter(recallMillis(SINCE)));
  }

  /** Since when the reader has missed changes, or null. Fires "since" when it changes. */
  get sinceMillis() {
    return this.#sinceMillis;
  }

  /** Says that the page is in sight and live. */
  see(nowMillis) {
    const first = this.#seenMillis === null;
    const lastMillis = Math.max(this.#seenMillis ?? 0, recallMillis(SEEN) ?? 0);
    const absenceMillis = lastMillis > 0 ? nowMillis - lastMillis : 0;
    this.#seenMillis = nowMillis;
    if (absenceMillis >= ABSENCE_MILLIS_MIN) {
      const told = absenceMillis < VISIT_MILLIS ? recallMillis(SINCE) : null;
      this.#missed(told ?? lastMillis);
    } else if (first) {
      this.#enter(recallMillis(SINCE));
    }
    this.#toldMillis ??= nowMillis;
    if (this.#sinceMillis !== null && nowMillis - this.#toldMillis >= TOLD_MILLIS_MAX) {
      this.catchUp();
    }
    if (first || Math.abs(nowMillis - this.#writtenMillis) >= WRITE_MILLIS) {
      this.#writtenMillis = nowMillis;
      keep(SEEN, nowMillis);
    }
  }

  /** The reader has caught up: in each tab. */
  catchUp() {
    this.#missed(null);
  }

  #missed(sinceMillis) {
    keep(SINCE, sinceMillis);
    this.#enter(sinceMillis);
  }

  #enter(sinceMillis) {
    if (sinceMillis !== this.#sinceMillis) {
      this.#sinceMillis = sinceMillis;
      this.#toldMillis = null;
      this.dispatchEvent(new Event("since"));
    }
  }
}

/** Whether somebody who comes now was here before and away: as far as is known before the server has told its time. */
export function isExpected(nowMillis) {
  const seen = recallMillis(SEEN);
  return recallMillis(SINCE) !== null || (seen !== null && nowMillis - seen >= ABSENCE_MILLIS_MIN);
}

/** A moment that was kept, or null where it was not, or is none. */
function recallMillis(name) {
  const millis = recall(name);
  return Number.isFinite(millis) && millis >= 0 && millis < YEAR_10000_MILLIS ? millis : null;
}

// What the server has written down. No DOM of the page.

const PATIENCE_MILLIS = 20_000;
const PAGE_CHANGES = 100;
/** Older ones are forgotten again, lest a page that is open for months grows. */
const CHANGES_MAX = 5_000;

/**
 * Fetches JSON from `path`, relative to the page. The browser's cache asks with If-None-Match.
 *
 * @param {(status: number) => boolean} accept which statuses have what was asked for, beside 200
 * @throws where the server cannot be reached in time, or says something else
 */
export async function fetchJson(path, accept = () => false) {
  const response = await fetch(new URL(path, document.baseURI), { signal: AbortSignal.timeout(PATIENCE_MILLIS) });
  if (!response.ok && !accept(response.status)) {
    throw new Error(`${path}: ${response.status}`);
  }
  return response.json();
}

/** One page of changes, newest first: `{changes, next?}`. */
export function fetchChanges(query) {
  return fetchJson(`api/changes?${new URLSearchParams(query)}`);
}

/** One package: `{entry?, probe?, history, whole}`, the newest change first, `whole` without older ones; empty where it is unknown. */
export async function fetchPackage(host, name) {
  const path = `api/versions/${encodeURIComponent(host)}/${encodeURIComponent(name)}`;
  const { entry, probe, history = [], next } = await fetchJson(path, status => status === 404);
  return { entry, probe, history, whole: !next };
}

/** What tells a change from all others. */
export function idOf({ seq, time, host, package: name, kind, from, to }) {
  return JSON.stringify([seq, time, host, name, kind, from, to]);
}

/** How many changes there are of each kind. */
export function countKinds(changes) {
  const counts = new Map();
  for (const { kind } of changes) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** The newest changes of all packages, and as many older ones as were asked for. */
export class RecentChanges {
  #changes = [];
  #next;

  /** @returns {object[]} newest first; not to be written to */
  get changes() {
    return this.#changes;
  }

  /** Whether the server has older ones. */
  get hasMore() {
    return Boolean(this.#next) && this.#changes.length < CHANGES_MAX;
  }

  /** Fetches the newest; older ones that are known stay, as long as none is missing between. */
  async reload() {
    const page = await fetchChanges({ limit: PAGE_CHANGES });
    const last = page.changes.length > 0 ? idOf(page.changes.at(-1)) : "";
    const known = this.#changes.findLastIndex(change => idOf(change) === last);
    const older = known < 0 ? [] : this.#changes.slice(known + 1);
    this.#changes = [...page.changes, ...older].slice(0, CHANGES_MAX);
    this.#next = older.length > 0 ? this.#next : page.next;
  }

  /** Fetches older ones, if there are any. */
  async loadMore() {
    const cursor = this.#next;
    if (cursor) {
      const page = await fetchChanges({ limit: PAGE_CHANGES, cursor });
      if (cursor === this.#next) {
        this.#changes = [...this.#changes, ...page.changes];
        this.#next = page.next;
      }
    }
  }
}

/**
 * Since when each version stood, and until when: for each change that brought a version, the milliseconds until the next one
 * that brought another or took it away; for the last one until now.
 *
 * @param {object[]} history of one package, newest first
 * @returns {Map<object, {millis: number, ended: boolean}>}
 */
export function standings(history, nowMillis) {
  const found = new Map();
  let untilMillis = nowMillis;
  let ended = false;
  for (const change of history) {
    const atMillis = Date.parse(change.time);
    if (change.kind === "missing" || change.kind === "removed") {
      untilMillis = atMillis;
      ended = true;
    } else if (change.to !== null && change.to !== change.from && change.kind !== "failed") {
      found.set(change, { millis: Math.max(0, untilMillis - atMillis), ended });
      untilMillis = atMillis;
      ended = true;
    }
  }
  return found;
}

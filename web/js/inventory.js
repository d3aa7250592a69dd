// The state as the server tells it. No DOM.

/** The name of an entry: one per host and package. */
export function keyOf(entry) {
  return JSON.stringify([entry.host, entry.package]);
}

/**
 * All entries. Fires "replace" when everything is new and "merge" when some entries are; `detail` lists the keys that
 * changed.
 */
export class Inventory extends EventTarget {
  #entries = new Map();

  /** @returns {Map<string, object>} entries by key; not to be written to */
  get entries() {
    return this.#entries;
  }

  /** Takes a `versions` event: everything. */
  replace(entries) {
    this.#entries = new Map(entries.map(entry => [keyOf(entry), entry]));
    this.#tell("replace", [...this.#entries.keys()]);
  }

  /** Takes a `change` event: these entries, by key; one with `removed` goes. */
  merge(entries) {
    for (const entry of entries) {
      if (entry.removed) {
        this.#entries.delete(keyOf(entry));
      } else {
        this.#entries.set(keyOf(entry), entry);
      }
    }
    this.#tell("merge", entries.map(keyOf));
  }

  /** Takes when entries were last checked, in seconds since 1970, by host and package. Fires "check". */
  check(hosts) {
    for (const entry of this.#entries.values()) {
      const seconds = hosts[entry.host]?.[entry.package];
      // Names are anybody's: "constructor" is one that every object knows.
      if (Number.isFinite(seconds)) {
        entry.checked = new Date(seconds * 1000).toISOString();
      }
    }
    this.#tell("check", [...this.#entries.keys()]);
  }

  #tell(type, keys) {
    this.dispatchEvent(new CustomEvent(type, { detail: keys }));
  }
}

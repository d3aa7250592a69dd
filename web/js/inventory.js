// The state as the server tells it. No DOM.

/** The name of an entry: one per host and package. */
export function keyOf(entry) {
  return JSON.stringify([entry.host, entry.package]);
}

const NOWHERE = new Map();

/**
 * All entries. Fires "replace" when everything is new and "merge" when some entries are; `detail` lists the keys that
 * changed.
 */
export class Inventory extends EventTarget {
  #entries = new Map();
  /** The same by package, and then by host: who compares hosts looks there at each change. */
  #packages = new Map();

  /** @returns {Map<string, object>} entries by key; not to be written to */
  get entries() {
    return this.#entries;
  }

  /** How many packages there are, wherever they are. */
  get packageCount() {
    return this.#packages.size;
  }

  /** @returns {Map<string, object>} a package's entries by host, none where there is no such package; not to be written to */
  ofPackage(name) {
    return this.#packages.get(name) ?? NOWHERE;
  }

  /** Takes a `versions` event: everything. */
  replace(entries) {
    this.#entries = new Map();
    this.#packages = new Map();
    entries.forEach(entry => this.#put(entry));
    this.#tell("replace", [...this.#entries.keys()]);
  }

  /** Takes a `change` event: these entries, by key; one with `removed` goes. */
  merge(entries) {
    for (const entry of entries) {
      entry.removed ? this.#drop(entry) : this.#put(entry);
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

  #put(entry) {
    this.#entries.set(keyOf(entry), entry);
    const hosts = this.#packages.get(entry.package) ?? new Map();
    this.#packages.set(entry.package, hosts.set(entry.host, entry));
  }

  #drop(entry) {
    this.#entries.delete(keyOf(entry));
    const hosts = this.#packages.get(entry.package);
    if (hosts?.delete(entry.host) && hosts.size === 0) {
      this.#packages.delete(entry.package);
    }
  }

  #tell(type, keys) {
    this.dispatchEvent(new CustomEvent(type, { detail: keys }));
  }
}

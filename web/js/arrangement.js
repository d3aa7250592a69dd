// Which entry stands where. Pure.
import { matcherOf } from "./query.js";
import { byName } from "./words.js";

const SEVERITY = ["failed", "stale", "missing", "ok"];

/**
 * The entries that the query wants, in its order. By name they are in groups, one for each category; in any other order in one,
 * which has no title.
 *
 * @param {Iterable<object>} entries
 * @returns {{title: string, items: object[]}[]} not empty ones
 */
export function groupsOf(entries, query, nowMillis) {
  return groupsBy([...entries].filter(matcherOf(query, nowMillis)), query.sort);
}

/**
 * The same for a table: a row for each package, a column for each host that is chosen. A row has all that is known of its package
 * on these.
 *
 * @param {Inventory} inventory of js/inventory.js
 */
export function tableOf(inventory, query, nowMillis) {
  const wants = matcherOf({ ...query, host: new Set() }, nowMillis);
  const rows = new Map();
  const hosts = new Set();
  for (const entry of inventory.entries.values()) {
    if (isHostChosen(query, entry.host)) {
      hosts.add(entry.host);
      const row = rows.get(entry.package) ?? rowOf(entry);
      rows.set(entry.package, row);
      row.entries.set(entry.host, entry);
      row.since = row.since > entry.since ? row.since : entry.since;
      row.status = severity(row) < severity(entry) ? row.status : entry.status;
    }
  }
  const wanted = [...rows.values()].filter(row => isRowWanted(inventory.ofPackage(row.package), query, wants));
  return { hosts: [...hosts].sort(byName), groups: groupsBy(wanted, query.sort) };
}

function rowOf({ package: name, label, category, since, status }) {
  return { package: name, label, category, since, status, host: "", entries: new Map() };
}

/** Whether the query wants a host's column. */
export function isHostChosen({ host: chosen }, host) {
  return chosen.size === 0 || chosen.has(host);
}

/**
 * Whether the query wants a package's row: for one of its entries on the hosts that are chosen and, where only differences are
 * wanted, because one of these differs from what most hosts have, chosen or not.
 *
 * @param {Map<string, object>} entries of the package, by host: all of them
 * @param {(entry: object) => boolean} wants
 */
export function isRowWanted(entries, query, wants) {
  const chosen = [...entries.values()].filter(({ host }) => isHostChosen(query, host));
  if (!chosen.some(wants)) {
    return false;
  }
  const { differing } = query.differ ? verdictOf(entries) : {};
  return !differing || chosen.some(({ host }) => differing.has(host));
}

/**
 * Which hosts differ from the version that most have. Where two versions are on as many hosts there is no majority, and every
 * host differs. To have none is a state like a version.
 *
 * @param {Map<string, object>} entries of one package, by host
 * @returns {{majority: ?string, differing: Set<string>}} `majority` is null where there is none, "" where most have no version
 */
export function verdictOf(entries) {
  const counts = new Map();
  for (const { version } of entries.values()) {
    counts.set(version ?? "", (counts.get(version ?? "") ?? 0) + 1);
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  const majority = !first || first[1] === second?.[1] ? null : first[0];
  const differing = [...entries].filter(([, { version }]) => (version ?? "") !== majority).map(([host]) => host);
  return { majority, differing: new Set(differing) };
}

function groupsBy(items, sort) {
  if (sort !== "name") {
    return items.length > 0 ? [{ title: "", items: items.sort(ORDERS[sort]) }] : [];
  }
  const groups = new Map();
  for (const item of items) {
    const group = groups.get(item.category);
    group ? group.push(item) : groups.set(item.category, [item]);
  }
  return [...groups]
    .sort(([a], [b]) => byName(a, b))
    .map(([title, members]) => ({ title, items: members.sort(ORDERS.name) }));
}

const ORDERS = {
  name: (a, b) => byName(a.label, b.label) || byName(a.host, b.host) || byName(a.package, b.package),
  changed: (a, b) => (a.since === b.since ? ORDERS.name(a, b) : a.since < b.since ? 1 : -1),
  status: (a, b) => severity(a) - severity(b) || ORDERS.name(a, b),
};

function severity({ status }) {
  return SEVERITY.indexOf(status);
}

// What of the board is shown, and how: the page's query string. Pure.
import { listOf, valuesOf } from "./lists.js";
import { CHANGED_MILLIS, STATUS } from "./words.js";

const LISTS = ["status", "package", "host", "category"];
const SORTS = ["name", "changed", "status"];
const LAYOUTS = ["", "list", "matrix"];

/**
 * Reads `?q=&status=&package=&host=&category=&sort=&layout=&differ&changed`; lists are separated by commas. What is unknown is
 * left out.
 *
 * @returns {{q: string, status: Set, package: Set, host: Set, category: Set, sort: string, layout: string, differ: boolean,
 *   changed: boolean}} `layout` is "" where the board decides: a matrix as soon as there are several hosts
 */
export function queryOf(search) {
  const parameters = new URLSearchParams(search);
  const one = (name, known) => parameters.getAll(name).findLast(value => known.includes(value)) ?? known[0];
  const query = { q: parameters.get("q") ?? "", sort: one("sort", SORTS), layout: one("layout", LAYOUTS) };
  for (const name of LISTS) {
    query[name] = new Set(parameters.getAll(name).flatMap(valuesOf));
  }
  query.status = new Set([...query.status].filter(status => Object.hasOwn(STATUS, status)));
  // A list compares nothing: to be asked for differences there would leave out none, and no button would take it back.
  query.differ = parameters.has("differ") && query.layout !== "list";
  query.changed = parameters.has("changed");
  return query;
}

/** The query with `part` of it chosen anew. Who leaves the matrix leaves what only a matrix can show. */
export function chosenOf(query, part) {
  const chosen = { ...query, ...part };
  return chosen.layout === "list" ? { ...chosen, differ: false } : chosen;
}

/** The query string that says the same, beside what `search` says of other things. */
export function searchOf(query, search) {
  const parameters = new URLSearchParams(search);
  const put = (name, value) => (value ? parameters.set(name, value) : parameters.delete(name));
  put("q", query.q);
  put("sort", query.sort === SORTS[0] ? "" : query.sort);
  put("layout", query.layout);
  LISTS.forEach(name => put(name, listOf(query[name])));
  ["differ", "changed"].forEach(name => put(name, query[name] ? "1" : ""));
  return parameters.size > 0 ? `?${parameters}`.replaceAll("%2C", ",") : "";
}

/** The query that narrows nothing, in the same order and layout. */
export function widest(query) {
  return { ...query, q: "", status: new Set(), package: new Set(), host: new Set(), category: new Set(), differ: false, changed: false };
}

/** Whether the query leaves anything out. */
export function isNarrow(query) {
  return Boolean(query.q.trim() || query.differ || query.changed || LISTS.some(name => query[name].size > 0));
}

/** Whether the query is of single entries, so that of a whole row it may want some and not others. */
export function isOfEntries(query) {
  return Boolean(query.q.trim() || query.changed || query.status.size > 0);
}

/** Whether the version of `entry` is another one since less than a day. One that is new to the board has changed nothing. */
export function isChanged(entry, nowMillis) {
  return Boolean(entry.previous) && nowMillis - Date.parse(entry.since) < CHANGED_MILLIS;
}

/**
 * Says of an entry whether the query wants it: it has each word of the search somewhere in its names, version, category or
 * status, and is in each list that names any.
 *
 * @returns {(entry: object) => boolean}
 */
export function matcherOf(query, nowMillis) {
  const words = query.q.toLowerCase().split(/\s+/).filter(Boolean);
  const lists = LISTS.filter(name => query[name].size > 0);
  return entry =>
    lists.every(name => query[name].has(entry[name])) &&
    (!query.changed || isChanged(entry, nowMillis)) &&
    (words.length === 0 || hasAll(textOf(entry), words));
}

function hasAll(text, words) {
  return words.every(word => text.includes(word));
}

function textOf({ label, package: name, host, category, version, status }) {
  // What is well says so nowhere on the board: who looks for its words means those of something else.
  const word = status === "ok" ? "" : STATUS[status]?.word;
  return `${label}\n${name}\n${host}\n${category}\n${version ?? ""}\n${status}\n${word}`.toLowerCase();
}

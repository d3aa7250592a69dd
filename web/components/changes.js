import { addressOf } from "../js/address.js";
import { make, write } from "../js/dom.js";
import { idOf } from "../js/history.js";
import { ago, KIND, moment } from "../js/words.js";
import { inlineMark } from "./mark.js";

/**
 * A change as an item of a list: kind, package, versions, how long ago.
 *
 * @param {object} change
 * @param {{label: boolean, host: boolean}} named what of it is to be named
 */
export function changeItem(change, nowMillis, { label, host }) {
  const what = make("span", "what", make("span", "kind", KIND[change.kind] ?? change.kind));
  if (label) {
    const link = make("a", "name", change.label ?? change.package);
    link.href = addressOf(change);
    what.prepend(link, " ");
  }
  if (host) {
    what.append(" ", make("span", "on-host", `on ${change.host}`));
  }
  what.append(...versions(change));
  const item = make("li", "change", inlineMark(change.kind), what, timeOf(change.time, nowMillis));
  item.dataset.kind = change.kind;
  item.dataset.key = idOf(change);
  if (change.reason) {
    item.append(make("span", "reason", change.reason));
  }
  return item;
}

/** Puts `items` into `list`; who stood on one of those that were there stands on the same one again. */
export function replaceItems(list, items) {
  const focused = document.activeElement?.closest("li.change");
  const key = focused?.parentElement === list ? focused.dataset.key : null;
  list.replaceChildren(...items);
  if (key !== null) {
    items.find(item => item.dataset.key === key)?.querySelector("a")?.focus({ preventScroll: true });
  }
}

/** How long ago it was; the exact time is in the title. */
function timeOf(iso, nowMillis) {
  const time = make("time", "when", ago(Date.parse(iso), nowMillis));
  time.dateTime = iso;
  time.title = moment(iso);
  return time;
}

/** Tells anew how long ago each change in `list` was. */
export function showAges(list, nowMillis) {
  for (const time of list.querySelectorAll("time.when")) {
    write(time, ago(Date.parse(time.dateTime), nowMillis));
  }
}

function versions({ kind, from, to }) {
  if (from !== null && to !== null && from !== to) {
    const arrow = make("span", "", "→");
    arrow.setAttribute("role", "img");
    arrow.setAttribute("aria-label", "to");
    return [" ", version(from), " ", arrow, " ", version(to)];
  }
  const only = to ?? from;
  if (only === null || only === undefined) {
    return [];
  }
  const before = to === null ? ", was " : kind === "failed" ? ", last known " : " ";
  return [before, version(only)];
}

function version(text) {
  return make("span", "version", text);
}

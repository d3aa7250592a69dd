import { make } from "../js/dom.js";
import { countKinds } from "../js/history.js";
import { KIND } from "../js/words.js";
import { inlineMark } from "./mark.js";

/** What the shapes mean, as items of a list: each kind that there is, and how often. */
export function legendOf(changes) {
  const counts = countKinds(changes);
  return Object.keys(KIND)
    .filter(kind => counts.has(kind))
    .map(kind => make("li", "", inlineMark(kind), make("b", "", String(counts.get(kind))), ` ${KIND[kind]}`));
}

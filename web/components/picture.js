import { draw } from "../js/dom.js";
import { countKinds } from "../js/history.js";
import { binsOf, rangeOf } from "../js/timeline-scale.js";
import { ticksOf } from "../js/timeline-ticks.js";
import { KIND, moment, tallyOfKinds } from "../js/words.js";
import { shapeAt } from "./mark.js";

/** In rem, so that the picture grows with the text. */
export const COLUMN = 1.25;
const SLOT = 1;
const RADIUS = 0.375;
const TICK = 5;
const AXIS = 1.5;

/** So many marks stand one above the other; of more changes, as many stand for all, and the number is written above. */
const STACK_MAX = 6;
const NOT_WELL = ["failed", "missing"];
const TITLE = "timeline-title";

/**
 * The changes of a fitting range as a picture: time to the right, a column of marks for what is close together.
 *
 * @param {object[]} changes newest first, at least one
 * @param {boolean} whole whether there are no older ones
 * @param {number} nowMillis where the picture ends
 * @param {{width: number, rem: number}} size in pixels
 * @returns {{picture: SVGElement, words: string}} and what it is of
 */
export function pictureOf(changes, whole, nowMillis, { width, rem }) {
  const columns = Math.max(4, Math.floor(width / rem / COLUMN));
  const range = rangeOf(changes.map(change => Date.parse(change.time)), nowMillis, columns);
  const bins = binsOf(changes, range);
  const tallest = Math.max(...[...bins.values()].map(bin => (bin.length > STACK_MAX ? STACK_MAX + 1 : bin.length)));
  const scale = {
    rem,
    width,
    baseline: (Math.max(3, tallest) * SLOT + 0.5) * rem,
    x: millis => ((millis - range.fromMillis) / (range.toMillis - range.fromMillis)) * width,
  };
  const shown = [...bins.values()].flat();
  const words = [range.words];
  if (shown.length < changes.length) {
    words.push(`${changes.length - shown.length} older not in the picture`);
  } else if (!whole) {
    words.push(`the newest ${changes.length}`);
  }
  const picture = draw("svg", {
    class: "picture",
    role: "img",
    width,
    height: scale.baseline + AXIS * rem,
    "aria-labelledby": `${TITLE} ${TITLE}-more`,
  });
  picture.append(
    draw("title", { id: TITLE }, `Changes: ${words.join(", ")}`),
    draw("desc", { id: `${TITLE}-more` }, `${tallyOfKinds(countKinds(shown))}. The newest are listed below.`),
    ...(whole ? [] : unknown(Math.min(...bins.keys()) * range.columnMillis + range.fromMillis, scale)),
    axis(range, scale),
    ...[...bins].map(([column, bin]) => stack(column, bin, range, scale)),
  );
  return { picture, words: words.join(", ") };
}

/** What is older than the oldest that is known is not drawn as if nothing had happened. */
export function unknown(toMillis, { rem, baseline, x }) {
  const width = x(toMillis);
  const shade = draw("rect", { class: "unknown", x: 0, y: 0, width, height: baseline + 0.25 * rem });
  const text = draw("text", { x: 0.5 * rem, y: 1.25 * rem }, "older ones: not loaded");
  return width > 9 * rem ? [shade, text] : [shade];
}

/** The line of time under a picture, with round moments on it. */
export function axis(range, { rem, width, baseline, x }) {
  const y = baseline + 0.25 * rem;
  const group = draw("g", { class: "axis" }, draw("line", { x1: 0, x2: width, y1: y, y2: y }));
  for (const { millis, label } of ticksOf(range, Math.max(2, width / rem / TICK))) {
    const at = x(millis);
    group.append(draw("line", { x1: at, x2: at, y1: y, y2: y + 0.25 * rem }));
    // Near an end, the tick stays and its words make room.
    if (at > 1.5 * rem && at < width - 4 * rem) {
      group.append(draw("text", { x: at, y: y + 1.1 * rem, "text-anchor": "middle" }, label));
    }
  }
  group.append(draw("text", { x: width, y: y + 1.1 * rem, "text-anchor": "end" }, "now"));
  return group;
}

function stack(column, bin, range, { rem, width, baseline, x }) {
  const fromMillis = range.fromMillis + column * range.columnMillis;
  const middle = Math.min(x(fromMillis + range.columnMillis / 2), width - (COLUMN / 2) * rem);
  const group = draw("g", { class: "stack" }, draw("title", {}, wordsOf(bin)));
  const marks = bin.length > STACK_MAX ? representatives(bin) : bin.map(change => change.kind);
  marks.forEach((kind, slot) => group.append(shapeAt(kind, middle, baseline - (slot + 0.5) * SLOT * rem, RADIUS * rem)));
  if (bin.length > STACK_MAX) {
    const y = baseline - (STACK_MAX + 0.25) * SLOT * rem;
    group.append(draw("text", { class: "count", x: middle, y, "text-anchor": "middle" }, shortly(bin.length)));
  }
  return group;
}

/** Six marks for many changes: what is not well and what there is most of, shared out as the kinds are, the worst on top. */
function representatives(bin) {
  const counts = countKinds(bin);
  const weight = kind => counts.get(kind) + (NOT_WELL.includes(kind) ? bin.length : 0);
  const kinds = [...counts.keys()].sort((a, b) => weight(b) - weight(a)).slice(0, STACK_MAX);
  const marks = [...kinds];
  while (marks.length < STACK_MAX) {
    const share = kind => counts.get(kind) / marks.filter(mark => mark === kind).length;
    marks.push(kinds.reduce((most, kind) => (share(kind) > share(most) ? kind : most)));
  }
  const order = Object.keys(KIND);
  return marks.sort((a, b) => order.indexOf(b) - order.indexOf(a));
}

/** What pointing at a column says. */
export function wordsOf(bin) {
  const first = bin[0];
  const last = bin.at(-1);
  if (bin.length === 1) {
    return `${first.label} ${KIND[first.kind] ?? first.kind}, ${moment(first.time)}`;
  }
  const when = first.time === last.time ? moment(first.time) : `${moment(first.time)} to ${moment(last.time)}`;
  return `${tallyOfKinds(countKinds(bin))}, ${when}`;
}

function shortly(count) {
  return count < 1000 ? String(count) : `${Math.floor(count / 1000)}k`;
}

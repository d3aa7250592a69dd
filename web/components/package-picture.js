import { draw } from "../js/dom.js";
import { stretchesOf } from "../js/package.js";
import { binsOf, rangeOf } from "../js/timeline-scale.js";
import { KIND, moment, STATUS } from "../js/words.js";
import { shapeAt } from "./mark.js";
import { axis, COLUMN, unknown, wordsOf } from "./picture.js";

/** In rem: a line of marks, the band of versions below it, the axis. */
const RADIUS = 0.375;
const BAND = 1.375;
const BAND_HEIGHT = 1.375;
const BASELINE = 2.875;
const HEIGHT = 4.375;
/** About as wide as a character of the band is. */
const CHARACTER = 0.44;

/**
 * One package over time: its versions as a band, troubles and absences in shapes of their own, and a mark where it changed.
 * For eyes alone: the list says all of it.
 *
 * @param {object[]} history newest first, at least one
 * @param {boolean} whole whether there is nothing older
 * @param {object} [entry] what it is now
 * @param {{width: number, rem: number}} size in pixels
 */
export function packagePicture(history, whole, entry, nowMillis, { width, rem }) {
  const columns = Math.max(4, Math.floor(width / rem / COLUMN));
  const range = rangeOf(history.map(change => Date.parse(change.time)), nowMillis, columns);
  const scale = {
    rem,
    width,
    baseline: BASELINE * rem,
    x: millis => (Math.max(0, millis - range.fromMillis) / (range.toMillis - range.fromMillis)) * width,
  };
  const stretches = stretchesOf(history, entry, nowMillis).filter(({ toMillis }) => toMillis >= range.fromMillis);
  const first = Date.parse(history.at(-1).time);
  const picture = draw("svg", { class: "picture", "aria-hidden": "true", width, height: HEIGHT * rem });
  picture.append(
    ...(whole || first <= range.fromMillis ? [] : unknown(first, scale)),
    ...band(stretches, scale),
    axis(range, scale),
    ...[...binsOf(history, range)].map(([column, bin]) => mark(column, bin, range, scale)),
  );
  return picture;
}

/** Neighbours differ in tone, so that one version after another is seen also where there is no room for their names. */
function band(stretches, scale) {
  let tone = 0;
  return stretches.map((stretch, index) => {
    tone ^= index > 0 && stretches[index - 1].version !== stretch.version;
    return piece(stretch, tone, scale);
  });
}

function piece({ fromMillis, toMillis, version, state }, tone, { rem, x }) {
  const left = x(fromMillis);
  const width = Math.max(1, x(toMillis) - left);
  const thin = state === "missing" ? 0.25 : BAND_HEIGHT;
  const words = state === "ok" ? version : [version, STATUS[state].word].filter(Boolean).join(", ");
  const group = draw("g", { class: "stretch", "data-state": state, "data-tone": tone });
  group.append(
    draw("title", {}, `${words}, ${moment(fromMillis)} to ${moment(toMillis)}`),
    draw("rect", { x: left, y: (BAND + (BAND_HEIGHT - thin) / 2) * rem, width, height: thin * rem }),
  );
  if (version && (version.length * CHARACTER + 0.75) * rem < width) {
    group.append(draw("text", { x: left + width / 2, y: (BAND + 0.9375) * rem, "text-anchor": "middle" }, version));
  }
  return group;
}

/** One for what is close together, of the worst kind there is. */
function mark(column, bin, range, { rem, x }) {
  const kinds = Object.keys(KIND);
  const worst = bin.reduce((a, b) => (kinds.indexOf(b.kind) < kinds.indexOf(a.kind) ? b : a));
  const left = x(range.fromMillis + column * range.columnMillis) + RADIUS * rem;
  const right = x(range.fromMillis + (column + 1) * range.columnMillis) - RADIUS * rem;
  const at = Math.min(right, Math.max(left, x(Date.parse(worst.time))));
  return draw("g", {}, draw("title", {}, wordsOf(bin)), shapeAt(worst.kind, at, 0.75 * rem, RADIUS * rem));
}

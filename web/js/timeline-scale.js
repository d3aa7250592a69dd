// Which stretch of time a picture shows, and what falls into which of its columns. Pure.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 366 * DAY;

const RANGES = [
  [HOUR, "last hour"],
  [6 * HOUR, "last 6 hours"],
  [DAY, "last 24 hours"],
  [7 * DAY, "last 7 days"],
  [31 * DAY, "last month"],
  [92 * DAY, "last 3 months"],
  [YEAR, "last 12 months"],
];

/** A few old changes must not squeeze the many recent ones into one column: so many of them may be left of the line. */
const SHARE_LEFT_OUT_MAX = 0.1;

/**
 * The shortest usual range up to now that has nearly all of `times`, in columns that stand still while time goes by.
 *
 * @param {number[]} times in milliseconds
 * @returns {{fromMillis: number, toMillis: number, columnMillis: number, words: string}}
 */
export function rangeOf(times, nowMillis, columns) {
  const oldestFirst = [...times].sort((a, b) => a - b);
  const endMillis = Math.max(nowMillis, oldestFirst.at(-1) ?? nowMillis);
  const first = oldestFirst[Math.floor(oldestFirst.length * SHARE_LEFT_OUT_MAX)] ?? endMillis;
  // One column less than the whole, because the newest one is only begun.
  const reach = (endMillis - first) * (columns / (columns - 1));
  const years = Math.ceil(reach / YEAR);
  const [size, words] = RANGES.find(([size]) => reach <= size) ?? [years * YEAR, `last ${years} years`];
  const columnMillis = size / columns;
  const toMillis = (Math.floor(endMillis / columnMillis) + 1) * columnMillis;
  return { fromMillis: toMillis - size, toMillis, columnMillis, words };
}

/**
 * The changes of each column that has any, oldest column first.
 *
 * @returns {Map<number, object[]>} by the column's number
 */
export function binsOf(changes, range) {
  const bins = new Map();
  for (const change of [...changes].reverse()) {
    const column = Math.floor((Date.parse(change.time) - range.fromMillis) / range.columnMillis);
    if (column < 0) {
      continue;
    }
    if (!bins.has(column)) {
      bins.set(column, []);
    }
    bins.get(column).push(change);
  }
  return bins;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { hangOnWall } from "../../../web/js/wall.js";

/** Where a page of so many pixels stands after each turn of a wall of 1,000, whose bar takes 100; its rows are so high. */
function tops(scrollHeight, turns, rowHeight) {
  let turn;
  const seen = [];
  const row = i => boxed(100 + i * rowHeight, rowHeight);
  const rows = rowHeight ? Array.from({ length: (scrollHeight - 100) / rowHeight }, (_, i) => row(i)) : [];
  Object.assign(globalThis, {
    innerHeight: 1000,
    scrollY: 0,
    document: {
      querySelector: () => ({ offsetHeight: 100 }),
      querySelectorAll: () => [Object.assign(boxed(100, scrollHeight - 100), { children: rows })],
      documentElement: { scrollHeight },
    },
    setInterval: callback => (turn = callback),
    scrollTo: ({ top }) => {
      globalThis.scrollY = Math.min(top, Math.max(0, scrollHeight - 1000));
      seen.push(top);
    },
    addEventListener: () => {},
  });
  hangOnWall();
  for (let i = 0; i < turns; i++) {
    turn();
  }
  return seen;
}

/** What stands in the page, wherever that is scrolled to. */
function boxed(top, height) {
  return { getBoundingClientRect: () => ({ top: top - scrollY, bottom: top + height - scrollY }) };
}

test("goes on by what fits below the bar, and each fourth time shows the worst", () => {
  assert.deepEqual(tops(9_000, 9), [900, 1800, 2700, 0, 3600, 4500, 5400, 0, 6300]);
});

test("begins again where nothing is left", () => {
  assert.deepEqual(tops(2_500, 6), [900, 1800, 0, 0, 900, 1800]);
});

test("stands still where everything fits", () => {
  assert.deepEqual(tops(900, 2), [0, 0]);
});

test("begins with the row that was cut", () => {
  // 100 + 6 × 140 = 940 is the top of the last, which is cut at 1000.
  assert.deepEqual(tops(9_060, 6, 140), [840, 1680, 2520, 0, 3360, 4200]);
});

test("goes on where one row is higher than the wall", () => {
  assert.deepEqual(tops(9_100, 2, 3000), [900, 1800]);
});

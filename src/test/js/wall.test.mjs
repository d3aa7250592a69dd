import assert from "node:assert/strict";
import { test } from "node:test";
import { hangOnWall } from "../../../web/js/wall.js";

/** Where a page of 3,000 pixels stands after each turn of a wall of 1,000, whose bar takes 100. */
function tops(scrollHeight, turns) {
  let turn;
  const seen = [];
  Object.assign(globalThis, {
    innerHeight: 1000,
    document: { querySelector: () => ({ offsetHeight: 100 }), documentElement: { scrollHeight } },
    setInterval: callback => (turn = callback),
    scrollTo: ({ top }) => seen.push(top),
    addEventListener: () => {},
  });
  hangOnWall();
  for (let i = 0; i < turns; i++) {
    turn();
  }
  return seen;
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

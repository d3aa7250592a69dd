import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerTime } from "../../../web/js/server-time.js";

const HOUR_MILLIS = 3_600_000;

/** Its times in each tick of `steps`, on a machine whose clock is an hour behind the server's. */
function ticks(steps) {
  const { now } = Date;
  const { setInterval } = globalThis;
  let millis = 0;
  let tick = () => {};
  Date.now = () => millis;
  globalThis.setInterval = callback => void (tick = callback);
  try {
    const time = new ServerTime();
    const seen = [];
    time.addEventListener("tick", () => seen.push([time.isRunning, time.millis, time.heardMillis]));
    steps(time, () => {
      millis += 1000;
      tick();
    });
    return seen;
  } finally {
    Object.assign(Date, { now });
    Object.assign(globalThis, { setInterval });
  }
}

test("goes on by the server's clock", () => {
  const seen = ticks((time, second) => {
    time.set(HOUR_MILLIS);
    second();
  });

  assert.deepEqual(seen, [[true, HOUR_MILLIS, HOUR_MILLIS], [true, HOUR_MILLIS + 1000, HOUR_MILLIS + 1000]]);
});

test("what is old grows older while the server is not heard, and what it last said stands still", () => {
  const seen = ticks((time, second) => {
    time.set(HOUR_MILLIS);
    time.stop();
    second();
    time.stop();
  });

  const later = [false, HOUR_MILLIS + 1000, HOUR_MILLIS];
  assert.deepEqual(seen, [[true, HOUR_MILLIS, HOUR_MILLIS], [false, HOUR_MILLIS, HOUR_MILLIS], later, later]);
});

test("does not tick before the server was heard", () => {
  const seen = ticks((time, second) => {
    time.stop();
    second();
  });

  assert.deepEqual(seen, [[false, 0, 0]]);
});

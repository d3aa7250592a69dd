import assert from "node:assert/strict";
import { test } from "node:test";
import { followChecks } from "../../../web/js/checks.js";
import { Inventory } from "../../../web/js/inventory.js";

const NOON = Date.parse("2026-11-23T12:00:00Z") / 1000;

test("asks about once a minute, however often the server says everything anew", async () => {
  const due = new Map();
  let now = 0;
  let timers = 0;
  globalThis.setTimeout = (run, millis) => due.set(++timers, { run, at: now + millis }) && timers;
  globalThis.clearTimeout = timer => due.delete(timer);
  globalThis.document = { visibilityState: "visible", baseURI: "http://127.0.0.1/", addEventListener: () => {} };
  let asked = 0;
  globalThis.fetch = async () => ({ ok: true, json: async () => (asked++, { hosts: { a: { nginx: NOON } } }) });
  const pass = async seconds => {
    for (let i = 0; i < seconds; i++) {
      now += 1_000;
      [...due].filter(([, { at }]) => at <= now).forEach(([timer, { run }]) => due.delete(timer) && run());
      await new Promise(done => setImmediate(done));
    }
  };
  const inventory = new Inventory();
  followChecks(inventory);

  for (let i = 0; i < 10; i++) {
    inventory.replace([{ host: "a", package: "nginx" }, { host: "a", package: "constructor" }]);
    await pass(2);
  }
  const before = asked;
  await pass(300);

  assert.ok(before >= 10);
  assert.ok(asked - before >= 4 && asked - before <= 7, `${asked - before} in five minutes`);
  assert.deepEqual([...inventory.entries.values()].map(({ checked }) => checked), ["2026-11-23T12:00:00.000Z", undefined]);
});

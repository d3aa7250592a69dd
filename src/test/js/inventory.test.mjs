import assert from "node:assert/strict";
import { test } from "node:test";
import { Inventory, keyOf } from "../../../web/js/inventory.js";
import "./node-18.mjs";

const NGINX = { host: "a", package: "nginx", version: "1" };
const PHP = { host: "a", package: "php", version: "8" };

test("replaces everything, merges by host and package, and says which", () => {
  const inventory = new Inventory();
  const told = [];
  inventory.addEventListener("replace", event => told.push(["replace", event.detail]));
  inventory.addEventListener("merge", event => told.push(["merge", event.detail]));

  inventory.replace([NGINX, PHP]);
  const other = { ...NGINX, host: "b" };
  inventory.merge([{ ...NGINX, version: "2" }, { ...PHP, removed: true }, other]);

  assert.deepEqual([...inventory.entries.values()], [{ ...NGINX, version: "2" }, other]);
  assert.deepEqual(told, [
    ["replace", [keyOf(NGINX), keyOf(PHP)]],
    ["merge", [keyOf(NGINX), keyOf(PHP), keyOf(other)]],
  ]);
});

test("does not take two entries for one, whatever they are called", () => {
  assert.notEqual(keyOf({ host: 'a","b', package: "c" }), keyOf({ host: "a", package: 'b","c' }));
});

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

test("knows where a package is, at each moment", () => {
  const inventory = new Inventory();
  const there = name => [...inventory.ofPackage(name)].map(([host, { version }]) => `${version}@${host}`);

  inventory.replace([NGINX, PHP, { ...NGINX, host: "b" }]);
  assert.deepEqual(there("nginx"), ["1@a", "1@b"]);
  assert.deepEqual(there("constructor"), []);
  assert.equal(inventory.packageCount, 2);

  inventory.merge([{ ...NGINX, version: "2" }, { ...PHP, removed: true }, { ...NGINX, host: "c", removed: true }]);
  assert.deepEqual(there("nginx"), ["2@a", "1@b"]);
  assert.deepEqual(there("php"), []);
  assert.equal(inventory.packageCount, 1);

  inventory.replace([PHP]);
  assert.deepEqual(there("nginx"), []);
  assert.deepEqual(there("php"), ["8@a"]);
});

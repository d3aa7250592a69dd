import assert from "node:assert/strict";
import { test } from "node:test";
import { groupsOf, tableOf, verdictOf } from "../../../web/js/arrangement.js";
import { Inventory } from "../../../web/js/inventory.js";
import { queryOf } from "../../../web/js/query.js";
import "./node-18.mjs";

const NOW = Date.parse("2026-11-23T12:00:00Z");

function entry(name, host, version = "1", more = {}) {
  return { package: name, label: name, host, version, category: "Web", status: "ok", since: "2026-11-01T00:00:00Z", ...more };
}

const verdict = versions => {
  const { majority, differing } = verdictOf(new Map(Object.entries(versions).map(([host, version]) => [host, { version }])));
  return [majority, [...differing]];
};

const listed = (entries, search) =>
  groupsOf(entries, queryOf(search), NOW).map(({ title, items }) => [title, ...items.map(({ package: name, host }) => `${name}@${host}`)]);

test("groups by category and sorts as people do", () => {
  const entries = [entry("b10", "a"), entry("B9", "a"), entry("z", "a", "1", { category: "Apps" }), entry("b10", "A2"), entry("b10", "a10")];

  assert.deepEqual(listed(entries, ""), [["Apps", "z@a"], ["Web", "B9@a", "b10@a", "b10@A2", "b10@a10"]]);
});

test("puts what changed last, or what is worst, first, in one group", () => {
  const entries = [
    entry("old", "a"),
    entry("new", "a", "1", { since: "2026-11-22T00:00:00Z" }),
    entry("missing", "a", null, { status: "missing" }),
    entry("failed", "a", "1", { status: "failed" }),
    entry("stale", "a", "1", { status: "stale" }),
  ];

  assert.deepEqual(listed(entries, "?sort=changed")[0].slice(0, 2), ["", "new@a"]);
  assert.deepEqual(listed(entries, "?sort=status"), [["", "failed@a", "stale@a", "missing@a", "new@a", "old@a"]]);
  assert.deepEqual(listed([], "?sort=status"), []);
});

test("finds the version that most hosts have, and who differs from it", () => {
  assert.deepEqual(verdict({ a: "1", b: "1", c: "2" }), ["1", ["c"]]);
  assert.deepEqual(verdict({ a: "1" }), ["1", []]);
  assert.deepEqual(verdict({}), [null, []]);
});

test("calls nobody the majority where there is none", () => {
  assert.deepEqual(verdict({ a: "1", b: "2" }), [null, ["a", "b"]]);
  assert.deepEqual(verdict({ a: "1", b: "1", c: "2", d: "2", e: "3" }), [null, ["a", "b", "c", "d", "e"]]);
});

test("takes to have no version for a state of its own", () => {
  assert.deepEqual(verdict({ a: "1", b: "1", c: null }), ["1", ["c"]]);
  assert.deepEqual(verdict({ a: null, b: null }), ["", []]);
});

const FLEET = [
  entry("nginx", "web10"),
  entry("nginx", "web9"),
  entry("nginx", "web1", "2"),
  entry("php", "web1", "8", { status: "failed" }),
  entry("php", "web9", "8"),
];

function table(search) {
  const inventory = new Inventory();
  inventory.replace(FLEET);
  return tableOf(inventory, queryOf(search), NOW);
}

const rows = search => table(search).groups.flatMap(({ items }) => items.map(row => [row.package, ...row.entries.keys()]));

test("makes a table of packages by hosts", () => {
  assert.deepEqual(table("").hosts, ["web1", "web9", "web10"]);
  assert.deepEqual(rows(""), [["nginx", "web10", "web9", "web1"], ["php", "web1", "web9"]]);
});

test("shows whole rows, of the hosts that are wanted", () => {
  assert.deepEqual(rows("?status=failed"), [["php", "web1", "web9"]]);
  assert.deepEqual(rows("?host=web9"), [["nginx", "web9"], ["php", "web9"]]);
  assert.deepEqual(rows("?host=web9&status=failed"), []);
});

test("shows only rows that differ, on the hosts that are wanted, from what most of all hosts have", () => {
  assert.deepEqual(rows("?differ"), [["nginx", "web10", "web9", "web1"]]);
  assert.deepEqual(rows("?differ&host=web1"), [["nginx", "web1"]]);
  assert.deepEqual(rows("?differ&host=web1,web9"), [["nginx", "web9", "web1"]]);
  assert.deepEqual(rows("?differ&host=web9,web10"), []);
  assert.deepEqual(table("?differ&host=web9,web10").hosts, ["web9", "web10"]);
});

test("sorts rows by their worst entry and their newest change", () => {
  assert.deepEqual(rows("?sort=status").map(([name]) => name), ["php", "nginx"]);
});

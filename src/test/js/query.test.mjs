import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenOf, isChanged, isNarrow, isOfEntries, matcherOf, queryOf, searchOf, widest } from "../../../web/js/query.js";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const NGINX = {
  host: "web-1", package: "nginx", label: "Nginx", category: "Web", version: "1.26.2", status: "ok",
  since: "2026-11-23T10:00:00Z", previous: "1.26.1",
};
const GONE = { host: "db-1", package: "gone", label: "Gone", category: "Tools", version: null, status: "missing", since: "2026-11-20T10:00:00Z" };

const found = (search, ...entries) => entries.filter(matcherOf(queryOf(search), NOW)).map(entry => entry.package);

test("reads back what it writes", () => {
  const search = "?q=a%26b+%2F%23&sort=changed&layout=matrix&status=failed,missing&package=x&host=a,b&category=Web&differ=1&changed=1";
  const query = { ...queryOf(search), category: new Set(["Web, mail", "100 %2C", "Ours\\"]) };

  assert.deepEqual(queryOf(searchOf(query, "")), query);
  assert.equal(query.q, "a&b /#");
  assert.deepEqual([...query.host], ["a", "b"]);
});

test("says nothing of what is as always, and leaves alone what is not its own", () => {
  assert.equal(searchOf(queryOf(""), ""), "");
  assert.equal(searchOf(queryOf("?sort=status"), "?theme=dark&sort=name&wall"), "?theme=dark&sort=status&wall=");
});

test("takes no order, layout or status that there is not", () => {
  const query = queryOf("?sort=__proto__&layout=x&status=failed,constructor,&sort=status");

  assert.equal(query.sort, "status");
  assert.equal(query.layout, "");
  assert.deepEqual([...query.status], ["failed"]);
});

test("finds entries that have each word somewhere", () => {
  assert.deepEqual(found("?q=NGINX+web-1", NGINX, GONE), ["nginx"]);
  assert.deepEqual(found("?q=1.26", NGINX, GONE), ["nginx"]);
  assert.deepEqual(found("?q=not+installed", NGINX, GONE), ["gone"]);
  assert.deepEqual(found("?q=checked", NGINX, { ...NGINX, package: "old", status: "stale" }), ["old"]);
  assert.deepEqual(found("?q=nginx+db-1", NGINX, GONE), []);
  assert.deepEqual(found("?q=+", NGINX, GONE), ["nginx", "gone"]);
});

test("narrows by lists, and by each of several", () => {
  assert.deepEqual(found("?host=web-1,+db-1&status=missing", NGINX, GONE), ["gone"]);
  assert.deepEqual(found("?category=Web", NGINX, GONE), ["nginx"]);
  assert.deepEqual(found("?package=gone&host=web-1", NGINX, GONE), []);
});

test("calls changed what has another version since less than a day", () => {
  assert.deepEqual(found("?changed", NGINX, GONE), ["nginx"]);
  assert.equal(isChanged({ ...NGINX, previous: undefined }, NOW), false);
  assert.equal(isChanged(NGINX, NOW + 86_400_000), false);
});

test("knows whether it narrows, and the widest does not", () => {
  assert.equal(isNarrow(queryOf("?sort=status&layout=list&q=+")), false);
  for (const search of ["?q=x", "?status=ok", "?package=x", "?host=x", "?category=x", "?differ", "?changed"]) {
    assert.equal(isNarrow(queryOf(search)), true, search);
    assert.equal(isNarrow(widest(queryOf(search))), false, search);
  }
  assert.equal(widest(queryOf("?q=x&sort=status&layout=list")).sort, "status");
});

test("asks a list for no differences", () => {
  const matrix = queryOf("?layout=matrix&differ=1&q=x");

  assert.equal(searchOf(chosenOf(matrix, { layout: "list" }), "?differ=1"), "?q=x&layout=list");
  assert.equal(searchOf(chosenOf(matrix, { q: "" }), ""), "?layout=matrix&differ=1");
  assert.equal(isNarrow(queryOf("?layout=list&differ=1")), false);
});

test("knows whether it is of single entries", () => {
  for (const search of ["?q=x", "?status=ok", "?changed"]) {
    assert.equal(isOfEntries(queryOf(search)), true, search);
  }
  for (const search of ["", "?q=+", "?host=x", "?category=x", "?package=x", "?differ"]) {
    assert.equal(isOfEntries(queryOf(search)), false, search);
  }
});

// What is said of one package.
import assert from "node:assert/strict";
import { test } from "node:test";
import { commandWords, duration, elsewhere, lasted, stretchesOf } from "../../../web/js/package.js";

const HOUR = 3_600_000;
const at = hour => new Date(hour * HOUR).toISOString();
const change = (hour, kind, from, to) => ({ time: at(hour), kind, from, to });
const stretch = (from, to, version, state) => ({ fromMillis: from * HOUR, toMillis: to * HOUR, version, state });

test("a command's words are quoted where a shell would take them for others", () => {
  assert.deepEqual(commandWords(["/usr/bin/php", "-r", "echo 1;", "it's", "", "$HOME", "--token=${env:TOKEN}"]), [
    "/usr/bin/php",
    "-r",
    "'echo 1;'",
    "'it'\\''s'",
    "''",
    "'$HOME'",
    "'--token=${env:TOKEN}'",
  ]);
});

test("what cannot be seen in a command is shown as an escape, line ends stay", () => {
  assert.deepEqual(commandWords(["a\u202eb\u0000c\u2028", "one\ntwo\t"]), ["'a\\u202eb\\u0000c\\u2028'", "'one\ntwo\t'"]);
});

test("a time has the unit that it is read in", () => {
  assert.deepEqual([0, 1, 999, 1000, 1549, 9960, 10_002, 90_000].map(lasted), [
    "less than 1 ms",
    "1 ms",
    "999 ms",
    "1 s",
    "1.5 s",
    "10 s",
    "10 s",
    "90 s",
  ]);
});

test("how long a command takes is said of the last run and of the last ones", () => {
  assert.equal(duration({}), "");
  assert.equal(duration({ outcome: "ok", tookMillis: 12, recent: { runs: 1, medianMillis: 12, maxMillis: 12 } }), "12 ms");
  assert.equal(
    duration({ outcome: "timeout", tookMillis: 10_001, recent: { runs: 20, medianMillis: 12, maxMillis: 10_001 } }),
    "10 s; stopped by the time-out; of the last 20 runs: median 12 ms, longest 10 s",
  );
  assert.equal(duration({ outcome: "missing", tookMillis: 0 }), "did not start");
});

test("the same package elsewhere is bounded, in the order of its hosts, and counts the rest", () => {
  const entries = Array.from({ length: 30 }, (_, n) => ({ host: `web-${30 - n}`, package: "nginx" }));
  const { shown, more } = elsewhere([...entries, { host: "web-2", package: "php" }], { host: "web-1", package: "nginx" });
  assert.deepEqual(shown.slice(0, 3).map(entry => entry.host), ["web-2", "web-3", "web-4"]);
  assert.equal(shown.length, 12);
  assert.equal(more, 17);
  assert.deepEqual(elsewhere(entries.slice(-1), { host: "web-1", package: "nginx" }), { shown: [], more: 0 });
});

test("a history is stretches of one version and one state, up to now", () => {
  const history = [
    change(9, "recovered", "1.1", "1.1"),
    change(8, "failed", "1.1", "1.1"),
    change(7, "failed", "1.1", "1.1"),
    change(5, "appeared", "1.0", "1.1"),
    change(4, "missing", "1.0", null),
    change(2, "appeared", null, "1.0"),
  ];
  assert.deepEqual(stretchesOf(history, { status: "ok" }, 10 * HOUR), [
    stretch(2, 4, "1.0", "ok"),
    stretch(4, 5, null, "missing"),
    stretch(5, 7, "1.1", "ok"),
    stretch(7, 9, "1.1", "failed"),
    stretch(9, 10, "1.1", "ok"),
  ]);
});

test("nothing is drawn where it was not on the board, nor backwards under a clock that is behind", () => {
  const history = [change(5, "appeared", null, "2.0"), change(3, "removed", "1.0", null), change(1, "appeared", null, "1.0")];
  assert.deepEqual(stretchesOf(history, { status: "ok" }, 4 * HOUR), [stretch(1, 3, "1.0", "ok"), stretch(5, 5, "2.0", "ok")]);
  assert.deepEqual(stretchesOf([], undefined, HOUR), []);
});

test("what nobody has looked at since a restart is not drawn as if somebody had", () => {
  const entry = { status: "stale", checked: at(6) };
  assert.deepEqual(stretchesOf([change(2, "appeared", null, "1.0")], entry, 8 * HOUR), [
    stretch(2, 6, "1.0", "ok"),
    stretch(6, 8, "1.0", "stale"),
  ]);
});

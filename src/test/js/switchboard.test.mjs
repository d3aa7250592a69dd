import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Switchboard } from "../../../web/js/switchboard.js";
import "./node-18.mjs";

const STATUS = { state: "live", retryAtMillis: null, heardAtMillis: 0, patienceMillis: 5_000 };
const entry = (name, version) => ({ host: "a", package: name, version });
const settled = () => new Promise(done => setImmediate(done));

let source;
let board;

beforeEach(() => {
  source = { calls: [], open: choice => source.calls.push(choice), close: () => source.calls.push("closed") };
  board = new Switchboard(source);
});

afterEach(() => mock.restoreAll());

async function joined(choice) {
  const heard = [];
  const member = message => heard.push(message);
  board.want(member, choice);
  await settled();
  return { heard, member, events: () => heard.flatMap(message => message.events) };
}

const tell = (...events) => source.tell({ ...STATUS, heardAtMillis: Date.now(), events });

test("has one source open for all, exactly while somebody wants it", async () => {
  const first = await joined("");
  const second = await joined("");
  assert.deepEqual(source.calls, [""]);

  board.want(first.member, null);
  await settled();
  assert.deepEqual(source.calls, [""]);

  board.want(second.member, null);
  await settled();
  assert.deepEqual(source.calls, ["", "closed"]);
});

test("tells a newcomer the whole state at once, and then each event", async () => {
  await joined("");
  tell(["versions", { epoch: "e", seq: 1, entries: [entry("nginx", "1"), entry("php", "8")] }]);
  tell(["change", { seq: 2, entries: [entry("nginx", "2"), { host: "a", package: "php", removed: true }] }]);
  mock.method(Date, "now", () => 10_000);
  tell(["time", { epochMillis: 500_000 }]);
  Date.now.mock.mockImplementation(() => 10_700);

  const { heard, events } = await joined("");

  assert.equal(heard.length, 1);
  assert.equal(heard[0].state, "live");
  assert.deepEqual(events(), [
    ["versions", { epoch: "e", seq: 2, time: undefined, entries: [entry("nginx", "2")] }],
    ["time", { epochMillis: 500_700 }],
  ]);

  tell(["change", { seq: 3, entries: [entry("nginx", "3")] }]);
  assert.equal(events().at(-1)[1].seq, 3);
});

test("asks for what all have chosen, and for everything when they differ", async () => {
  const narrow = await joined("package=nginx");
  await joined("package=nginx");
  const wide = await joined("host=a");
  board.want(wide.member, null);
  await settled();
  board.want(narrow.member, "");
  await settled();

  assert.deepEqual(source.calls, ["package=nginx", "", "package=nginx", ""]);
});

test("makes one connection for elements that come together", async () => {
  board.want(() => {}, "package=nginx");
  board.want(() => {}, "package=php");
  await settled();

  assert.deepEqual(source.calls, [""]);
});

test("passes nothing of the old choice for all of the new one", async () => {
  await joined("package=nginx");
  tell(["versions", { seq: 1, entries: [entry("nginx", "1")] }]);

  const late = await joined("");
  tell(["change", { seq: 2, entries: [entry("nginx", "2")] }]);

  assert.deepEqual(late.events(), []);
  tell(["versions", { seq: 2, entries: [entry("nginx", "2"), entry("php", "8")] }]);
  assert.equal(late.events().length, 1);
});

test("answers who says the same again with how it is, and no state", async () => {
  const { heard, member } = await joined("");
  tell(["versions", { seq: 1, entries: [entry("nginx", "1")] }]);

  board.want(member, "");

  assert.deepEqual(heard.at(-1).events, []);
  assert.equal(heard.at(-1).state, "live");
});

test("forgets a member that died without a word, and tells it everything should it wake", async () => {
  const dead = await joined("");
  const alive = await joined("");
  tell(["versions", { seq: 1, entries: [entry("nginx", "1")] }]);
  for (let ticks = 0; ticks < 40; ticks++) {
    board.want(alive.member, "");
    board.sweep();
  }
  const count = dead.heard.length;
  tell(["time", { epochMillis: 1 }]);
  assert.equal(dead.heard.length, count);

  board.want(dead.member, "");
  await settled();

  assert.equal(dead.events().at(-2)[0], "versions");
  for (let ticks = 0; ticks < 40; ticks++) {
    board.sweep();
  }
  await settled();
  assert.deepEqual(source.calls, ["", "closed"]);
});

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Connection } from "../../../web/js/connection.js";
import { FakeClock } from "./fake-clock.mjs";
import { FakeOrigin } from "./fake-page.mjs";

const URL_OF_ALL = "http://here/events";
let clock;
let sources;
let told;

const time = epochMillis => sources.at(-1).send("time", { epochMillis });
const last = () => told.at(-1);

beforeEach(() => {
  const origin = new FakeOrigin();
  origin.enter();
  sources = origin.sources;
  told = [];
  clock = new FakeClock();
  mock.method(Math, "random", () => 0.5);
});

afterEach(() => {
  clock.restore();
  mock.restoreAll();
});

function connected(choice = "") {
  const connection = new Connection(URL_OF_ALL);
  connection.tell = message => told.push(message);
  connection.open(choice);
  sources[0].send("versions", { seq: 1, entries: [] }, "e-1");
  return connection;
}

/** The server tells the time on joining, and then each second. */
function telling() {
  const connection = connected();
  [0, 400, 1_400].forEach(time);
  return connection;
}

test("tells what it hears, and is live", () => {
  connected("package=nginx&host=a%20b");

  assert.equal(sources[0].url, `${URL_OF_ALL}?package=nginx&host=a+b`);
  assert.equal(last().state, "live");
  assert.deepEqual(last().events, [["versions", { seq: 1, entries: [] }]]);
  assert.equal(last().heardAtMillis, 1_000_000);
});

test("goes on where it was after longer and longer pauses when the browser gives up", () => {
  connected();
  for (const pause of [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
    const before = sources.length;
    sources.at(-1).fail(2);
    assert.equal(last().state, "reconnecting");
    assert.equal(last().retryAtMillis, Date.now() + pause);
    clock.tick(pause - 1);
    assert.equal(sources.length, before);
    clock.tick(1);
    assert.equal(sources.length, before + 1);
    assert.equal(sources.at(-1).url, `${URL_OF_ALL}?lastEventId=e-1`);
  }
});

test("begins again with the shortest pause once it was heard", () => {
  connected();
  sources[0].fail(2);
  clock.tick(2_000);
  sources[1].fail(2);
  clock.tick(4_000);
  time(0);

  sources[2].fail(2);

  assert.equal(last().retryAtMillis, Date.now() + 2_000);
});

test("begins anew with another choice", () => {
  connected().open("host=a");

  assert.equal(sources[0].readyState, 2);
  assert.equal(sources[1].url, `${URL_OF_ALL}?host=a`);
});

test("leaves the first retry to the browser, and says when where the server has said it", () => {
  connected();

  sources[0].fail(0);
  assert.deepEqual([last().state, last().retryAtMillis], ["reconnecting", null]);

  sources[0].send("bye", { reason: "shutdown", retryMillis: 7_000 });
  clock.tick(100);
  sources[0].fail(0);
  assert.deepEqual([last().state, last().retryAtMillis], ["reconnecting", Date.now() + 7_000]);
  clock.tick(7_000);
  sources[0].send("versions", { seq: 2, entries: [] }, "e-2");
  clock.tick(60_000);
  assert.equal(sources.length, 1);
});

test("does not wait for ever for the answer to a retry of the browser", () => {
  connected();
  sources[0].send("bye", { reason: "shutdown", retryMillis: 7_000 });
  sources[0].fail(0);

  clock.tick(36_999);
  assert.equal(sources.length, 1);
  clock.tick(1);

  assert.equal(sources.length, 2);
  assert.equal(sources[0].readyState, 2);
  assert.equal(sources[1].url, `${URL_OF_ALL}?lastEventId=e-1`);
});

test("says when it tries again where the browser's retry finds nobody, and soon finds who is there again", () => {
  connected();
  sources[0].fail(0);
  for (const pause of [2_000, 4_000, 8_000, 10_000, 10_000]) {
    const before = sources.length;
    sources.at(-1).fail(0);
    assert.equal(last().retryAtMillis, Date.now() + pause);
    clock.tick(pause - 1);
    assert.equal(sources.length, before);
    clock.tick(1);
    assert.equal(sources.length, before + 1);
  }
  time(0);

  sources.at(-1).fail(0);

  assert.equal(last().retryAtMillis, null);
});

test("connects anew when the server is silent for longer than it ever is", () => {
  telling();

  clock.tick(4_999);
  assert.equal(sources.length, 1);
  clock.tick(1);
  assert.equal(sources.length, 2);
  assert.equal(last().state, "reconnecting");
});

test("does not learn its patience from events that waited for a frozen page", () => {
  telling();

  clock.sleep(3_600_000);
  time(2_400);

  assert.equal(last().patienceMillis, 5_000);
});

test("hears first what came while it slept", () => {
  telling();

  // A timer that is due long before it runs.
  clock.sleep(3_600_000);
  clock.tick(0);
  assert.equal(sources.length, 1);
  time(2_400);
  clock.tick(1_500);

  assert.equal(sources.length, 1);
  assert.equal(last().state, "live");
});

test("connects anew after a sleep when nothing came meanwhile", () => {
  telling();

  clock.sleep(3_600_000);
  clock.tick(0);
  // The grace, too, is held back: it is given once.
  clock.sleep(60_000);
  clock.tick(0);

  assert.equal(sources.length, 2);
});

test("takes a time event that is late, but not too late, for life", () => {
  telling();

  clock.tick(4_000);
  time(5_400);
  clock.tick(4_999);

  assert.equal(sources.length, 1);
  assert.equal(last().state, "live");
});

test("does not wait for ever for a server that does not speak", () => {
  const connection = new Connection(URL_OF_ALL);
  connection.open("");

  clock.tick(30_000);

  assert.equal(sources.length, 2);
});

test("does nothing more once it is closed", () => {
  const connection = telling();
  sources[0].fail(2);
  connection.close();
  const count = told.length;

  clock.tick(3_600_000);
  sources[0].fail(2);

  assert.equal(sources.length, 1);
  assert.equal(told.length, count);
});

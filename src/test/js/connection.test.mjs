import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Connection } from "../../../web/js/connection.js";

const URL_OF_ALL = "http://here/events";
let sources;
let told;

class FakeEventSource extends EventTarget {
  static CLOSED = 2;
  readyState = 0;

  constructor(url) {
    super();
    this.url = String(url);
    sources.push(this);
  }

  close() {
    this.readyState = 2;
  }

  send(name, data, lastEventId = "") {
    this.dispatchEvent(Object.assign(new Event(name), { data: JSON.stringify(data), lastEventId }));
  }

  fail(readyState) {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }
}

const time = epochMillis => sources.at(-1).send("time", { epochMillis });
const last = () => told.at(-1);

beforeEach(() => {
  sources = [];
  told = [];
  globalThis.EventSource = FakeEventSource;
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  mock.method(Math, "random", () => 0.5);
});

afterEach(() => {
  mock.timers.reset();
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
    mock.timers.tick(pause - 1);
    assert.equal(sources.length, before);
    mock.timers.tick(1);
    assert.equal(sources.length, before + 1);
    assert.equal(sources.at(-1).url, `${URL_OF_ALL}?lastEventId=e-1`);
  }
});

test("begins anew with another choice", () => {
  connected().open("host=a");

  assert.equal(sources[0].readyState, 2);
  assert.equal(sources[1].url, `${URL_OF_ALL}?host=a`);
});

test("leaves a retry to the browser, and says when where the server has said it", () => {
  connected();

  sources[0].fail(0);
  assert.deepEqual([last().state, last().retryAtMillis], ["reconnecting", null]);

  sources[0].send("bye", { reason: "shutdown", retryMillis: 7_000 });
  mock.timers.tick(100);
  sources[0].fail(0);
  assert.deepEqual([last().state, last().retryAtMillis], ["reconnecting", Date.now() + 7_000]);
  mock.timers.tick(60_000);
  assert.equal(sources.length, 1);
});

test("connects anew when the server is silent for longer than it ever is", () => {
  telling();

  mock.timers.tick(4_999);
  assert.equal(sources.length, 1);
  mock.timers.tick(1);
  assert.equal(sources.length, 2);
  assert.equal(last().state, "reconnecting");
});

test("does not learn its patience from events that waited for a frozen page", () => {
  telling();

  mock.timers.setTime(Date.now() + 3_600_000);
  time(2_400);

  assert.equal(last().patienceMillis, 5_000);
});

test("hears first what came while it slept", () => {
  telling();

  // A timer that is due long before it runs.
  const now = Date.now;
  mock.method(Date, "now", () => now() + 3_600_000);
  mock.timers.tick(5_000);
  assert.equal(sources.length, 1);
  time(2_400);
  mock.timers.tick(1_500);

  assert.equal(sources.length, 1);
  assert.equal(last().state, "live");
});

test("connects anew after a sleep when nothing came meanwhile", () => {
  telling();

  const now = Date.now;
  let jumpMillis = 3_600_000;
  mock.method(Date, "now", () => now() + jumpMillis);
  mock.timers.tick(5_000);
  // The grace, too, is held back: it is given once.
  jumpMillis += 60_000;
  mock.timers.tick(1_500);

  assert.equal(sources.length, 2);
});

test("does not wait for ever for a server that does not speak", () => {
  const connection = new Connection(URL_OF_ALL);
  connection.open("");

  mock.timers.tick(30_000);

  assert.equal(sources.length, 2);
});

test("does nothing more once it is closed", () => {
  const connection = telling();
  sources[0].fail(2);
  connection.close();
  const count = told.length;

  mock.timers.tick(3_600_000);
  sources[0].fail(2);

  assert.equal(sources.length, 1);
  assert.equal(told.length, count);
});

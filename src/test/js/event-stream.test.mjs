import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { EventStream } from "../../../web/js/event-stream.js";
import "./node-18.mjs";
import { FakeClock } from "./fake-clock.mjs";
import { FakeOrigin } from "./fake-page.mjs";

const settled = () => new Promise(done => setImmediate(done));
const entry = (host, name, more) => ({ host, package: name, category: "Web server", ...more });

let tests = 0;
let clock;
let origin;
let url;

beforeEach(() => {
  clock = new FakeClock();
  origin = new FakeOrigin();
  origin.enter();
  // A page has one connection for each address: each test has a page of its own.
  url = `events/${++tests}`;
});

afterEach(() => clock.restore());

async function listening(choice) {
  const stream = new EventStream(url, { choice });
  const heard = [];
  const states = [];
  for (const name of ["versions", "change", "time"]) {
    stream.addEventListener(name, ({ detail }) => heard.push([name, ...(detail.entries ?? []).map(e => `${e.host}/${e.package}`)]));
  }
  stream.addEventListener("state", () => states.push(stream.state));
  stream.open();
  await settled();
  return { stream, heard, states };
}

async function send(name, data) {
  origin.open[0].send(name, data);
  await settled();
}

test("each listener hears what it has chosen, of one connection for all", async () => {
  const nginx = await listening("package=nginx, php");
  const host = await listening("host=b&category=Web server");
  await send("versions", { seq: 1, entries: [entry("a", "nginx"), entry("b", "nginx"), entry("b", "redis")] });
  await send("change", { seq: 2, entries: [entry("a", "php")] });
  await send("time", { epochMillis: 1 });

  assert.equal(origin.open.length, 1);
  assert.deepEqual(nginx.heard, [["versions", "a/nginx", "b/nginx"], ["change", "a/php"], ["time"]]);
  assert.deepEqual(host.heard, [["versions", "b/nginx", "b/redis"], ["time"]]);
});

test("hears that something was removed, whose category nobody remembers", async () => {
  const { heard } = await listening("category=Web server&host=a");
  await listening("");
  await send("versions", { seq: 1, entries: [] });
  await send("change", { seq: 2, entries: [{ host: "a", package: "nginx", removed: true }, { host: "b", package: "php", removed: true }] });

  assert.deepEqual(heard.at(-1), ["change", "a/nginx"]);
});

test("a listener closes for itself, and hears everything again when it opens", async () => {
  const one = await listening("");
  const other = await listening("");
  await send("versions", { seq: 1, entries: [entry("a", "nginx")] });

  one.stream.close();
  await send("change", { seq: 2, entries: [entry("a", "php")] });
  assert.equal(one.stream.state, "closed");
  assert.deepEqual(one.heard, [["versions", "a/nginx"]]);
  assert.deepEqual(other.heard.at(-1), ["change", "a/php"]);

  one.stream.open();
  await settled();
  assert.deepEqual(one.heard.at(-1), ["versions", "a/nginx", "a/php"]);
  assert.deepEqual(one.states, ["live", "closed", "inactive", "live"]);
});

test("the last listener closes the connection", async () => {
  const one = await listening("");
  const other = await listening("");
  one.stream.close();
  await settled();
  assert.equal(origin.open.length, 1);

  other.stream.close();
  await settled();
  assert.equal(origin.open.length, 0);
});

test("says that data is late while the time does not come, and no more when it does", async () => {
  const { stream } = await listening("");
  await send("versions", { seq: 1, entries: [] });
  // On joining, and then each 20 s: it may be silent for a minute.
  for (let seconds = 0; seconds < 60; seconds += 5) {
    if (seconds % 20 === 0) {
      await send("time", { epochMillis: clock.now });
    }
    clock.tick(5_000);
    await settled();
  }
  await send("time", { epochMillis: clock.now });

  clock.sleep(60_000);
  assert.equal(stream.isLate, false);
  clock.sleep(1);
  assert.equal(stream.isLate, true);

  await send("time", { epochMillis: clock.now });
  assert.equal(stream.isLate, false);
});

test("says when it is tried again, and since when nothing was heard", async () => {
  const { stream, states } = await listening("");
  await send("versions", { seq: 1, entries: [] });
  const heardAtMillis = clock.now;
  clock.sleep(3_000);

  origin.open[0].fail(2);
  await settled();

  assert.equal(stream.state, "reconnecting");
  assert.equal(stream.heardAtMillis, heardAtMillis);
  assert.ok(stream.retryAtMillis >= clock.now + 1_000 && stream.retryAtMillis <= clock.now + 3_000);
  assert.deepEqual(states, ["live", "reconnecting"]);
});

test("is live when it tells what it heard, and tells what is known before it says that it is old", async () => {
  await listening("");
  await send("versions", { seq: 1, entries: [] });
  const stateWhenTold = async () => {
    const stream = new EventStream(url);
    const states = [];
    stream.addEventListener("versions", () => states.push(stream.state));
    stream.addEventListener("state", () => states.push(stream.state));
    stream.open();
    await settled();
    return states;
  };

  assert.deepEqual(await stateWhenTold(), ["live", "live"]);
  origin.open[0].fail(2);
  await settled();
  assert.deepEqual(await stateWhenTold(), ["inactive", "reconnecting"]);
});

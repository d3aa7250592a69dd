import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { SharedSource } from "../../../web/js/shared-source.js";
import "./node-18.mjs";
import { FakeClock } from "./fake-clock.mjs";
import { FakeOrigin } from "./fake-page.mjs";

const TICK_MILLIS = 5_000;
const NAME = "rollcall-1 http://here/events";
const ENTRY = { host: "a", package: "nginx", version: "1" };
const settled = () => new Promise(done => setImmediate(done));

let clock;
let origin;

beforeEach(() => {
  clock = new FakeClock();
  origin = new FakeOrigin();
  origin.enter();
});

afterEach(() => clock.restore());

/** A page. Its own lines to the others are its `channels`. */
async function page(choice = "") {
  const before = new Set(origin.channels);
  const heard = [];
  const source = new SharedSource("http://here/events");
  source.tell = message => heard.push(message);
  source.open(choice);
  await settled();
  const channels = [...origin.channels].filter(channel => !before.has(channel));
  return { source, heard, channels, events: () => heard.flatMap(message => message.events.map(([name]) => name)) };
}

const serve = (seq = 1) => origin.open[0].send("versions", { epoch: "e", seq, entries: [ENTRY] }, `e-${seq}`);

async function pass(ticks) {
  for (let tick = 0; tick < ticks; tick++) {
    clock.tick(TICK_MILLIS);
    await settled();
  }
}

test("one page has the connection, and the others hear it", async () => {
  const leader = await page();
  const follower = await page();
  serve();
  await settled();

  assert.equal(origin.sources.length, 1);
  assert.deepEqual([leader.events(), follower.events()], [["versions"], ["versions"]]);
  assert.equal(follower.heard.at(-1).state, "live");
});

test("a page that comes later hears the state from who has it", async () => {
  await page();
  serve();
  const follower = await page();

  assert.equal(origin.sources.length, 1);
  assert.deepEqual(follower.events(), ["versions"]);
});

test("another page goes on when the one that has the connection leaves", async () => {
  const leader = await page();
  const follower = await page();
  serve();
  await settled();

  leader.source.close();
  await settled();
  assert.equal(origin.open.length, 1);
  assert.equal(origin.sources.length, 2);
  serve(2);
  await settled();

  assert.deepEqual(follower.events(), ["versions", "versions"]);
  const states = follower.heard.map(message => message.state);
  assert.ok(!states.slice(states.indexOf("live")).includes("inactive"), "it was live, and says nothing else than that it goes on");
});

test("the connection stays when a page that only listens leaves, and is closed by the last one", async () => {
  const leader = await page();
  const follower = await page();
  serve();

  follower.source.close();
  await settled();
  assert.equal(origin.sources.length, 1);
  assert.equal(origin.open.length, 1);

  leader.source.close();
  await settled();
  assert.equal(origin.open.length, 0);
});

test("takes the lock from a page that holds it and says nothing", async () => {
  const hanging = navigator.locks.request(NAME, {}, () => new Promise(() => {}));
  const taken = assert.rejects(hanging, { name: "AbortError" });
  const first = await page();
  const second = await page();

  await pass(6);
  await taken;

  assert.equal(origin.open.length, 1);
  serve();
  await settled();
  assert.deepEqual([first.events(), second.events()], [["versions"], ["versions"]]);
});

test("takes the lock from a page that hangs after it spoke", async () => {
  const leader = await page();
  const follower = await page();
  serve();
  await settled();

  leader.channels.forEach(channel => (channel.hangs = true));
  await pass(6);

  assert.equal(origin.open.length, 1);
  serve(2);
  await settled();
  assert.deepEqual([follower.heard.at(-1).state, follower.events()], ["live", ["versions", "versions"]]);
});

test("leaves the lock where it is while its page speaks", async () => {
  const leader = await page();
  await page();
  serve();

  await pass(20);

  assert.equal(origin.sources.length, 1);
  assert.equal(leader.heard.at(-1).state, "live");
});

test("a page from which the lock was taken ends its connection, and comes back as one that listens", async () => {
  const leader = await page();
  serve();
  await settled();
  let release;
  const thief = navigator.locks.request(NAME, { steal: true }, () => new Promise(done => (release = done)));

  await settled();
  assert.equal(origin.open.length, 0);
  assert.equal(leader.heard.at(-1).state, "reconnecting");

  await pass(1);
  assert.equal(origin.open.length, 0);
  release();
  await thief;
  await settled();
  serve(2);
  await settled();
  assert.equal(leader.heard.at(-1).state, "live");
});

test("what a page that left had chosen is asked for no more", async () => {
  await page("package=nginx");
  const other = await page("package=php");
  assert.equal(origin.open[0].url, "http://here/events");

  other.source.close();
  await settled();

  assert.equal(origin.open[0].url, "http://here/events?package=nginx");
});

for (const [what, sleep, wake] of [
  ["is frozen", () => document.dispatchEvent(new Event("freeze")), () => document.dispatchEvent(new Event("resume"))],
  ["is put aside", () => dispatchEvent(new Event("pagehide")), () => dispatchEvent(new Event("pageshow"))],
]) {
  test(`a page that ${what} leaves, and begins with the state when it is back`, async () => {
    const { source, heard, events } = await page();
    serve();
    await settled();

    sleep();
    await settled();
    assert.equal(origin.open.length, 0);
    assert.equal(heard.at(-1).state, "reconnecting");
    source.open("host=a");
    await settled();
    assert.equal(origin.open.length, 0);

    wake();
    await settled();
    serve(2);
    await settled();
    assert.deepEqual(events(), ["versions", "versions"]);
  });
}

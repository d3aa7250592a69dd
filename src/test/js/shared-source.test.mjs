import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { SharedSource } from "../../../web/js/shared-source.js";
import "./node-18.mjs";
import { FakeClock } from "./fake-clock.mjs";
import { FakeOrigin } from "./fake-page.mjs";

const TICK_MILLIS = 5_000;
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

/** A page that wants everything. Its own lines to the others are its `channels`. */
async function page() {
  const before = new Set(origin.channels);
  const heard = [];
  const source = new SharedSource("http://here/events");
  source.tell = message => heard.push(message);
  source.open("");
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
  assert.ok(follower.heard.every(message => message.state !== "inactive" || message.heardAtMillis === null));
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

test("takes the lock from a page that hangs without a word", async () => {
  const leader = await page();
  const follower = await page();
  serve();
  await settled();

  leader.channels.forEach(channel => (channel.hangs = true));
  await pass(6);

  assert.equal(origin.sources.length, 2);
  serve(2);
  await settled();
  assert.equal(follower.heard.at(-1).state, "live");
  assert.ok(follower.events().length >= 2);
});

test("leaves the lock where it is while its page speaks", async () => {
  const leader = await page();
  await page();
  serve();

  await pass(20);

  assert.equal(origin.sources.length, 1);
  assert.equal(leader.heard.at(-1).state, "live");
});

test("a page from which the lock was taken comes back as one that listens", async () => {
  const leader = await page();
  await page();
  serve();
  await settled();
  leader.channels.forEach(channel => (channel.hangs = true));
  await pass(6);
  serve(2);
  await pass(2);

  assert.equal(origin.open.length, 1);
  assert.equal(leader.heard.at(-1).state, "live");
  assert.equal(leader.events().at(-1), "versions");
});

test("a page that is frozen leaves, and begins with the state when it wakes", async () => {
  const { heard, events } = await page();
  serve();
  await settled();

  document.dispatchEvent(new Event("freeze"));
  await settled();
  assert.equal(origin.open.length, 0);
  assert.equal(heard.at(-1).state, "reconnecting");

  document.dispatchEvent(new Event("resume"));
  await settled();
  serve(2);
  await settled();
  assert.deepEqual(events(), ["versions", "versions"]);
});

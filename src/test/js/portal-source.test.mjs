import assert from "node:assert/strict";
import { test } from "node:test";

const SERVER = "http://rollcall.invalid/";

let open = 0;
globalThis.EventSource = class extends EventTarget {
  constructor() {
    super();
    open++;
  }

  close() {
    open--;
  }
};
globalThis.document = Object.assign(new EventTarget(), { baseURI: "http://portal.invalid/" });
globalThis.addEventListener = () => {};
// As in a page over plain http: a connection of its own.
delete globalThis.BroadcastChannel;

const { join } = await import("../../../web/js/portal-source.js");

test("what comes between two departures is what the next one finds", async () => {
  // given: an element that is moved and then removed, so that two departures wait, and another that comes between them
  const first = join(SERVER, "");
  let second;
  first.leave();
  setTimeout(() => (second = join(SERVER, "")));
  assert.equal(join(SERVER, ""), first);
  first.leave();

  // when
  await new Promise(resolve => setTimeout(resolve, 20));

  // then
  assert.notEqual(second, first);
  assert.equal(join(SERVER, ""), second);
  second.leave();
  second.leave();
  await new Promise(resolve => setTimeout(resolve, 20));
  assert.equal(open, 0);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { tallyOfWaiting } from "../../../web/js/words.js";

test("says of what waits what it is", () => {
  assert.equal(tallyOfWaiting([...Array(9).fill("removed"), ...Array(60).fill("new")]), "60 new, 9 removed");
  assert.equal(tallyOfWaiting(["reason", "moved", "unwanted", "moved"]), "1 filtered out, 2 moved, 1 with a reason");
});

test("says nothing of room that is only kept", () => {
  assert.equal(tallyOfWaiting(["room"]), "");
  assert.equal(tallyOfWaiting(["room", "new"]), "1 new");
});

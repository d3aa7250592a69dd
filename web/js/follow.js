// No DOM.

/** Brings what `stream` tells to `inventory` and `time`; a clock that guesses is none, so it stands while nothing is heard. */
export function follow(stream, inventory, time) {
  stream.addEventListener("versions", event => inventory.replace(event.detail.entries));
  stream.addEventListener("change", event => inventory.merge(event.detail.entries));
  stream.addEventListener("time", event => time.set(event.detail.epochMillis));
  stream.addEventListener("state", () => stream.state === "live" || time.stop());
}

// What the browser keeps for the next visit. It may keep nothing: storage can be switched off, full or forbidden, and then
// even naming it throws.

/** Several Rollcalls may live on one origin, each under a prefix of its own. */
const PREFIX = `rollcall:${new URL(".", document.baseURI).pathname}:`;

/** The value kept under `name`, or null. */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

/** Keeps `value` under `name`, where that is possible. */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Then it is asked anew the next time.
  }
}

/** Calls `listener` when another tab keeps something under `name`. */
export function onKept(name, listener) {
  addEventListener("storage", event => {
    if (event.key === PREFIX + name) {
      listener();
    }
  });
}

// The page's styles for a shadow root in somebody else's page: made by script, which a policy that forbids inline styles allows.

const NAMES = ["tokens", "entries", "portal"];

let texts = null;
/** What was made in a document is good in no other. @type {WeakMap<Document, Map<string, CSSStyleSheet>>} */
const made = new WeakMap();

/** The styles, once for all elements of a document; null while they are not to be had. */
export async function portalSheets(place) {
  texts ??= Promise.all(NAMES.map(load)).catch(() => (texts = null));
  const all = await texts;
  return all && all.map(text => sheetOf(text, place));
}

/** A sheet for the shadow roots of a document, once for all that say the same. */
export function sheetOf(text, place) {
  const here = made.get(place) ?? new Map();
  made.set(place, here);
  if (!here.has(text)) {
    const sheet = new (place.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(text);
    here.set(text, sheet);
  }
  return here.get(text);
}

async function load(name) {
  const response = await fetch(new URL(`../css/${name}.css`, import.meta.url));
  if (!response.ok) {
    throw new Error(`${name}.css: ${response.status}`);
  }
  const text = await response.text();
  // Each of the page's own colours, sizes and fonts may come from outside: --accent is what --rollcall-accent says, if it does.
  return name === "tokens" ? text.replace(/--([\w-]+): ([^;]+);/g, "--$1: var(--rollcall-$1, $2);") : text;
}

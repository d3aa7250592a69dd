// The page's styles for a shadow root in somebody else's page: made by script, which a policy that forbids inline styles allows.

const NAMES = ["tokens", "entries", "portal"];

let sheets = null;

/** The styles, once for all elements; null while they are not to be had. */
export function portalSheets() {
  sheets ??= Promise.all(NAMES.map(load)).catch(() => (sheets = null));
  return sheets;
}

async function load(name) {
  const response = await fetch(new URL(`../css/${name}.css`, import.meta.url));
  if (!response.ok) {
    throw new Error(`${name}.css: ${response.status}`);
  }
  const text = await response.text();
  const sheet = new CSSStyleSheet();
  // Each of the page's own colours, sizes and fonts may come from outside: --accent is what --rollcall-accent says, if it does.
  return sheet.replace(name === "tokens" ? text.replace(/--([\w-]+): ([^;]+);/g, "--$1: var(--rollcall-$1, $2);") : text);
}

import { make } from "../js/dom.js";
import { keep, onKept, recall } from "../js/storage.js";

const NEXT = { auto: "light", light: "dark", dark: "auto" };
const SIGNS = { auto: "◐", light: "☀", dark: "☾" };

/** <rollcall-theme>: a button that changes between the light and the dark theme and what the system prefers. It is kept. */
export class ThemeElement extends HTMLElement {
  connectedCallback() {
    const root = document.documentElement;
    const button = make("button", "icon");
    const show = theme => {
      theme === "auto" ? delete root.dataset.theme : (root.dataset.theme = theme);
      button.textContent = SIGNS[theme];
      button.title = `Theme: ${theme === "auto" ? "as the system" : theme}`;
      button.setAttribute("aria-label", button.title);
    };
    button.type = "button";
    button.addEventListener("click", () => {
      const theme = NEXT[root.dataset.theme ?? "auto"];
      keep("theme", theme);
      forgetAddressed();
      show(theme);
    });
    // Another tab has chosen; a theme in the address is this tab's own.
    onKept("theme", () => isAddressed() || show(NEXT[recall("theme")] ? recall("theme") : "auto"));
    show(root.dataset.theme ?? "auto");
    this.replaceChildren(button);
  }
}

function isAddressed() {
  return new URLSearchParams(location.search).has("theme");
}

/** What was chosen by hand is not to be lost to the address with the next load. */
function forgetAddressed() {
  if (isAddressed()) {
    const address = new URL(location.href);
    address.searchParams.delete("theme");
    history.replaceState(history.state, "", address);
  }
}

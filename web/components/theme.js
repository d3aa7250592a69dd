import { make } from "../js/dom.js";
import { keep } from "../js/storage.js";

const NEXT = { auto: "light", light: "dark", dark: "auto" };
const SIGNS = { auto: "◐", light: "☀", dark: "☾" };

/** <rollcall-theme>: a button that changes between the light and the dark theme and what the system prefers. It is kept. */
export class ThemeElement extends HTMLElement {
  connectedCallback() {
    const root = document.documentElement;
    const button = make("button", "icon");
    const show = () => {
      const theme = root.dataset.theme ?? "auto";
      button.textContent = SIGNS[theme];
      button.title = `Theme: ${theme === "auto" ? "as the system" : theme}`;
      button.setAttribute("aria-label", button.title);
    };
    button.type = "button";
    button.addEventListener("click", () => {
      const theme = NEXT[root.dataset.theme ?? "auto"];
      theme === "auto" ? delete root.dataset.theme : (root.dataset.theme = theme);
      keep("theme", theme);
      show();
    });
    show();
    this.replaceChildren(button);
  }
}

// Puts /embed together: what its address asks for becomes attributes of the board. What is none of them, or none of their values,
// changes nothing.
import "./portal.js";

const ASKED = ["package", "host", "category", "status", "layout", "theme", "cols", "hide", "background"];

const asked = new URLSearchParams(location.search);
const board = document.querySelector("rollcall-board");
for (const name of ASKED.filter(each => asked.has(each))) {
  // A comma list may come in several parameters, as on /events.
  board.setAttribute(name, asked.getAll(name).join());
}
for (const name of ["theme", "background"]) {
  document.documentElement.dataset[name] = asked.get(name) ?? "";
}

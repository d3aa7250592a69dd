// Puts /embed together: what its address asks for becomes attributes of the board. What is none of them, or none of their values,
// changes nothing.
import "./portal.js";

/** Comma lists, which may come in several parameters, as on /events. */
const LISTS = ["package", "host", "category", "status"];
/** Of several, the last counts that is one of these. */
const KNOWN = {
  layout: /^(list|matrix)$/,
  theme: /^(dark|light|auto)$/,
  cols: /^[1-9]\d*$/,
  hide: /^header$/,
  background: /^transparent$/,
};

const asked = new URLSearchParams(location.search);
const board = document.querySelector("rollcall-board");
// It says what it has to say by itself from here on.
board.replaceChildren();
for (const name of LISTS.filter(each => asked.has(each))) {
  board.setAttribute(name, asked.getAll(name).join());
}
for (const [name, known] of Object.entries(KNOWN)) {
  const value = asked.getAll(name).findLast(each => known.test(each));
  if (value) {
    board.setAttribute(name, value);
    document.documentElement.dataset[name] = value;
  }
}

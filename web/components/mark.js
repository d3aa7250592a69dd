import { draw } from "../js/dom.js";

/** Each kind of change: a shape of its own, in a box from -1 to 1. */
const SHAPES = {
  appeared: "M-.85 0a.85.85 0 1 0 1.7 0 .85.85 0 1 0-1.7 0z",
  upgraded: "M0-.95.95.75h-1.9z",
  downgraded: "M0 .95.95-.75h-1.9z",
  changed: "M0-1 1 0 0 1-1 0z",
  failed: "M-.95-.55-.55-.95 0-.4.55-.95.95-.55.4 0 .95.55.55.95 0 .4-.55.95-.95.55-.4 0z",
  recovered: "M-1 .1-.6-.3-.25.1.65-.8 1-.4-.25.9z",
  missing: "M-.95-.27h1.9v.54h-1.9z",
  removed: "M-.85-.85h1.7v1.7h-1.7zM-.45-.45v.9h.9v-.9z",
};

/** The shape of a kind at (x, y), `radius` high and wide either way. */
export function shapeAt(kind, x, y, radius) {
  return draw("path", {
    class: "mark-shape",
    "data-kind": kind,
    d: SHAPES[kind] ?? SHAPES.changed,
    transform: `translate(${x} ${y}) scale(${radius})`,
  });
}

/** The shape of a kind within a line of text; a word stands beside it. */
export function inlineMark(kind) {
  return draw("svg", { class: "inline-mark", viewBox: "-1.1 -1.1 2.2 2.2", "aria-hidden": "true" }, shapeAt(kind, 0, 0, 1));
}

// Whether somebody reads right now. No DOM of the page but its window.

const QUIET_MILLIS = 5_000;
const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel", "touchmove", "scroll"];

/** Somebody in front of the page, told by what moves under their hand. */
export class Reader {
  #lastSignMillis = -Infinity;

  constructor() {
    const sign = () => (this.#lastSignMillis = performance.now());
    SIGNS.forEach(name => addEventListener(name, sign, { passive: true, capture: true }));
  }

  /** Whether something moved a moment ago, or text is selected, while the page is in sight. */
  get isReading() {
    const lately = performance.now() - this.#lastSignMillis < QUIET_MILLIS;
    return document.visibilityState === "visible" && (lately || getSelection()?.isCollapsed === false);
  }
}

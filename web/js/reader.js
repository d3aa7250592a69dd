// Whether somebody reads right now. No DOM of the page but its window.

const QUIET_MILLIS = 5_000;
/** Who has gone to something with the keyboard may be at it without a sign for so long; who has left leaves the focus there. */
const AWAY_MILLIS = 60_000;
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
    return document.visibilityState === "visible" && (this.#wasHere(QUIET_MILLIS) || getSelection()?.isCollapsed === false);
  }

  /** Whether something moved so lately that who has the focus somewhere has hardly left it. */
  get isThere() {
    return document.visibilityState === "visible" && this.#wasHere(AWAY_MILLIS);
  }

  #wasHere(millis) {
    return performance.now() - this.#lastSignMillis < millis;
  }
}

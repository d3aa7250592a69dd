// Long work in short pieces, so that no frame waits for it. No DOM.

/** So long a piece takes at most, beside its last step: what is left of a frame at 60 a second is the browser's. */
const PIECE_MILLIS = 4;

/**
 * Takes the steps of `work` as long as there are any, with pauses in which the browser draws. The first piece is done at once.
 *
 * @param {Iterator} work whose steps are short
 * @param {() => boolean} wanted asked after each pause whether to go on
 */
export function inSlices(work, wanted) {
  const end = performance.now() + PIECE_MILLIS;
  while (performance.now() < end) {
    if (work.next().done) {
      return;
    }
  }
  setTimeout(() => wanted() && inSlices(work, wanted));
}

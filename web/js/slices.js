// Long work in short pieces, so that no frame waits for it. No DOM.

/** So long a piece takes at most, beside its last step: what is left of a frame at 60 a second is the browser's. */
const PIECE_MILLIS = 4;
/** What is put where it is seen is laid out and drawn with the next frame: so many boxes in one. */
const PIECE_BOXES = 200;
const FRAME_MILLIS = 16;

/**
 * Takes the steps of `work` as long as there are any, with pauses in which the browser draws. The first piece is done at once.
 *
 * @param {Iterator<?number>} work whose steps are short; one that puts boxes where they are seen says how many
 * @param {() => boolean} wanted asked after each pause whether to go on
 */
export function inSlices(work, wanted) {
  const end = performance.now() + PIECE_MILLIS;
  let boxes = 0;
  while (performance.now() < end && boxes < PIECE_BOXES) {
    const { value, done } = work.next();
    if (done) {
      return;
    }
    boxes += value ?? 0;
  }
  setTimeout(() => wanted() && inSlices(work, wanted), boxes < PIECE_BOXES ? 0 : FRAME_MILLIS);
}

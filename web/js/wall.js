// A page that hangs on a wall: what does not fit is shown in turns.

const TURN_MILLIS = 15_000;
/** The worst stands at the beginning: whatever there is, it is back in a minute. */
const TURNS_BEFORE_BEGINNING = 3;

/**
 * Turns the page by what fits below the bar, so that what was cut at the end stands whole at the beginning. Escape leaves the
 * wall.
 */
export function hangOnWall() {
  const bar = document.querySelector(".bar");
  let turns = 0;
  let next = 0;
  const turn = () => {
    const end = document.documentElement.scrollHeight - innerHeight;
    if (turns++ % (TURNS_BEFORE_BEGINNING + 1) === TURNS_BEFORE_BEGINNING || end <= 0) {
      scrollTo({ top: 0, behavior: "instant" });
    } else {
      next = next < end ? afterTurn(next, bar.offsetHeight) : 0;
      scrollTo({ top: next, behavior: "instant" });
    }
  };
  setInterval(turn, TURN_MILLIS);
  addEventListener("keydown", event => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      const url = new URL(location.href);
      url.searchParams.delete("wall");
      location.assign(url);
    }
  });
}

/** Where the page is to be scrolled to from `top`: to the first row that is not whole in sight there. */
function afterTurn(top, barHeight) {
  const fold = top + innerHeight - scrollY;
  const isCut = ({ top, bottom }) => top < fold && bottom > fold;
  const boxes = elements => [...elements].map(element => [element, element.getBoundingClientRect()]);
  const lists = boxes(document.querySelectorAll(".rows")).filter(([, box]) => isCut(box));
  const rows = lists.flatMap(([list]) => boxes(list.children)).filter(([, box]) => isCut(box));
  const edge = Math.min(fold, ...rows.map(([, box]) => box.top)) + scrollY - barHeight;
  // A row may be higher than the wall.
  return edge > top ? edge : top + innerHeight - barHeight;
}

// A page that hangs on a wall: what does not fit is shown in turns.

const TURN_MILLIS = 15_000;
/** The worst stands at the beginning: whatever there is, it is back in a minute. */
const TURNS_BEFORE_BEGINNING = 3;

/** Turns the page by what fits below the bar. Escape leaves the wall. */
export function hangOnWall() {
  const bar = document.querySelector(".bar");
  let turns = 0;
  let next = 0;
  const turn = () => {
    const height = innerHeight - bar.offsetHeight;
    const end = document.documentElement.scrollHeight - innerHeight;
    if (turns++ % (TURNS_BEFORE_BEGINNING + 1) === TURNS_BEFORE_BEGINNING || end <= 0) {
      scrollTo({ top: 0, behavior: "instant" });
    } else {
      next = next < end ? next + height : 0;
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

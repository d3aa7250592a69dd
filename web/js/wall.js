// A page that hangs on a wall: what does not fit is shown in turns.

const TURN_MILLIS = 15_000;

/** Turns the page by what fits below the bar, and at its end goes back to its beginning. Escape leaves the wall. */
export function hangOnWall() {
  const bar = document.querySelector(".bar");
  setInterval(() => {
    const page = innerHeight - bar.offsetHeight;
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    scrollTo({ top: end ? 0 : scrollY + page, behavior: "instant" });
  }, TURN_MILLIS);
  addEventListener("keydown", event => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      const url = new URL(location.href);
      url.searchParams.delete("wall");
      location.assign(url);
    }
  });
}

// Puts the page together: registers the elements and wires the stream to them. The only module of the page with side effects.
import { AnnouncerElement } from "../components/announcer.js";
import { ClockElement } from "../components/clock.js";
import { ConnectionElement } from "../components/connection.js";
import { EntriesView } from "../components/entries.js";
import { FiltersElement } from "../components/filters.js";
import { NoticeElement } from "../components/notice.js";
import { TallyElement } from "../components/tally.js";
import { ThemeElement } from "../components/theme.js";
import { addressOf, subjectOf } from "./address.js";
import { followChecks } from "./checks.js";
import { EventStream } from "./event-stream.js";
import { follow } from "./follow.js";
import { Inventory } from "./inventory.js";
import { chosenOf, queryOf, searchOf } from "./query.js";
import { ServerTime } from "./server-time.js";
import { isExpected } from "./visit.js";
import { hangOnWall } from "./wall.js";

const RETRY_MILLIS = 3_000;

const stream = new EventStream("events");
const inventory = new Inventory();
const time = new ServerTime();
const wall = document.documentElement.hasAttribute("data-wall");

follow(stream, inventory, time);

/** Registers an element, and gives the one that the page has of it what it needs. */
function define(name, type, properties) {
  customElements.define(`rollcall-${name}`, type);
  return Object.assign(document.querySelector(`rollcall-${name}`), properties);
}

define("clock", ClockElement, { time });
define("connection", ConnectionElement, { stream });
define("theme", ThemeElement);
define("notice", NoticeElement, { stream });
define("announcer", AnnouncerElement, { inventory });

// What is shown, and how, is the page's address.

let query = readQuery();

function readQuery() {
  // On a wall the worst comes first, for nobody is there to look for it, and it is a list whatever the address says: a matrix is
  // scrolled by hand.
  return queryOf(wall ? `sort=status&${location.search.slice(1)}&layout=list` : location.search);
}

const view = new EntriesView({ inventory, time, query, linkOf: entry => ({ href: addressOf(entry), "aria-haspopup": "dialog" }) });
const tally = define("tally", TallyElement, { query, time, inventory });
const filters = define("filters", FiltersElement, { query, inventory });
document.querySelector("rollcall-entries").append(view.element);
view.element.addEventListener("shown", () => filters.tell(view.told));

function show(other) {
  query = other;
  [tally, filters].forEach(element => (element.query = query));
  view.show(query);
}

/** A choice is a step back for the browser's button; a letter of a search is none. */
function choose({ detail: part }) {
  const chosen = chosenOf(query, part);
  const address = location.pathname + searchOf(chosen, location.search) + location.hash;
  const isTyped = searchOf({ ...chosen, q: query.q }, "") === searchOf(query, "");
  history[isTyped ? "replaceState" : "pushState"](null, "", address);
  show(chosen);
}

tally.addEventListener("choose", choose);
filters.addEventListener("choose", choose);
addEventListener("popstate", () => {
  const other = readQuery();
  // A package that is opened or closed is a step too, and moves nothing on the board.
  if (searchOf(other, "") !== searchOf(query, "")) {
    show(other);
  }
});

// What comes later: when a board is there, when somebody opens a package, once a minute, on a wall.

/** Calls `load` once; where that fails, again after a while. */
function once(load) {
  let loading;
  const again = () => {
    loading = undefined;
    start();
  };
  const start = () => (loading ??= load().catch(() => setTimeout(again, RETRY_MILLIS * (1 + Math.random()))));
  return start;
}

const showPast = once(async () => {
  const { LastVisitElement } = await import("../components/last-visit.js");
  const { TimelineElement } = await import("../components/timeline.js");
  define("last-visit", LastVisitElement, { time });
  define("timeline", TimelineElement, { time, inventory });
});
const showPackages = once(async () => {
  const { PackageHistoryElement } = await import("../components/package-history.js");
  define("package-history", PackageHistoryElement, { time, inventory });
});
const openPackage = () => subjectOf(location.hash) && showPackages();
if (subjectOf(location.hash) && history.state === null) {
  // What the page was opened at is no step of its own, which is one that has no state yet.
  history.replaceState({ steps: 0 }, "");
}

// What there is to say comes after the board, and is not to push it down.
document.querySelector("rollcall-last-visit").toggleAttribute("data-expected", isExpected(Date.now()));
inventory.addEventListener("replace", showPast);
addEventListener("hashchange", openPackage);
openPackage();
followChecks(inventory);
inventory.addEventListener("check", () => view.element.setAttribute("data-checks", ""));
if (wall) {
  hangOnWall();
}
stream.open();

// Puts the page together: registers the elements and wires the stream to them. The only module of the page with side effects.
import { AnnouncerElement } from "../components/announcer.js";
import { ClockElement } from "../components/clock.js";
import { ConnectionElement } from "../components/connection.js";
import { EntriesView } from "../components/entries.js";
import { FiltersElement } from "../components/filters.js";
import { NoticeElement } from "../components/notice.js";
import { TallyElement } from "../components/tally.js";
import { ThemeElement } from "../components/theme.js";
import { addressOf } from "./address.js";
import { followChecks } from "./checks.js";
import { EventStream } from "./event-stream.js";
import { Inventory } from "./inventory.js";
import { queryOf, searchOf } from "./query.js";
import { ServerTime } from "./server-time.js";
import { hangOnWall } from "./wall.js";

customElements.define("rollcall-announcer", AnnouncerElement);
customElements.define("rollcall-clock", ClockElement);
customElements.define("rollcall-connection", ConnectionElement);
customElements.define("rollcall-filters", FiltersElement);
customElements.define("rollcall-notice", NoticeElement);
customElements.define("rollcall-tally", TallyElement);
customElements.define("rollcall-theme", ThemeElement);

const stream = new EventStream("events");
const inventory = new Inventory();
const time = new ServerTime();
const wall = document.documentElement.hasAttribute("data-wall");

stream.addEventListener("versions", event => inventory.replace(event.detail.entries));
stream.addEventListener("change", event => inventory.merge(event.detail.entries));
stream.addEventListener("time", event => time.set(event.detail.epochMillis));
stream.addEventListener("state", () => {
  if (stream.state !== "live") {
    time.stop();
  }
});

const element = name => document.querySelector(`rollcall-${name}`);
const tally = element("tally");
const filters = element("filters");
let query = readQuery();

function readQuery() {
  // On a wall the worst comes first, for nobody is there to look for it, and nothing is scrolled sideways.
  return queryOf(wall ? `layout=list&sort=status&${location.search.slice(1)}` : location.search);
}

tally.time = time;
tally.show(query);
filters.show(query);
const linkOf = entry => ({ href: addressOf(entry), "aria-haspopup": "dialog" });
const view = new EntriesView({ inventory, time, query, linkOf });
element("entries").append(view.element);
view.element.addEventListener("shown", () => filters.tell(view.size, inventory.entries.size));
filters.inventory = inventory;
tally.inventory = inventory;
element("clock").time = time;
element("connection").stream = stream;
element("notice").stream = stream;
element("announcer").inventory = inventory;
inventory.addEventListener("check", () => view.element.setAttribute("data-checks", ""));

function show() {
  tally.show(query);
  filters.show(query);
  view.show(query);
}

/** A choice is a step back for the browser's button; a letter of a search is none. */
function choose({ detail: part }) {
  query = { ...query, ...part };
  const address = location.pathname + searchOf(query, location.search) + location.hash;
  history["q" in part ? "replaceState" : "pushState"](null, "", address);
  show();
}

tally.addEventListener("choose", choose);
filters.addEventListener("choose", choose);
addEventListener("popstate", () => {
  query = readQuery();
  show();
});

followChecks(inventory);
inventory.addEventListener("replace", async () => {
  const { showPast } = await import("./past.js");
  showPast(inventory, time);
}, { once: true });
if (wall) {
  hangOnWall();
}
stream.open();

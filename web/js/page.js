// Puts the page together: registers the elements and wires the stream to them. The only module with side effects.
import { BoardElement } from "../components/board.js";
import { ClockElement } from "../components/clock.js";
import { ConnectionElement } from "../components/connection.js";
import { LastVisitElement } from "../components/last-visit.js";
import { NoticeElement } from "../components/notice.js";
import { TallyElement } from "../components/tally.js";
import { TimelineElement } from "../components/timeline.js";
import { subjectOf } from "./address.js";
import { EventStream } from "./event-stream.js";
import { Inventory } from "./inventory.js";
import { ServerTime } from "./server-time.js";

customElements.define("rollcall-board", BoardElement);
customElements.define("rollcall-clock", ClockElement);
customElements.define("rollcall-connection", ConnectionElement);
customElements.define("rollcall-last-visit", LastVisitElement);
customElements.define("rollcall-notice", NoticeElement);
customElements.define("rollcall-tally", TallyElement);
customElements.define("rollcall-timeline", TimelineElement);

const stream = new EventStream("events");
const inventory = new Inventory();
const time = new ServerTime();

stream.addEventListener("versions", event => inventory.replace(event.detail.entries));
stream.addEventListener("change", event => inventory.merge(event.detail.entries));
stream.addEventListener("time", event => time.set(event.detail.epochMillis));
stream.addEventListener("state", () => {
  if (stream.state !== "live") {
    time.stop();
  }
});

const element = name => document.querySelector(`rollcall-${name}`);
element("board").inventory = inventory;
element("board").time = time;
element("tally").inventory = inventory;
element("clock").time = time;
element("connection").stream = stream;
element("notice").stream = stream;
element("last-visit").time = time;
element("timeline").time = time;
element("timeline").inventory = inventory;

/** A package's page is loaded when somebody opens one for the first time; where that fails, at the next time. */
let packagePage;
function openPackage() {
  if (subjectOf(location.hash)) {
    packagePage ??= import("../components/package-history.js").then(
      ({ PackageHistoryElement }) => {
        customElements.define("rollcall-package-history", PackageHistoryElement);
        Object.assign(element("package-history"), { time, inventory });
      },
      () => (packagePage = undefined),
    );
  }
}
addEventListener("hashchange", openPackage);
openPackage();

stream.open();

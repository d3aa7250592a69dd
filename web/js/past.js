// What happened before: loaded once there is a board, for it has the time.
import { LastVisitElement } from "../components/last-visit.js";
import { PackageHistoryElement } from "../components/package-history.js";
import { TimelineElement } from "../components/timeline.js";

/** Registers the elements that tell of the past, and gives them what they need. */
export function showPast(inventory, time) {
  customElements.define("rollcall-last-visit", LastVisitElement);
  customElements.define("rollcall-package-history", PackageHistoryElement);
  customElements.define("rollcall-timeline", TimelineElement);
  for (const name of ["last-visit", "timeline", "package-history"]) {
    const element = document.querySelector(`rollcall-${name}`);
    element.time = time;
    element.inventory = inventory;
  }
}

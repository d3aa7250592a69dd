// When each entry was last checked, which the stream does not tell: it tells changes. No DOM of the page.
import { fetchJson } from "./history.js";
import { Inventory } from "./inventory.js";
import { Refresh } from "./refresh.js";

const EVERY_MILLIS = 60_000;
const FIRST_MILLIS = 1_000;

/**
 * Brings it to `inventory` about once a minute, while the page is in sight.
 *
 * @param {Inventory} inventory
 */
export function followChecks(inventory) {
  let timer = 0;
  const refresh = new Refresh(async () => {
    const { hosts } = await fetchJson("api/checked");
    inventory.check(hosts);
    // One for all loads: each `replace` has one of its own, and a page is open for months.
    clearTimeout(timer);
    timer = setTimeout(() => refresh.ask(0), EVERY_MILLIS * (0.8 + 0.4 * Math.random()));
  });
  inventory.addEventListener("replace", () => refresh.ask(FIRST_MILLIS));
}

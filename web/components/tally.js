import { Inventory } from "../js/inventory.js";

const PARTS = [
  ["all", "package", "packages"],
  ["failed", "failed", "failed"],
  ["missing", "missing", "missing"],
  ["stale", "stale", "stale"],
];

/**
 * <rollcall-tally>: how many packages there are, and how many are not well.
 * Property `inventory`: an Inventory.
 */
export class TallyElement extends HTMLElement {
  /** @param {Inventory} inventory */
  set inventory(inventory) {
    const show = () => this.#show([...inventory.entries.values()]);
    inventory.addEventListener("replace", show);
    inventory.addEventListener("merge", show);
  }

  #show(entries) {
    const items = PARTS.map(([status, one, many]) => {
      const count = status === "all" ? entries.length : entries.filter(entry => entry.status === status).length;
      const number = document.createElement("b");
      number.textContent = String(count);
      const item = document.createElement("span");
      item.className = `tally-item ${status}`;
      item.append(number, ` ${count === 1 ? one : many}`);
      item.hidden = count === 0 && status !== "all";
      return item;
    });
    this.replaceChildren(...items);
  }
}

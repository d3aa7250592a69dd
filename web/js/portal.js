// The elements for other people's pages. Registers them, once, whoever else has brought them.
import { PortalBoardElement } from "../components/portal-board.js";
import { PortalVersionElement } from "../components/portal-version.js";

for (const [name, element] of [["rollcall-board", PortalBoardElement], ["rollcall-version", PortalVersionElement]]) {
  if (!customElements.get(name)) {
    customElements.define(name, element);
  }
}

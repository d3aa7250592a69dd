// Puts the page together: registers the elements and wires the stream to them. The only module with side effects.
import { BoardElement } from "../components/board.js";
import { ClockElement } from "../components/clock.js";
import { ConnectionElement } from "../components/connection.js";
import { TallyElement } from "../components/tally.js";
import { EventStream } from "./event-stream.js";
import { Inventory } from "./inventory.js";
import { ServerTime } from "./server-time.js";

customElements.define("rollcall-board", BoardElement);
customElements.define("rollcall-clock", ClockElement);
customElements.define("rollcall-connection", ConnectionElement);
customElements.define("rollcall-tally", TallyElement);

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

const board = document.querySelector("rollcall-board");
board.inventory = inventory;
board.time = time;
document.querySelector("rollcall-tally").inventory = inventory;
document.querySelector("rollcall-clock").time = time;
document.querySelector("rollcall-connection").stream = stream;

stream.open();

// A SharedWorker: the one connection of all tabs of an origin. Its name says where the stream is.
import { Connection } from "./connection.js";
import { Switchboard, TICK_MILLIS } from "./switchboard.js";

const url = self.name.slice(self.name.indexOf(" ") + 1);
const board = new Switchboard(new Connection(url), (message, ports) => ports.forEach(port => port.postMessage(message)));

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => board.want(port, data);
  // Where the browser tells of a tab that died; elsewhere its silence does.
  port.onclose = () => board.want(port, null);
};
setInterval(() => board.sweep(), TICK_MILLIS);

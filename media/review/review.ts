import { connectToHost } from "./host.ts";
import { Panel } from "./panel.ts";

const container = document.getElementById("panel");
if (container !== null) {
  new Panel(connectToHost(), container).start();
}

import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import "@vscode-elements/elements/dist/vscode-textarea/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "./virtual-list.ts";
import { connectToHost } from "./host.ts";
import { Panel } from "./panel.ts";

const container = document.getElementById("panel");
if (container !== null) {
  new Panel(connectToHost(), container).start();
}

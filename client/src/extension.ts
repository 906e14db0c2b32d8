import { window, type ExtensionContext } from "vscode";
import { LensClient } from "./language-client.ts";
import { MyName } from "./my-name.ts";
import { registerOpenPractice } from "./open-practice.ts";
import { ReviewEditor } from "./review-editor.ts";
import { ReviewPanels } from "./review-panels.ts";
import { ReviewRequests } from "./review-requests.ts";
import { ReviewSelection } from "./review-selection.ts";
import { ReviewView } from "./review-view.ts";
import { createRiskStatusItem } from "./risk-status-item.ts";
import { registerRulePages } from "./rule-pages.ts";
import { WorkspaceScan } from "./scan-command.ts";
import { registerSelectReason } from "./select-reason.ts";
import { registerSpecificationCommands } from "./specification-commands.ts";
import { registerStatusCommands } from "./status-command.ts";
import { ShownText } from "./shown-text.ts";
import { createStatusItem } from "./status-item.ts";
import { SyncCommand } from "./sync-command.ts";

let client: LensClient | undefined;

/** Called by VS Code when a file of our languages or the review is first opened. Does not wait for the server. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel("GenAI Lens", { log: true });
  client = new LensClient(context.asAbsolutePath("dist/server.cjs"), output);
  const scan = new WorkspaceScan(client);
  const selection = new ReviewSelection(context.workspaceState);
  const texts = new ShownText();
  const requests = new ReviewRequests(client, scan, selection, texts);
  const panels = new ReviewPanels(context, client, scan, selection, requests, new MyName(context.globalState), output);
  context.subscriptions.push(
    output,
    scan.register(),
    texts.register(),
    registerStatusCommands(client, output),
    registerRulePages(client),
    registerSelectReason(),
    registerSpecificationCommands(client),
    createStatusItem(client),
    new SyncCommand(client, context.workspaceState, texts).register(),
    createRiskStatusItem(client, selection),
    panels.register(),
    new ReviewView(panels).register(),
    new ReviewEditor(panels, context.extensionUri).register(),
    registerOpenPractice(client, panels, selection),
  );
  void client.start();
}

/** Called by VS Code when the extension ends; resolves when the server has. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
  client = undefined;
}

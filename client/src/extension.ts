import { window, type ExtensionContext } from "vscode";
import { LensClient } from "./languageClient.ts";
import { ReviewView } from "./reviewView.ts";
import { registerRulePages } from "./rulePages.ts";
import { WorkspaceScan } from "./scanCommand.ts";
import { registerSelectReason } from "./selectReason.ts";
import { registerStatusCommands } from "./statusCommand.ts";
import { createStatusItem } from "./statusItem.ts";

let client: LensClient | undefined;

/** Called by VS Code when a file of our languages or the review is first opened. Does not wait for the server. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel("GenAI Lens", { log: true });
  client = new LensClient(context.asAbsolutePath("dist/server.cjs"), output);
  const scan = new WorkspaceScan(client);
  context.subscriptions.push(
    output,
    scan.register(),
    registerStatusCommands(client, output),
    registerRulePages(client),
    registerSelectReason(),
    createStatusItem(client),
    new ReviewView(context, client, scan, output).register(),
  );
  void client.start();
}

/** Called by VS Code when the extension ends; resolves when the server has. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
  client = undefined;
}

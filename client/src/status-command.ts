import { Disposable, commands, window, workspace, type LogOutputChannel, type QuickPickItem, Uri } from "vscode";
import type { LensClient } from "./language-client.ts";
import { isEnabledAnywhere } from "./settings.ts";

interface StatusItem extends QuickPickItem {
  readonly run?: () => unknown;
}

/** Commands that show the server's state and output, and restart it. */
export function registerStatusCommands(client: LensClient, output: LogOutputChannel): Disposable {
  return Disposable.from(
    commands.registerCommand("genaiLens.restartServer", async () => client.restart()),
    commands.registerCommand("genaiLens.showOutput", () => output.show()),
    commands.registerCommand("genaiLens.showStatus", async () => {
      const pick = await window.showQuickPick(describe(client), { title: "GenAI Lens status" });
      await pick?.run?.();
    }),
  );
}

async function describe(client: LensClient): Promise<StatusItem[]> {
  const actions: StatusItem[] = [
    { label: "$(refresh) Restart server", run: async () => commands.executeCommand("genaiLens.restartServer") },
    { label: "$(output) Show output", run: async () => commands.executeCommand("genaiLens.showOutput") },
    {
      label: "$(gear) Open settings",
      run: async () => commands.executeCommand("workbench.action.openSettings", "genaiLens"),
    },
  ];
  if (client.state !== "running") {
    const isOff = !isEnabledAnywhere();
    const label = isOff ? "$(circle-slash) Switched off by genaiLens.enable" : `$(warning) Server ${client.state}`;
    return [{ label }, ...actions];
  }
  try {
    const status = await client.request("genaiLens/status", {});
    return [
      {
        label: `$(pulse) Server ${status.version} is running`,
        description: `${Math.round(status.memory / 1024 / 1024)} MB`,
      },
      ...status.folders.map(({ uri, files, analysedFiles, modelCalls }) => ({
        label: `$(folder) ${workspace.asRelativePath(Uri.parse(uri), true)}`,
        description: `${files} files, ${analysedFiles} analysed, ${modelCalls} model calls`,
      })),
      ...status.problems.map((problem) => ({ label: "$(warning) Problem", detail: problem })),
      {
        label: "$(search) Scan workspace",
        run: async () => commands.executeCommand("genaiLens.scanWorkspace"),
      },
      ...actions,
    ];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ label: "$(warning) The server did not answer", detail }, ...actions];
  }
}

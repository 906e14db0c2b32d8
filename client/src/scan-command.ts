import { CancellationError, Disposable, ProgressLocation, commands, window } from "vscode";
import { foldersOnDisk, lackMessage } from "./folders-on-disk.ts";
import type { LensClient } from "./language-client.ts";

/** Id of the panel that the manifest declares. */
export const REVIEW_VIEW = "genaiLens.review";

type ScanManner = "told" | "shown" | "behind";

/** Reads every file of the workspace, or of one folder, and reports what it found. Can be cancelled. */
export class WorkspaceScan {
  readonly #client: LensClient;
  readonly #running = new Map<string | null, Promise<void>>();

  constructor(client: LensClient) {
    this.#client = client;
  }

  register(): Disposable {
    return commands.registerCommand("genaiLens.scanWorkspace", async (folder?: unknown) =>
      this.run(typeof folder === "string" ? folder : null, "told"),
    );
  }

  /**
   * @param folder URI of a workspace folder; null for all of them.
   * @param manner `told`: with a message of what was found; `shown`: with progress alone; `behind`: nobody asked,
   *   so the panel's own bar is all that moves. Problems are always told.
   */
  async run(folder: string | null, manner: ScanManner): Promise<void> {
    const running = this.#running.get(folder);
    if (running !== undefined) {
      return running;
    }
    const scan = this.#scan(folder, manner).finally(() => this.#running.delete(folder));
    this.#running.set(folder, scan);
    return scan;
  }

  async #scan(folder: string | null, manner: ScanManner): Promise<void> {
    if (foldersOnDisk().length === 0) {
      void window.showErrorMessage(lackMessage());
      return;
    }
    if (!(await this.#client.untilRunning())) {
      void window.showErrorMessage("The workspace cannot be scanned: the GenAI Lens server is not running.");
      return;
    }
    try {
      const outcome = await window.withProgress(
        manner === "behind"
          ? { location: { viewId: REVIEW_VIEW } }
          : { location: ProgressLocation.Notification, title: "GenAI Lens: scanning", cancellable: true },
        async (progress, token) => {
          let shown = 0;
          return this.#client.requestWithProgress("genaiLens/scan", { folder }, token, ({ message, percentage }) => {
            const increment = Math.max(0, (percentage ?? shown) - shown);
            shown += increment;
            progress.report({ increment, ...(message === undefined ? {} : { message }) });
          });
        },
      );
      if (manner === "told" && !outcome.isCancelled) {
        void this.#tell(outcome);
      }
    } catch (error) {
      if (!(error instanceof CancellationError)) {
        void window.showErrorMessage(`The scan failed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  async #tell({ files, modelCalls, findings }: { files: number; modelCalls: number; findings: number }): Promise<void> {
    const open = "Open Review";
    const message = `${count(findings, "finding")} and ${count(modelCalls, "model call")} in ${count(files, "file")}`;
    if ((await window.showInformationMessage(message, open)) === open) {
      await commands.executeCommand("genaiLens.openReview");
    }
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

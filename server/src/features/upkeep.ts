import { CancellationTokenSource } from "vscode-languageserver";
import type { CancellationToken } from "vscode-languageserver";
import { Cancelled } from "../analysis/analysis.ts";
import type { ServerNotifications, ServerRequests } from "../protocol.ts";
import { relativePath } from "../workspace/paths.ts";
import { stateOf } from "../review/review-folder.ts";
import type { ScanProgress } from "../workspace/folder-scan.ts";
import type { Documents } from "./documents.ts";
import type { Folder, Folders } from "./folders.ts";
import type { Publisher } from "./publishing.ts";

/** ms after the last change before what hangs on it is looked at again. */
const DELAY = 250;

/** ms between two notices of how far a scan is. */
const NOTICE_INTERVAL = 200;

/** What the upkeep tells the client. */
export interface UpkeepListener {
  reviewChanged(folder: Folder): void;
  state(state: ServerNotifications["genaiLens/state"]): void;
  /** Open documents should be asked for again: something that they depend on has changed. */
  openDocumentsChanged(folder: Folder): void;
  failed(what: string, error: unknown): void;
}

/** How far a scan of one or more folders is. */
export type ScanListener = (folder: Folder, progress: ScanProgress) => void;

/** Scans folders, and keeps what was found in step with changes. Works on a folder one piece after the other. */
export class Upkeep {
  readonly #documents: Documents;
  readonly #folders: Folders;
  readonly #publisher: Publisher;
  readonly #listener: UpkeepListener;
  readonly #timers = new Map<Folder, NodeJS.Timeout>();
  readonly #refreshes = new Map<Folder, CancellationTokenSource>();
  readonly #queues = new Map<Folder, Promise<unknown>>();

  constructor(documents: Documents, folders: Folders, publisher: Publisher, listener: UpkeepListener) {
    this.#documents = documents;
    this.#folders = folders;
    this.#publisher = publisher;
    this.#listener = listener;
  }

  /** Reads all of some folders. Ends early, with what was found so far, when the token asks for it. */
  async scan(
    folders: readonly Folder[],
    token: CancellationToken,
    onProgress: ScanListener,
  ): Promise<ServerRequests["genaiLens/scan"]["result"]> {
    const sum = { files: 0, modelCalls: 0, findings: 0, isCancelled: false };
    for (const folder of folders) {
      const result = await this.#inTurn(folder, async () => this.#scanFolder(folder, token, onProgress));
      if (result === undefined) {
        sum.isCancelled = true;
        break;
      }
      sum.files += result.files;
      sum.modelCalls += result.modelCalls;
      sum.findings += result.findings;
    }
    this.tellState(folders);
    return sum;
  }

  /** To be called after any change in a folder. Cheap: the work is done when changes pause. */
  changed(folder: Folder): void {
    clearTimeout(this.#timers.get(folder));
    this.#refreshes.get(folder)?.cancel();
    const timer = setTimeout(() => {
      this.#timers.delete(folder);
      void this.#inTurn(folder, async () => this.#refresh(folder)).catch((error: unknown) => {
        this.#listener.failed(`Looking again at ${folder.name}`, error);
      });
    }, DELAY);
    this.#timers.set(folder, timer);
  }

  /** Shows at once what is known of a folder. */
  show(folder: Folder): void {
    this.#publisher.sync(folder);
    const { workspace, review } = folder;
    if (review?.take(stateOf(workspace)) === true) this.#listener.reviewChanged(folder);
  }

  /** Ends all work on a folder that is no longer there. */
  stop(folder: Folder): void {
    clearTimeout(this.#timers.get(folder));
    this.#timers.delete(folder);
    this.#refreshes.get(folder)?.cancel();
    this.#publisher.clearFolder(folder.root);
  }

  tellState(folders: readonly Folder[]): void {
    for (const { root, workspace } of folders) {
      const [problem] = workspace.problems();
      if (problem === undefined) continue;
      this.#listener.state({ state: "degraded", detail: `${relativePath(root, problem.file)}: ${problem.message}` });
      return;
    }
    this.#listener.state({ state: "ready", detail: "" });
  }

  async #scanFolder(
    folder: Folder,
    token: CancellationToken,
    onProgress: ScanListener,
  ): Promise<{ files: number; modelCalls: number; findings: number } | undefined> {
    const before = folder.scan;
    let told = 0;
    const tell = (): void => {
      told = performance.now();
      this.#listener.reviewChanged(folder);
    };
    try {
      folder.scan = { state: "scanning", done: 0, total: 0 };
      this.#listener.state({ state: "scanning", detail: folder.name });
      tell();
      const { stats, reports } = await folder.workspace.scan(token, (progress) => {
        folder.scan = { state: "scanning", ...progress };
        onProgress(folder, progress);
        if (performance.now() - told >= NOTICE_INTERVAL) tell();
      });
      const { files, modelCalls } = stats;
      folder.scan = { state: "scanned", files, modelCalls };
      this.show(folder);
      // A change that came in during the scan is not part of it.
      this.changed(folder);
      return { files, modelCalls, findings: reports.reduce((sum, report) => sum + report.findings.length, 0) };
    } catch (error) {
      if (error instanceof Cancelled) {
        folder.scan = before;
        return undefined;
      }
      folder.scan = { state: "failed", message: error instanceof Error ? error.message : String(error) };
      throw error;
    } finally {
      tell();
    }
  }

  async #refresh(folder: Folder): Promise<void> {
    if (!this.#folders.all().includes(folder)) return;
    const source = new CancellationTokenSource();
    this.#refreshes.set(folder, source);
    try {
      const { workspace } = folder;
      if (folder.scan.state === "scanned") {
        await workspace.refresh(source.token);
        const { files, modelCalls } = workspace.stats();
        folder.scan = { state: "scanned", files, modelCalls };
      }
      for (const { file } of this.#documents.all()) {
        if (this.#folders.find(file) === folder) workspace.report(file, source.token);
      }
      this.show(folder);
      this.#listener.openDocumentsChanged(folder);
      this.tellState([folder]);
    } catch (error) {
      // Whatever cancelled it has set the timer again.
      if (!(error instanceof Cancelled)) throw error;
    } finally {
      this.#refreshes.delete(folder);
      source.dispose();
    }
  }

  #inTurn<Result>(folder: Folder, work: () => Promise<Result>): Promise<Result> {
    const done = (this.#queues.get(folder) ?? Promise.resolve()).then(work);
    this.#queues.set(
      folder,
      done.catch(() => undefined),
    );
    return done;
  }
}

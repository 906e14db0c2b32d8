import { randomBytes } from "node:crypto";
import {
  Disposable,
  Range,
  Uri,
  commands,
  window,
  workspace,
  type ExtensionContext,
  type LogOutputChannel,
  type WebviewView,
  type WebviewViewProvider,
  type WorkspaceFolder,
} from "vscode";
import type { PanelMessage, PanelRequest, ReviewSnapshot } from "../../server/src/protocol.ts";
import type { LensClient } from "./language-client.ts";
import { isPageId } from "./page.ts";
import { parsePanelRequest } from "./panel-request.ts";
import { reviewHtml } from "./review-html.ts";
import { openPage } from "./rule-pages.ts";
import { REVIEW_VIEW, type WorkspaceScan } from "./scan-command.ts";

/** Changes of the review that come within this time are shown together. In ms. */
const DEBOUNCE = 150;

const SELECTED_FOLDER = "genaiLens.review.folder";

/** Commands that the panel's document may link to. */
const LINKED_COMMANDS = [
  "genaiLens.restartServer",
  "genaiLens.showOutput",
  "workbench.action.openSettings",
  "workbench.action.files.openFolder",
  "workbench.action.addRootFolder",
];

/** The panel with the pillar review. It holds no state of the review: it shows the server's snapshots. */
export class ReviewView implements WebviewViewProvider {
  readonly #context: ExtensionContext;
  readonly #client: LensClient;
  readonly #scan: WorkspaceScan;
  readonly #output: LogOutputChannel;
  #view: WebviewView | undefined;
  #isReady = false;
  #refreshTimer: NodeJS.Timeout | undefined;
  /** Folders that the panel had scanned without being asked: it does so once. */
  readonly #scannedUnasked = new Set<string>();
  /** Counts requests for snapshots, so that only the answer to the last one is shown. */
  #snapshotRequests = 0;

  constructor(context: ExtensionContext, client: LensClient, scan: WorkspaceScan, output: LogOutputChannel) {
    this.#context = context;
    this.#client = client;
    this.#scan = scan;
    this.#output = output;
  }

  register(): Disposable {
    return Disposable.from(
      window.registerWebviewViewProvider(REVIEW_VIEW, this),
      commands.registerCommand("genaiLens.openReview", async () => commands.executeCommand(`${REVIEW_VIEW}.focus`)),
      this.#client.onDidChangeState(() => void this.#refresh()),
      this.#client.onDidChangeReview((folder) => {
        if (isSameUri(folder, this.#selectedFolder()?.uri.toString())) {
          this.#refreshSoon();
        }
      }),
      workspace.onDidChangeWorkspaceFolders(() => this.#refreshSoon()),
      new Disposable(() => clearTimeout(this.#refreshTimer)),
    );
  }

  resolveWebviewView(view: WebviewView): void {
    const resources = Uri.joinPath(this.#context.extensionUri, "dist", "review");
    const { webview } = view;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [resources],
      enableCommandUris: LINKED_COMMANDS,
    };
    this.#view = view;
    this.#isReady = false;
    const listeners = [
      webview.onDidReceiveMessage(async (message: unknown) => this.#receive(message)),
      view.onDidChangeVisibility(() => {
        this.#isReady &&= view.visible;
        void this.#refresh();
      }),
    ];
    view.onDidDispose(() => {
      Disposable.from(...listeners).dispose();
      if (this.#view === view) {
        this.#view = undefined;
        this.#isReady = false;
      }
    });
    webview.html = reviewHtml({
      script: webview.asWebviewUri(Uri.joinPath(resources, "review.js")).toString(),
      styles: webview.asWebviewUri(Uri.joinPath(resources, "review.css")).toString(),
      source: webview.cspSource,
      nonce: randomBytes(16).toString("hex"),
    });
  }

  async #receive(message: unknown): Promise<void> {
    const request = parsePanelRequest(message);
    if (request === undefined) {
      this.#output.warn("The review panel sent a message that is not known; it was ignored");
      return;
    }
    if (request.type === "ready") {
      this.#isReady = true;
      await this.#refresh();
      return;
    }
    const folder = workspace.workspaceFolders?.find(({ uri }) => uri.toString() === request.folder);
    if (folder === undefined) {
      await this.#post({ type: "failed", message: "This folder is no longer part of the workspace." });
      return;
    }
    try {
      await this.#serve(request);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#output.error(`The review panel's request "${request.type}" failed: ${reason}`);
      await this.#post({ type: "failed", message: reason });
    }
  }

  async #serve(request: Exclude<PanelRequest, { type: "ready" }>): Promise<void> {
    switch (request.type) {
      case "answer": {
        const { folder, lens, practice, answer } = request;
        const answers = [{ practice, answer }];
        const { error } = await this.#client.request("genaiLens/answer", { folder, lens, answers });
        await this.#post(error === undefined ? { type: "saved", practice } : { type: "failed", message: error });
        break;
      }
      case "openEvidence":
        await this.#openEvidence(request.folder, request.evidence);
        break;
      case "openPage":
        if (isPageId(request.page)) {
          await openPage(this.#client, request.page);
        }
        break;
      case "scan":
        await this.#scan.run(request.folder, "shown");
        break;
      case "selectFolder":
        await this.#context.workspaceState.update(SELECTED_FOLDER, request.folder);
        await this.#refresh();
        break;
    }
  }

  async #openEvidence(folder: string, evidence: string): Promise<void> {
    const location = await this.#client.request("genaiLens/evidence", { folder, evidence });
    if (location === null) {
      await this.#post({ type: "failed", message: "The code changed, and this place is no longer there." });
      return;
    }
    const { start, end } = location.range;
    await window.showTextDocument(Uri.parse(location.uri), {
      selection: new Range(start.line, start.character, end.line, end.character),
      preview: true,
    });
  }

  #refreshSoon(): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => void this.#refresh(), DEBOUNCE);
  }

  async #refresh(): Promise<void> {
    clearTimeout(this.#refreshTimer);
    if (!this.#isReady || this.#view?.visible !== true) {
      return;
    }
    const request = ++this.#snapshotRequests;
    const message = await this.#currentMessage();
    if (request === this.#snapshotRequests) {
      await this.#post(message);
    }
  }

  /** A checklist without evidence helps nobody: the first look at a folder scans it. */
  #scanOnce({ folder, scan }: ReviewSnapshot): void {
    if (scan.state !== "not scanned" || this.#scannedUnasked.has(folder.uri)) {
      return;
    }
    this.#scannedUnasked.add(folder.uri);
    void this.#scan.run(folder.uri, "behind");
  }

  async #currentMessage(): Promise<PanelMessage> {
    const folder = this.#selectedFolder();
    if (folder === undefined) {
      return { type: "empty", reason: "no folder" };
    }
    if (this.#client.state !== "running") {
      return { type: "empty", reason: this.#client.state };
    }
    try {
      const snapshot = await this.#client.request("genaiLens/review", { folder: folder.uri.toString() });
      this.#scanOnce(snapshot);
      const folders = (workspace.workspaceFolders ?? []).map(({ uri, name }) => ({ uri: uri.toString(), name }));
      return { type: "snapshot", folders, snapshot };
    } catch (error) {
      return { type: "failed", message: error instanceof Error ? error.message : String(error) };
    }
  }

  #selectedFolder(): WorkspaceFolder | undefined {
    const folders = workspace.workspaceFolders ?? [];
    const selected = this.#context.workspaceState.get<string>(SELECTED_FOLDER);
    return folders.find(({ uri }) => uri.toString() === selected) ?? folders[0];
  }

  async #post(message: PanelMessage): Promise<void> {
    await this.#view?.webview.postMessage(message);
  }
}

function isSameUri(left: string, right: string | undefined): boolean {
  return right !== undefined && (left === right || Uri.parse(left).toString() === right);
}

import { Disposable, Uri, workspace, type ExtensionContext, type LogOutputChannel } from "vscode";
import type { PanelMessage, ReviewSnapshot } from "../../server/src/protocol.ts";
import { foldersOnDisk, lackOfFolders } from "./folders-on-disk.ts";
import type { LensClient } from "./language-client.ts";
import type { MyName } from "./my-name.ts";
import { ReviewPanel, type ReviewRequest, type Surface } from "./review-panel.ts";
import type { ReviewRequests } from "./review-requests.ts";
import type { ReviewSelection } from "./review-selection.ts";
import type { WorkspaceScan } from "./scan-command.ts";

/** Changes of the review that come within this time are shown together. In ms. */
const DEBOUNCE = 150;

/** All panels that are open, side bar and tabs: they show the same review, and get the same snapshots. */
export class ReviewPanels {
  readonly #context: ExtensionContext;
  readonly #client: LensClient;
  readonly #scan: WorkspaceScan;
  readonly #selection: ReviewSelection;
  readonly #requests: ReviewRequests;
  readonly #myName: MyName;
  readonly #output: LogOutputChannel;
  /** The one shown last comes last. */
  readonly #panels = new Set<ReviewPanel>();
  /** A practice that the next panel to be ready shows. */
  #toReveal: string | undefined;
  #refreshTimer: NodeJS.Timeout | undefined;
  /** Folders that the panel had scanned without being asked: it does so once. */
  readonly #scannedUnasked = new Set<string>();
  /** Counts requests for snapshots, so that only the answer to the last one is shown. */
  #snapshotRequests = 0;

  constructor(
    context: ExtensionContext,
    client: LensClient,
    scan: WorkspaceScan,
    selection: ReviewSelection,
    requests: ReviewRequests,
    myName: MyName,
    output: LogOutputChannel,
  ) {
    this.#context = context;
    this.#client = client;
    this.#scan = scan;
    this.#selection = selection;
    this.#requests = requests;
    this.#myName = myName;
    this.#output = output;
  }

  register(): Disposable {
    return Disposable.from(
      this.#client.onDidChangeState(() => void this.refresh()),
      this.#client.onDidChangeReview((folder) => {
        if (isSameUri(folder, this.#selection.folder?.uri.toString())) {
          this.#refreshSoon();
        }
      }),
      workspace.onDidChangeWorkspaceFolders(() => this.#refreshSoon()),
      new Disposable(() => clearTimeout(this.#refreshTimer)),
    );
  }

  /** Fills a surface with a panel. The caller disposes what it gets when the surface is gone. */
  add(surface: Surface): Disposable {
    const panel = new ReviewPanel(surface, this.#context.extensionUri, this.#output, {
      ready: (panel) => void this.#greet(panel),
      rememberMe: async (name, panel) => this.#rememberMe(name, panel),
      serve: async (request, panel) => this.#serve(request, panel),
    });
    this.#panels.add(panel);
    return new Disposable(() => {
      this.#panels.delete(panel);
      panel.dispose();
    });
  }

  /**
   * Shows a practice in the panel that can be seen, else in the one that `open` brings up.
   * @param open brings a panel up; it gets the practice as soon as it is ready
   */
  async reveal(practice: string, open: () => Thenable<unknown>): Promise<void> {
    const panel = [...this.#panels].findLast(({ isListening }) => isListening);
    if (panel === undefined) {
      this.#toReveal = practice;
      await open();
      return;
    }
    panel.reveal();
    await this.refresh();
    await panel.post({ type: "reveal", practice });
  }

  /** Gives every panel that can be seen the review as it is now. */
  async refresh(): Promise<void> {
    clearTimeout(this.#refreshTimer);
    if (![...this.#panels].some(({ isListening }) => isListening)) {
      return;
    }
    const request = ++this.#snapshotRequests;
    const message = await this.#currentMessage();
    if (request !== this.#snapshotRequests) {
      return;
    }
    const panels = [...this.#panels].filter(({ isListening }) => isListening);
    await Promise.all(panels.map(async (panel) => panel.post(message)));
    const [panel] = panels;
    if (panel !== undefined && this.#toReveal !== undefined && message.type === "snapshot") {
      const practice = this.#toReveal;
      this.#toReveal = undefined;
      await panel.post({ type: "reveal", practice });
    }
  }

  async #greet(panel: ReviewPanel): Promise<void> {
    if (panel.isListening) {
      await panel.post({ type: "me", name: this.#myName.name });
    }
    await this.refresh();
  }

  async #rememberMe(name: string, panel: ReviewPanel): Promise<void> {
    await this.#myName.remember(name);
    const others = [...this.#panels].filter((other) => other !== panel && other.isListening);
    await Promise.all(others.map(async (other) => other.post({ type: "me", name })));
  }

  async #serve(request: ReviewRequest, panel: ReviewPanel): Promise<void> {
    const folder = foldersOnDisk().find(({ uri }) => uri.toString() === request.folder);
    if (folder === undefined) {
      await panel.post({ type: "failed", message: "This folder is no longer part of the workspace." });
      return;
    }
    try {
      const reply = await this.#requests.serve(request, panel.column);
      if (reply.message !== undefined) {
        await panel.post(reply.message);
      }
      if (reply.isRefreshNeeded) {
        await this.refresh();
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#output.error(`The review panel's request "${request.type}" failed: ${reason}`);
      await panel.post({ type: "failed", message: reason });
    }
  }

  #refreshSoon(): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => void this.refresh(), DEBOUNCE);
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
    const { folder } = this.#selection;
    if (folder === undefined) {
      return { type: "empty", reason: lackOfFolders() };
    }
    if (this.#client.state !== "running") {
      return { type: "empty", reason: this.#client.state };
    }
    try {
      const snapshot = await this.#client.request("genaiLens/review", this.#selection.query(folder.uri.toString()));
      this.#scanOnce(snapshot);
      const folders = foldersOnDisk().map(({ uri, name }) => ({ uri: uri.toString(), name }));
      return { type: "snapshot", folders, snapshot };
    } catch (error) {
      return { type: "failed", message: error instanceof Error ? error.message : String(error) };
    }
  }
}

function isSameUri(left: string, right: string | undefined): boolean {
  return right !== undefined && (left === right || Uri.parse(left).toString() === right);
}

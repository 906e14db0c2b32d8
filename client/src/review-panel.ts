import { randomBytes } from "node:crypto";
import { Disposable, Uri, type Event, type LogOutputChannel, type ViewColumn, type Webview } from "vscode";
import type { PanelMessage, PanelRequest } from "../../server/src/protocol.ts";
import { parsePanelRequest } from "./panel-request.ts";
import { reviewHtml } from "./review-html.ts";

/** Commands that the panel's document may link to. */
const LINKED_COMMANDS = [
  "genaiLens.restartServer",
  "genaiLens.showOutput",
  "workbench.action.openSettings",
  "workbench.action.files.openFolder",
  "workbench.action.addRootFolder",
];

/** Where a panel is shown: the view of the side bar, or a tab among the editors. */
export interface Surface {
  readonly webview: Webview;
  readonly isVisible: () => boolean;
  readonly onDidChangeVisibility: Event<unknown>;
  /** Column of a tab; `undefined` in the side bar. */
  readonly column: () => ViewColumn | undefined;
  readonly reveal: () => void;
}

/** What a panel asks for of a folder's review. */
export type ReviewRequest = Exclude<PanelRequest, { type: "ready" | "rememberMe" }>;

/** What stands behind a panel. */
export interface ReviewDesk {
  /** A panel came, or can be seen again. */
  readonly ready: (panel: ReviewPanel) => void;
  /** The person said how they are called. */
  readonly rememberMe: (name: string, panel: ReviewPanel) => Promise<void>;
  readonly serve: (request: ReviewRequest, panel: ReviewPanel) => Promise<void>;
}

/** One document that shows the review. It holds no state of the review: it gets snapshots. */
export class ReviewPanel {
  readonly #surface: Surface;
  readonly #output: LogOutputChannel;
  readonly #desk: ReviewDesk;
  readonly #listeners: Disposable;
  #isReady = false;

  /** Puts the document into the surface. */
  constructor(surface: Surface, extension: Uri, output: LogOutputChannel, desk: ReviewDesk) {
    this.#surface = surface;
    this.#output = output;
    this.#desk = desk;
    const resources = Uri.joinPath(extension, "dist", "review");
    const { webview } = surface;
    webview.options = { enableScripts: true, localResourceRoots: [resources], enableCommandUris: LINKED_COMMANDS };
    this.#listeners = Disposable.from(
      webview.onDidReceiveMessage(async (message: unknown) => this.#receive(message)),
      surface.onDidChangeVisibility(() => {
        this.#isReady &&= surface.isVisible();
        desk.ready(this);
      }),
    );
    webview.html = reviewHtml({
      script: webview.asWebviewUri(Uri.joinPath(resources, "review.js")).toString(),
      styles: webview.asWebviewUri(Uri.joinPath(resources, "review.css")).toString(),
      source: webview.cspSource,
      nonce: randomBytes(16).toString("hex"),
      place: surface.column() === undefined ? "side bar" : "editor",
    });
  }

  /** Whether messages arrive. */
  get isListening(): boolean {
    return this.#isReady && this.#surface.isVisible();
  }

  /** Column of a tab; `undefined` in the side bar. */
  get column(): ViewColumn | undefined {
    return this.#surface.column();
  }

  async post(message: PanelMessage): Promise<void> {
    await this.#surface.webview.postMessage(message);
  }

  /** Brings the panel to the front. */
  reveal(): void {
    this.#surface.reveal();
  }

  dispose(): void {
    this.#isReady = false;
    this.#listeners.dispose();
  }

  async #receive(message: unknown): Promise<void> {
    const request = parsePanelRequest(message);
    if (request === undefined) {
      this.#output.warn("The review panel sent a message that is not known; it was ignored");
    } else if (request.type === "ready") {
      this.#isReady = true;
      this.#desk.ready(this);
    } else if (request.type === "rememberMe") {
      await this.#desk.rememberMe(request.name, this);
    } else {
      await this.#desk.serve(request, this);
    }
  }
}

import { Disposable, Uri, ViewColumn, commands, window, type WebviewPanel, type WebviewPanelSerializer } from "vscode";
import type { ReviewPanels } from "./review-panels.ts";

const EDITOR = "genaiLens.reviewEditor";

/** The review as a tab among the editors, with room for list and practice side by side. It comes back with the window. */
export class ReviewEditor implements WebviewPanelSerializer {
  readonly #panels: ReviewPanels;
  readonly #extension: Uri;
  #tab: WebviewPanel | undefined;

  constructor(panels: ReviewPanels, extension: Uri) {
    this.#panels = panels;
    this.#extension = extension;
  }

  register(): Disposable {
    return Disposable.from(
      commands.registerCommand("genaiLens.openReview", () => this.open()),
      window.registerWebviewPanelSerializer(EDITOR, this),
    );
  }

  /** Shows the tab, a new one where there is none. */
  open(): void {
    if (this.#tab !== undefined) {
      this.#tab.reveal();
      return;
    }
    this.#fill(window.createWebviewPanel(EDITOR, "Pillar Review", ViewColumn.Active));
  }

  async deserializeWebviewPanel(tab: WebviewPanel): Promise<void> {
    if (this.#tab !== undefined) {
      tab.dispose();
      return;
    }
    this.#fill(tab);
  }

  #fill(tab: WebviewPanel): void {
    this.#tab = tab;
    tab.iconPath = {
      light: Uri.joinPath(this.#extension, "media", "icon-light.svg"),
      dark: Uri.joinPath(this.#extension, "media", "icon-dark.svg"),
    };
    const panel = this.#panels.add({
      webview: tab.webview,
      isVisible: () => tab.visible,
      onDidChangeVisibility: tab.onDidChangeViewState,
      column: () => tab.viewColumn ?? ViewColumn.One,
      reveal: () => tab.reveal(),
    });
    tab.onDidDispose(() => {
      panel.dispose();
      this.#tab = undefined;
    });
  }
}

import { Disposable, commands, window, type WebviewView, type WebviewViewProvider } from "vscode";
import type { ReviewPanels } from "./review-panels.ts";
import { REVIEW_VIEW } from "./scan-command.ts";

/** The review in the side bar. */
export class ReviewView implements WebviewViewProvider {
  readonly #panels: ReviewPanels;

  constructor(panels: ReviewPanels) {
    this.#panels = panels;
  }

  register(): Disposable {
    return window.registerWebviewViewProvider(REVIEW_VIEW, this);
  }

  resolveWebviewView(view: WebviewView): void {
    const panel = this.#panels.add({
      webview: view.webview,
      isVisible: () => view.visible,
      onDidChangeVisibility: view.onDidChangeVisibility,
      column: () => undefined,
      reveal: () => view.show(),
    });
    view.onDidDispose(() => panel.dispose());
  }
}

/** Brings the view of the side bar up. */
export async function focusReviewView(): Promise<void> {
  await commands.executeCommand(`${REVIEW_VIEW}.focus`);
}

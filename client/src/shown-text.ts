import { Disposable, EventEmitter, Uri, window, workspace, type TextDocumentContentProvider } from "vscode";

const SCHEME = "genai-lens-text";

/** Texts that are shown in an editor and are no files: they can be read and copied, and closed without a question. */
export class ShownText implements TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;

  register(): Disposable {
    return Disposable.from(this.#changed, workspace.registerTextDocumentContentProvider(SCHEME, this));
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.path) ?? "";
  }

  /** @param name as the tab shows it; its ending says the language. What was shown under it before is replaced. */
  async show(name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
  }
}

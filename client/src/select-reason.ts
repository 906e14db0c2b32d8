import { Selection, Uri, commands, window, type Disposable } from "vscode";
import { findReason } from "./reason.ts";

/** Lines around the expected one that are searched, since other edits may have come in between. */
const NEARBY = [0, 1, -1];

/** After a suppression comment was inserted: selects its word `reason`, so that typing replaces it. */
export function registerSelectReason(): Disposable {
  return commands.registerCommand("genaiLens.selectReason", (uri: unknown, line: unknown) => {
    const editor = window.activeTextEditor;
    if (typeof uri !== "string" || typeof line !== "number" || editor === undefined) {
      return;
    }
    const { document } = editor;
    if (document.uri.toString() !== Uri.parse(uri).toString()) {
      return;
    }
    for (const offset of NEARBY) {
      const candidate = line + offset;
      const span =
        candidate >= 0 && candidate < document.lineCount ? findReason(document.lineAt(candidate).text) : undefined;
      if (span !== undefined) {
        editor.selection = new Selection(candidate, span.start, candidate, span.end);
        editor.revealRange(editor.selection);
        return;
      }
    }
  });
}

import { Uri, type Diagnostic } from "vscode";
import { PAGE_SCHEME, pageIdOf } from "./page.ts";

/**
 * Makes the rule id of a finding open the rule's rendered page. The server links to the page's document,
 * which any editor can show as text; here a command shows it as a preview.
 */
export function linkToPages(diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const { code } = diagnostic;
    if (typeof code !== "object" || code.target.scheme !== PAGE_SCHEME) {
      continue;
    }
    const id = pageIdOf(code.target.path);
    if (id !== undefined) {
      diagnostic.code = { value: code.value, target: pageCommandUri(id) };
    }
  }
}

/** A link that opens the page of a rule or practice. */
export function pageCommandUri(id: string): Uri {
  return Uri.from({ scheme: "command", path: "genaiLens.openRulePage", query: JSON.stringify([id]) });
}

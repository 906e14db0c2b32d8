import { CodeActionKind } from "vscode-languageserver";
import type { CodeAction, CodeActionParams } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Problem } from "../analysis/analysis.ts";
import { CONFIGURATION_NAME } from "../workspace/configuration-name.ts";
import type { ClientFeatures } from "./client-features.ts";
import { problemDiagnostic, SOURCE } from "./diagnostics.ts";
import { rangeAt } from "./positions.ts";
import { workspaceEdit } from "./workspace-edits.ts";

/** Whether a file is a configuration of the product. */
export function isConfiguration(file: string): boolean {
  return file.slice(file.lastIndexOf("/") + 1) === CONFIGURATION_NAME;
}

/** Puts the name that was probably meant in place of one that there is not. `problems` speak of the document's text. */
export function configurationFixes(
  params: CodeActionParams,
  document: TextDocument,
  problems: readonly Problem[],
  client: ClientFeatures,
): CodeAction[] {
  const { only, diagnostics } = params.context;
  if (!client.hasCodeActionLiterals || (only !== undefined && !only.includes(CodeActionKind.QuickFix))) return [];
  const start = document.offsetAt(params.range.start);
  const end = document.offsetAt(params.range.end);
  return problems.flatMap((problem) => {
    const { offset, rename } = problem;
    if (offset === undefined || rename === undefined || offset > end || rename.end < start) return [];
    const shown = problemDiagnostic(problem, document);
    const edit = { range: rangeAt(document, offset, rename.end), newText: JSON.stringify(rename.name) };
    return [
      {
        title: `Write "${rename.name}"`,
        kind: CodeActionKind.QuickFix,
        diagnostics: diagnostics.filter((each) => each.source === SOURCE && each.message === shown.message),
        isPreferred: true,
        edit: workspaceEdit([edit], document, client),
      },
    ];
  });
}

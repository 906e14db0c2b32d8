import { DiagnosticSeverity } from "vscode-languageserver";
import type { Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { LENSES_FOLDER } from "../review/lens-file/lens-folder.ts";
import { validateLensFile } from "../review/lens-file/validate.ts";
import { SOURCE } from "./diagnostics.ts";
import { rangeAt } from "./positions.ts";

const SEVERITIES = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning } as const;

/** What is wrong in a lens that the team brought; `undefined` for any other file. */
export function lensFileDiagnostics(file: string, document: TextDocument): Diagnostic[] | undefined {
  const [folder, name] = file.split(`/${LENSES_FOLDER}/`);
  if (folder === undefined || name === undefined || name.includes("/") || !name.endsWith(".json")) return undefined;
  return validateLensFile(document.getText()).problems.map(({ severity, message, offset, length }) => ({
    source: SOURCE,
    severity: SEVERITIES[severity],
    range: rangeAt(document, offset, offset + length),
    message,
  }));
}

import { DiagnosticSeverity, languages, type Diagnostic, type Uri } from "vscode";
import { until } from "./waiting.ts";

/** What the tests compare of a finding. */
export interface ShownFinding {
  readonly rule: string;
  readonly severity: string;
  /** From 1, as the editor shows it. */
  readonly line: number;
}

/** Our findings of a file, in the order of their places. */
export function findingsOf(uri: Uri): readonly Diagnostic[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "genai-lens")
    .toSorted((one, other) => one.range.start.compareTo(other.range.start));
}

/** The rule's id of a finding. */
export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Waits until a file shows exactly these findings. */
export async function untilFindings(uri: Uri, expected: readonly ShownFinding[]): Promise<readonly Diagnostic[]> {
  const wanted = JSON.stringify(expected);
  await until(
    `${uri.path} shows ${wanted}`,
    () => findingsOf(uri).map(show),
    (shown) => JSON.stringify(shown) === wanted,
  );
  return findingsOf(uri);
}

function show(diagnostic: Diagnostic): ShownFinding {
  return {
    rule: ruleOf(diagnostic),
    severity: DiagnosticSeverity[diagnostic.severity] ?? "",
    line: diagnostic.range.start.line + 1,
  };
}

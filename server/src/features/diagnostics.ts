import { createHash } from "node:crypto";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import type { Diagnostic, DiagnosticRelatedInformation } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Severity } from "../../../lens/facts.ts";
import type { Problem } from "../analysis/analysis.ts";
import type { FileReport, Finding } from "../lint/finding.ts";
import type { ClientFeatures } from "./client-features.ts";
import { locationOf, rangeAt } from "./positions.ts";
import type { TextOf } from "./positions.ts";

/** Name under which findings are shown. */
export const SOURCE = "genai-lens";

const MODEL_RULES: ReadonlySet<string> = new Set(["retired-or-deprecated-model"]);

/** Severities as editors know them. */
export const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What a diagnostic carries to the code action that answers it. */
export interface DiagnosticData {
  readonly fingerprint: string;
  readonly version: string;
}

/** A file's report for an editor. `document` holds the text that the report speaks of. */
export function toDiagnostics(
  report: FileReport,
  document: TextDocument,
  textOf: TextOf,
  client: ClientFeatures,
): Diagnostic[] {
  return [
    ...report.findings.map((finding) => findingDiagnostic(finding, report.version, document, textOf, client)),
    ...report.problems.map((problem) => problemDiagnostic(problem, document)),
  ];
}

/** A problem, shown where it is, else at the start of its file. */
export function problemDiagnostic(problem: Problem, document: TextDocument): Diagnostic {
  const start = document.positionAt(problem.offset ?? 0);
  const { offset, rename } = problem;
  const end =
    rename !== undefined
      ? document.positionAt(rename.end)
      : offset === undefined
        ? start
        : { line: start.line + 1, character: 0 };
  return { source: SOURCE, severity: DiagnosticSeverity.Warning, range: { start, end }, message: problem.message };
}

/** Stays the same exactly as long as the diagnostics do. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  return createHash("sha256").update(JSON.stringify(diagnostics)).digest("hex").slice(0, 16);
}

export function isData(value: unknown): value is DiagnosticData {
  return typeof value === "object" && value !== null && "fingerprint" in value && "version" in value;
}

function findingDiagnostic(
  finding: Finding,
  version: string,
  document: TextDocument,
  textOf: TextOf,
  client: ClientFeatures,
): Diagnostic {
  const related = client.hasRelatedInformation ? relatedInformation(finding, textOf) : [];
  const data: DiagnosticData = { fingerprint: finding.fingerprint, version };
  return {
    source: SOURCE,
    code: finding.ruleId,
    severity: SEVERITIES[finding.severity],
    range: rangeAt(document, finding.place.start, finding.place.end),
    message: messageOf(finding),
    ...(client.hasCodeDescription ? { codeDescription: { href: pageHref(finding.ruleId) } } : {}),
    ...(MODEL_RULES.has(finding.ruleId) ? { tags: [DiagnosticTag.Deprecated] } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(client.hasDiagnosticData ? { data } : {}),
  };
}

function messageOf(finding: Finding): string {
  return finding.practices.length === 0 ? finding.message : `${finding.message} (${finding.practices.join(", ")})`;
}

function pageHref(ruleId: string): string {
  return `genai-lens-page:/rules/${ruleId}.md`;
}

function relatedInformation(finding: Finding, textOf: TextOf): DiagnosticRelatedInformation[] {
  return finding.related.flatMap(({ place, message }) => {
    const location = locationOf(place, textOf);
    return location === undefined ? [] : [{ location, message }];
  });
}

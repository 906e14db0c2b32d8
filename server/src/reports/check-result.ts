import type { Place, Severity } from "../../../lens/facts.ts";
import type { RuleMeta } from "../../../lens/rules/rule.ts";
import type { Problem } from "../analysis/analysis.ts";
import type { FileReport, Finding } from "../lint/finding.ts";
import { LineIndex } from "../review/line-index.ts";
import { relativePath } from "../workspace/paths.ts";

/** What a check found, in the order in which every output shows it. */
export interface CheckResult {
  readonly reports: readonly FileReport[];
  /** Those of source files and all others, once each. */
  readonly problems: readonly Problem[];
  readonly files: number;
  readonly analysedFiles: number;
  readonly modelCalls: number;
  readonly durationMs: number;
}

/** What outputs need beside the result. */
export interface ReportContext {
  /** Folder that paths are shown from. */
  readonly directory: string;
  /** Text of a file as it was checked; `undefined` where it is not to be had. */
  text(file: string): string | undefined;
  /** The rules that may have reported; without it those that there are for code. */
  readonly rules?: readonly RuleMeta[];
  /** Version of this product. */
  readonly version: string;
  /** Whether the reader shows terminal colours. */
  readonly isColoured: boolean;
}

/** Writes a result in one format. Ends with a line feed. */
export type Reporter = (result: CheckResult, context: ReportContext) => string;

/** A place as people count it: lines and columns from 1, in UTF-16 code units, the end exclusive. */
export interface Location {
  /** Relative, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns places into locations; reads each text once. */
export class Locations {
  readonly #context: Pick<ReportContext, "directory" | "text">;
  readonly #indexes = new Map<string, LineIndex>();

  constructor(context: Pick<ReportContext, "directory" | "text">) {
    this.#context = context;
  }

  of(place: Place): Location {
    const index = this.#index(place.file);
    const start = index.positionOf(place.start);
    const end = index.positionOf(place.end);
    return {
      file: this.path(place.file),
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  }

  /** Where a problem is; `undefined` where it has no place in its file. */
  ofProblem(problem: Problem): Location | undefined {
    const { file, offset } = problem;
    return offset === undefined ? undefined : this.of({ file, start: offset, end: offset });
  }

  /** The path as it is shown. */
  path(file: string): string {
    return relativePath(this.#context.directory, file) || ".";
  }

  #index(file: string): LineIndex {
    const known = this.#indexes.get(file);
    if (known !== undefined) return known;
    const index = new LineIndex(this.#context.text(file) ?? "");
    this.#indexes.set(file, index);
    return index;
  }
}

export const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];

/** All findings, file by file. */
export function findingsOf(result: CheckResult): readonly Finding[] {
  return result.reports.flatMap((report) => report.findings);
}

export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}

/** The safest fix that a finding has. */
export function fixSafety(finding: Finding): "safe" | "review" | undefined {
  if (finding.fixes.some((fix) => fix.safety === "safe")) return "safe";
  return finding.fixes.length > 0 ? "review" : undefined;
}

/** `1 file`, `2 files`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** Text from analysed code on one line, without anything that a terminal would obey. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

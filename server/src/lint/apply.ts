import { parse } from "../analysis/syntax.ts";
import { syntaxErrorCount } from "./edits/code.ts";
import type { FileReport, Finding, TextEdit, TextFix } from "./finding.ts";

/** Rounds after which fixes that still bring up new ones are left alone. */
const MAXIMUM_PASSES = 10;

export interface FixedText {
  readonly text: string;
  /** Fixes that were applied, over all passes. */
  readonly applied: number;
}

/** The text with edits in it, all of the same file and version. Throws where two of them overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let done = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < done || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`The edit of ${edit.start} to ${edit.end} does not fit the text`);
    }
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done);
}

/** Whether a text has no more syntax errors with a fix than without. */
export function keepsSyntax(file: string, text: string, edits: readonly TextEdit[]): boolean {
  const before = errorCount(file, text);
  const after = errorCount(file, applyEdits(text, edits));
  return before !== undefined && after !== undefined && after <= before;
}

/**
 * Applies the safe fix of every finding that `isWanted`, and does so again for what a fix brings up,
 * until nothing is left. Fixes that touch each other wait for the next pass; none is applied in part.
 * `again` judges a changed text; `undefined` ends the work with what is done so far.
 */
export function applySafeFixes(
  text: string,
  report: FileReport,
  again: (text: string) => FileReport | undefined,
  isWanted: (finding: Finding) => boolean = () => true,
): FixedText {
  let current = text;
  let applied = 0;
  let latest: FileReport | undefined = report;
  for (let pass = 0; pass < MAXIMUM_PASSES && latest !== undefined; pass++) {
    const fixes = withoutContact(latest.findings.filter(isWanted).flatMap((finding) => safeFix(finding) ?? []));
    const sound = soundFixes(report.file, current, fixes);
    const next = applyEdits(
      current,
      sound.flatMap((fix) => fix.edits),
    );
    if (next === current) break;
    applied += sound.length;
    current = next;
    latest = again(current);
  }
  return { text: current, applied };
}

/** The fix of a finding that may be applied unasked; `undefined` where it has none. */
export function safeFix(finding: Finding): TextFix | undefined {
  return finding.fixes.find(
    (fix) => fix.safety === "safe" && fix.edits.every((edit) => edit.file === finding.place.file),
  );
}

function withoutContact(fixes: readonly TextFix[]): readonly TextFix[] {
  const chosen: TextFix[] = [];
  for (const fix of fixes) {
    const isClear = chosen.every((other) => !fix.edits.some((a) => other.edits.some((b) => isTouching(a, b))));
    if (isClear) chosen.push(fix);
  }
  return chosen;
}

function isTouching(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function soundFixes(file: string, text: string, fixes: readonly TextFix[]): readonly TextFix[] {
  if (
    fixes.length === 0 ||
    keepsSyntax(
      file,
      text,
      fixes.flatMap((fix) => fix.edits),
    )
  )
    return fixes;
  return fixes.filter((fix) => keepsSyntax(file, text, fix.edits));
}

function errorCount(file: string, text: string): number | undefined {
  const parsed = parse(file, text, Infinity);
  return "source" in parsed ? syntaxErrorCount(parsed.source) : undefined;
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

import { parse } from "../analysis/syntax.ts";
import { syntaxErrorCount } from "./edits/code.ts";
import type { FileReport, Finding, NewFile, TextEdit, TextFix } from "./finding.ts";

/** Rounds after which fixes that still bring up new ones are left alone. */
const MAXIMUM_PASSES = 10;

/** The texts of a workspace while fixes are applied to them. */
export interface FixBench {
  /** The present text, with all that was changed; `undefined` where there is none, or no fix may change it. */
  text(file: string): string | undefined;
  /** Whether a fix may make a file: nothing is at its path. */
  canCreate(file: string): boolean;
  /** Takes a text instead of the present one, or of none. */
  change(file: string, text: string): void;
  /** Judges the present text of a file; `undefined` ends the work with what is done so far. */
  report(file: string): FileReport | undefined;
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

/** Whether a text has no more syntax errors with edits, all of them its own, than without. */
export function keepsSyntax(file: string, text: string, edits: readonly TextEdit[]): boolean {
  const before = errorCount(file, text);
  const after = errorCount(file, applyEdits(text, edits));
  return before !== undefined && after !== undefined && after <= before;
}

/** The edits of a fix, by the file that they change. */
export function editsByFile(fixes: readonly Pick<TextFix, "edits">[]): ReadonlyMap<string, readonly TextEdit[]> {
  const byFile = new Map<string, TextEdit[]>();
  for (const edit of fixes.flatMap(({ edits }) => edits)) {
    const own = byFile.get(edit.file);
    if (own === undefined) byFile.set(edit.file, [edit]);
    else own.push(edit);
  }
  return byFile;
}

/** Files that a fix, or several, make. */
export function newFilesOf(fixes: readonly TextFix[]): readonly NewFile[] {
  return fixes.flatMap(({ newFiles }) => newFiles ?? []);
}

/**
 * Whether fixes together fit the present texts: all are there, what is made is not there yet, and no text has more
 * syntax errors than before.
 */
export function isSound(fixes: readonly TextFix[], bench: Pick<FixBench, "text" | "canCreate">): boolean {
  return (
    newFilesOf(fixes).every(({ file }) => bench.canCreate(file)) &&
    [...editsByFile(fixes)].every(([file, edits]) => {
      const text = bench.text(file);
      return text !== undefined && keepsSyntax(file, text, edits);
    })
  );
}

/**
 * Applies the safe fix of every finding of one file that `isWanted`, and does so again for what a fix brings up,
 * until nothing is left. Fixes may change other files, too. Those that touch each other, in whichever file, wait for
 * the next pass; none is applied in part. Answers how many were applied.
 */
export function applySafeFixes(
  report: FileReport,
  bench: FixBench,
  isWanted: (finding: Finding) => boolean = () => true,
): number {
  let applied = 0;
  let latest: FileReport | undefined = report;
  for (let pass = 0; pass < MAXIMUM_PASSES && latest !== undefined; pass++) {
    const fixes = withoutContact(latest.findings.filter(isWanted).flatMap((finding) => safeFix(finding) ?? []));
    const sound = soundFixes(fixes, bench);
    if (!applyAll(sound, bench)) break;
    applied += sound.length;
    latest = bench.report(report.file);
  }
  return applied;
}

/** The fix of a finding that may be applied unasked; `undefined` where it has none. */
export function safeFix(finding: Finding): TextFix | undefined {
  return finding.fixes.find((fix) => fix.safety === "safe");
}

/** Whether anything changed. */
function applyAll(fixes: readonly TextFix[], bench: FixBench): boolean {
  let isChanged = false;
  for (const [file, edits] of editsByFile(fixes)) {
    const before = bench.text(file) ?? "";
    const after = applyEdits(before, edits);
    if (after === before) continue;
    bench.change(file, after);
    isChanged = true;
  }
  for (const { file, text } of newFilesOf(fixes)) {
    bench.change(file, text);
    isChanged = true;
  }
  return isChanged;
}

function withoutContact(fixes: readonly TextFix[]): readonly TextFix[] {
  const chosen: TextFix[] = [];
  for (const fix of fixes) {
    if (chosen.every((other) => !isInContact(fix, other))) chosen.push(fix);
  }
  return chosen;
}

function isInContact(one: TextFix, other: TextFix): boolean {
  return (
    one.edits.some((a) => other.edits.some((b) => a.file === b.file && a.start <= b.end && b.start <= a.end)) ||
    newFilesOf([one]).some((a) => newFilesOf([other]).some((b) => a.file === b.file))
  );
}

function soundFixes(fixes: readonly TextFix[], bench: FixBench): readonly TextFix[] {
  if (isSound(fixes, bench)) return fixes;
  return fixes.filter((fix) => isSound([fix], bench));
}

function errorCount(file: string, text: string): number | undefined {
  const parsed = parse(file, text, Infinity);
  return "source" in parsed ? syntaxErrorCount(parsed.source) : undefined;
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

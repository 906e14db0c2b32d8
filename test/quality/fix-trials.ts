import { applyEdits, editsByFile, keepsSyntax, newFilesOf } from "../../server/src/lint/apply.ts";
import type { Finding, TextFix } from "../../server/src/lint/finding.ts";
import { FixTexts } from "../../server/src/workspace/fix-texts.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";

/** What became of one fix, applied alone to the code it was offered for. */
export interface FixTrial {
  readonly finding: Finding;
  readonly fix: TextFix;
  /** Empty where the fix holds; else one line each. */
  readonly faults: readonly string[];
}

/**
 * Applies a fix in memory, in all files that it changes, and looks at what it made: the syntax, the line ends, and
 * whether the finding is gone. Leaves the workspace as it was.
 */
export async function tryFix(workspace: Workspace, finding: Finding, fix: TextFix): Promise<FixTrial> {
  const faults = new Set<string>();
  const countBefore = like(workspace, finding);
  const texts = new FixTexts(workspace);
  for (const [file, edits] of editsByFile([fix])) {
    const text = texts.text(file) ?? "";
    if (!keepsSyntax(file, text, edits)) faults.add("the result does not parse");
    if (edits.every((edit) => text.slice(edit.start, edit.end) === edit.text)) faults.add("the fix changes nothing");
    if (text.includes("\r\n") && edits.some((edit) => /(?<!\r)\n/u.test(edit.text))) faults.add("line ends differ");
    texts.change(file, applyEdits(text, edits));
  }
  for (const { file, text } of newFilesOf([fix])) {
    if (!texts.canCreate(file)) faults.add("what it makes is there already");
    // Whatever it holds is a fault more than the nothing that was there.
    if (!keepsSyntax(file, "", [{ file, start: 0, end: 0, text }])) faults.add("the result does not parse");
    texts.change(file, text);
  }
  // What other files say of it is known after this alone.
  const isAboutSeveral = new Set(fix.edits.map((edit) => edit.file)).size > 1 || newFilesOf([fix]).length > 0;
  if (isAboutSeveral) await workspace.refresh();
  if (like(workspace, finding) >= countBefore) faults.add("the finding stays");
  texts.restore();
  if (isAboutSeveral) await workspace.refresh();
  return { finding, fix, faults: [...faults] };
}

/** How many findings of its file say the same. A mended model may bring up the next of several: that one says another. */
function like(workspace: Workspace, { ruleId, message, place }: Finding): number {
  const { findings } = workspace.report(place.file);
  return findings.filter((other) => other.ruleId === ruleId && other.message === message).length;
}

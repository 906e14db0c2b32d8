import type { Finding, TextFix } from "../../server/src/lint/finding.ts";
import { applyEdits, keepsSyntax } from "../../server/src/lint/apply.ts";
import type { Workspace } from "../../server/src/workspace/workspace.ts";

/** What became of one fix, applied alone to the code it was offered for. */
export interface FixTrial {
  readonly finding: Finding;
  readonly fix: TextFix;
  /** Empty where the fix holds; else one line each. */
  readonly faults: readonly string[];
}

/**
 * Applies a fix in memory and looks at what it made: the syntax, the line ends, and whether the finding is gone.
 * Leaves the workspace as it was.
 */
export function tryFix(workspace: Workspace, finding: Finding, fix: TextFix): FixTrial {
  const faults: string[] = [];
  const files = [...new Set(fix.edits.map((edit) => edit.file))];
  const before = new Map(files.map((file) => [file, workspace.text(file) ?? ""]));
  const countBefore = like(workspace, finding);
  for (const file of files) {
    const text = before.get(file) ?? "";
    const edits = fix.edits.filter((edit) => edit.file === file);
    if (!keepsSyntax(file, text, edits)) faults.push("the result does not parse");
    if (edits.every((edit) => text.slice(edit.start, edit.end) === edit.text)) faults.push("the fix changes nothing");
    if (text.includes("\r\n") && edits.some((edit) => /(?<!\r)\n/u.test(edit.text))) faults.push("line ends differ");
    workspace.setOverlay(file, applyEdits(text, edits), `trial of ${finding.fingerprint}`);
  }
  if (like(workspace, finding) >= countBefore) faults.push("the finding stays");
  for (const file of files) workspace.clearOverlay(file);
  return { finding, fix, faults };
}

/** How many findings of its file say the same. A mended model may bring up the next of several: that one says another. */
function like(workspace: Workspace, { ruleId, message, place }: Finding): number {
  const { findings } = workspace.report(place.file);
  return findings.filter((other) => other.ruleId === ruleId && other.message === message).length;
}

import { keepsSyntax, safeFix } from "../lint/apply.ts";
import type { TextFix } from "../lint/finding.ts";
import type { FixEdit, ServerRequests } from "../protocol.ts";
import type { Documents } from "./documents.ts";
import type { Folder } from "./folders.ts";
import { documentOfFile, rangeAt } from "./positions.ts";

type Answer = ServerRequests["genaiLens/fixEvidence"]["result"];

const GONE: Answer = { error: "The code changed, and this finding is no longer there." };

/**
 * The edit that mends a finding of the review: its safe fix, else its first one. Only its own file is changed.
 * `show` brings the review in step with the code.
 */
export function fixEvidence(evidence: string, folder: Folder, documents: Documents, show: () => void): Answer {
  const { review, workspace } = folder;
  const file = review?.locate(evidence)?.file;
  if (review === undefined || file === undefined) return GONE;
  // What was typed since then may have moved or mended it.
  const report = workspace.report(file);
  show();
  const finding = review.findingOf(evidence);
  const open = documents.ofFile(file)?.document;
  const text = open?.getText() ?? workspace.text(file);
  if (finding === undefined || text === undefined) return GONE;
  if (open !== undefined && report.version !== String(open.version)) return GONE;
  const own = finding.fixes.filter(({ edits }) => edits.every((edit) => edit.file === file));
  const fix = safeFix(finding) ?? own[0];
  if (fix === undefined) return { error: "There is no fix for this finding. Open it, and mend it by hand." };
  if (!keepsSyntax(file, text, fix.edits)) {
    return { error: "The fix does not fit the code as it is now. Open the finding, and mend it by hand." };
  }
  const document = open ?? documentOfFile(file, text);
  return { edit: editOf(fix, document, open?.version ?? null) };
}

function editOf(fix: TextFix, document: ReturnType<typeof documentOfFile>, version: number | null): FixEdit {
  const edits = fix.edits.map(({ start, end, text }) => ({ range: rangeAt(document, start, end), newText: text }));
  return { documentChanges: [{ textDocument: { uri: document.uri, version }, edits }] };
}

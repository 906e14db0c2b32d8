import { isSound, newFilesOf, safeFix } from "../lint/apply.ts";
import type { ServerRequests } from "../protocol.ts";
import { FixTexts } from "../workspace/fix-texts.ts";
import type { Documents } from "./documents.ts";
import { fixDocuments } from "./fix-documents.ts";
import type { Folder } from "./folders.ts";
import { uriOfFile } from "./uris.ts";
import { changesOfFix } from "./workspace-edits.ts";

type Answer = ServerRequests["genaiLens/fixEvidence"]["result"];

const GONE: Answer = { error: "The code changed, and this finding is no longer there." };
const NO_LONGER_FITS: Answer = {
  error: "The fix does not fit the code as it is now. Open the finding, and mend it by hand.",
};

/**
 * The edit that mends a finding of the review: its safe fix, else its first one. It may change several files, and make
 * new ones. `show` brings the review in step with the code.
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
  if (finding === undefined || (open === undefined && workspace.text(file) === undefined)) return GONE;
  if (open !== undefined && report.version !== String(open.version)) return GONE;
  const fix = safeFix(finding) ?? finding.fixes[0];
  if (fix === undefined) return { error: "There is no fix for this finding. Open it, and mend it by hand." };
  if (!isSound([fix], new FixTexts(workspace))) return NO_LONGER_FITS;
  const documentChanges = changesOfFix(fix, fixDocuments(documents, workspace));
  if (documentChanges === undefined) return NO_LONGER_FITS;
  return {
    edit: {
      documentChanges: documentChanges.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })),
      newFiles: newFilesOf([fix]).map((made) => ({ uri: uriOfFile(made.file), text: made.text })),
    },
  };
}

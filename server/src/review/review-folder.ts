import { NEVER_CANCELLED } from "../analysis/analysis.ts";
import type { CancellationToken } from "../analysis/analysis.ts";
import type { FolderReference, ReviewSnapshot } from "../protocol.ts";
import type { ScanProgress } from "../workspace/folder-scan.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { FolderReview } from "./folder-review.ts";
import type { FolderState } from "./folder-review.ts";
import type { ReviewChoice } from "./review.ts";

/** What the review takes from a workspace. */
export function stateOf(workspace: Workspace): FolderState {
  return { reports: workspace.reports(), textOf: (file) => workspace.text(file), signals: workspace.signals() };
}

/** A review, and whether it stands on every answer that the folder keeps. */
export interface ReviewOutcome {
  readonly snapshot: ReviewSnapshot;
  /** False where some could not be read: then the risks are not the team's. The snapshot's problems say why. */
  readonly hasAllAnswers: boolean;
}

/**
 * The review of a folder without an editor: scans it, and joins what it finds with the answers, the milestones and
 * the imported lenses of the folder. Nothing is written. Throws what a scan throws; whatever else stands in the way
 * is one of the snapshot's problems. Whether the lens that was asked for is on offer, the snapshot's `lens` says.
 * `folder` is how the snapshot names it.
 */
export async function reviewFolder(
  workspace: Workspace,
  folder: FolderReference,
  choice: ReviewChoice = {},
  token: CancellationToken = NEVER_CANCELLED,
  onProgress: (progress: ScanProgress) => void = () => {},
): Promise<ReviewOutcome> {
  const { stats } = await workspace.scan(token, onProgress);
  const review = new FolderReview(folder, workspace.root, workspace.rules());
  review.take(stateOf(workspace));
  const { files, modelCalls } = stats;
  const snapshot = await review.snapshot({ state: "scanned", files, modelCalls }, choice);
  return { snapshot, hasAllAnswers: review.hasAllAnswers };
}

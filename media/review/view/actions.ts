import type { PracticeAnswer, PracticeReview } from "../../../server/src/protocol.ts";
import type { AnswerOf, Filter, Tally } from "../model.ts";
import type { DraftState } from "../drafts.ts";
import type { TreeItem } from "../tree.ts";

/** What a person can do in the panel. */
export interface Actions {
  selectFolder(uri: string): void;
  scan(): void;
  filter(change: Partial<Filter>): void;
  toggle(item: string): void;
  /** Makes an item the one that Tab leads to. */
  activate(item: string): void;
  press(event: KeyboardEvent): void;
  openEvidence(evidence: string): void;
  openPage(page: string): void;
  /** @param urgency `later` while a person types. */
  answer(practice: PracticeReview, change: Partial<PracticeAnswer>, urgency: "now" | "later"): void;
  saveNow(): void;
  showAll(list: string): void;
  dismissFailure(): void;
}

/** What the tree needs to know beside the snapshot. */
export interface TreeContext {
  readonly actions: Actions;
  readonly answerOf: AnswerOf;
  /** Numbers of a whole pillar or question, whatever the filter hides of it. */
  readonly tallyOf: (id: string) => Tally;
  readonly draftState: (practice: string) => DraftState | undefined;
  readonly isExpanded: (id: string, level: TreeItem["level"]) => boolean;
  /** The item that Tab leads to. */
  readonly active: string | undefined;
  /** Whether a long list of evidence is shown whole. */
  readonly isShownWhole: (list: string) => boolean;
}

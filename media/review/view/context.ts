import type {
  AnswerStatus,
  ExportFormat,
  FolderReference,
  PillarReview,
  PracticeAnswer,
  PracticeReview,
  ReviewSnapshot,
} from "../../../server/src/protocol.ts";
import type { DraftState } from "../drafts.ts";
import type { Filter } from "../filter.ts";
import type { PanelView } from "../panel-state.ts";
import type { AnswerOf } from "../practices.ts";
import type { TreeRow } from "../tree.ts";

/** What the extension does for the folder whose review is shown. */
export interface FolderActions {
  selectFolder(uri: string): void;
  selectLens(lens: string): void;
  importLens(): void;
  exportReview(format: ExportFormat): void;
  scan(): void;
  openEvidence(evidence: string): void;
  fixEvidence(evidence: string, manner: "safe" | "review"): void;
  openPage(page: string): void;
  openLink(url: string): void;
  /** @param until a later milestone; `null` for now. */
  compare(milestone: string, until: string | null): void;
  createMilestone(name: string): void;
  removeMilestone(milestone: string): void;
}

/** What changes which part of the review is shown. */
export interface NavigationActions {
  show(view: PanelView): void;
  /** Shows the practices that pass a filter, and nothing else of an earlier filter. */
  showOnly(filter: Partial<Filter>): void;
  filter(change: Partial<Filter>): void;
  toggleFilters(): void;
  rememberMe(name: string): void;
  toggle(row: string): void;
  /** Makes a row the one that Tab leads to, and in the wide layout shows its practice. */
  activate(row: string): void;
  pressInTree(event: KeyboardEvent): void;
  /** Shows a practice, or the practice of a question that is to be looked at first. */
  open(id: string): void;
  /** From a practice back to the list. */
  back(): void;
  goTo(which: "next" | "previous" | "next open"): void;
  search(): void;
  showAll(list: string): void;
  help(): void;
}

/** What changes answers. */
export interface AnswerActions {
  /** @param manner `typing` while a person types: it is saved after a pause. */
  answer(practice: PracticeReview, change: Partial<PracticeAnswer>, manner: "once" | "typing"): void;
  takeProposal(practice: PracticeReview): void;
  takeProposals(practices: readonly PracticeReview[]): void;
  undo(): void;
  redo(): void;
  saveNow(): void;
}

/** What can be done about what the panel tells. */
export interface NoticeActions {
  /** Has a text read out to who cannot see what happened. */
  announce(text: string): void;
  dismissFailure(): void;
  dismissOutcome(): void;
}

/** What a person can do in the panel. */
export interface Actions extends FolderActions, NavigationActions, AnswerActions, NoticeActions {}

/** Everything that the views draw from. */
export interface PanelContext {
  readonly actions: Actions;
  readonly snapshot: ReviewSnapshot;
  readonly folders: readonly FolderReference[];
  readonly view: PanelView;
  /** Whether list and practice stand side by side. */
  readonly isWide: boolean;
  readonly filter: Filter;
  readonly areFiltersShown: boolean;
  readonly me: string;
  /** The pillars with what passes the filter. */
  readonly shown: readonly PillarReview[];
  readonly rows: readonly TreeRow[];
  readonly answerOf: AnswerOf;
  readonly draftState: (practice: string) => DraftState | undefined;
  /** The practice whose details are shown. */
  readonly open: PracticeReview | undefined;
  /** The row that Tab leads to. */
  readonly active: string | undefined;
  /** Whether a long list of evidence is shown whole. */
  readonly isShownWhole: (list: string) => boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** How an answer is shown where there is no room for words. */
export const STATUS_ICONS = {
  open: "circle",
  done: "check",
  "not done": "cross",
  "not applicable": "dash",
} as const satisfies Readonly<Record<AnswerStatus, string>>;

/** What a review looks like to those who show it: the panel, reports, other programs. */

/** What a person answered for one best practice. */
export type AnswerStatus = "open" | "done" | "not done" | "not applicable";

/** Risk of leaving a practice undone. */
export type Risk = "high" | "medium" | "low";

/** Worked out by the lens's risk rules from the practices that count as done; "unanswered": no practice of it is answered. */
export type QuestionRisk = "high" | "medium" | "none" | "unanswered" | "not applicable";

/** One workspace folder's checklist for one lens, whole: sent again whenever anything in it changed. */
export interface ReviewSnapshot {
  readonly folder: FolderReference;
  /** Counts up with every snapshot of this folder, so that a late one can be dropped. */
  readonly revision: number;
  /** Every lens on offer: the built-in ones first, then imported ones by title. */
  readonly lenses: readonly LensSummary[];
  /** The lens that this snapshot shows. */
  readonly lens: LensSummary;
  readonly pillars: readonly PillarReview[];
  readonly scan: ScanState;
  /** Things that stand in the way, such as a damaged review file. One line each. */
  readonly problems: readonly string[];
  /** Oldest first; counts are those of the lens that is shown. */
  readonly milestones: readonly MilestoneSummary[];
  /** What changed since a milestone: the last one, unless another was asked for. `null` without milestones. */
  readonly comparison: ReviewComparison | null;
}

export interface FolderReference {
  readonly uri: string;
  readonly name: string;
}

export type ScanState =
  | { readonly state: "not scanned" }
  | { readonly state: "scanning"; readonly done: number; readonly total: number }
  | { readonly state: "scanned"; readonly files: number; readonly modelCalls: number }
  | { readonly state: "failed"; readonly message: string };

export interface LensSummary {
  readonly id: string;
  readonly title: string;
  /** "" where an imported lens does not tell. */
  readonly version: string;
  /** "" where an imported lens has no page. */
  readonly url: string;
  readonly isImported: boolean;
  readonly counts: RiskCounts;
}

/** Questions by risk, practices by status. */
export interface RiskCounts {
  readonly questions: Readonly<Record<QuestionRisk, number>>;
  readonly practices: Readonly<Record<AnswerStatus, number>>;
  /** Practices answered "done" that findings stand against. */
  readonly contradicted: number;
}

export interface PillarReview {
  readonly id: string;
  readonly title: string;
  /** "" where an imported lens has no page; so for all addresses below. */
  readonly url: string;
  readonly counts: RiskCounts;
  readonly questions: readonly QuestionReview[];
}

export interface QuestionReview {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly url: string;
  readonly risk: QuestionRisk;
  readonly practices: readonly PracticeReview[];
}

export interface PracticeReview {
  readonly id: string;
  readonly title: string;
  /** "" where the title says it all. */
  readonly summary: string;
  readonly url: string;
  readonly risk: Risk;
  readonly phases: readonly string[];
  /** "producer", "provider" or "consumer" of a model: who it concerns. Empty where that is not known. */
  readonly roles: readonly string[];
  readonly awsServices: readonly string[];
  readonly evidence: PracticeEvidence;
  readonly answer: PracticeAnswer;
  /** What the evidence proposes; a person decides. `null`: the code cannot tell. */
  readonly proposal: PracticeProposal | null;
  /** One line where the code contradicts the answer, such as `Answered done, and 3 findings stand against it, 2 of them new since`. */
  readonly contradiction: string | null;
}

export interface PracticeProposal {
  readonly status: "done" | "not done";
  /** One sentence. */
  readonly because: string;
}

/** What the code shows for a practice. */
export interface PracticeEvidence {
  /** Rules that can say something about it; with no rules and no signals, people decide alone. */
  readonly rules: readonly string[];
  readonly against: readonly EvidenceItem[];
  /** How many findings there are; `against` may be cut. So for the lists below. */
  readonly againstCount: number;
  readonly proofs: readonly EvidenceItem[];
  readonly proofCount: number;
  /** Places where the code does not show it either way. */
  readonly unknownCount: number;
  /** What the workspace shows beyond model calls: an evaluation suite, a dashboard … */
  readonly signals: readonly EvidenceItem[];
  readonly signalCount: number;
  /** Plain sentences, one per rule that found something, such as `Request timeout missing: 3 of 44 places; not known for 2`. */
  readonly tallies: readonly string[];
}

export interface EvidenceItem {
  /** Names it in `openEvidence` and `fixEvidence`; no path ever comes back from the panel. */
  readonly id: string;
  /** A rule's id, or a signal's kind. */
  readonly ruleId: string;
  /** For a finding its message, for a proof what was looked at, for a signal what it is. */
  readonly label: string;
  /** Relative path and line (from 1), for display only. */
  readonly location: string;
  /** A fix for it: "safe" can be applied at once, "review" is to be looked at first. */
  readonly fix: "safe" | "review" | null;
}

export interface PracticeAnswer {
  readonly status: AnswerStatus;
  readonly note: string;
  /** Why it does not apply; required for "not applicable". */
  readonly reason: string;
  readonly owner: string;
  /** ISO date, or "". */
  readonly due: string;
  /** Addresses that begin with `http://` or `https://`. */
  readonly links: readonly string[];
}

/** One practice's answer, as a request carries it. */
export interface AnswerChange {
  readonly practice: string;
  readonly answer: PracticeAnswer;
  /**
   * What the person saw before: only what differs from it was changed, all else stays as others wrote it meanwhile.
   * Where it is left out, what the last snapshot showed.
   */
  readonly before?: PracticeAnswer;
}

export interface MilestoneSummary {
  readonly id: string;
  readonly name: string;
  /** ISO date. */
  readonly date: string;
  /** Full hash; `null` where the folder is in no git repository. */
  readonly commit: string | null;
  readonly counts: RiskCounts;
  /** By pillar id of the lens that is shown. */
  readonly byPillar: Readonly<Record<string, RiskCounts>>;
}

export interface ReviewComparison {
  /** Id of the milestone that it starts from. */
  readonly milestone: string;
  /** Id of the milestone that it goes to; `null` for now. */
  readonly until: string | null;
  readonly better: readonly ReviewChange[];
  readonly worse: readonly ReviewChange[];
  /** Neither: a practice that no longer applies, or that the lens gained or lost. */
  readonly other: readonly ReviewChange[];
}

export interface ReviewChange {
  /** A practice's or question's id. */
  readonly id: string;
  readonly title: string;
  /** `not done → done`, `risk high → none`, `3 findings → 5`. */
  readonly text: string;
}

export type ExportFormat = "markdown" | "html" | "json" | "csv" | "summary";

/**
 * Every message between the panel, the extension and the server beyond the language server protocol
 * itself. Both ends check what they receive against these unions.
 */
import type { PillarId } from "../../lens/rules/rule.ts";

/** What a person answered for one best practice. */
export type AnswerStatus = "open" | "done" | "not done" | "not applicable";

/** One workspace folder's checklist, whole: sent again whenever anything in it changed. */
export interface ReviewSnapshot {
  readonly folder: FolderReference;
  /** Counts up with every snapshot of this folder, so that a late one can be dropped. */
  readonly revision: number;
  readonly lens: { readonly id: string; readonly title: string; readonly version: string; readonly url: string };
  readonly pillars: readonly PillarReview[];
  readonly scan: ScanState;
  /** Things that stand in the way, such as a damaged review file. One line each. */
  readonly problems: readonly string[];
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

export interface PillarReview {
  readonly id: PillarId;
  readonly title: string;
  readonly url: string;
  readonly questions: readonly QuestionReview[];
}

export interface QuestionReview {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly practices: readonly PracticeReview[];
}

export interface PracticeReview {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  readonly risk: "high" | "medium" | "low";
  readonly evidence: PracticeEvidence;
  readonly answer: PracticeAnswer;
}

/** What the code shows for a practice. */
export interface PracticeEvidence {
  /** Rules that can say something about it; empty means that code cannot show it, people decide. */
  readonly rules: readonly string[];
  readonly against: readonly EvidenceItem[];
  /** How many findings there are; `against` may be cut. */
  readonly againstCount: number;
  readonly proofs: readonly EvidenceItem[];
  readonly proofCount: number;
}

export interface EvidenceItem {
  /** Names it in `review/openEvidence`; no path ever comes back from the panel. */
  readonly id: string;
  readonly ruleId: string;
  /** For a finding its message, for a proof what was looked at. */
  readonly label: string;
  /** Relative path and line (from 1), for display only. */
  readonly location: string;
}

export interface PracticeAnswer {
  readonly status: AnswerStatus;
  readonly note: string;
}

/** From the panel to the extension. */
export type PanelRequest =
  | { readonly type: "ready" }
  | {
      readonly type: "answer";
      readonly folder: string;
      readonly practice: string;
      readonly status: AnswerStatus;
      readonly note: string;
    }
  | { readonly type: "openEvidence"; readonly folder: string; readonly evidence: string }
  | { readonly type: "openPage"; readonly folder: string; readonly page: string }
  | { readonly type: "scan"; readonly folder: string }
  | { readonly type: "selectFolder"; readonly folder: string };

/** From the extension to the panel. */
export type PanelMessage =
  | { readonly type: "snapshot"; readonly folders: readonly FolderReference[]; readonly snapshot: ReviewSnapshot }
  | { readonly type: "empty"; readonly reason: "no folder" | "starting" | "stopped" }
  | { readonly type: "saved"; readonly practice: string }
  | { readonly type: "failed"; readonly message: string };

/** Requests of the client to the server, by method name. Offsets do not cross this border. */
export interface ServerRequests {
  "genaiLens/review": { params: { folder: string }; result: ReviewSnapshot };
  "genaiLens/answer": {
    params: { folder: string; practice: string; status: AnswerStatus; note: string };
    result: { error?: string };
  };
  "genaiLens/evidence": { params: { folder: string; evidence: string }; result: EvidenceLocation | null };
  "genaiLens/scan": {
    params: { folder: string | null };
    result: { files: number; modelCalls: number; findings: number; isCancelled: boolean };
  };
  /** Markdown page of a rule or practice. `null` where there is none of that id. */
  "genaiLens/page": { params: { id: string }; result: string | null };
  "genaiLens/status": { params: Record<string, never>; result: ServerStatus };
}

export interface EvidenceLocation {
  readonly uri: string;
  /** From 0, as the protocol counts; characters are UTF-16. */
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Notifications of the server to the client. */
export interface ServerNotifications {
  /** The folder's review changed; the client asks for it again if it shows it. */
  "genaiLens/reviewChanged": { folder: string };
  /** What the server is doing, for the status item. */
  "genaiLens/state": { state: "ready" | "scanning" | "degraded"; detail: string };
}

export interface ServerStatus {
  readonly version: string;
  readonly folders: readonly {
    readonly uri: string;
    readonly files: number;
    readonly analysedFiles: number;
    readonly modelCalls: number;
  }[];
  /** Resident memory in bytes. */
  readonly memory: number;
  readonly problems: readonly string[];
}

import type { PracticeAnswer, PracticeEvidence, QuestionRisk } from "../protocol.ts";

/** What a review of one lens came to at one time. The pillars of a snapshot are one too. */
export interface PillarState {
  readonly id: string;
  readonly questions: readonly QuestionState[];
}

export interface QuestionState {
  readonly id: string;
  readonly risk: QuestionRisk;
  readonly practices: readonly PracticeState[];
}

export interface PracticeState {
  readonly id: string;
  readonly answer: PracticeAnswer;
  readonly evidence: EvidenceCounts;
}

export type EvidenceCounts = Pick<PracticeEvidence, "againstCount" | "proofCount" | "unknownCount" | "signalCount">;

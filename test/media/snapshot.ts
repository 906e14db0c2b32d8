import { OPEN_ANSWER } from "../../media/review/answers.ts";
import type {
  LensSummary,
  PracticeAnswer,
  PracticeEvidence,
  PracticeReview,
  ReviewSnapshot,
  RiskCounts,
} from "../../server/src/protocol.ts";

export const NO_EVIDENCE: PracticeEvidence = {
  rules: [],
  against: [],
  againstCount: 0,
  proofs: [],
  proofCount: 0,
  unknownCount: 0,
  signals: [],
  signalCount: 0,
  tallies: [],
};

export const NO_COUNTS: RiskCounts = {
  questions: { high: 0, medium: 0, none: 0, unanswered: 0, "not applicable": 0 },
  practices: { open: 0, done: 0, "not done": 0, "not applicable": 0 },
  contradicted: 0,
};

const LENS: LensSummary = {
  id: "generative-ai",
  title: "Generative AI Lens",
  version: "2025-11-19",
  url: "https://example.com/lens",
  isImported: false,
  counts: NO_COUNTS,
};

export function practice(
  id: string,
  title: string,
  evidence: Partial<PracticeEvidence> = {},
  answer: Partial<PracticeAnswer> = {},
): PracticeReview {
  return {
    id,
    title,
    summary: `About ${title.toLowerCase()}.`,
    url: `https://example.com/${id}`,
    risk: "high",
    phases: [],
    roles: [],
    awsServices: [],
    evidence: { ...NO_EVIDENCE, ...evidence },
    answer: { ...OPEN_ANSWER, ...answer },
    proposal: null,
    contradiction: null,
  };
}

/** Two pillars, three questions, four practices. */
export const SNAPSHOT: ReviewSnapshot = {
  folder: { uri: "file:///home/me/shop", name: "shop" },
  revision: 1,
  lenses: [LENS],
  lens: LENS,
  pillars: [
    {
      id: "security",
      title: "Security",
      url: "https://example.com/security",
      counts: NO_COUNTS,
      questions: [
        {
          id: "GENSEC01",
          title: "How do you manage access to endpoints?",
          shortTitle: "Endpoint access",
          url: "https://example.com/GENSEC01",
          risk: "unanswered",
          practices: [
            practice("GENSEC01-BP01", "Grant least privilege", {
              rules: ["hardcoded-api-key"],
              against: [
                {
                  id: "e1",
                  ruleId: "hardcoded-api-key",
                  label: "A key in the source",
                  location: "src/a.ts:3",
                  fix: null,
                },
              ],
              againstCount: 1,
              proofCount: 2,
            }),
            practice("GENSEC01-BP02", "Keep traffic private", {}, { status: "done", note: "VPC endpoint" }),
          ],
        },
        {
          id: "GENSEC04",
          title: "How do you secure prompts?",
          shortTitle: "How do you secure prompts?",
          url: "https://example.com/GENSEC04",
          risk: "unanswered",
          practices: [
            practice(
              "GENSEC04-BP01",
              "Manage prompts",
              { rules: ["untrusted-input-in-system-prompt"] },
              { status: "not done" },
            ),
          ],
        },
      ],
    },
    {
      id: "reliability",
      title: "Reliability",
      url: "https://example.com/reliability",
      counts: NO_COUNTS,
      questions: [
        {
          id: "GENREL02",
          title: "How do you keep communication reliable?",
          shortTitle: "How do you keep communication reliable?",
          url: "https://example.com/GENREL02",
          risk: "unanswered",
          practices: [practice("GENREL02-BP01", "Plan for failure", { rules: ["retries-disabled"], proofCount: 41 })],
        },
      ],
    },
  ],
  scan: { state: "scanned", files: 214, modelCalls: 12 },
  problems: [],
  milestones: [],
  comparison: null,
};

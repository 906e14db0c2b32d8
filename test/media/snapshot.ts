import type { PracticeAnswer, PracticeEvidence, PracticeReview, ReviewSnapshot } from "../../server/src/protocol.ts";

export const NO_EVIDENCE: PracticeEvidence = { rules: [], against: [], againstCount: 0, proofs: [], proofCount: 0 };

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
    evidence: { ...NO_EVIDENCE, ...evidence },
    answer: { status: "open", note: "", ...answer },
  };
}

/** Two pillars, three questions, four practices. */
export const SNAPSHOT: ReviewSnapshot = {
  folder: { uri: "file:///home/me/shop", name: "shop" },
  revision: 1,
  lens: { id: "generative-ai", title: "Generative AI Lens", version: "2025-11-19", url: "https://example.com/lens" },
  pillars: [
    {
      id: "security",
      title: "Security",
      url: "https://example.com/security",
      questions: [
        {
          id: "GENSEC01",
          title: "How do you manage access to endpoints?",
          url: "https://example.com/GENSEC01",
          practices: [
            practice("GENSEC01-BP01", "Grant least privilege", {
              rules: ["hardcoded-api-key"],
              against: [
                { id: "e1", ruleId: "hardcoded-api-key", label: "A key in the source", location: "src/a.ts:3" },
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
          url: "https://example.com/GENSEC04",
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
      questions: [
        {
          id: "GENREL02",
          title: "How do you keep communication reliable?",
          url: "https://example.com/GENREL02",
          practices: [practice("GENREL02-BP01", "Plan for failure", { rules: ["retries-disabled"], proofCount: 41 })],
        },
      ],
    },
  ],
  scan: { state: "scanned", files: 214, modelCalls: 12 },
  problems: [],
};

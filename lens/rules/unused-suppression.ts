import { defineRule } from "./rule.ts";

/** Judges no fact: the comments of a file are compared with its findings once all other rules have judged. */
export const unusedSuppression = defineRule({
  meta: {
    id: "unused-suppression",
    title: "Comment that suppresses a finding which is not there",
    pillar: "operational-excellence",
    practices: ["GENOPS01-BP01"],
    related: ["GENOPS01-BP01"],
    severity: "hint",
    preset: "recommended",
    fix: "safe",
    includesTests: true,
    confidence: "high",
    since: "0.2.0",
  },
  judges: [],
  judge: () => ({ outcome: "not applicable" }),
});

import { defineRule } from "./rule.ts";

/** Judges no fact: the lint stage looks at the comments of a file, where the setting `requireReason` asks for it. */
export const suppressionWithoutReason = defineRule({
  meta: {
    id: "suppression-without-reason",
    title: "Finding suppressed without a reason",
    pillar: "operational-excellence",
    practices: ["GENOPS01-BP01"],
    related: ["GENOPS01-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: true,
    confidence: "high",
    since: "0.2.0",
  },
  judges: [],
  judge: () => ({ outcome: "not applicable" }),
});

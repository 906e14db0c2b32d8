import { defineRule } from "./rule.ts";

export const fineTuningDataUnfiltered = defineRule({
  meta: {
    id: "fine-tuning-data-unfiltered",
    title: "Model that is trained on database records as they are",
    pillar: "security",
    practices: ["GENSEC06-BP01"],
    severity: "info",
    preset: "opt-in",
    fix: "none",
    includesTests: false,
    confidence: "low",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource) {
    if (resource.kind !== "customisation job") return { outcome: "not applicable" };
    const { wholeRecords } = resource;
    if (wholeRecords === undefined) {
      return { outcome: "unknown", reason: "where the training data comes from cannot be told" };
    }
    return {
      outcome: "fail",
      place: resource.calleePlace,
      message: `\`${resource.name}\` trains a model in the function that reads \`${wholeRecords.text}\`; no step there takes personal data out, and a model cannot forget`,
      related: [{ place: wholeRecords.place, message: "This query gives whole records" }],
    };
  },
});

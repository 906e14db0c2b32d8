import { writesText } from "./kinds.ts";
import { modelCallsOf } from "./places.ts";
import { defineRule, numberOption } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const retrievalTopKTooLarge = defineRule({
  meta: {
    id: "retrieval-top-k-too-large",
    title: "Search that brings more texts than a prompt needs",
    pillar: "performance-efficiency",
    practices: ["GENPERF04-BP01", "GENCOST03-BP01", "AGENTPERF03-BP03"],
    severity: "info",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    options: {
      maximumResults: {
        type: "positive integer",
        default: 20,
        largest: 10_000,
        description: "Most results of one search that go into a prompt.",
      },
    },
    since: "0.2.0",
  },
  judges: ["retrieval"],
  judge(retrieval, context) {
    const { topK, rerank } = retrieval.options;
    if (retrieval.kind !== "search" || topK === undefined || topK.state === "absent") {
      return { outcome: "not applicable" };
    }
    const count = constantOf(topK);
    if (typeof count?.value !== "number")
      return { outcome: "unknown", reason: "how many results are asked for cannot be told" };
    const most = numberOption(context, "maximumResults");
    if (count.value <= most) return { outcome: "pass", place: retrieval.place };
    const isRanked = context.facts.some((fact) => fact.fact === "retrieval" && fact.kind === "rerank");
    if (isRanked || modelCallsOf(context.facts).some(({ kind }) => kind === "rerank")) {
      return { outcome: "pass", place: retrieval.place };
    }
    if (rerank !== undefined && optionState(rerank) !== "absent") return { outcome: "not applicable" };
    if (!modelCallsOf(context.facts).some(({ kind }) => writesText(kind))) {
      return { outcome: "unknown", reason: "whether the results go into a prompt cannot be told" };
    }
    if (retrieval.isNarrowed) return { outcome: "not applicable" };
    return {
      outcome: "fail",
      place: count.place,
      message: `\`${retrieval.callee}\` asks for ${count.value} results beside a model call; more than ${most} cost tokens and hide the texts that matter`,
    };
  },
});

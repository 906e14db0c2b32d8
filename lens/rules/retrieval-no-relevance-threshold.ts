import type { ModelCall, Retrieval } from "../facts.ts";
import { writesText } from "./kinds.ts";
import { isWithin, modelCallsOf } from "./places.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const retrievalNoRelevanceThreshold = defineRule({
  meta: {
    id: "retrieval-no-relevance-threshold",
    title: "Search results that are used however badly they fit",
    pillar: "performance-efficiency",
    practices: ["GENPERF04-BP01", "GENREL03-BP01"],
    related: ["GENREL03-BP01"],
    severity: "hint",
    preset: "opt-in",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["retrieval"],
  judge(retrieval, context) {
    if (retrieval.kind !== "search") return { outcome: "not applicable" };
    const { minimumScore, rerank } = retrieval.options;
    const states = [optionState(minimumScore), optionState(rerank)];
    if (states.includes("known")) return { outcome: "pass", place: retrieval.place };
    if (states.includes("unknown")) return { outcome: "unknown", reason: "whether results are ranked cannot be told" };
    const calls = modelCallsOf(context.facts);
    const isRanked =
      context.facts.some((fact) => fact.fact === "retrieval" && fact.kind === "rerank") ||
      calls.some(({ kind }) => kind === "rerank");
    if (isRanked || retrieval.isNarrowed) return { outcome: "pass", place: retrieval.place };
    if (!calls.some((call) => isPrompting(call, retrieval))) {
      return { outcome: "unknown", reason: "whether the results go into a prompt cannot be told" };
    }
    return {
      outcome: "fail",
      place: retrieval.calleePlace,
      message: `\`${retrieval.callee}\` always gives its nearest texts; nothing here drops those that have nothing to do with the question`,
    };
  },
});

/** Whether what was found, or what is made of it, is sent to a model. */
function isPrompting(call: ModelCall, { place, uses }: Retrieval): boolean {
  return writesText(call.kind) && [place, ...uses].some((use) => isWithin(use, call.place));
}

import { onlyIdOf } from "./model-ids.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

/** Embedding models that can be told to be shorter, with their full length. */
const FULL_LENGTH: ReadonlyMap<string, number> = new Map([
  ["text-embedding-3-large", 3072],
  ["amazon.titan-embed-text-v2:0", 1024],
  ["gemini-embedding-001", 3072],
]);

export const embeddingDimensionsDefault = defineRule({
  meta: {
    id: "embedding-dimensions-default",
    title: "Large embeddings at their full length",
    pillar: "cost-optimization",
    practices: ["GENCOST04-BP01", "GENPERF04-BP02"],
    proves: ["GENCOST04-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { dimensions } = call.options;
    const id = onlyIdOf(call)?.id.replace(/^models\//u, "");
    const full = id === undefined ? undefined : FULL_LENGTH.get(id);
    if (dimensions === undefined || call.kind !== "embedding" || full === undefined || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    switch (optionState(dimensions)) {
      case "known":
        return { outcome: "pass", place: call.place };
      case "absent":
        break;
      default:
        return { outcome: "unknown", reason: "the length of the embeddings cannot be told" };
    }
    const isChosen = context.facts.some(
      (fact) => fact.fact === "retrieval" && constantOf(fact.options.dimensions)?.value === full,
    );
    if (isChosen) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` makes vectors of ${full.toLocaleString("en-US")} numbers, the full length of \`${id}\`; shorter ones cost less to keep and to search`,
    };
  },
});

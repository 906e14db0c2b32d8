import type { TaintSource } from "../facts.ts";
import { pathOf } from "./flow-path.ts";
import { defineRule } from "./rule.ts";

export const modelOutputToSql = defineRule({
  meta: {
    id: "model-output-to-sql",
    title: "Text from a model becomes part of an SQL statement",
    pillar: "security",
    practices: ["GENSEC05-BP01", "GENSEC01-BP03", "AGENTSEC02-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow) {
    if (flow.sink !== "SQL" || !CHOSEN.has(flow.taint.source)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: flow.place,
      message: `\`${flow.sinkText}\` runs SQL that holds \`${flow.taint.text}\` (${flow.taint.source}); the model can read or change whatever this connection may`,
      ...(flow.context.isExample ? { severity: "warning" } : {}),
      related: pathOf(flow, "The statement is run here"),
    };
  },
});

const CHOSEN: ReadonlySet<TaintSource> = new Set([
  "model output",
  "tool argument",
  "tool result",
  "retrieved document",
]);

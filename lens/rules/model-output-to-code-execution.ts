import type { TaintSource } from "../facts.ts";
import { pathOf } from "./flow-path.ts";
import { defineRule } from "./rule.ts";

export const modelOutputToCodeExecution = defineRule({
  meta: {
    id: "model-output-to-code-execution",
    title: "Text from a model is run as code or as a command",
    pillar: "security",
    practices: ["GENSEC02-BP01", "GENSEC05-BP01", "AGENTSEC02-BP02"],
    related: ["GENSEC02-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow) {
    const { sink, taint } = flow;
    if ((sink !== "code execution" && sink !== "shell") || !WRITTEN.has(taint.source)) {
      return { outcome: "not applicable" };
    }
    const what = taint.source === "model output" ? "text that the model wrote" : `text of a ${taint.source}`;
    const place = sink === "shell" ? "as a command" : "as code";
    return {
      outcome: "fail",
      place: flow.place,
      message: `\`${flow.sinkText}\` runs ${what} ${place}, with the rights of this process; whoever can write into the prompt can run anything`,
      ...(flow.context.isExample ? { severity: "warning" } : {}),
      related: pathOf(flow, sink === "shell" ? "It is run as a command here" : "It is run as code here"),
    };
  },
});

/** What a model was given to read steers what it says, so both are run on behalf of whoever wrote them. */
const WRITTEN: ReadonlySet<TaintSource> = new Set(["model output", "retrieved document", "tool result"]);

import type { Fact, Flow, ModelCall, Verdict } from "../facts.ts";
import { isFromOutside, pathOf } from "./flow-path.ts";
import { moveToUserMessage } from "./moved-texts.ts";
import { defineRule } from "./rule.ts";
import { isStatic } from "./values.ts";

export const untrustedInputInSystemPrompt = defineRule({
  meta: {
    id: "untrusted-input-in-system-prompt",
    title: "Data from a request becomes instructions to the model",
    pillar: "security",
    practices: ["GENSEC04-BP02", "AGENTSEC08-BP01", "GENSEC04-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["flow", "model call"],
  judge(fact, context) {
    return fact.fact === "flow" ? judgeFlow(fact, context.facts) : judgeCall(fact);
  },
});

function judgeFlow(flow: Flow, facts: readonly Fact[]): Verdict {
  const { call } = flow;
  if (flow.sink !== "system prompt" || call === undefined || !isFromOutside(flow)) {
    return { outcome: "not applicable" };
  }
  return {
    outcome: "fail",
    place: flow.place,
    message: `\`${flow.taint.text}\` (${flow.taint.source}) becomes part of the instructions of \`${call.callee}\`; a caller can rewrite them, so choose from fixed texts or pass it in a user message`,
    ...(flow.context.isExample ? { severity: "warning" } : {}),
    related: pathOf(flow, "This call sends the instructions"),
    fixes: moveToUserMessage(flow, call, facts),
  };
}

/** Instructions that are wholly written in the program are evidence that callers cannot change them. */
function judgeCall(call: ModelCall): Verdict {
  const system = call.options.system;
  return system?.state === "known" && isStatic(system)
    ? { outcome: "pass", place: call.place }
    : { outcome: "not applicable" };
}

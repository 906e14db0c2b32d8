import type { TaintSource } from "../facts.ts";
import { pathOf } from "./flow-path.ts";
import { moveToUserMessage } from "./moved-texts.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const retrievedContentInSystemPrompt = defineRule({
  meta: {
    id: "retrieved-content-in-system-prompt",
    title: "Found documents or tool results become instructions to the model",
    pillar: "security",
    practices: ["GENSEC04-BP02", "AGENTSEC01-BP02", "AGENTSEC08-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow, context) {
    const { call } = flow;
    if (flow.sink !== "system prompt" || call === undefined || !FOUND.has(flow.taint.source)) {
      return { outcome: "not applicable" };
    }
    if (optionState(call.options.guardrail) === "known") {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: flow.place,
      message: `A ${flow.taint.source} becomes part of the instructions of \`${call.callee}\`; whoever writes into the source writes instructions`,
      ...(flow.context.isExample ? { severity: "info" } : {}),
      related: pathOf(flow, "This call sends the instructions"),
      fixes: moveToUserMessage(flow, call, context.facts),
    };
  },
});

const FOUND: ReadonlySet<TaintSource> = new Set(["retrieved document", "tool result"]);

import type { ModelCall } from "../facts.ts";
import { writesText } from "./kinds.ts";
import { promptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";
import { constantOf, isStatic } from "./values.ts";

export const deterministicCallNotCached = defineRule({
  meta: {
    id: "deterministic-call-not-cached",
    title: "Same question for every request, and no cache",
    pillar: "sustainability",
    practices: ["GENSUS03-BP01", "AGENTSUS02-BP02", "AGENTCOST02-BP03"],
    severity: "hint",
    preset: "opt-in",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { requestHandler, isExample } = call.context;
    if (requestHandler === undefined || isExample || call.wrapper !== undefined || !writesText(call.kind)) {
      return { outcome: "not applicable" };
    }
    if (constantOf(call.options.temperature)?.value !== 0 || call.options.tools?.state === "known") {
      return { outcome: "not applicable" };
    }
    if (!isSameEachTime(call)) return { outcome: "unknown", reason: "the prompt may differ from request to request" };
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` asks the same question at temperature 0 for every request; keep the answer and ask again when it is old`,
    };
  },
});

function isSameEachTime(call: ModelCall): boolean {
  const { messages, system } = call.options;
  const parts = [messages, system].filter((part) => part !== undefined && part.state !== "absent");
  return promptTexts(call).length > 0 && parts.every((part) => part !== undefined && isStatic(part));
}

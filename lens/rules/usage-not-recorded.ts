import type { ModelCall } from "../facts.ts";
import { writesText } from "./kinds.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { optionState } from "./values.ts";

export const usageNotRecorded = defineRule({
  meta: {
    id: "usage-not-recorded",
    title: "Token counts of answers are never read",
    pillar: "operational-excellence",
    practices: ["GENOPS02-BP02", "GENPERF01-BP02", "AGENTCOST05-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    if (!writesText(call.kind) || call.kind === "stream" || call.wrapper !== undefined || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    const calls = modelCallsOf(context.facts);
    if (calls.some(isRecorded) || context.facts.some((fact) => fact.fact === "observability")) {
      return { outcome: "pass", place: call.place };
    }
    if (call.answer.isUsageRead === undefined) {
      return { outcome: "unknown", reason: "the response leaves the function" };
    }
    if (hasGateway(call, context)) {
      return { outcome: "unknown", reason: "what stands between may count the tokens" };
    }
    const first = calls.find((other) => other.answer.isUsageRead === false && other.wrapper === undefined);
    if (first !== undefined && !isSamePlace(first.place, call.place)) {
      return { outcome: "unknown", reason: "it is reported once for each file, at the first such call" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `Nothing in this file reads how many tokens \`${call.callee}\` used, and no tracing package records it`,
    };
  },
});

function isRecorded(call: ModelCall): boolean {
  const telemetry = optionState(call.options.telemetry);
  return (
    call.answer.isUsageRead === true || call.tracedBy.length > 0 || telemetry === "known" || telemetry === "unknown"
  );
}

/** Whether requests may go by way of something that counts: another address, or headers that speak to it. */
function hasGateway(call: ModelCall, context: JudgeContext): boolean {
  const clients = context.facts.filter((fact) => fact.fact === "client");
  const options = [call.client, ...clients].flatMap((each) => [each?.options.baseUrl, each?.options.headers]);
  const isSet = options.some((each) => ["known", "unknown"].includes(optionState(each)));
  return isSet || (call.hasClient && call.client === undefined);
}

import type { ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { insertionOf } from "./insertions.ts";
import { isWithin } from "./places.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

/** Agents that Bedrock runs; frameworks have tracing of their own kinds. */
const SDKS: readonly string[] = ["bedrock-agent-runtime", "aws-sdk"];

export const agentTraceDisabled = defineRule({
  meta: {
    id: "agent-trace-disabled",
    title: "Bedrock agent that is called without its trace",
    pillar: "operational-excellence",
    practices: ["GENOPS03-BP02", "AGENTOPS05-BP01", "AGENTSEC05-BP02"],
    proves: ["GENOPS03-BP02"],
    severity: "info",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    sdks: SDKS,
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { trace } = call.options;
    if (trace === undefined || call.kind !== "agent" || !SDKS.includes(call.sdk) || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    const constant = constantOf(trace);
    if (optionState(trace) === "unknown" || (optionState(trace) === "known" && constant === undefined)) {
      return { outcome: "unknown", reason: "whether the trace is asked for cannot be told" };
    }
    if (constant !== undefined && constant.value !== false) {
      return { outcome: "pass", place: call.place };
    }
    return {
      outcome: "fail",
      place: constant?.place.file === call.place.file ? constant.place : call.calleePlace,
      message: `\`${call.callee}\` does not ask for the trace, so nothing says which steps the ${/flow/i.test(call.callee) ? "flow" : "agent"} took and why`,
      fixes: fixesFor(call),
    };
  },
});

function fixesFor(call: ModelCall): readonly Fix[] {
  const { trace } = call.options;
  const constant = constantOf(trace);
  const insertion = insertionOf(trace);
  const title = "Ask for the trace (the stream then has trace events among the text)";
  if (constant !== undefined && isWithin(constant.place, call.place)) {
    return [{ title, safety: "review", edits: [{ edit: "replace", place: constant.place, code: "true" }] }];
  }
  return insertion === undefined
    ? []
    : [{ title, safety: "review", edits: [{ edit: "set option", insertion, code: "true" }] }];
}

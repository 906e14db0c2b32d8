import type { ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { absentOptionName, insertionOf } from "./insertions.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const abortSignalNotForwarded = defineRule({
  meta: {
    id: "abort-signal-not-forwarded",
    title: "Answer is written on after the client has gone",
    pillar: "cost-optimization",
    practices: ["GENCOST05-BP01", "GENREL03-BP02"],
    severity: "info",
    preset: "recommended",
    fix: "safe",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { request, answer } = call;
    const { abortSignal } = call.options;
    if (call.kind !== "stream" || request?.signal === undefined || abortSignal === undefined) {
      return { outcome: "not applicable" };
    }
    switch (optionState(abortSignal)) {
      case "known":
        return { outcome: "pass", place: call.place };
      case "unknown":
        return abortSignal.state === "unknown" && abortSignal.place !== undefined
          ? { outcome: "pass", place: call.place }
          : { outcome: "unknown", reason: "whether the call can be stopped cannot be told" };
      default:
        break;
    }
    if (answer.stream === undefined || answer.stream.outlivesClient || answer.stream.mayKeepAnswer) {
      return { outcome: "unknown", reason: "the answer may be finished or kept on purpose when the client has gone" };
    }
    const name = absentOptionName(abortSignal);
    return {
      outcome: "fail",
      place: call.calleePlace,
      severity: call.context.isExample ? "hint" : "info",
      message: `When the client goes away, \`${call.callee}\` lets the model write on; ${name === undefined ? "it is not given" : `\`${name}\` is not set to`} \`${request.signal}\``,
      fixes: fixesFor(call, request.signal, answer.stream.isOnlyAnswered),
    };
  },
});

function fixesFor(call: ModelCall, signal: string, isOnlyAnswered: boolean): readonly Fix[] {
  const insertion = insertionOf(call.options.abortSignal);
  if (insertion === undefined) {
    return [];
  }
  return [
    {
      title: `Stop with the request: \`${signal}\``,
      // What keeps or counts the answer does not see one that is stopped.
      safety: isOnlyAnswered ? "safe" : "review",
      edits: [{ edit: "set option", insertion, code: signal }],
    },
  ];
}

import { effectiveOptions } from "./effective-options.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

/** Above this many tokens a stream is the way around time limits on plain requests. */
const LONG_ANSWER = 16_000;

export const streamBuffered = defineRule({
  meta: {
    id: "stream-buffered",
    title: "Stream put together before anything is sent",
    pillar: "performance-efficiency",
    practices: ["GENPERF01-BP02", "AGENTPERF02-BP04"],
    related: ["GENPERF01-BP02"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { stream } = call.answer;
    if (call.kind !== "stream" || stream === undefined || call.request === undefined) {
      return { outcome: "not applicable" };
    }
    if (stream.collected === undefined) {
      return { outcome: "not applicable" };
    }
    const limit = constantOf(effectiveOptions(call).maxOutputTokens)?.value;
    if (typeof limit === "number" && limit > LONG_ANSWER) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: stream.collected,
      message: `The stream is put together here and sent when it is whole: the client waits as long as without a stream`,
      related: [{ place: call.calleePlace, message: "The stream is started here" }],
    };
  },
});

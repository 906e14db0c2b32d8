import { formatDuration } from "./durations.ts";
import { effectiveOptions } from "./effective-options.ts";
import { writesText } from "./kinds.ts";
import { defineRule, numberOption } from "./rule.ts";
import { constantOf } from "./values.ts";

/** ms after which API Gateway gives up unless its quota is raised. */
const GATEWAY_LIMIT = 29_000;

/** ms that a limit may have at most to count as short. */
const SHORT_LIMIT = 60_000;

export const longOutputNonStreaming = defineRule({
  meta: {
    id: "long-output-non-streaming",
    title: "Long answer asked for at once behind a short time limit",
    pillar: "performance-efficiency",
    practices: ["GENPERF01-BP02", "GENREL03-BP02"],
    related: ["GENPERF01-BP02"],
    severity: "hint",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    options: {
      longAnswer: {
        type: "positive integer",
        default: 4000,
        description: "Tokens from which on an answer counts as long.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { request } = call;
    if (request === undefined || !writesText(call.kind) || call.kind === "agent") {
      return { outcome: "not applicable" };
    }
    const limit = request.timeLimit?.duration ?? (request.isGatewayReply ? GATEWAY_LIMIT : undefined);
    if (limit === undefined || limit > SHORT_LIMIT) {
      return { outcome: "not applicable" };
    }
    if (call.kind === "stream") {
      return { outcome: "pass", place: call.place };
    }
    const tokens = constantOf(effectiveOptions(call).maxOutputTokens);
    if (tokens === undefined) {
      return { outcome: "unknown", reason: "how long the answer may be cannot be told" };
    }
    if (typeof tokens.value !== "number" || tokens.value < numberOption(context, "longAnswer")) {
      return { outcome: "not applicable" };
    }
    const who = request.timeLimit === undefined ? "API Gateway" : `\`${request.timeLimit.name}\``;
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` may write ${tokens.value.toLocaleString("en-US")} tokens before the first is sent, and ${who} allows ${formatDuration(limit)}; a stream or a job does not wait`,
      related: [{ place: tokens.place, message: "The answer may be this long" }],
    };
  },
});

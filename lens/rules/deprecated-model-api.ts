import type { ModelCall, Verdict } from "../facts.ts";
import { defineRule, type JudgeContext } from "./rule.ts";

export const deprecatedModelApi = defineRule({
  meta: {
    id: "deprecated-model-api",
    title: "API or option that its provider gives up",
    pillar: "operational-excellence",
    practices: ["GENREL04-BP02"],
    related: ["GENREL04-BP02"],
    severity: "info",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    // What the app's own function uses is reported there.
    if (call.wrapper !== undefined) {
      return { outcome: "not applicable" };
    }
    if (call.ending !== undefined) {
      return endingApi(call, context);
    }
    if (call.spellings.tools === "functions") {
      return {
        outcome: "fail",
        place: call.calleePlace,
        message: `\`${call.callee}\` passes \`functions\`, which OpenAI deprecated in favour of \`tools\`; newer models ignore or reject them`,
      };
    }
    return { outcome: "not applicable" };
  },
});

function endingApi(call: ModelCall, { today }: JudgeContext): Verdict {
  const { api = "", replacement = "", endsOn } = call.ending ?? {};
  const isOver = endsOn !== undefined && endsOn <= today;
  const when = isOver
    ? `was shut down on ${endsOn}; calls fail`
    : endsOn === undefined
      ? "is deprecated"
      : `shuts down on ${endsOn}`;
  return {
    outcome: "fail",
    place: call.calleePlace,
    severity: isOver ? "error" : endsOn === undefined ? "info" : "warning",
    message: `The ${api} that \`${call.callee}\` uses ${when}; use ${replacement}`,
  };
}

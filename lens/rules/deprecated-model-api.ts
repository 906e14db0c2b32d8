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
    // What runners of an SDK are given is spelled that way, too: those run a request of their own making.
    const isRequest = call.kind !== "agent" || call.callee.endsWith("runFunctions");
    if (isRequest && call.spellings.tools === "functions") {
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
  const { api = "", providers = [], replacement = "", endsOn } = call.ending ?? {};
  const { provider } = call;
  if (provider !== undefined && !providers.includes(provider)) {
    return { outcome: "unknown", reason: "who serves the call may keep the API" };
  }
  const isOver = endsOn !== undefined && endsOn <= today;
  const effect = provider === undefined ? " (who serves the call is not known)" : isOver ? "; calls fail" : "";
  const when =
    endsOn === undefined ? "is deprecated" : isOver ? `was shut down on ${endsOn}` : `shuts down on ${endsOn}`;
  return {
    outcome: "fail",
    place: call.calleePlace,
    severity: provider === undefined ? "hint" : isOver ? "error" : endsOn === undefined ? "info" : "warning",
    message: `The ${api} that \`${call.callee}\` uses ${when}${effect}; use ${replacement}`,
  };
}

import { defineRule } from "./rule.ts";

export const systemPromptReturned = defineRule({
  meta: {
    id: "system-prompt-returned",
    title: "System prompt sent back to the caller",
    pillar: "security",
    practices: ["GENSEC04-BP01"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const sent = call.request?.promptSent;
    if (sent === undefined) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: sent,
      message: `The answer to the request holds the system prompt of \`${call.callee}\`, for every caller to read`,
      related: [{ place: call.calleePlace, message: "The model is given it here" }],
    };
  },
});

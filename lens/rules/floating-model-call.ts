import { defineRule } from "./rule.ts";

export const floatingModelCall = defineRule({
  meta: {
    id: "floating-model-call",
    title: "Model call that nobody waits for",
    pillar: "reliability",
    practices: ["GENREL03-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { promise } = call.handling;
    if (promise === undefined || promise.use === "void") {
      return { outcome: "not applicable" };
    }
    const severity = call.context.isExample ? "info" : "error";
    if (promise.use === "dropped" && promise.droppedBy !== undefined) {
      return {
        outcome: "fail",
        place: promise.droppedBy,
        severity,
        message: `\`forEach\` drops the promise of each \`${call.callee}\`: nobody waits for it, and a failure is an unhandled rejection`,
        related: [{ place: call.calleePlace, message: "The model is called here" }],
      };
    }
    if (promise.use !== "floating") {
      return { outcome: "pass", place: call.place };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      severity,
      message: `Nobody waits for \`${call.callee}\`; when it fails, the rejection is unhandled, which ends a Node.js process`,
      fixes:
        promise.awaitable === undefined
          ? []
          : [
              {
                title: "Wait for the call",
                safety: "review",
                edits: [{ edit: "wrap", place: promise.awaitable, before: "await ", after: "" }],
              },
            ],
    };
  },
});

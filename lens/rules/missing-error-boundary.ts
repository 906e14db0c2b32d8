import { defineRule } from "./rule.ts";

export const missingErrorBoundary = defineRule({
  meta: {
    id: "missing-error-boundary",
    title: "Handler in which nothing catches a failed model call",
    pillar: "reliability",
    practices: ["GENREL03-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { request, handling } = call;
    if (request === undefined || !request.isDirect || handling.promise?.use !== "awaited") {
      return { outcome: "not applicable" };
    }
    if (handling.caught !== undefined) {
      return { outcome: "pass", place: call.place };
    }
    switch (request.catchesRejections) {
      case true:
        return { outcome: "not applicable" };
      case undefined:
        return { outcome: "unknown", reason: "whether the server handles a rejected handler cannot be told" };
      case false:
        break;
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `When \`${call.callee}\` fails, the handler's promise is rejected and this server does not look at it: the client waits in vain, and the unhandled rejection ends a Node.js process`,
    };
  },
});

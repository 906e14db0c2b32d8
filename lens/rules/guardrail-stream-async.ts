import { isInFileOf, pointAt } from "./pointing.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const guardrailStreamAsync = defineRule({
  meta: {
    id: "guardrail-stream-async",
    title: "Guardrail that checks a stream after it was shown",
    pillar: "security",
    practices: ["GENSEC02-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "safe",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const mode = call.options.guardrailStreamMode;
    if (mode === undefined || optionState(call.options.guardrail) === "absent") {
      return { outcome: "not applicable" };
    }
    switch (optionState(mode)) {
      case "absent":
        return { outcome: "pass", place: call.place };
      case "known":
        break;
      default:
        return { outcome: "unknown", reason: "the guardrail's mode cannot be told" };
    }
    const constant = constantOf(mode);
    if (constant === undefined) {
      return { outcome: "unknown", reason: "the guardrail's mode depends on a condition" };
    }
    if (String(constant.value).toLowerCase() !== "async") {
      return { outcome: "pass", place: call.place };
    }
    return {
      outcome: "fail",
      ...pointAt(constant, call),
      severity: call.context.isExample ? "info" : "warning",
      message: `\`${call.callee}\` hands out text before the guardrail has checked it`,
      fixes: [
        {
          title: 'Check the text first: `"sync"`',
          // What other files share may be used for something else as well.
          safety: isInFileOf(constant, call) ? "safe" : "review",
          edits: [{ edit: "replace", place: constant.place, code: '"sync"' }],
        },
      ],
    };
  },
});

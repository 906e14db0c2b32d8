import { insertionOf } from "./insertions.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const streamUsageMissing = defineRule({
  meta: {
    id: "stream-usage-missing",
    title: "Stream that does not say what it used",
    pillar: "operational-excellence",
    practices: ["GENOPS02-BP02"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    sdks: ["openai"],
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const usage = call.options.streamUsage;
    if (usage === undefined || call.sdk !== "openai" || call.kind !== "stream" || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    // Other servers may reject the option, and a stream helper adds the counts up by itself.
    if (call.provider !== "openai" || !call.callee.endsWith(".create")) {
      return { outcome: "not applicable" };
    }
    const constant = constantOf(usage);
    if (constant !== undefined && constant.value !== false) {
      return { outcome: "pass", place: call.place };
    }
    if (constant === undefined && optionState(usage) !== "absent") {
      return { outcome: "unknown", reason: "whether usage is asked for cannot be told" };
    }
    const insertion = insertionOf(usage);
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` streams without \`stream_options.include_usage\`, so its tokens are counted nowhere in the program`,
      fixes:
        insertion === undefined
          ? []
          : [
              {
                title: "Ask for usage (the last chunk then has no choices)",
                safety: "review",
                edits: [{ edit: "set option", insertion, code: "true" }],
              },
            ],
    };
  },
});

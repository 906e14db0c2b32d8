import { insertionOf } from "./insertions.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const responseStorageDefault = defineRule({
  meta: {
    id: "response-storage-default",
    title: "Provider keeps what was asked and answered",
    pillar: "security",
    practices: ["GENSEC01-BP03", "GENSEC06-BP01"],
    related: ["GENSEC06-BP01"],
    severity: "hint",
    preset: "opt-in",
    fix: "review",
    includesTests: false,
    confidence: "high",
    sdks: ["openai"],
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { store, session } = call.options;
    // Chat completions are kept only where the call says so.
    if (store === undefined || call.sdk !== "openai" || !/\bresponses\.\w+$/u.test(call.callee)) {
      return { outcome: "not applicable" };
    }
    // A conversation that goes on is what the answers are kept for.
    if (session !== undefined && optionState(session) !== "absent") {
      return { outcome: "not applicable" };
    }
    switch (optionState(store)) {
      case "known":
        return { outcome: "pass", place: call.place };
      case "absent":
        break;
      default:
        return { outcome: "unknown", reason: "whether the answer is kept cannot be told" };
    }
    const insertion = insertionOf(store);
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` sets no \`store\`, so the provider keeps question and answer for 30 days or more`,
      fixes:
        insertion === undefined
          ? []
          : [
              {
                title: "Keep nothing: `store: false`",
                safety: "review",
                edits: [{ edit: "set option", insertion, code: "false" }],
              },
            ],
    };
  },
});

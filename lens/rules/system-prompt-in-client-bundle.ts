import { constantText, instructionBlocks } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";

export const systemPromptInClientBundle = defineRule({
  meta: {
    id: "system-prompt-in-client-bundle",
    title: "Instructions to the model are shipped to the browser",
    pillar: "security",
    practices: ["GENSEC04-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    options: {
      minimumCharacters: {
        type: "positive integer",
        default: 40,
        description: "Characters from which on instructions are worth hiding.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const length = instructionBlocks(call).reduce((sum, block) => sum + constantText(block.text).length, 0);
    if (length < numberOption(context, "minimumCharacters")) {
      return { outcome: "not applicable" };
    }
    if (!call.context.isBrowser) {
      return { outcome: "pass", place: call.place };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `The instructions of \`${call.callee}\` are part of the page; every visitor can read and change them`,
      ...(call.context.isExample ? { severity: "info" } : {}),
    };
  },
});

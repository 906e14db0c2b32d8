import type { ModelCall, Value } from "../facts.ts";
import { writesText } from "./kinds.ts";
import { instructionBlocks, piecesOf } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

/** Characters of English text that make about one token. */
const CHARACTERS_PER_TOKEN = 4;

export const promptCacheMissing = defineRule({
  meta: {
    id: "prompt-cache-missing",
    title: "Long fixed instructions without a cache checkpoint",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP03", "AGENTCOST02-BP03", "GENSUS03-BP01"],
    proves: ["GENCOST03-BP03"],
    severity: "info",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    options: {
      minimumTokens: {
        type: "positive integer",
        default: 6144,
        description:
          "Tokens of fixed instructions from which on a checkpoint is asked for, at four characters each. The default is one and a half times the largest minimum that a model has.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { caching } = call.options;
    if (!writesText(call.kind) || caching === undefined || !isAskedToCache(call) || !call.context.isInFunction) {
      return { outcome: "not applicable" };
    }
    switch (optionState(caching)) {
      case "known":
        return { outcome: "pass", place: call.place };
      case "absent":
        break;
      default:
        return { outcome: "unknown", reason: "whether the prompt has a checkpoint cannot be told" };
    }
    const tokens = Math.round(fixedLength(call) / CHARACTERS_PER_TOKEN);
    if (tokens < numberOption(context, "minimumTokens") || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` sends about ${tokens.toLocaleString("en-US")} tokens of fixed instructions each time, and no checkpoint lets the provider keep them`,
    };
  },
});

/** Whether the provider keeps a prompt only where it is asked to, and the model can. */
function isAskedToCache(call: ModelCall): boolean {
  if (call.provider === "anthropic") {
    return true;
  }
  const model: Value | undefined = call.options.model;
  return call.provider === "bedrock" && /anthropic\.claude|amazon\.nova/.test(String(constantOf(model)?.value ?? ""));
}

/** Characters of the instructions up to the first piece that is not written in the program. */
function fixedLength(call: ModelCall): number {
  let length = 0;
  for (const piece of instructionBlocks(call).flatMap((block) => piecesOf(block.text))) {
    if (typeof piece !== "string") {
      break;
    }
    length += piece.length;
  }
  return length;
}

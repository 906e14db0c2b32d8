import type { Place } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { isWithin } from "./places.ts";
import { instructionBlocks, piecesOf } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";
import { optionState } from "./values.ts";

/** Characters of English text that make about one token; of other scripts each makes about one. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * Tokens below which no provider keeps a prompt: of the models of Claude's fifth generation the larger ones take 512,
 * other models 1,024 to 4,096 (Anthropic's and Amazon Bedrock's pages on prompt caching, as others quote them in 2026).
 */
const LEAST_TOKENS = 512;

export const promptCacheBelowMinimum = defineRule({
  meta: {
    id: "prompt-cache-below-minimum",
    title: "A cache checkpoint behind a prompt that is too short to be kept",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP03"],
    severity: "info",
    preset: "recommended",
    fix: "safe",
    includesTests: false,
    confidence: "high",
    options: {
      maximumTokens: {
        type: "positive integer",
        default: 256,
        description:
          "Tokens below which a checkpoint is reported, at four characters each, and one where a script has no letters of ASCII. The default is far below the smallest minimum of a provider.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const blocks = instructionBlocks(call);
    const last = blocks.findLastIndex((block) => block.checkpoint !== undefined);
    const checkpoint = blocks[last]?.checkpoint;
    if (checkpoint === undefined) {
      return { outcome: "not applicable" };
    }
    const toolsState = optionState(call.options.tools);
    if (toolsState === "known") {
      return { outcome: "not applicable" };
    }
    const pieces = blocks.slice(0, last + 1).flatMap((block) => piecesOf(block.text));
    const texts = pieces.filter((piece) => typeof piece === "string");
    if (toolsState === "unknown" || texts.length < pieces.length) {
      return { outcome: "unknown", reason: "how long the prompt is cannot be told" };
    }
    const text = texts.join("");
    const tokens = tokensIn(text);
    if (tokens >= numberOption(context, "maximumTokens")) {
      return { outcome: "pass", place: call.place };
    }
    const isHere = checkpoint.file === call.place.file;
    return {
      outcome: "fail",
      place: isHere ? checkpoint : call.calleePlace,
      message: `About ${tokens} tokens stand before this checkpoint; providers keep nothing below ${LEAST_TOKENS}, so it does nothing`,
      related: [{ place: call.calleePlace, message: "This call sends the prompt" }],
      fixes:
        blocks[last]?.isCheckpointOnly === true
          ? []
          : fixesFor(checkpoint, isWithin(checkpoint, call.place) && mostTokensIn(text) < LEAST_TOKENS),
    };
  },
});

function tokensIn(text: string): number {
  const others = text.replaceAll(/[\0-\x7f]/g, "").length;
  return Math.round((text.length - others) / CHARACTERS_PER_TOKEN + others);
}

/** A token is at least one byte of UTF-8, of which a UTF-16 unit makes three at most. */
function mostTokensIn(text: string): number {
  return text.length + 2 * text.replaceAll(/[\0-\x7f]/g, "").length;
}

/** What stands elsewhere may be part of a longer prompt of another call. */
function fixesFor(checkpoint: Place, isProved: boolean): readonly Fix[] {
  return [
    {
      title: "Remove the checkpoint",
      safety: isProved ? "safe" : "review",
      edits: [{ edit: "remove option", place: checkpoint }],
    },
  ];
}

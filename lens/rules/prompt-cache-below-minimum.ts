import type { Fix, Place } from "../facts.ts";
import { instructionBlocks, piecesOf } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";
import { optionState } from "./values.ts";

/** Characters of English text that make about one token. */
const CHARACTERS_PER_TOKEN = 4;

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
          "Tokens below which a checkpoint is reported, at four characters each. The default is far below the smallest minimum of a provider.",
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
    const tokens = Math.round(texts.join("").length / CHARACTERS_PER_TOKEN);
    if (tokens >= numberOption(context, "maximumTokens")) {
      return { outcome: "pass", place: call.place };
    }
    const isHere = checkpoint.file === call.place.file;
    return {
      outcome: "fail",
      place: isHere ? checkpoint : call.calleePlace,
      message: `About ${tokens} tokens stand before this checkpoint; providers keep nothing below 1,024, so it does nothing`,
      related: [{ place: call.calleePlace, message: "This call sends the prompt" }],
      fixes: blocks[last]?.isCheckpointOnly === true ? [] : fixesFor(checkpoint, isHere),
    };
  },
});

function fixesFor(checkpoint: Place, isHere: boolean): readonly Fix[] {
  return [
    {
      title: "Remove the checkpoint",
      safety: isHere ? "safe" : "review",
      edits: [{ edit: "remove option", place: checkpoint }],
    },
  ];
}

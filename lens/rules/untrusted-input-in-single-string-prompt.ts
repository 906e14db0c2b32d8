import type { TaintSource, UnknownValue, Value } from "../facts.ts";
import { effectiveOptions } from "./effective-options.ts";
import { instructionBlocks, piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";

export const untrustedInputInSingleStringPrompt = defineRule({
  meta: {
    id: "untrusted-input-in-single-string-prompt",
    title: "Instructions and a caller's text in one string",
    pillar: "security",
    practices: ["GENSEC04-BP02"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    options: {
      minimumCharacters: {
        type: "positive integer",
        default: 40,
        description: "Characters of fixed text from which on a prompt holds instructions.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    if (instructionBlocks({ ...call, options: effectiveOptions(call) }).length > 0) {
      return { outcome: "not applicable" };
    }
    for (const text of promptTexts(call)) {
      const pieces = piecesOf(text);
      const fixed = pieces.filter((piece) => typeof piece === "string").join("");
      const index = pieces.findIndex((piece) => isFromCaller(piece));
      const piece = pieces[index];
      if (!isFromCaller(piece) || fixed.trim().length < numberOption(context, "minimumCharacters")) {
        continue;
      }
      const before = pieces[index - 1];
      if (typeof before === "string" && OPENS.test(before)) {
        return { outcome: "pass", place: call.place };
      }
      const isHere = piece.place?.file === call.place.file;
      return {
        outcome: "fail",
        place: isHere && piece.place !== undefined ? piece.place : call.calleePlace,
        message: `\`${piece.taint?.text ?? ""}\` (${piece.taint?.source ?? ""}) stands in one string with the instructions of \`${call.callee}\`; nothing tells the model where they end`,
        related: [{ place: call.calleePlace, message: "This call sends the prompt" }],
      };
    }
    return { outcome: "not applicable" };
  },
});

/** Sources that a person outside the program writes to directly. */
const OUTSIDE: ReadonlySet<TaintSource> = new Set(["HTTP request", "Lambda event", "form data", "WebSocket message"]);

function isFromCaller(piece: string | Value | undefined): piece is UnknownValue {
  return (
    piece !== undefined &&
    typeof piece !== "string" &&
    piece.state === "unknown" &&
    piece.taint !== undefined &&
    OUTSIDE.has(piece.taint.source)
  );
}

/** A mark that opens right before the text: a tag, a fence, quotes in a row. */
const OPENS = /(<[\w-]+[^<>]*>|```\w*|"""|'''|---+|===+|###+)\s*$/;

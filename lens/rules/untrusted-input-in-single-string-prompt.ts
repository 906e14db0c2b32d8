import type { Fact, ModelCall, Place, TaintSource, UnknownValue, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { effectiveOptions } from "./effective-options.ts";
import { insertionOf } from "./insertions.ts";
import { isTextName, markOf, nameOf } from "./moved-texts.ts";
import { isSamePlace, isWithin } from "./places.ts";
import { instructionBlocks, piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";
import { alternativesOf, constantOf, propertyOf } from "./values.ts";

export const untrustedInputInSingleStringPrompt = defineRule({
  meta: {
    id: "untrusted-input-in-single-string-prompt",
    title: "Instructions and a caller's text in one string",
    pillar: "security",
    practices: ["GENSEC04-BP02"],
    severity: "info",
    preset: "strict",
    fix: "review",
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
        fixes: isOnlyChanging(pieces, index) ? splitFixes(call, piece, context.facts) : [],
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

/** Whether all pieces but one are written in the program. */
function isOnlyChanging(pieces: readonly (string | Value)[], index: number): boolean {
  return pieces.every((piece, other) => other === index || typeof piece === "string");
}

/** The fixes that make what stands around a piece the call's instructions; none where the call shows no place for them. */
function splitFixes(call: ModelCall, piece: UnknownValue, facts: readonly Fact[]): readonly Fix[] {
  const part = piece.place;
  if (part === undefined || !isWithin(part, call.place) || call.wrapper !== undefined) return [];
  const called = nameOf(piece, facts);
  const edit = {
    edit: "split text",
    part,
    isText: isTextName(called),
    ...(called === undefined ? {} : { mark: markOf(called) }),
    user: call.place,
  } as const;
  // How the option is called depends on the major.
  if ((call.sdk === "ai" && call.sdkMajor === undefined) || !isOfUser(call, part)) return [];
  const insertion = insertionOf(call.options.system);
  const name = insertion?.path.at(-1);
  if (insertion?.kind === "property" && name !== undefined && isWithin(insertion.object, call.place)) {
    const [before, after] = /Converse/i.test(call.callee) ? ["[{ text: ", " }]"] : ["", ""];
    const title = `Move the instructions to \`${name}\``;
    return [{ title, safety: "review", edits: [{ ...edit, to: insertion, before, after }] }];
  }
  if (call.options.system !== undefined) return [];
  const next = onlyMessageAround(call, part);
  if (next === undefined) return [];
  const to = { kind: "element", next } as const;
  const [before, after] = ['{ role: "system", content: ', " }"];
  return [
    { title: "Move the instructions to a system message", safety: "review", edits: [{ ...edit, to, before, after }] },
  ];
}

/** Whether a piece stands in a message of the user, or in a prompt that is one text. */
function isOfUser({ options: { messages } }: ModelCall, part: Place): boolean {
  if (messages?.state !== "known" || messages.form !== "array") return messages?.state === "known";
  return messages.elements.some(
    (each) =>
      each.state === "known" && isWithin(part, each.place) && constantOf(propertyOf(each, "role"))?.value === "user",
  );
}

/** The user's message that a list begins with, where it is all of `{ role, content }` and its text holds a piece. */
function onlyMessageAround(call: ModelCall, part: Place): Place | undefined {
  const { messages } = call.options;
  const first = messages?.state === "known" && messages.form === "array" ? messages.elements[0] : undefined;
  if (first?.state !== "known" || first.form !== "object" || !first.isComplete || !isWithin(part, first.place)) {
    return undefined;
  }
  const content = propertyOf(first, "content");
  const isUser = constantOf(propertyOf(first, "role"))?.value === "user" && first.properties.size === 2;
  const isPiece = (value: string | Value): boolean =>
    typeof value !== "string" &&
    value.state === "unknown" &&
    value.place !== undefined &&
    isSamePlace(value.place, part);
  const isText = content !== undefined && alternativesOf(content).length === 1 && piecesOf(content).some(isPiece);
  return isUser && isText ? first.place : undefined;
}

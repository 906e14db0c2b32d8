import type { ModelCall, Place, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { writesText } from "./kinds.ts";
import { isSamePlace, isWithin } from "./places.ts";
import { piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";
import { alternativesOf, optionState, propertyOf } from "./values.ts";

/** Text of the program's own that is long enough to cost something at each check, in UTF-16 units. */
const LONG = 400;

export const guardrailInputNotTagged = defineRule({
  meta: {
    id: "guardrail-input-not-tagged",
    title: "Guardrail that checks the whole prompt rather than what the user wrote",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP04", "GENSEC02-BP01"],
    related: ["GENSEC02-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    sdks: ["bedrock-runtime"],
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { guardrail, messages } = call.options;
    const isConverse = /Converse/i.test(call.callee);
    if (!writesText(call.kind) || !isConverse || guardrail === undefined || messages === undefined) {
      return { outcome: "not applicable" };
    }
    if (optionState(guardrail) !== "known") return { outcome: "not applicable" };
    if (isTagged(messages)) return { outcome: "pass", place: call.place };
    const user = piecesInPrompt(call).find(isFromUser);
    if (user === undefined) return { outcome: "not applicable" };
    const own = ownText(call);
    if (own === undefined) return { outcome: "not applicable" };
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `The guardrail of \`${call.callee}\` checks ${own.text} along with what the user wrote; a \`guardContent\` block has it check that alone`,
      related: [{ place: user.place, message: "This is what the user wrote" }, ...own.places],
      fixes: tagFixes(call, user),
    };
  },
});

/**
 * The fix that has the guardrail check what the user wrote; none where a part of the messages may be the user's as well: a
 * block would keep it from being checked.
 */
function tagFixes(call: ModelCall, user: Piece): readonly Fix[] {
  const { messages } = call.options;
  const isSeen = messages?.state === "known" && messages.form === "array" && messages.isComplete;
  if (!isSeen || !messages.elements.every((each) => each.state === "known" && each.form === "object")) return [];
  const others = piecesInPrompt(call).filter((piece) => !isSamePlace(piece.place, user.place));
  if (!isWithin(user.place, call.place) || !others.every(isFound)) return [];
  return [
    {
      title: "Put what the user wrote into a `guardContent` block",
      safety: "review",
      edits: [{ edit: "part to block", part: user.place, before: "{ guardContent: { text: { text: ", after: " } } }" }],
    },
  ];
}

/** Whether a block of some message says what is to be checked. */
function isTagged(messages: Value): boolean {
  return alternativesOf(messages).some(
    (list) =>
      list.state === "known" &&
      list.form === "array" &&
      list.elements.some((message) => {
        const content = propertyOf(message, "content");
        if (content === undefined || content.state !== "known") return false;
        // Blocks that cannot be seen may be tagged.
        if (content.form !== "array" || !content.isComplete) return true;
        return content.elements.some(
          (block) =>
            block.state !== "known" || block.form !== "object" || propertyOf(block, "guardContent") !== undefined,
        );
      }),
  );
}

interface Piece {
  readonly value: Value;
  readonly place: Place;
}

function piecesInPrompt(call: ModelCall): readonly Piece[] {
  return messageTexts(call).flatMap((text) =>
    piecesOf(text).flatMap((piece) =>
      typeof piece !== "string" && piece.state === "unknown" && piece.place !== undefined
        ? [{ value: piece, place: piece.place }]
        : [],
    ),
  );
}

/** The texts of the messages: a guardrail of Converse does not check the instructions unless they are tagged. */
function messageTexts(call: ModelCall): readonly Value[] {
  const { messages } = call.options;
  return messages === undefined ? [] : promptTexts({ ...call, options: { messages } });
}

const FROM_USER: ReadonlySet<string> = new Set(["HTTP request", "Lambda event", "form data", "WebSocket message"]);

function isFromUser({ value }: Piece): boolean {
  return value.state === "unknown" && value.taint !== undefined && FROM_USER.has(value.taint.source);
}

function isFound({ value }: Piece): boolean {
  return value.state === "unknown" && value.taint?.source === "retrieved document";
}

interface OwnText {
  readonly text: string;
  readonly places: readonly { readonly place: Place; readonly message: string }[];
}

/** What stands in the messages that no user wrote: texts that a search found, or long text of the program. */
function ownText(call: ModelCall): OwnText | undefined {
  const found = piecesInPrompt(call).find(isFound);
  if (found !== undefined) {
    return { text: "texts that a search found", places: [{ place: found.place, message: "A search found this" }] };
  }
  const length = messageTexts(call)
    .flatMap((text) => piecesOf(text))
    .reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 0), 0);
  return length < LONG ? undefined : { text: `${length} characters of the program's own`, places: [] };
}

import type { Fact, ModelCall, Place, UnknownValue, Value, Verdict } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { toUserMessage, userOf } from "./moved-texts.ts";
import { isWithin } from "./places.ts";
import { constantText, type InstructionBlock, instructionBlocks, piecesOf } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";
import { propertyOf } from "./values.ts";

export const promptCachePrefixVolatile = defineRule({
  meta: {
    id: "prompt-cache-prefix-volatile",
    title: "A time or random value in the part of the prompt that is cached",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP03", "GENCOST03-BP01"],
    related: ["GENCOST03-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    options: {
      minimumCharacters: {
        type: "positive integer",
        default: 4096,
        description:
          "Characters of fixed instructions from which on a provider that caches by itself would have cached them.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context): Verdict {
    const blocks = instructionBlocks(call);
    const last = blocks.findLastIndex((block) => block.checkpoint !== undefined);
    const cached = last < 0 ? blocks : blocks.slice(0, last + 1);
    const changing = cached.flatMap((block) => changingPieces(block))[0];
    if (changing === undefined) {
      return last < 0 ? { outcome: "not applicable" } : { outcome: "pass", place: call.place };
    }
    const isLong = textAfter(changing, cached) >= numberOption(context, "minimumCharacters");
    if (last < 0 && !isLong) {
      return { outcome: "not applicable" };
    }
    const what = changing.changes === "always" ? "A value that is new at each call" : "The time of day";
    const isHere = changing.place?.file === call.place.file;
    return {
      outcome: "fail",
      place: isHere && changing.place !== undefined ? changing.place : call.calleePlace,
      message:
        last < 0
          ? `${what} stands before most of the instructions of \`${call.callee}\`; the provider can reuse nothing behind it`
          : `${what} stands before the cache checkpoint of \`${call.callee}\`; each call writes the cache anew, and none reads it`,
      ...(last < 0 ? { severity: "info" as const } : {}),
      related: [{ place: call.calleePlace, message: "This call sends the instructions" }],
      fixes: isHere ? fixesFor(call, changing, cached.at(-1)?.checkpoint, context.facts) : [],
    };
  },
});

function changingPieces(block: InstructionBlock): readonly UnknownValue[] {
  return piecesOf(block.text).filter((piece): piece is UnknownValue => isChanging(piece));
}

function isChanging(piece: string | Value): boolean {
  return typeof piece !== "string" && piece.state === "unknown" && piece.changes !== undefined;
}

/** Characters of fixed text behind a piece. */
function textAfter(piece: UnknownValue, blocks: readonly InstructionBlock[]): number {
  const pieces = blocks.flatMap((block) => piecesOf(block.text));
  return pieces
    .slice(pieces.indexOf(piece) + 1)
    .reduce((sum, each) => sum + (typeof each === "string" ? each.length : constantText(each).length), 0);
}

function fixesFor(
  call: ModelCall,
  { changes, place }: UnknownValue,
  checkpoint: Place | undefined,
  facts: readonly Fact[],
): readonly Fix[] {
  if (place === undefined || call.wrapper !== undefined) return [];
  const fixes: Fix[] = [];
  if (changes === "with time") {
    fixes.push({ title: "Say the day only", safety: "review", edits: [{ edit: "coarsen to day", place }] });
  }
  const user = userOf(call, place);
  const tag = changes === "with time" ? "time" : "request-id";
  const blockBehind = checkpoint && behindCheckpoint(call, checkpoint, [`<${tag}>\${`, place, `}</${tag}>`]);
  const moved = blockBehind ?? toUserMessage(call, [`<${tag}>`, place, `</${tag}>`], user, facts);
  if (moved === undefined) return fixes;
  const where = blockBehind ? "The end of these instructions" : "The user's message";
  const end = `${where} says what <${tag}> is.`;
  const title = blockBehind ? "Move the value behind the checkpoint" : "Move the value to the user's message";
  const cut: FixEdit = { edit: "replace in text", part: place, instead: `<${tag}>`, end, user };
  return [...fixes, { title, safety: "review", edits: [cut, moved] }];
}

/** The edit that puts a block with a text behind the one with the checkpoint, in a list of instructions. */
function behindCheckpoint(
  call: ModelCall,
  checkpoint: Place,
  [opening, value, closing]: readonly [string, Place, string],
): FixEdit | undefined {
  const { system } = call.options;
  const elements = system?.state === "known" && system.form === "array" ? system.elements : [];
  const block = elements.find((each) => each.state === "known" && isWithin(checkpoint, each.place));
  if (block?.state !== "known" || block.form !== "object") return undefined;
  const type = propertyOf(block, "cache_control") ? 'type: "text", ' : propertyOf(block, "cachePoint") ? "" : undefined;
  if (type === undefined) return undefined;
  const parts = [`{ ${type}text: \`${opening}`, value, `${closing}\` }`];
  return { edit: "add element", place: block.place, parts };
}

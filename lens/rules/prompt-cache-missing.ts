import type { ModelCall, Value } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { insertionOf } from "./insertions.ts";
import { writesText } from "./kinds.ts";
import { isWithin } from "./places.ts";
import { hasCheckpoint, instructionBlocks, piecesOf, textBlocks } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";
import { constantOf, optionState, propertyOf } from "./values.ts";

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
    fix: "review",
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
    if (hasCheckpoint(call)) {
      return { outcome: "pass", place: call.place };
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
      fixes: checkpointFixes(call),
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

/** The fix that puts a checkpoint behind the instructions; none where they are not all fixed, or not seen as a whole. */
function checkpointFixes(call: ModelCall): readonly Fix[] {
  const { system } = call.options;
  const edit = system?.state === "known" ? checkpointEdit(call, system) : undefined;
  return edit ? [{ title: "Put a cache checkpoint behind the instructions", safety: "review", edits: [edit] }] : [];
}

function checkpointEdit(call: ModelCall, system: Extract<Value, { state: "known" }>): FixEdit | undefined {
  const place = call.written.system;
  if (place === undefined || !isWithin(place, call.place) || call.wrapper !== undefined || !isFixed(system)) {
    return undefined;
  }
  if (system.form === "constant" || system.form === "template") {
    const [before, after] = wrappingOf(call) ?? [];
    return before === undefined || after === undefined ? undefined : { edit: "wrap", place, before, after };
  }
  const last = system.form === "array" && system.isComplete ? system.elements.at(-1) : undefined;
  if (last?.state !== "known" || last.form !== "object" || !isWithin(last.place, place)) return undefined;
  if (/Converse/i.test(call.callee)) {
    return { edit: "add element", place: last.place, parts: ['{ cachePoint: { type: "default" } }'] };
  }
  if (!takesMarks(call) || !last.isComplete || constantOf(propertyOf(last, "type"))?.value !== "text") return undefined;
  const insertion = { kind: "property", object: last.place, path: ["cache_control"] } as const;
  return { edit: "set option", insertion, code: '{ type: "ephemeral" }' };
}

/** What makes a text a list of one block, or a message, with a checkpoint; `undefined` where the SDK takes none. */
function wrappingOf(call: ModelCall): readonly [string, string] | undefined {
  if (takesMarks(call)) return ['[{ type: "text", text: ', ', cache_control: { type: "ephemeral" } }]'];
  // From this major on instructions may be a message with options of the provider.
  if (call.sdk !== "ai" || call.sdkMajor === undefined || call.sdkMajor < 6) return undefined;
  const options =
    call.provider === "bedrock"
      ? '{ bedrock: { cachePoint: { type: "default" } } }'
      : '{ anthropic: { cacheControl: { type: "ephemeral" } } }';
  return ['{ role: "system", content: ', `, providerOptions: ${options} }`];
}

/** Whether a block of the instructions can be marked as Anthropic's own SDK does. */
function takesMarks(call: ModelCall): boolean {
  return call.provider === "anthropic" && insertionOf(call.options.caching)?.path.at(-1) === "cache_control";
}

/** Whether all text of the instructions is written in the program. */
function isFixed(system: Value): boolean {
  return textBlocks(system).every((block) => piecesOf(block.text).every((piece) => typeof piece === "string"));
}

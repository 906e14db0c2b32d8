import type { ModelCall, Place, Value } from "../facts.ts";
import { effectiveOptions } from "./effective-options.ts";
import { alternativesOf, constantOf, propertyOf } from "./values.ts";

/** A block of the instructions, in the order in which the model reads them. */
export interface InstructionBlock {
  readonly text: Value;
  /** Where the block asks the provider to keep all up to here. */
  readonly checkpoint: Place | undefined;
  /** It holds no text of its own. */
  readonly isCheckpointOnly?: true;
}

const INSTRUCTING: ReadonlySet<unknown> = new Set(["system", "developer"]);

/** The blocks of a call's instructions: its system prompt, or the messages that have such a role. */
export function instructionBlocks(call: ModelCall): readonly InstructionBlock[] {
  const { system, messages } = call.options;
  return [
    ...blocksOf(system),
    ...elementsOf(messages)
      .filter(isInstruction)
      .flatMap((each) => blocksOf(each)),
  ];
}

/** The blocks of one value that is a text, a message, or a list of them. */
export function textBlocks(value: Value): readonly InstructionBlock[] {
  return blocksOf(value);
}

/** Whether the instructions or a message ask the provider to keep all up to there. */
export function hasCheckpoint(call: ModelCall): boolean {
  const { system, messages } = call.options;
  const blocks = [...blocksOf(system), ...elementsOf(messages).flatMap((each) => blocksOf(each))];
  return blocks.some((block) => block.checkpoint !== undefined);
}

/** The texts of a prompt: instructions, messages, and a prompt that is one text. */
export function promptTexts(call: ModelCall): readonly Value[] {
  const { system, messages } = call.options;
  return [...blocksOf(system), ...elementsOf(messages).flatMap((each) => blocksOf(each))].map((block) => block.text);
}

/** The texts of a prompt as they stand with what callers of the app's own function pass. */
export function effectivePromptTexts(call: ModelCall): readonly Value[] {
  return promptTexts({ ...call, options: effectiveOptions(call) });
}

function elementsOf(messages: Value | undefined): readonly Value[] {
  if (messages === undefined) {
    return [];
  }
  return alternativesOf(messages).flatMap((each) =>
    each.state === "known" && each.form === "array"
      ? each.elements.flatMap((element) => alternativesOf(element))
      : [each],
  );
}

function isInstruction(message: Value): boolean {
  return INSTRUCTING.has(constantOf(propertyOf(message, "role"))?.value);
}

/** Properties that hold the text of a message or block, the outer before the inner. */
const TEXTS = ["content", "parts", "text"];

/** Blocks inside blocks that are looked into. */
const MAXIMUM_DEPTH = 4;

function blocksOf(value: Value | undefined, depth = 0): readonly InstructionBlock[] {
  if (value === undefined || value.state === "absent" || depth > MAXIMUM_DEPTH) {
    return [];
  }
  if (value.state === "unknown") {
    return [{ text: value, checkpoint: undefined }];
  }
  switch (value.form) {
    case "array":
      return value.elements.flatMap((element) => blocksOf(element, depth + 1));
    case "alternatives":
      return value.values.flatMap((each) => blocksOf(each, depth + 1));
    case "object":
      return objectBlocks(value, depth);
    case "constant":
      return typeof value.value === "string" ? [{ text: value, checkpoint: undefined }] : [];
    case "template":
      return [{ text: value, checkpoint: undefined }];
    default:
      return [];
  }
}

function objectBlocks(value: Value, depth: number): readonly InstructionBlock[] {
  const blocks = TEXTS.flatMap((name) => blocksOf(propertyOf(value, name), depth + 1));
  const checkpoint = checkpointOf(value);
  if (checkpoint === undefined) {
    return blocks;
  }
  const last = blocks.at(-1);
  if (last === undefined) {
    const nothing: Value = { state: "known", form: "constant", value: "", place: checkpoint };
    return [{ text: nothing, checkpoint, isCheckpointOnly: true }];
  }
  return [...blocks.slice(0, -1), { text: last.text, checkpoint }];
}

function checkpointOf(block: Value): Place | undefined {
  const provider = propertyOf(block, "providerOptions");
  const written = [
    propertyOf(block, "cache_control"),
    propertyOf(block, "cachePoint"),
    propertyOf(propertyOf(provider, "anthropic"), "cacheControl"),
    propertyOf(propertyOf(provider, "bedrock"), "cachePoint"),
  ].find((each) => each?.state === "known");
  return written?.state === "known" ? written.place : undefined;
}

/** All pieces of a text, in their order; a constant is one of its own. */
export function piecesOf(text: Value): readonly (string | Value)[] {
  const pieces: (string | Value)[] = [];
  const pending: (string | Value)[] = [text];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (typeof next === "string") {
      pieces.push(next);
    } else if (next.state === "known" && next.form === "constant") {
      pieces.push(String(next.value));
    } else if (next.state === "known" && next.form === "template") {
      pending.unshift(...next.parts);
    } else if (next.state === "known" && next.form === "alternatives") {
      pending.unshift(...next.values.slice(0, 1));
    } else if (next.state !== "absent") {
      pieces.push(next);
    }
  }
  return pieces;
}

/** The constant parts of a text, one after the other. */
export function constantText(text: Value): string {
  return piecesOf(text)
    .filter((piece) => typeof piece === "string")
    .join("");
}

import type { ModelCall, Place } from "../../../lens/facts.ts";
import { constantText, instructionBlocks, piecesOf, promptTexts } from "../../../lens/rules/prompt-values.ts";

/** A text for a model that is written in the code. */
export interface PromptUse {
  readonly role: "instructions" | "message";
  /** Where the text is written. */
  readonly place: Place;
  /** Its first words, on one line. */
  readonly start: string;
  /** UTF-16 code units of what is written; what is put in at run time does not count. */
  readonly length: number;
  /** Something is put in at run time. */
  readonly hasHoles: boolean;
  /** Name of the function that sends it. */
  readonly functionName: string | undefined;
}

/** Shorter texts are labels and glue rather than prompts. */
const SHORTEST = 20;
const LONGEST_START = 60;

/** What these are sent is data to be measured, and tells no model what to do. */
const NO_PROMPT: ReadonlySet<ModelCall["kind"]> = new Set<ModelCall["kind"]>(["embedding", "rerank", "moderation"]);

/** The prompts of all calls, each place once. */
export function promptUsesOf(calls: readonly ModelCall[]): readonly PromptUse[] {
  const prompts = new Map<string, PromptUse>();
  for (const call of calls) {
    if (NO_PROMPT.has(call.kind)) continue;
    const instructions = new Set(instructionBlocks(call).map(({ text }) => text));
    for (const text of promptTexts(call)) {
      if (text.state !== "known") continue;
      const written = constantText(text).trim();
      if (written.length < SHORTEST) continue;
      const { place } = text;
      const key = `${place.file}\n${place.start}`;
      if (prompts.has(key)) continue;
      prompts.set(key, {
        role: instructions.has(text) ? "instructions" : "message",
        place,
        start: startOf(written),
        length: written.length,
        hasHoles: piecesOf(text).some((piece) => typeof piece !== "string"),
        functionName: call.context.functionName,
      });
    }
  }
  return [...prompts.values()];
}

function startOf(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ");
  if (line.length <= LONGEST_START) return line;
  const cut = line.slice(0, LONGEST_START);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), LONGEST_START / 2))}…`;
}

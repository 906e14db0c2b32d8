import type { ModelCall, Place } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { besideFile, nameOfWork, sourceExtension, wordsOf } from "./code-names.ts";
import { isWithin } from "./places.ts";
import { piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule, numberOption } from "./rule.ts";

/** Files whose name or folder says that prompts are kept there, or that they test them. */
const PROMPT_FILE = /(?:^|[/_.-])(?:prompts?|evals?|instructions)(?:[/_.-]|$)/i;

export const inlinePromptUnmanaged = defineRule({
  meta: {
    id: "inline-prompt-unmanaged",
    title: "Long prompt in the middle of code",
    pillar: "operational-excellence",
    practices: ["GENOPS03-BP01", "GENREL04-BP01", "GENSEC04-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "high",
    options: {
      minimumCharacters: {
        type: "positive integer",
        description: "Characters of fixed text from which a prompt should have a place of its own",
        default: 600,
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { place, wrapper } = call;
    if (wrapper !== undefined || call.context.isExample) return { outcome: "not applicable" };
    const fixed = promptTexts(call)
      .filter((text) => text.state === "known")
      .map((text) => ({ text, length: fixedLength(text) }));
    const longest = fixed.reduce<(typeof fixed)[number] | undefined>(
      (longer, each) => (longer === undefined || each.length > longer.length ? each : longer),
      undefined,
    );
    if (longest === undefined || longest.length < numberOption(context, "minimumCharacters")) {
      return { outcome: "not applicable" };
    }
    if (!isWithin(longest.text.place, place) || PROMPT_FILE.test(place.file)) return { outcome: "pass", place };
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` has a prompt of ${longest.length.toLocaleString("en-US")} fixed characters among its arguments, where it is neither reviewed nor versioned by itself`,
      related: [{ place: longest.text.place, message: "The prompt" }],
      fixes: fixesFor(call, longest.text.place),
    };
  },
});

/** A file of its own, or at least a name. */
function fixesFor(call: ModelCall, prompt: Place): readonly Fix[] {
  const words = wordsOf(nameOfWork(call));
  const name = [...words.filter((word) => word !== "prompt"), "prompt"].join("_").toUpperCase();
  const extension = sourceExtension(prompt.file);
  const named: Fix = {
    title: `Give the prompt a name: \`${name}\``,
    safety: "review",
    edits: [{ edit: "extract constant", place: prompt, name }],
  };
  if (extension === undefined) return [named];
  const path = `prompts/${words.join("-")}${extension}`;
  const file = besideFile(prompt.file, path);
  return [
    {
      title: `Move the prompt to ${path}`,
      safety: "review",
      edits: [{ edit: "extract constant", place: prompt, name, file }],
    },
    named,
  ];
}

function fixedLength(text: Parameters<typeof piecesOf>[0]): number {
  return piecesOf(text).reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 0), 0);
}

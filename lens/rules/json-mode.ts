import type { InsertionPoint, ModelCall } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { effectiveOptions } from "./effective-options.ts";
import { insertionOf } from "./insertions.ts";
import { onlyIdOf } from "./model-ids.ts";
import { constantText, promptTexts } from "./prompt-values.ts";

/**
 * OpenAI's models that have JSON mode. The reference of `response_format` names GPT-4 Turbo, and GPT-3.5 Turbo from 1106
 * on; the chat models after them have it too. Those that write no plain text, or serve one purpose, are left out.
 */
const OPENAI_MODELS = /^(gpt-3\.5-turbo(-1106|-0125)?$|gpt-4-turbo|gpt-4o|gpt-4\.[15]|gpt-5|o1-20|o1$|o3|o4-mini)/;
const OTHER_OPENAI_MODELS = /audio|realtime|search|transcribe|tts|image|chat-latest|codex|deep-research|-pro/;

/** The prompt speaks of a list at the top, or shows one: JSON mode of most providers writes objects only. */
const MAY_BE_LIST = /\b(arrays?|lists?)\b|\[/i;

/**
 * The fix that has the provider write nothing but JSON, where its API can do so without a schema. What shape the JSON has
 * is not in the code, so no schema is made up. `texts` are the prompt's.
 */
export function jsonModeFixes(call: ModelCall, texts: readonly string[]): readonly Fix[] {
  const insertion = insertionOf(call.options.outputSchema);
  const edits = insertion && call.wrapper === undefined ? jsonMode(call, insertion, texts.join("\n")) : undefined;
  return edits === undefined
    ? []
    : [{ title: "Let the provider write JSON only, of any shape", safety: "review", edits }];
}

function jsonMode(call: ModelCall, insertion: InsertionPoint, text: string): readonly FixEdit[] | undefined {
  if (call.sdk === "google-genai") {
    return insertion.path.at(-1) === "responseSchema"
      ? [{ edit: "set option", insertion: renamed(insertion, "responseMimeType"), code: '"application/json"' }]
      : undefined;
  }
  if (MAY_BE_LIST.test(text)) {
    return undefined;
  }
  switch (call.sdk) {
    case "ollama":
      return [{ edit: "set option", insertion, code: '"json"' }];
    case "openai":
      return call.provider === "openai" && hasOpenaiJsonMode(call) && isAskedInMessages(call, insertion)
        ? [{ edit: "set option", insertion, code: '{ type: "json_object" }' }]
        : undefined;
    case "ai":
      return call.provider === "openai" && hasOpenaiJsonMode(call) && insertion.path.join() === "output"
        ? [
            { edit: "set option", insertion, code: "Output.json()" },
            { edit: "add import", file: call.place.file, module: "ai", names: ["Output"] },
          ]
        : undefined;
    default:
      return undefined;
  }
}

function renamed(insertion: InsertionPoint, name: string): InsertionPoint {
  return { ...insertion, path: [...insertion.path.slice(0, -1), name] };
}

function hasOpenaiJsonMode(call: ModelCall): boolean {
  const id = onlyIdOf(call)?.id ?? "";
  return OPENAI_MODELS.test(id) && !OTHER_OPENAI_MODELS.test(id);
}

/** The API refuses JSON mode where no message speaks of JSON; whether the instructions of the Responses API count is not documented. */
function isAskedInMessages(call: ModelCall, { path }: InsertionPoint): boolean {
  if (path.at(-1) === "response_format") {
    return true;
  }
  const { messages } = effectiveOptions(call);
  const options = messages === undefined ? {} : { messages };
  return promptTexts({ ...call, options }).some((text) => /json/i.test(constantText(text)));
}

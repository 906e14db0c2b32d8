import type { ModelCall } from "../facts.ts";
import { jsonModeFixes } from "./json-mode.ts";
import { writesText } from "./kinds.ts";
import { onlyIdOf } from "./model-ids.ts";
import { constantText, effectivePromptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";
import { insertionOf } from "./insertions.ts";
import { optionState } from "./values.ts";

export const structuredOutputMissing = defineRule({
  meta: {
    id: "structured-output-missing",
    title: "The prompt asks for JSON, the call does not",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "GENPERF02-BP02"],
    severity: "info",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { outputSchema, tools } = call.options;
    if (!writesText(call.kind) || outputSchema === undefined) {
      return { outcome: "not applicable" };
    }
    if (optionState(outputSchema) === "known") {
      return { outcome: "pass", place: call.place };
    }
    const texts = effectivePromptTexts(call).map(constantText);
    if (!texts.some(asksForJson)) {
      return { outcome: "not applicable" };
    }
    if (call.beginsJson) {
      return { outcome: "unknown", reason: "the answer is begun as JSON, which holds the model to it to a degree" };
    }
    if (optionState(outputSchema) === "unknown" || optionState(tools) === "unknown") {
      return { outcome: "unknown", reason: "whether a schema or a tool is passed cannot be told" };
    }
    if (optionState(tools) === "known") {
      return { outcome: "not applicable" };
    }
    const name = insertionOf(outputSchema)?.path.join(".");
    const remedy = !hasSchemas(call)
      ? "a tool that it has to call would"
      : name === undefined
        ? ""
        : `\`${name}\` would`;
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `The prompt of \`${call.callee}\` asks for JSON, but nothing holds the model to it${remedy === "" ? "" : `; ${remedy}`}`,
      fixes: jsonModeFixes(call, texts),
    };
  },
});

/** Versions of Anthropic's SDK before 1 may be too old for schemas, and on Amazon Bedrock models of few makers take them. */
function hasSchemas(call: ModelCall): boolean {
  if (call.sdk === "anthropic") {
    return call.sdkMajor === undefined || call.sdkMajor >= 1;
  }
  return call.provider !== "bedrock" || (onlyIdOf(call)?.id ?? "").includes("anthropic.");
}

/** "Respond only with JSON", "return a valid JSON object". */
const ASKS =
  /\b(only|valid|strictly|return|respond|reply|answer|output|provide|produce|generate|format(ted)?)\b[^.!?\n]{0,40}\bJSON\b/i;

/** "Do not return JSON", "text instead of JSON". "Do not wrap the JSON in backticks" asks for it all the same. */
const REFUSES =
  /\b(do not|don't|never)\s+(return|respond|reply|answer|output|use|write|produce)\b[^.!?\n]{0,15}\bJSON\b|\b(no|not|instead of|rather than)\s+JSON\b/i;

/** JSON of another kind, or one of many formats. */
const OTHER = /\bJSON(L|[- ]?lines|[- ]?RPC|[- ]?schema|[- ]?path|[- ]LD)\b|\.json\b/i;

function asksForJson(text: string): boolean {
  const asked = ASKS.exec(text);
  if (asked === null || REFUSES.test(text)) {
    return false;
  }
  return !OTHER.test(text.slice(asked.index, asked.index + asked[0].length + 12));
}

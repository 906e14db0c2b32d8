import type { ModelCall } from "../facts.ts";
import { capabilitiesOf } from "../models/parameters.ts";
import { insertionOf } from "./insertions.ts";
import { writesText } from "./kinds.ts";
import { onlyIdOf } from "./model-ids.ts";
import { constantText, effectivePromptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";
import { isToldBefore } from "./told-once.ts";
import { optionState } from "./values.ts";

export const temperatureNotSet = defineRule({
  meta: {
    id: "temperature-not-set",
    title: "Temperature left to the provider",
    pillar: "operational-excellence",
    practices: ["GENPERF02-BP02"],
    severity: "hint",
    preset: "opt-in",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { temperature, topP, outputSchema } = call.options;
    const id = onlyIdOf(call)?.id;
    const sampling = id === undefined ? undefined : capabilitiesOf(id, call.provider)?.sampling;
    if (temperature === undefined || !writesText(call.kind)) {
      return { outcome: "not applicable" };
    }
    if (sampling !== "accepted" && sampling !== "one at a time") {
      return { outcome: "unknown", reason: "whether the model takes a temperature is not known" };
    }
    const states = [temperature, topP].flatMap((each) => (each === undefined ? [] : [optionState(each)]));
    if (states.includes("known")) {
      return { outcome: "pass", place: call.place };
    }
    if (!states.every((state) => state === "absent")) {
      return { outcome: "unknown", reason: "whether a temperature is set cannot be told" };
    }
    if (call.defaults.temperature !== undefined) {
      return { outcome: "not applicable" };
    }
    if (isToldBefore(call, "temperature", context)) {
      return { outcome: "unknown", reason: "it is told once for each agent or model object, at its first call" };
    }
    // An example of a tool is about the tool; what it answers with depends on what that gives.
    if (call.context.isExample && hasTools(call)) {
      return { outcome: "not applicable" };
    }
    // Claude takes no temperature of its own while it thinks.
    const thinking = optionState(call.options.reasoning);
    if (/claude/.test(id ?? "") && (thinking === "known" || thinking === "unknown")) {
      return { outcome: "not applicable" };
    }
    if (effectivePromptTexts(call).some((text) => CREATIVE.test(constantText(text)))) {
      return { outcome: "not applicable" };
    }
    const insertion = insertionOf(temperature);
    const isExtraction = outputSchema !== undefined && optionState(outputSchema) === "known";
    const value = isExtraction ? "0" : "0.2";
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` sets no temperature; \`${id}\` then varies its answers as much as its provider likes`,
      fixes:
        insertion === undefined
          ? []
          : [
              {
                title: `Set \`temperature: ${value}\``,
                safety: "review",
                edits: [{ edit: "set option", insertion, code: value }],
              },
            ],
    };
  },
});

/** What is better for being another one each time. */
const CREATIVE =
  /\b(?:invent|imagine|make up|brainstorm|creative|poems?|haikus?|limericks?|stor(?:y|ies)|tales?|jokes?|lyrics|songs?|fiction)\b/i;

function hasTools({ kind, options }: ModelCall): boolean {
  const tools = optionState(options.tools);
  return kind === "agent" || tools === "known" || tools === "unknown";
}

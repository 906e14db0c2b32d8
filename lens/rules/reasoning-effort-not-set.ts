import type { ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { capabilitiesOf } from "../models/parameters.ts";
import { absentOptionName, insertionOf } from "./insertions.ts";
import { writesText } from "./kinds.ts";
import { onlyIdOf } from "./model-ids.ts";
import { defineRule } from "./rule.ts";
import { isToldBefore } from "./told-once.ts";
import { optionState } from "./values.ts";

/** Gemini's models that think as long as they like unless told otherwise. */
const THINKING_GEMINI =
  /^(?:models\/)?gemini-(?:2\.5-(?:pro|flash)|3(?:\.\d+)?-(?:pro|flash))(?!-(?:lite|image|preview-tts|native))/u;

export const reasoningEffortNotSet = defineRule({
  meta: {
    id: "reasoning-effort-not-set",
    title: "Reasoning model that decides itself how long it thinks",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP02", "GENPERF02-BP02", "GENCOST01-BP01"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { reasoning } = call.options;
    const id = onlyIdOf(call)?.id;
    if (reasoning === undefined || id === undefined || !writesText(call.kind) || !thinksByItself(id, call)) {
      return { outcome: "not applicable" };
    }
    switch (optionState(reasoning)) {
      case "known":
        return { outcome: "pass", place: call.place };
      case "absent":
        break;
      default:
        return { outcome: "unknown", reason: "whether the effort is set cannot be told" };
    }
    if (isToldBefore(call, "reasoning", context)) {
      return { outcome: "unknown", reason: "it is told once for each agent or model object, at its first call" };
    }
    const name = absentOptionName(reasoning);
    return {
      outcome: "fail",
      place: call.calleePlace,
      severity: call.context.isExample ? "hint" : "info",
      message: `\`${call.callee}\` does not say how long \`${id}\` may think${name === undefined ? "" : ` (\`${name}\`)`}; what it thinks is paid as output`,
      fixes: fixesFor(call),
    };
  },
});

/** Whether the model thinks unless told otherwise; those that can be told not to mostly begin that way. */
function thinksByItself(id: string, { provider }: ModelCall): boolean {
  if (provider === "google" || provider === "google-vertex") {
    return THINKING_GEMINI.test(id);
  }
  const { isReasoning, efforts } = (provider === "openai" ? capabilitiesOf(id, provider) : undefined) ?? {};
  return isReasoning === true && efforts !== undefined && efforts.length > 1 && !efforts.includes("none");
}

function fixesFor(call: ModelCall): readonly Fix[] {
  const insertion = insertionOf(call.options.reasoning);
  if (insertion === undefined || call.provider !== "openai") {
    return [];
  }
  const isObject = insertion.path.at(-1) === "reasoning" && call.sdk !== "ai";
  return [
    {
      title: "Ask for low effort",
      safety: "review",
      edits: [{ edit: "set option", insertion, code: isObject ? '{ effort: "low" }' : '"low"' }],
    },
  ];
}

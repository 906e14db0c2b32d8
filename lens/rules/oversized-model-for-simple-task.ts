import type { ModelCall, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { onlyIdOf, type WrittenId } from "./model-ids.ts";
import { isInFileOf, pointAt } from "./pointing.ts";
import { defineRule, numberOption } from "./rule.ts";
import { alternativesOf, constantOf, optionState } from "./values.ts";

/** Dearest models of each maker, with a small one that reads a sentence as well. */
const SMALLER: readonly (readonly [premium: RegExp, smaller: string])[] = [
  [/^claude-opus-/u, "claude-haiku-4-5"],
  [/^(?:o1|o3)(?:-pro)?(?:-\d{4}-\d{2}-\d{2})?$/u, "gpt-5.4-nano"],
  [/^gpt-(?:4|4-turbo|4\.5-preview|5(?:\.\d)?-pro)(?:-\d{4}-\d{2}-\d{2})?$/u, "gpt-5.4-nano"],
];

/** Where a wrong answer is dear, or the model is there to judge others. */
const WEIGHTY = /medic|patient|clinic|diagnos|legal|contract|lawyer|fraud|safety|moderat|judge|grade|evaluat|\beval/iu;

export const oversizedModelForSimpleTask = defineRule({
  meta: {
    id: "oversized-model-for-simple-task",
    title: "Dearest model for an answer of a few words",
    pillar: "cost-optimization",
    practices: ["GENCOST01-BP01", "GENSUS03-BP01", "AGENTCOST02-BP01"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    options: {
      fewTokens: {
        type: "positive integer",
        default: 64,
        description: "Up to this limit of output tokens, an answer counts as a few words.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const written = onlyIdOf(call);
    const limit = constantOf(call.options.maxOutputTokens)?.value;
    const smaller = written === undefined ? undefined : SMALLER.find(([premium]) => premium.test(written.id))?.[1];
    if (written === undefined || smaller === undefined || (call.kind !== "chat" && call.kind !== "completion")) {
      return { outcome: "not applicable" };
    }
    if (typeof limit !== "number" || limit > numberOption(context, "fewTokens") || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    const { tools, system, messages } = call.options;
    const hasTools = tools !== undefined && optionState(tools) !== "absent";
    if (hasTools || isWeighty(call, [system, messages])) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      ...pointAt(written.constant, call),
      message: `\`${written.id}\` is asked for ${limit} tokens at most; a small model such as \`${smaller}\` does that for a fraction of the price`,
      fixes: fixesFor(call, written, smaller),
    };
  },
});

function isWeighty(call: ModelCall, prompts: readonly (Value | undefined)[]): boolean {
  return (
    WEIGHTY.test(call.context.functionName ?? "") ||
    prompts.some((prompt) => textsOf(prompt).some((text) => WEIGHTY.test(text)))
  );
}

/** All that is written in a prompt. */
function textsOf(prompt: Value | undefined): readonly string[] {
  const texts: string[] = [];
  const pending: Value[] = prompt === undefined ? [] : [...alternativesOf(prompt)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.state !== "known") {
      continue;
    }
    switch (next.form) {
      case "constant":
        texts.push(String(next.value));
        break;
      case "template":
        texts.push(next.parts.filter((part) => typeof part === "string").join(" "));
        break;
      case "array":
        pending.push(...next.elements);
        break;
      case "object":
        pending.push(...next.properties.values());
        break;
      default:
        break;
    }
  }
  return texts;
}

function fixesFor(call: ModelCall, { constant }: WrittenId, smaller: string): readonly Fix[] {
  return isInFileOf(constant, call)
    ? [
        {
          title: `Use \`${smaller}\` (compare some answers first)`,
          safety: "review",
          edits: [{ edit: "replace", place: constant.place, code: JSON.stringify(smaller) }],
        },
      ]
    : [];
}

import type { ConstantValue, ModelCall, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { isInFileOf, pointAt } from "./pointing.ts";
import { defineRule } from "./rule.ts";
import { alternativesOf, constantOf, propertyOf } from "./values.ts";

/** What switches a filter off, as Google and Cohere write it, with the setting that they use by themselves. */
const OFF: ReadonlyMap<string, string> = new Map([
  ["BLOCK_NONE", "BLOCK_MEDIUM_AND_ABOVE"],
  ["OFF", "BLOCK_MEDIUM_AND_ABOVE"],
]);

/** Code that has to see harmful text: it judges, tests or collects it. */
const SEES_HARM = /moderat|red.?team|jailbreak|safety|toxic|abuse|\beval/iu;

export const contentSafetyDisabled = defineRule({
  meta: {
    id: "content-safety-disabled",
    title: "Provider's safety filter switched off",
    pillar: "security",
    practices: ["GENSEC02-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { safety } = call.options;
    if (safety === undefined || safety.state === "absent") {
      return { outcome: "not applicable" };
    }
    const off = alternativesOf(safety).flatMap(settingsOf).filter(isOff);
    const [first] = off;
    if (first === undefined) {
      return safety.state === "known" && safety.form === "array" && safety.isComplete
        ? { outcome: "pass", place: call.place }
        : { outcome: "unknown", reason: "the safety settings cannot be told" };
    }
    if (call.context.isExample || SEES_HARM.test(call.context.functionName ?? "")) {
      return { outcome: "not applicable" };
    }
    const many = off.length === 1 ? "a safety filter" : `${off.length} safety filters`;
    return {
      outcome: "fail",
      ...pointAt(first, call),
      message: `\`${call.callee}\` switches ${many} off (\`${String(first.value)}\`); harmful text passes in both directions`,
      fixes: fixesFor(call, off),
    };
  },
});

/** The thresholds of a list of settings, or the one mode. */
function settingsOf(value: Value): readonly ConstantValue[] {
  if (value.state !== "known") {
    return [];
  }
  if (value.form === "array") {
    return value.elements.flatMap((each) => constantOf(propertyOf(each, "threshold")) ?? []);
  }
  return value.form === "constant" ? [value] : [];
}

function isOff({ value }: ConstantValue): boolean {
  return typeof value === "string" && OFF.has(value);
}

function fixesFor(call: ModelCall, off: readonly ConstantValue[]): readonly Fix[] {
  const isList = alternativesOf(call.options.safety ?? { state: "absent", insertion: undefined }).every(
    (each) => each.state === "known" && each.form === "array",
  );
  // A member of an enumeration has to stay one; text may be replaced by text.
  const isText = off.every(({ place, value }) => place.end - place.start === String(value).length + 2);
  if (!isList || !isText || !off.every((each) => isInFileOf(each, call))) {
    return [];
  }
  return [
    {
      title: "Block what is probably harmful, as the provider does by itself",
      safety: "review",
      edits: off.map(({ place, value }) => ({
        edit: "replace",
        place,
        code: JSON.stringify(OFF.get(String(value))),
      })),
    },
  ];
}

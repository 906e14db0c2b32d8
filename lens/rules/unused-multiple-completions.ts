import type { ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { isWithin } from "./places.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const unusedMultipleCompletions = defineRule({
  meta: {
    id: "unused-multiple-completions",
    title: "Several answers asked for, and only the first is read",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP02"],
    severity: "warning",
    preset: "recommended",
    fix: "safe",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const count = constantOf(call.options.completions);
    if (count === undefined) {
      return optionState(call.options.completions) === "unknown"
        ? { outcome: "unknown", reason: "how many answers are asked for cannot be told" }
        : { outcome: "not applicable" };
    }
    if (typeof count.value !== "number" || count.value <= 1) {
      return { outcome: "not applicable" };
    }
    switch (call.answer.answersRead) {
      case "several":
        return { outcome: "pass", place: call.place };
      case undefined:
        return { outcome: "unknown", reason: "which of the answers are read cannot be told" };
      case "first":
        break;
    }
    return {
      outcome: "fail",
      place: count.place,
      severity: call.context.isExample ? "info" : "warning",
      message: `\`${call.callee}\` asks for ${count.value} answers and pays for all of them, but only the first is read`,
      related: isWithin(count.place, call.place)
        ? []
        : [{ place: call.calleePlace, message: "The answers are asked for here" }],
      fixes: fixesFor(call, count.place),
    };
  },
});

/** What is set elsewhere may be shared with calls that read all answers. */
function fixesFor(call: ModelCall, place: ModelCall["place"]): readonly Fix[] {
  if (!isWithin(place, call.place)) {
    return [];
  }
  return [
    {
      title: "Ask for one answer",
      safety: call.wrapper === undefined ? "safe" : "review",
      edits: [{ edit: "remove option", place }],
    },
  ];
}

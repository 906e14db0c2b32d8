import type { ModelCall, PartTaken, Severity } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { effectiveOptions } from "./effective-options.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const uncheckedResponseAccess = defineRule({
  meta: {
    id: "unchecked-response-access",
    title: "Part of a response taken for granted",
    pillar: "reliability",
    practices: ["GENREL03-BP01"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { taken } = call.answer;
    if (taken === undefined || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: taken.place,
      severity: severityOf(call, taken),
      message:
        taken.way === "asserted"
          ? `\`${taken.text}\` says that an answer is there; a filtered, refused or empty one leaves it out, and what follows fails with a TypeError`
          : `\`${taken.text}\` takes the first block for text; it may be a thought or a tool call, or there may be none`,
      related: [{ place: call.calleePlace, message: "The model is called here" }],
      fixes: fixesFor(taken),
    };
  },
});

/** With tools or thinking, the first block is often something else. */
function severityOf(call: ModelCall, taken: PartTaken): Severity {
  const { tools, reasoning } = effectiveOptions(call);
  const isMixed = optionState(tools) === "known" || optionState(reasoning) === "known";
  return taken.way === "first block" && isMixed ? "warning" : "info";
}

function fixesFor(taken: PartTaken): readonly Fix[] {
  const { instead } = taken;
  return instead === undefined
    ? []
    : [
        {
          title: "Take the first block of text",
          safety: "review",
          edits: [taken.place, ...taken.alike].map((place) => ({ edit: "replace", place, code: instead })),
        },
      ];
}

import type { CaughtFailure, ModelCall } from "../facts.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";

export const modelErrorSwallowed = defineRule({
  meta: {
    id: "model-error-swallowed",
    title: "Failed model call that leaves no trace",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "GENOPS02-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { caught } = call.handling;
    if (caught === undefined || call.kind === "other" || call.kind === "batch") {
      return { outcome: "not applicable" };
    }
    if (caught.outcome !== "hidden") {
      return { outcome: "pass", place: caught.place };
    }
    if (call.context.isRetried || call.context.hasFallback || !isFirstCaught(call, caught, context)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: caught.place,
      severity: call.context.isExample ? "info" : "warning",
      message: `When \`${call.callee}\` fails, nothing is logged or thrown${consequence(caught)}`,
      related: [{ place: call.calleePlace, message: "The call whose failure is hidden" }],
    };
  },
});

/** One `catch` around several calls is one finding. */
function isFirstCaught(call: ModelCall, caught: CaughtFailure, context: JudgeContext): boolean {
  const first = modelCallsOf(context.facts).find(
    ({ handling }) => handling.caught !== undefined && isSamePlace(handling.caught.place, caught.place),
  );
  return first === undefined || isSamePlace(first.place, call.place);
}

function consequence({ result }: CaughtFailure): string {
  return result === undefined
    ? "; the code goes on as if the model had never been asked"
    : `, and the answer becomes \`${result}\``;
}

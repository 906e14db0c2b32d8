import type { FanOut, ModelCall } from "../facts.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";

export const allOrNothingBatch = defineRule({
  meta: {
    id: "all-or-nothing-batch",
    title: "One failed call throws all answers away",
    pillar: "reliability",
    practices: ["GENREL03-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { fanOut } = call.handling;
    // Vectors are of use only all together, in the order of their texts.
    if (fanOut === undefined || call.kind === "embedding" || fanOut.isBounded !== false) {
      return { outcome: "not applicable" };
    }
    if (fanOut.combiner === "allSettled" || fanOut.isItemCaught) {
      return { outcome: "pass", place: fanOut.place };
    }
    if (fanOut.combiner !== "all" || !isFirst(call, fanOut, context)) {
      return { outcome: "not applicable" };
    }
    const isCaughtWithin = isCaughtInWrapper(call, context);
    if (isCaughtWithin === undefined) {
      return { outcome: "unknown", reason: "the function that is called may catch its failures" };
    }
    if (isCaughtWithin) {
      return { outcome: "pass", place: fanOut.place };
    }
    return {
      outcome: "fail",
      place: fanOut.place,
      message: `One failed \`${call.callee}\` rejects \`Promise.all\`, and the answers of all other items are lost`,
      related: [{ place: call.calleePlace, message: "The call for each item" }],
      fixes: [
        {
          title: "Keep the answers of the calls that succeed, and log the failures of the others",
          safety: "review",
          edits: [{ edit: "settle all", place: fanOut.place }],
        },
      ],
    };
  },
});

function isFirst(call: ModelCall, fanOut: FanOut, context: JudgeContext): boolean {
  const first = modelCallsOf(context.facts).find(
    ({ handling }) => handling.fanOut !== undefined && isSamePlace(handling.fanOut.place, fanOut.place),
  );
  return first === undefined || isSamePlace(first.place, call.place);
}

/** Whether the app's own function around the model call keeps failures to itself; `undefined` where it stands in another file. */
function isCaughtInWrapper({ wrapper }: ModelCall, context: JudgeContext): boolean | undefined {
  if (wrapper === undefined) {
    return false;
  }
  const inner = modelCallsOf(context.facts).find(({ place }) => isSamePlace(place, wrapper.call));
  const caught = inner?.handling.caught;
  return inner === undefined ? undefined : caught !== undefined && caught.outcome !== "passed on";
}

import type { ConstantValue, FunctionValue, ModelCall, Value, Verdict } from "../facts.ts";
import { alternativesOf } from "./values.ts";
import { defineRule, type JudgeContext, numberOption } from "./rule.ts";

export const agentStepLimitDisabled = defineRule({
  meta: {
    id: "agent-step-limit-disabled",
    title: "Limit of an agent's steps that limits nothing",
    pillar: "reliability",
    practices: ["GENCOST05-BP01", "GENREL03-BP02", "AGENTCOST07-BP01"],
    proves: ["GENCOST05-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    options: {
      largest: {
        type: "positive integer",
        default: 100,
        description: "The highest number of steps that counts as a limit.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { maxSteps } = call.options;
    if (maxSteps === undefined || maxSteps.state === "absent") {
      return { outcome: "not applicable" };
    }
    const conditions = alternativesOf(maxSteps).flatMap(conditionsOf);
    if (conditions === undefined || conditions.some((each) => each.state === "unknown")) {
      return { outcome: "unknown", reason: "the limit of steps cannot be told" };
    }
    const largest = numberOption(context, "largest");
    const loose = conditions.filter((each) => isLoose(each, largest));
    const [first] = loose;
    // Whichever condition holds first ends the run.
    if (first === undefined || loose.length < conditions.length) {
      return { outcome: "pass", place: call.place };
    }
    return first.state === "known" && (first.form === "constant" || first.form === "function")
      ? fail(call, first, context)
      : { outcome: "not applicable" };
  },
});

/** The elements of a list of conditions, or the one condition. */
function conditionsOf(value: Value): readonly Value[] {
  if (value.state !== "known" || value.form !== "array") {
    return [value];
  }
  return value.isComplete
    ? value.elements
    : [...value.elements, { state: "unknown", reason: "spread", place: undefined }];
}

/** Whether a condition never ends a run, or only one that is longer than any useful one. */
function isLoose(value: Value, largest: number): boolean {
  if (value.state !== "known") {
    return false;
  }
  if (value.form === "function") {
    return value.result === false;
  }
  if (value.form !== "constant") {
    return false;
  }
  return value.value === null || (typeof value.value === "number" && value.value > largest);
}

function fail(call: ModelCall, limit: ConstantValue | FunctionValue, context: JudgeContext): Verdict {
  const isHere = limit.place.file === call.place.file;
  const count = limit.form === "constant" && typeof limit.value === "number" ? limit.value : Infinity;
  const steps = Number.isFinite(count) && count < Number.MAX_SAFE_INTEGER ? count.toLocaleString("en-US") : undefined;
  return {
    outcome: "fail",
    place: isHere ? limit.place : call.calleePlace,
    severity: call.context.isExample ? "info" : "warning",
    message:
      steps === undefined
        ? `\`${call.callee}\` may take any number of steps; the model alone ends the run`
        : `\`${call.callee}\` may take ${steps} steps, each of them a paid request`,
    related: isHere ? [] : [{ place: limit.place, message: "The limit is set here" }],
    fixes:
      limit.form === "constant"
        ? [
            {
              title: "Allow 20 steps",
              safety: "review",
              edits: [
                { edit: "replace", place: limit.place, code: String(Math.min(20, numberOption(context, "largest"))) },
              ],
            },
          ]
        : [],
  };
}

import type { ModelCall, OutputUse } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { isSamePlace } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { optionState } from "./values.ts";

export const finishReasonIgnored = defineRule({
  meta: {
    id: "finish-reason-ignored",
    title: "Output used as complete without asking why the model stopped",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "AGENTREL05-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["output use"],
  judge(output, context) {
    const { call } = output;
    if (call.kind === "stream" || call.response.finishReason === undefined || !isFirstUse(output, context)) {
      return { outcome: "not applicable" };
    }
    if (call.response.isCheckedBySdk || call.response.isFinishReasonRead === true) {
      return { outcome: "pass", place: call.place };
    }
    if (call.response.isFinishReasonRead === undefined) {
      return { outcome: "unknown", reason: "the response leaves the function" };
    }
    if (output.use === "json parse" && output.validation === "validated") {
      // Neither half an answer nor a refusal gets through the check.
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: output.place,
      severity: call.context.isExample ? "info" : "warning",
      message: `${DESCRIPTIONS[output.use]}, yet \`${call.response.finishReason}\` is never read; an answer cut off by the token limit ${OUTCOMES[output.use]}`,
      related: [{ place: call.calleePlace, message: "The model is called here" }],
      fixes: fixesFor(output),
    };
  },
});

const DESCRIPTIONS: Readonly<Record<OutputUse["use"], string>> = {
  "json parse": "The model's text is parsed as JSON",
  stored: "The model's text is stored",
  "code execution": "The model's text is run as code",
};

const OUTCOMES: Readonly<Record<OutputUse["use"], string>> = {
  "json parse": "fails as broken JSON, with no word of the cause",
  stored: "passes for a whole one",
  "code execution": "runs as if it were whole",
};

/** One finding per call, at the first place that relies on its output. */
function isFirstUse(output: OutputUse, context: JudgeContext): boolean {
  const first = context.facts.find(
    (fact): fact is OutputUse => fact.fact === "output use" && isSamePlace(fact.call.place, output.call.place),
  );
  return first === undefined || isSamePlace(first.place, output.place);
}

function fixesFor(output: OutputUse): readonly Fix[] {
  const { finishReason, variable } = output.call.response;
  if (
    finishReason === undefined ||
    variable === undefined ||
    output.call.response.finishedValues.length === 0 ||
    output.call.place.file !== output.place.file
  ) {
    return [];
  }
  const reason = `${variable}.${finishReason.replaceAll("].", "]?.")}`;
  const condition = expectedValues(output.call)
    .map((value) => `${reason} !== ${JSON.stringify(value)}`)
    .join(" && ");
  return [
    {
      title: "Throw when the model did not finish",
      safety: "review",
      edits: [
        {
          edit: "insert before",
          place: output.place,
          code: `if (${condition}) {\n  throw new Error(\`The model stopped early: \${${reason}}\`);\n}`,
        },
      ],
    },
  ];
}

/** A call without tools cannot stop to use one. */
function expectedValues(call: ModelCall): readonly string[] {
  const { finishedValues } = call.response;
  const state = optionState(call.options.tools);
  const withoutTools = finishedValues.filter((value) => !/tool|function/.test(value));
  return (state === "none" || state === "absent") && withoutTools.length > 0 ? withoutTools : finishedValues;
}

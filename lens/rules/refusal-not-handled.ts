import type { ModelCall, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const refusalNotHandled = defineRule({
  meta: {
    id: "refusal-not-handled",
    title: "Refusal or blocked answer taken for an answer",
    pillar: "reliability",
    practices: ["GENSEC02-BP01", "GENREL03-BP01"],
    severity: "info",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (call.kind === "stream") {
      return { outcome: "not applicable" };
    }
    return call.answer.isRefusalRead === undefined && call.answer.dataTaken === undefined
      ? judgeGuardrail(call)
      : judgeData(call);
  },
});

/** Data that fits a schema is missing where the model refused. */
function judgeData(call: ModelCall): Verdict {
  const { dataTaken, isRefusalRead } = call.answer;
  if (isRefusalRead === true) {
    return { outcome: "pass", place: call.place };
  }
  if (isRefusalRead === undefined) {
    return { outcome: "unknown", reason: "the response leaves the function" };
  }
  if (dataTaken === undefined) {
    return { outcome: "not applicable" };
  }
  return {
    outcome: "fail",
    place: dataTaken,
    message: `When the model refuses, \`${call.callee}\` gives \`null\` here; nothing asks for the refusal`,
    related: [{ place: call.calleePlace, message: "The model is called here" }],
    fixes: fixesFor(call),
  };
}

function fixesFor(call: ModelCall): readonly Fix[] {
  const { variable } = call.response;
  const { dataTaken } = call.answer;
  if (variable === undefined || dataTaken === undefined || !call.callee.endsWith("chat.completions.parse")) {
    return [];
  }
  const refusal = `${variable}.choices[0]?.message.refusal`;
  const code = `if (${refusal}) {\n  throw new Error(\`The model refused: \${${refusal}}\`);\n}`;
  return [
    {
      title: "Throw when the model refused",
      safety: "review",
      edits: [{ edit: "insert before", place: dataTaken, code }],
    },
  ];
}

/** A guardrail puts its own words where the answer would be, and says so in the stop reason alone. */
function judgeGuardrail(call: ModelCall): Verdict {
  const { finishReason, isFinishReasonRead } = call.response;
  if (optionState(call.options.guardrail) !== "known" || finishReason !== "stopReason") {
    return { outcome: "not applicable" };
  }
  if (isFinishReasonRead === true) {
    return { outcome: "pass", place: call.place };
  }
  if (isFinishReasonRead === undefined || call.answer.textTaken === undefined) {
    return { outcome: "unknown", reason: "the response leaves the function" };
  }
  return {
    outcome: "fail",
    place: call.answer.textTaken,
    message: `The guardrail's own words stand here when it blocks an answer, and \`${finishReason}\`, which would say so, is never read`,
    related: [{ place: call.calleePlace, message: "The model is called here, with a guardrail" }],
  };
}

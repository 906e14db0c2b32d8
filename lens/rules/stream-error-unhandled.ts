import type { ModelCall, Place, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { absentOptionName, insertionOf } from "./insertions.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const streamErrorUnhandled = defineRule({
  meta: {
    id: "stream-error-unhandled",
    title: "Failure of a stream that nothing hears of",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "GENOPS02-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { stream } = call.answer;
    if (call.kind !== "stream" || stream === undefined) {
      return { outcome: "not applicable" };
    }
    const { errorCallback } = call.options;
    return errorCallback === undefined ? judgeLoop(call, stream.openLoop) : judgeCallback(call, stream.deafCatch);
  },
});

/** A stream that throws nothing, and has a callback for its failures. */
function judgeCallback(call: ModelCall, deafCatch: Place | undefined): Verdict {
  const { errorCallback } = call.options;
  switch (optionState(errorCallback)) {
    case "known":
      return { outcome: "pass", place: call.place };
    case "absent":
      break;
    default:
      return { outcome: "unknown", reason: "whether the call is given a callback for failures cannot be told" };
  }
  if (deafCatch === undefined || errorCallback === undefined) {
    return { outcome: "not applicable" };
  }
  const name = absentOptionName(errorCallback) ?? "onError";
  return {
    outcome: "fail",
    place: deafCatch,
    severity: call.context.isExample ? "info" : "warning",
    message: `This \`catch\` never hears of a failed answer: \`${call.callee}\` returns at once and throws nothing; failures go to \`${name}\` only`,
    related: [{ place: call.calleePlace, message: `The stream is started here, without \`${name}\`` }],
    fixes: callbackFixes(call, name),
  };
}

function callbackFixes(call: ModelCall, name: string): readonly Fix[] {
  const insertion = insertionOf(call.options.errorCallback);
  if (insertion === undefined) {
    return [];
  }
  const code = `({ error }) => console.error("The model's answer failed:", error)`;
  return [{ title: `Add \`${name}\``, safety: "review", edits: [{ edit: "set option", insertion, code }] }];
}

/** A stream that throws while it is read. */
function judgeLoop(call: ModelCall, loop: Place | undefined): Verdict {
  const { request } = call;
  if (request === undefined || !request.isDirect) {
    return { outcome: "not applicable" };
  }
  if (loop === undefined || request.catchesRejections === true) {
    return { outcome: "not applicable" };
  }
  if (request.catchesRejections === undefined) {
    return { outcome: "unknown", reason: "whether the server handles a rejected handler cannot be told" };
  }
  return {
    outcome: "fail",
    place: loop,
    severity: call.context.isExample ? "info" : "warning",
    message: `A stream that breaks off rejects the handler, which this server does not look at: the response is never ended, and the unhandled rejection ends a Node.js process`,
    related: [{ place: call.calleePlace, message: "The stream is started here" }],
  };
}

import type { ModelCall } from "../facts.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

/** Tokens of an answer that is too short to be worth stealing, such as a title. */
const SHORT_ANSWER = 64;

/** Kinds of call that a provider is paid for, one by one. */
const PAID = new Set(["chat", "stream", "completion", "agent", "image", "audio"]);

export const unauthenticatedInferenceEndpoint = defineRule({
  meta: {
    id: "unauthenticated-inference-endpoint",
    title: "Route that lets anybody spend the app's money on a model",
    pillar: "security",
    practices: ["GENOPS02-BP03", "GENSEC01-BP01", "GENCOST05-BP01"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { requestHandler, isExample } = call.context;
    if (requestHandler === undefined || !PAID.has(call.kind) || call.provider === "ollama") {
      return { outcome: "not applicable" };
    }
    if (isExample || !requestHandler.isOpen) {
      return { outcome: "unknown", reason: "whether something stands before the handler cannot be told" };
    }
    if (isOfLittleUse(call)) {
      return {
        outcome: "unknown",
        reason: "a short answer to a text that the caller does not choose is of little use",
      };
    }
    const first = modelCallsOf(context.facts).find(
      (other) =>
        other.context.requestHandler !== undefined &&
        PAID.has(other.kind) &&
        isSamePlace(other.context.requestHandler.place, requestHandler.place),
    );
    if (first !== undefined && !isSamePlace(first.place, call.place)) return { outcome: "not applicable" };
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `This ${requestHandler.framework} calls \`${call.callee}\` for whoever asks; nothing in sight asks who that is, or how often`,
    };
  },
});

/** A short answer, and no text of the request in what is asked. */
function isOfLittleUse(call: ModelCall): boolean {
  const limit = constantOf(call.options.maxOutputTokens)?.value;
  return (
    typeof limit === "number" &&
    limit <= SHORT_ANSWER &&
    !promptTexts(call)
      .flatMap(piecesOf)
      .some((piece) => typeof piece !== "string" && piece.state === "unknown" && piece.taint !== undefined)
  );
}

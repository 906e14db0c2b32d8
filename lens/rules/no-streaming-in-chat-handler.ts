import type { ModelCall } from "../facts.ts";
import { effectiveOptions } from "./effective-options.ts";
import { isSamePlace } from "./places.ts";
import { defineRule, type JudgeContext, numberOption } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

/** Routes that a person talks to. */
const CHAT_ROUTE = /(^|\/)(chat|chatbot|assistant|conversation)s?(\/[:[][\w-]+\]?)?(\/(message|completion)s?)?\/?$/i;

export const noStreamingInChatHandler = defineRule({
  meta: {
    id: "no-streaming-in-chat-handler",
    title: "Chat route that answers only when the whole text is written",
    pillar: "performance-efficiency",
    practices: ["GENPERF01-BP02", "AGENTPERF02-BP04"],
    related: ["GENPERF01-BP02"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    options: {
      shortAnswer: {
        type: "positive integer",
        default: 300,
        description: "Answers that are limited to this many tokens need not be streamed.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const route = call.request?.route;
    if (route === undefined || !CHAT_ROUTE.test(route) || (call.kind !== "chat" && call.kind !== "stream")) {
      return { outcome: "not applicable" };
    }
    if (call.kind === "stream") {
      return { outcome: "pass", place: call.place };
    }
    if (isForProgram(call, context) || isShort(call, numberOption(context, "shortAnswer"))) {
      return { outcome: "not applicable" };
    }
    const others = context.facts.filter((fact) => fact.fact === "model call").length;
    if (others > 1) {
      return { outcome: "unknown", reason: "another call of the file may write what the person reads" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `The chat route \`${route}\` answers only when \`${call.callee}\` has written the whole text; a stream shows the first words at once`,
    };
  },
});

/** Data, tool calls and checked answers are of use only when they are whole. */
function isForProgram(call: ModelCall, context: JudgeContext): boolean {
  const { outputSchema, guardrail, tools } = effectiveOptions(call);
  const isSet = [outputSchema, guardrail, tools].some((each) => !["none", "absent"].includes(optionState(each)));
  const isUsed = context.facts.some(
    (fact) => fact.fact === "output use" && isSamePlace(fact.call.place, call.place) && fact.use !== "stored",
  );
  return isSet || isUsed || call.request?.parsesData === true || call.response.isCheckedBySdk;
}

function isShort(call: ModelCall, shortAnswer: number): boolean {
  const limit = constantOf(effectiveOptions(call).maxOutputTokens)?.value;
  return typeof limit === "number" && limit <= shortAnswer;
}

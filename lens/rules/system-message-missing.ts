import type { Failure, ModelCall, Value } from "../facts.ts";
import { promptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState, propertyOf } from "./values.ts";

export const systemMessageMissing = defineRule({
  meta: {
    id: "system-message-missing",
    title: "Chat without instructions to the model",
    pillar: "operational-excellence",
    practices: ["GENPERF02-BP02", "GENSEC04-BP01"],
    related: ["GENSEC04-BP01"],
    severity: "hint",
    preset: "opt-in",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { messages, system, outputSchema } = call.options;
    if (messages === undefined || (call.kind !== "chat" && call.kind !== "stream") || isOneShot(outputSchema)) {
      return { outcome: "not applicable" };
    }
    if (optionState(system) === "known") {
      return { outcome: "pass", place: call.place };
    }
    if (optionState(system) === "unknown") {
      return { outcome: "unknown", reason: "whether there are instructions cannot be told" };
    }
    const roles = rolesOf(messages);
    if (roles === undefined) {
      return { outcome: "unknown", reason: "the messages cannot be told" };
    }
    if (roles.some((role) => role === "system" || role === "developer")) {
      return { outcome: "pass", place: call.place };
    }
    if (!isAllFromOutside(call)) {
      return { outcome: "unknown", reason: "the program may write instructions among what it asks" };
    }
    return fail(call);
  },
});

/** A question with a schema for its answer says all that it wants. */
function isOneShot(outputSchema: Value | undefined): boolean {
  return outputSchema !== undefined && optionState(outputSchema) !== "absent";
}

/** Who speaks in each message of a list that is written out; `undefined` where one is not known. */
function rolesOf(messages: Value): readonly string[] | undefined {
  if (messages.state !== "known" || messages.form !== "array" || !messages.isComplete) {
    return undefined;
  }
  const roles = messages.elements.map((each) => constantOf(propertyOf(each, "role"))?.value);
  return roles.every((role) => typeof role === "string") ? roles : undefined;
}

/** Whether the texts of the messages are what somebody outside wrote, with no word of the program around them. */
function isAllFromOutside(call: ModelCall): boolean {
  const texts = promptTexts(call);
  return texts.length > 0 && texts.every((text) => text.state === "unknown" && text.taint !== undefined);
}

function fail(call: ModelCall): Failure {
  return {
    outcome: "fail",
    place: call.calleePlace,
    message: `\`${call.callee}\` gives the model no instructions of its own; what users write is all it goes by`,
  };
}

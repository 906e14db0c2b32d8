import type { InsertionPoint, ModelCall, Value } from "../facts.ts";
import type { FixEdit, Fix } from "../fixes.ts";
import { effectiveOptions } from "./effective-options.ts";
import { insertionOf } from "./insertions.ts";
import { writesText } from "./kinds.ts";
import { modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { isStatic, mentions, optionState, propertyOf } from "./values.ts";

export const bedrockGuardrailMissing = defineRule({
  meta: {
    id: "bedrock-guardrail-missing",
    title: "Bedrock inference without a guardrail",
    pillar: "security",
    practices: ["GENSEC02-BP01", "GENSEC04-BP02", "AGENTSEC04-BP01"],
    proves: ["GENSEC02-BP01", "AGENTSEC04-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const guardrail = call.options.guardrail;
    if (call.provider !== "bedrock" || !writesText(call.kind) || guardrail === undefined) {
      return { outcome: "not applicable" };
    }
    const states = [optionState(guardrail), optionState(call.client?.options.guardrail)];
    if (states.includes("known")) {
      return { outcome: "pass", place: call.place };
    }
    if (states.includes("unknown")) {
      return { outcome: "unknown", reason: "whether a guardrail is set cannot be told" };
    }
    if (isGuardedOtherwise(call, context) || hasStaticPrompt(call)) {
      return { outcome: "not applicable" };
    }
    const { isExample, isSelfContained, requestHandler } = call.context;
    if (isSelfContained) {
      return { outcome: "unknown", reason: "a program that takes nothing in may have no text of other people" };
    }
    if (isExample && requestHandler === undefined) {
      return { outcome: "unknown", reason: "an example that answers no request may have no text of other people" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      severity: isExample ? "info" : "warning",
      message: `\`${call.callee}\` names no guardrail, so neither its prompt nor its answer is checked for harmful content`,
      fixes: fixesFor(insertionOf(guardrail)),
    };
  },
});

/** A guardrail that does not stand in the call: of the account, of a managed prompt, or applied by a call of its own. */
function isGuardedOtherwise(call: ModelCall, context: JudgeContext): boolean {
  return (
    context.settings.hasEnforcedGuardrail ||
    mentions(effectiveOptions(call).model, ":prompt/") ||
    modelCallsOf(context.facts).some(
      (other) => other.kind === "moderation" && (other.provider === "bedrock" || other.sdk === call.sdk),
    )
  );
}

function hasStaticPrompt(call: ModelCall): boolean {
  const { messages, system } = effectiveOptions(call);
  return (
    messages?.state === "known" &&
    (isStatic(messages) || isListOfFixedMessages(messages)) &&
    (system === undefined || isStatic(system))
  );
}

/** Messages that an SDK makes, such as `new HumanMessage("…")`, may hold more than is seen; what they say is not more. */
function isListOfFixedMessages(messages: Value): boolean {
  return (
    messages.state === "known" &&
    messages.form === "array" &&
    messages.isComplete &&
    messages.elements.every((message) => {
      const content = propertyOf(message, "content");
      return content?.state === "known" && isStatic(content);
    })
  );
}

function fixesFor(insertion: InsertionPoint | undefined): readonly Fix[] {
  const edits = insertion === undefined ? [] : editsFor(insertion);
  return edits.length === 0
    ? []
    : [{ title: "Add the guardrail named by `GUARDRAIL_ID` and `GUARDRAIL_VERSION`", safety: "review", edits }];
}

const IDENTIFIER = "process.env.GUARDRAIL_ID";
const VERSION = "process.env.GUARDRAIL_VERSION";

function editsFor(insertion: InsertionPoint): readonly FixEdit[] {
  const name = insertion.path.at(-1);
  if (name === "guardrailConfig") {
    return [
      {
        edit: "set option",
        insertion,
        code: `{ guardrailIdentifier: ${IDENTIFIER}, guardrailVersion: ${VERSION} }`,
      },
    ];
  }
  if (name === "guardrailIdentifier") {
    const version = { ...insertion, path: [...insertion.path.slice(0, -1), "guardrailVersion"] };
    return [
      { edit: "set option", insertion, code: IDENTIFIER },
      { edit: "set option", insertion: version, code: VERSION },
    ];
  }
  return [];
}

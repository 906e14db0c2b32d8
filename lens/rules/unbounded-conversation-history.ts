import type { ConversationHistory, ModelCall, Severity } from "../facts.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const unboundedConversationHistory = defineRule({
  meta: {
    id: "unbounded-conversation-history",
    title: "Conversation that grows with every message and is never cut",
    pillar: "cost-optimization",
    practices: ["GENCOST03-BP01", "AGENTCOST03-BP02", "AGENTSUS02-BP01", "GENREL03-BP01"],
    related: ["GENREL03-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { history } = call;
    const isRepeated = call.context.isInFunction || call.context.loop !== undefined;
    if (history === undefined || !isRepeated || isKeptElsewhere(call)) {
      return { outcome: "not applicable" };
    }
    if (history.isTerminal && call.context.isExample) {
      return { outcome: "not applicable" };
    }
    const first = modelCallsOf(context.facts).find(
      (other) => other.history !== undefined && isSamePlace(other.history.place, history.place),
    );
    if (first !== undefined && !isSamePlace(first.place, call.place)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: history.grows,
      severity: severityOf(call, history),
      message: messageOf(call, history),
      related: [
        { place: history.place, message: "It is made once for the whole process" },
        { place: call.calleePlace, message: "All of it is sent here" },
      ],
    };
  },
});

/** The service keeps the conversation, or the provider cuts it. */
function isKeptElsewhere({ options }: ModelCall): boolean {
  const state = optionState(options.session);
  return state === "known" || state === "unknown";
}

function severityOf(call: ModelCall, history: ConversationHistory): Severity {
  if (call.context.isExample || history.isTerminal) {
    return "info";
  }
  return history.scope === "shared" && call.request !== undefined ? "error" : "warning";
}

function messageOf(call: ModelCall, { scope, name, isTerminal }: ConversationHistory): string {
  if (scope === "shared" && call.request !== undefined) {
    return `\`${name}\` holds the messages of all requests: each caller's words are sent along for the next one, and the list only grows`;
  }
  const whose = scope === "keyed" ? `Each conversation in \`${name}\`` : `\`${name}\``;
  return `${whose} grows with every message and is never cut; \`${call.callee}\` sends all of it each time${isTerminal ? "" : ", until the model's context is full"}`;
}

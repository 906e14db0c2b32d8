import type { CallKind } from "../facts.ts";
import { effectiveOptions } from "./effective-options.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

/** Kinds of call that leave nothing behind which the next could see. */
const STATELESS: ReadonlySet<CallKind> = new Set<CallKind>([
  "chat",
  "completion",
  "embedding",
  "image",
  "audio",
  "rerank",
]);

/** Methods of things that remember the conversation. */
const REMEMBERS = /sendMessage|\b(chat|session|thread|agent|conversation)s?\.\w+$/i;

export const sequentialIndependentCalls = defineRule({
  meta: {
    id: "sequential-independent-calls",
    title: "Independent model calls one after the other",
    pillar: "performance-efficiency",
    practices: ["GENPERF01-BP02", "AGENTPERF02-BP03"],
    related: ["GENPERF01-BP02"],
    severity: "info",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { before } = call.handling;
    if (before === undefined || call.context.isExample || !context.facts.includes(call)) {
      return { outcome: "not applicable" };
    }
    const first = modelCallsOf(context.facts).find(({ place }) => isSamePlace(place, before));
    const both = first === undefined ? [] : [first, call];
    const isStateless = both.every(
      (each) =>
        STATELESS.has(each.kind) &&
        each.wrapper === undefined &&
        each.provider !== "ollama" &&
        optionState(effectiveOptions(each).session) !== "known" &&
        (!REMEMBERS.test(each.callee) || /completions/.test(each.callee)),
    );
    if (first === undefined || !isStateless) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` waits for the call above, whose answer it does not use; both can run side by side`,
      related: [{ place: first.calleePlace, message: "This call is waited for first" }],
    };
  },
});

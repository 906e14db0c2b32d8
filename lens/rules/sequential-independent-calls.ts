import type { CallHandling, CallKind, ModelCall, Place } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
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
    fix: "review",
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
    if (first === undefined || !isStateless(first) || !isStateless(call)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` waits for the call above, whose answer it does not use; both can run side by side`,
      related: [{ place: first.calleePlace, message: "This call is waited for first" }],
      fixes: [togetherFix(call, modelCallsOf(context.facts))],
    };
  },
});

function isStateless(call: ModelCall): boolean {
  return (
    STATELESS.has(call.kind) &&
    call.wrapper === undefined &&
    call.provider !== "ollama" &&
    optionState(effectiveOptions(call).session) !== "known" &&
    (!REMEMBERS.test(call.callee) || /completions/.test(call.callee))
  );
}

function togetherFix(call: ModelCall, all: readonly ModelCall[]): Fix {
  const row = [...callsBefore(call, all), call, ...callsAfter(call, all)];
  const edit: FixEdit = {
    edit: "await together",
    place: call.place,
    calls: row.map(({ place }) => place),
    index: row.indexOf(call),
  };
  return { title: "Start the calls at once with `Promise.all`", safety: "review", edits: [edit] };
}

/** Calls in a row before one, each awaited just before the next. */
function callsBefore(call: ModelCall, all: readonly ModelCall[]): readonly ModelCall[] {
  const row: ModelCall[] = [];
  for (let current: ModelCall | undefined = call; current !== undefined;) {
    const { before }: CallHandling = current.handling;
    current = before && all.find((each) => isSamePlace(each.place, before) && isStateless(each));
    if (current !== undefined) {
      row.unshift(current);
    }
  }
  return row;
}

function callsAfter(call: ModelCall, all: readonly ModelCall[]): readonly ModelCall[] {
  const row: ModelCall[] = [];
  for (let current: ModelCall | undefined = call; current !== undefined;) {
    const { place }: ModelCall = current;
    current = all.find((each) => isAfter(each, place) && isStateless(each));
    if (current !== undefined) {
      row.push(current);
    }
  }
  return row;
}

function isAfter({ handling }: ModelCall, place: Place): boolean {
  return handling.before !== undefined && isSamePlace(handling.before, place);
}

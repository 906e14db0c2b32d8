import type { Client, ModelCall, SdkDefaults, Value, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { formatDuration } from "./durations.ts";
import { effectiveOptions } from "./effective-options.ts";
import { absentOptionName, insertionOf } from "./insertions.ts";
import { callsThrough, isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext, type RuleSettings } from "./rule.ts";
import { alternativesOf, constantOf, optionState } from "./values.ts";

export const missingRequestTimeout = defineRule({
  meta: {
    id: "missing-request-timeout",
    title: "Model client or call without a time limit",
    pillar: "reliability",
    practices: ["GENREL03-BP02", "GENCOST05-BP01", "AGENTREL07-BP02"],
    proves: ["GENREL03-BP02"],
    related: ["AGENTREL07-BP02"],
    severity: "info",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["client", "model call"],
  judge(fact, context) {
    // Scripts and examples may wait as long as their author wants to watch them, and so may programs that serve nobody.
    if (fact.context.isExample || fact.context.isSelfContained) {
      return { outcome: "not applicable" };
    }
    return fact.fact === "client" ? judgeClient(fact, context) : judgeCall(fact, context);
  },
});

/** One verdict for each client, however many calls go through it. */
function judgeClient(client: Client, context: JudgeContext): Verdict {
  const { timeout } = client.options;
  if (timeout === undefined) {
    return { outcome: "not applicable" };
  }
  if (optionState(timeout) === "known") {
    return endsWaiting(timeout)
      ? { outcome: "pass", place: client.place }
      : { outcome: "unknown", reason: "a limit of 0 means different things to different SDKs" };
  }
  if (optionState(timeout) === "unknown") {
    return { outcome: "unknown", reason: "the client's time limit cannot be told" };
  }
  if (waitsShortly(client.defaults)) {
    return { outcome: "not applicable" };
  }
  if (client.isStandIn) {
    return { outcome: "unknown", reason: "whoever hands in a client of their own limits it" };
  }
  const all = callsThrough(client, context.facts);
  const calls = all.filter(isLimitable);
  if (all.length > 0 && calls.length === 0) {
    return { outcome: "not applicable" };
  }
  const limits = calls.map(limitOf);
  if (calls.length > 0 && limits.every((limit) => limit === "limited")) {
    return { outcome: "pass", place: client.place };
  }
  if (calls.length === 0 ? !client.isExported : !limits.includes("unlimited")) {
    return { outcome: "unknown", reason: "the calls may set a time limit where it cannot be seen" };
  }
  const name = absentOptionName(timeout);
  return {
    outcome: "fail",
    place: client.calleePlace,
    message: `\`${client.name}\` sets no ${name === undefined ? "time limit" : `\`${name}\``}${waitOf(client.defaults, client.options.retries)}`,
    related: calls
      .filter((_, index) => limits[index] === "unlimited")
      .slice(0, 5)
      .map((call) => ({ place: call.calleePlace, message: "This call waits that long" })),
    fixes: clientFixes(client, context.settings),
  };
}

/** Plain functions such as `generateText` have no client to set it on: one verdict for the file, at the first call. */
function judgeCall(call: ModelCall, context: JudgeContext): Verdict {
  const isDecidedHere = call.options.timeout !== undefined || call.options.abortSignal !== undefined;
  if (call.hasClient || !isDecidedHere || !isLimitable(call)) {
    return { outcome: "not applicable" };
  }
  switch (limitOf(call)) {
    case "limited":
      return { outcome: "pass", place: call.place };
    case "unknown":
      return { outcome: "unknown", reason: "whether the call has a time limit cannot be told" };
    case "unlimited":
      break;
  }
  if (waitsShortly(call.defaults)) {
    return { outcome: "not applicable" };
  }
  const siblings = modelCallsOf(context.facts).filter(
    (other) =>
      !other.hasClient &&
      other.sdk === call.sdk &&
      (other.options.timeout !== undefined || other.options.abortSignal !== undefined) &&
      isLimitable(other) &&
      limitOf(other) === "unlimited",
  );
  const [first] = siblings;
  if (first !== undefined && !isSamePlace(first.place, call.place)) {
    return { outcome: "unknown", reason: "it is reported once for each file, at the first such call" };
  }
  const others = siblings.length - 1;
  const scope =
    others < 1
      ? ""
      : others === 1
        ? ", nor does 1 other call in this file"
        : `, nor do ${others} other calls in this file`;
  return {
    outcome: "fail",
    place: call.calleePlace,
    message: `\`${call.callee}\` sets no time limit${scope}${waitOf(call.defaults, call.options.retries)}`,
    related: siblings.slice(1, 6).map((other) => ({ place: other.calleePlace, message: "This call has none either" })),
    fixes: callFixes(siblings, context.settings),
  };
}

/** The longest wait (ms) of an SDK for one attempt that needs no other limit. */
const SHORT_WAIT = 60_000;

function waitsShortly({ timeout }: SdkDefaults): boolean {
  return typeof timeout === "number" && timeout <= SHORT_WAIT;
}

/** Agents that give what they do piece by piece, over hours where the task needs them. */
const STREAMING_AGENTS: ReadonlySet<string> = new Set(["claude-agent-sdk"]);

/** Streams may rightly last long, and starting a batch is no waiting for a model. */
function isLimitable(call: ModelCall): boolean {
  const { timeout, abortSignal } = effectiveOptions(call);
  if (STREAMING_AGENTS.has(call.sdk)) return false;
  return call.kind !== "stream" && call.kind !== "batch" && (timeout !== undefined || abortSignal !== undefined);
}

function limitOf(call: ModelCall): "limited" | "unlimited" | "unknown" {
  if (call.context.isRaced) {
    return "limited";
  }
  const { timeout, abortSignal } = effectiveOptions(call);
  const states = [optionState(timeout), optionState(abortSignal)];
  if (states.includes("known")) {
    return "limited";
  }
  // A signal that comes from elsewhere is somebody's limit, but nothing shows when it fires.
  return states.includes("unknown") ? "unknown" : "unlimited";
}

function endsWaiting(timeout: NonNullable<Client["options"]["timeout"]>): boolean {
  return alternativesOf(timeout).every((alternative) => {
    const constant = constantOf(alternative);
    return constant === undefined || (typeof constant.value === "number" && constant.value > 0);
  });
}

/** What happens without a limit, as the end of a sentence. */
function waitOf(defaults: SdkDefaults, retries: Value | undefined): string {
  if (defaults.timeout === null) {
    return "; the SDK sets no limit of its own";
  }
  if (defaults.timeout === undefined) {
    return "";
  }
  const set = constantOf(retries)?.value;
  const isSet = optionState(retries) === "known" || optionState(retries) === "unknown";
  const repeated = isSet ? set : defaults.retries;
  const attempts = typeof repeated === "number" ? repeated + 1 : 1;
  const wait = `; the SDK waits up to ${formatDuration(defaults.timeout)}`;
  return attempts === 1 ? wait : `${wait} per attempt, ${attempts} attempts in all`;
}

function clientFixes(client: Client, settings: RuleSettings): readonly Fix[] {
  const insertion = insertionOf(client.options.timeout);
  if (insertion === undefined) {
    return [];
  }
  return [
    {
      title: `Limit each attempt to ${formatDuration(settings.defaultTimeout)}`,
      safety: "review",
      edits: [{ edit: "set option", insertion, code: String(settings.defaultTimeout) }],
    },
  ];
}

function callFixes(calls: readonly ModelCall[], settings: RuleSettings): readonly Fix[] {
  const edits = calls.map((call) => {
    const timeout = insertionOf(call.options.timeout);
    if (timeout !== undefined) {
      return { edit: "set option" as const, insertion: timeout, code: String(settings.defaultTimeout) };
    }
    const signal = insertionOf(call.options.abortSignal);
    return signal === undefined
      ? undefined
      : { edit: "set option" as const, insertion: signal, code: `AbortSignal.timeout(${settings.defaultTimeout})` };
  });
  if (!edits.every((edit) => edit !== undefined)) {
    return [];
  }
  const scope = calls.length === 1 ? "the call" : `the ${calls.length} calls of this file`;
  return [{ title: `Limit ${scope} to ${formatDuration(settings.defaultTimeout)}`, safety: "review", edits }];
}

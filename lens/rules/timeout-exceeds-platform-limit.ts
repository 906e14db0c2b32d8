import type { ModelCall, Resource, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { nameOf } from "./constructs.ts";
import { formatDuration } from "./durations.ts";
import { insertionOf } from "./insertions.ts";
import { isWithin } from "./places.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

/** Part of the platform's limit that a fix leaves to all attempts together. */
const SHARE = 0.8;

export const timeoutExceedsPlatformLimit = defineRule({
  meta: {
    id: "timeout-exceeds-platform-limit",
    title: "Call may wait longer than the platform lets the function run",
    pillar: "reliability",
    practices: ["GENREL03-BP02", "GENREL03-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call", "resource"],
  judge(fact) {
    return fact.fact === "resource" ? judgeFunction(fact) : judgeCall(fact);
  },
});

/** A Lambda function of infrastructure code, and a client of the file that it runs. */
function judgeFunction(resource: Resource): Verdict {
  const { modelWait } = resource;
  if (modelWait === undefined) {
    return { outcome: "not applicable" };
  }
  const { limit, limitPlace, wait, attempts, client } = modelWait;
  if (wait * (attempts ?? 1) <= limit) {
    return { outcome: "pass", place: resource.place };
  }
  return {
    outcome: "fail",
    place: limitPlace,
    severity: resource.context.isExample ? "info" : "warning",
    message: `${nameOf(resource)} is stopped after ${formatDuration(limit)}; \`${client.name}\` of the file that it runs may wait ${waitText(wait, attempts)}, so no error of it is ever handled`,
    related: [{ place: client.calleePlace, message: "The client is made here" }],
  };
}

function waitText(duration: number, attempts: number | undefined): string {
  const each = formatDuration(duration);
  return attempts === undefined || attempts === 1 ? each : `${each} per attempt, ${attempts} attempts in all`;
}

function judgeCall(call: ModelCall): Verdict {
  const limit = call.request?.timeLimit;
  // The first part of a stream comes soon, and the rest is sent as it comes.
  if (limit === undefined || call.kind === "stream" || call.kind === "batch") {
    return { outcome: "not applicable" };
  }
  if (call.context.isRaced || isStopped(call)) {
    return { outcome: "not applicable" };
  }
  const timeout = lengthOf(call);
  if (timeout === undefined) {
    return { outcome: "unknown", reason: "how long the call may wait cannot be told" };
  }
  const attempts = attemptsOf(call);
  const longest = timeout.duration * (attempts ?? 1);
  if (longest <= limit.duration) {
    return attempts === undefined
      ? { outcome: "unknown", reason: "how often the call is tried again cannot be told" }
      : { outcome: "pass", place: call.place };
  }
  const wait = waitText(timeout.duration, attempts);
  return {
    outcome: "fail",
    place: call.calleePlace,
    severity: call.context.isExample ? "info" : "warning",
    message: `\`${call.callee}\` may wait ${wait}${timeout.isDefault ? ", the SDK's default" : ""}; \`${limit.name}\` ends the function after ${formatDuration(limit.duration)}, before any error is handled`,
    related: [
      { place: limit.place, message: `The platform ends the function after ${formatDuration(limit.duration)}` },
    ],
    fixes: fixesFor(call, limit.duration, attempts ?? 1),
  };
}

/** A signal may end the call sooner. */
function isStopped({ options }: ModelCall): boolean {
  const state = optionState(options.abortSignal);
  return state === "known" || state === "unknown";
}

/** The time limit of one attempt in ms; `undefined` where it is not known, or there is none. */
function lengthOf(call: ModelCall): { readonly duration: number; readonly isDefault: boolean } | undefined {
  const { timeout } = call.options;
  switch (optionState(timeout)) {
    case "known": {
      const value = constantOf(timeout)?.value;
      return typeof value === "number" && value > 0 ? { duration: value, isDefault: false } : undefined;
    }
    case "absent": {
      const usual = call.defaults.timeout;
      return typeof usual === "number" && isClientSeen(call) ? { duration: usual, isDefault: true } : undefined;
    }
    default:
      return undefined;
  }
}

/** A client that is made elsewhere may set what the call does not. */
function isClientSeen(call: ModelCall): boolean {
  return !call.hasClient || call.client !== undefined;
}

function attemptsOf(call: ModelCall): number | undefined {
  const { retries } = call.options;
  const state = optionState(retries);
  const count =
    state === "known" ? constantOf(retries)?.value : state === "unknown" ? undefined : call.defaults.retries;
  return typeof count === "number" ? count + 1 : undefined;
}

function fixesFor(call: ModelCall, limit: number, attempts: number): readonly Fix[] {
  const each = Math.floor((limit * SHARE) / attempts / 500) * 500;
  if (each < 1000) {
    return [];
  }
  const title = `Limit each attempt to ${formatDuration(each)}`;
  const set = constantOf(call.options.timeout);
  if (set !== undefined) {
    return isWithin(set.place, call.place)
      ? [{ title, safety: "review", edits: [{ edit: "replace", place: set.place, code: String(each) }] }]
      : [];
  }
  const insertion = insertionOf(call.options.timeout);
  return insertion === undefined
    ? []
    : [{ title, safety: "review", edits: [{ edit: "set option", insertion, code: String(each) }] }];
}

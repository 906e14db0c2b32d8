import type { Client, ModelCall, Place, Value, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { effectiveOptions } from "./effective-options.ts";
import { runsSteps } from "./kinds.ts";
import { callsThrough, isSamePlace, isWithin } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const retriesDisabled = defineRule({
  meta: {
    id: "retries-disabled",
    title: "SDK retries switched off with nothing in their place",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "GENREL01-BP01", "GENOPS02-BP03"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["client", "model call"],
  judge(fact, context) {
    if (fact.context.isExample) {
      return { outcome: "unknown", reason: "an example may want to show what a single try gives" };
    }
    return fact.fact === "client" ? judgeClient(fact, context) : judgeCall(fact);
  },
});

function judgeClient(client: Client, context: JudgeContext): Verdict {
  const retries = client.options.retries;
  const settled = settledByState(retries, client.place);
  if (settled !== undefined) {
    return settled;
  }
  const calls = callsThrough(client, context.facts);
  if (calls.length === 0) {
    return {
      outcome: "unknown",
      reason: "the calls through this client are in other files, and something there may retry",
    };
  }
  // Whoever asks another model on failure wants the first one to fail at once.
  if (calls.every(hasOtherRecovery) || calls.some(({ context: around }) => around.hasFallback)) {
    return { outcome: "not applicable" };
  }
  return fail(client, client.calleePlace, `\`${client.name}\` is made with retries off`, retries);
}

function judgeCall(call: ModelCall): Verdict {
  const retries = call.options.retries;
  if (retries !== undefined && isSetByClient(call, retries)) {
    return { outcome: "not applicable" };
  }
  const settled = settledByState(retries, call.place);
  if (settled !== undefined) {
    return settled;
  }
  if (hasOtherRecovery(call)) {
    return { outcome: "not applicable" };
  }
  return fail(call, call.calleePlace, `\`${call.callee}\` switches retries off`, retries);
}

/** The verdict where the option is not the constant 0; `undefined` where it is. */
function settledByState(retries: Value | undefined, place: Place): Verdict | undefined {
  switch (optionState(retries)) {
    case "none":
      return { outcome: "not applicable" };
    case "absent":
      return { outcome: "pass", place };
    case "unknown":
      return { outcome: "unknown", reason: "the number of retries cannot be told" };
    case "known": {
      const constant = constantOf(retries);
      if (constant === undefined) {
        return { outcome: "unknown", reason: "the number of retries depends on a condition" };
      }
      return constant.value === 0 ? undefined : { outcome: "pass", place };
    }
  }
}

/** Options of a client count for its calls; the finding belongs to the client alone. */
function isSetByClient(call: ModelCall, retries: Value): boolean {
  const own = constantOf(retries);
  const inherited = constantOf(call.client?.options.retries);
  return own !== undefined && inherited !== undefined && isSamePlace(own.place, inherited.place);
}

/** Whether something else recovers from a failed try, or a second try could repeat what tools did. */
function hasOtherRecovery(call: ModelCall): boolean {
  const { isRetried, hasFallback, isRaced } = call.context;
  return (
    isRetried || hasFallback || isRaced || runsSteps(call) || optionState(effectiveOptions(call).tools) === "known"
  );
}

function fail(owner: Client | ModelCall, place: Place, what: string, retries: Value | undefined): Verdict {
  const usual = owner.defaults.retries;
  const usually = usual === undefined ? "" : `; left alone, the SDK tries ${usual + 1} times`;
  return {
    outcome: "fail",
    place: constantOf(retries)?.place ?? place,
    message: `${what}, so one throttled or dropped request fails the call${usually}`,
    fixes: fixesFor(retries, owner.place),
  };
}

function fixesFor(retries: Value | undefined, owner: Place): readonly Fix[] {
  const constant = constantOf(retries);
  if (constant === undefined || !isWithin(constant.place, owner)) {
    return [];
  }
  return [
    {
      title: "Remove the option, so that the SDK retries",
      safety: "review",
      edits: [{ edit: "remove option", place: constant.place }],
    },
  ];
}

import type { RetryLoop } from "../facts.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule } from "./rule.ts";

export const handRolledRetry = defineRule({
  meta: {
    id: "hand-rolled-retry",
    title: "Hand-written retry that makes an overload worse",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "GENOPS02-BP03"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { retryLoop } = call.handling;
    if (retryLoop === undefined) {
      return { outcome: "not applicable" };
    }
    const flaw = flawOf(retryLoop);
    if (flaw === undefined) {
      return retryLoop.pause === "unknown"
        ? { outcome: "unknown", reason: "how long the loop waits cannot be told" }
        : { outcome: "pass", place: retryLoop.head };
    }
    const first = modelCallsOf(context.facts).find(
      ({ handling }) => handling.retryLoop !== undefined && isSamePlace(handling.retryLoop.head, retryLoop.head),
    );
    if (first !== undefined && !isSamePlace(first.place, call.place)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: retryLoop.head,
      severity: call.context.isExample ? "info" : "warning",
      message: `Tries \`${call.callee}\` again ${flaw}${sdkRetries(call.defaults.retries)}`,
      related: [{ place: call.calleePlace, message: "The call that is made again" }],
    };
  },
});

function flawOf({ isBounded, pause, looksAtError }: RetryLoop): string | undefined {
  if (!isBounded) {
    return "until it succeeds, however often it fails";
  }
  if (looksAtError) {
    return undefined;
  }
  if (pause === "none") {
    return "at once and after any error, also one that never goes away";
  }
  return pause === "constant" ? "after the same pause and after any error, also one that never goes away" : undefined;
}

function sdkRetries(retries: number | undefined): string {
  return retries === undefined || retries === 0 ? "" : `; the SDK already retries ${retries} times with growing pauses`;
}

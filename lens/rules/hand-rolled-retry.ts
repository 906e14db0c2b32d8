import type { InsertionPoint, ModelCall, RetryLoop } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { insertionOf } from "./insertions.ts";
import { isSamePlace, isWithin, modelCallsOf } from "./places.ts";
import { defineRule } from "./rule.ts";

/** How often a fix lets the SDK try again where the loop went on without end. */
const RETRIES = "5";

export const handRolledRetry = defineRule({
  meta: {
    id: "hand-rolled-retry",
    title: "Hand-written retry that makes an overload worse",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "GENOPS02-BP03"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
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
      fixes: fixesFor(call, retryLoop),
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

/** Leaves the retries to the SDK: as many as the loop made, where the code sets none. */
function fixesFor(call: ModelCall, loop: RetryLoop): readonly Fix[] {
  const retries = loop.isBounded ? loop.retries : RETRIES;
  const setting = retries === undefined ? undefined : settingOf(call, retries);
  if (setting === undefined || call.wrapper !== undefined || call.handling.promise?.use !== "awaited") {
    return [];
  }
  const { insertion, code } = setting;
  return [
    {
      title: `Leave the retries to the SDK: \`${insertion.path.at(-1)}: ${code}\``,
      safety: "review",
      edits: [{ edit: "try once", place: loop.head, insertion, code }],
    },
  ];
}

/** Where the SDK is told how often to try again, and what it is told. */
function settingOf(
  call: ModelCall,
  retries: string,
): { readonly insertion: InsertionPoint; readonly code: string } | undefined {
  const shared = call.client?.options.retries;
  if (shared !== undefined && shared.state !== "absent") {
    return undefined;
  }
  const insertion = insertionOf(call.options.retries ?? shared);
  if (insertion === undefined) {
    return undefined;
  }
  // `maxAttempts` of the AWS SDK counts the first attempt, too.
  const code = insertion.path.at(-1) === "maxAttempts" ? String(Number(retries) + 1) : retries;
  const target = insertion.kind === "argument" ? insertion.call : insertion.object;
  if (target.file !== call.place.file) {
    return undefined;
  }
  // A name that the loop knows may stand for nothing elsewhere.
  return /^\d+$/u.test(code) || isWithin(target, call.place) ? { insertion, code } : undefined;
}

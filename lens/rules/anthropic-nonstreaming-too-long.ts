import type { ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { onlyIdOf } from "./model-ids.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

/** What the SDK reckons a model writes: so many tokens in an hour; longer than ten minutes it refuses. */
const TOKENS_PER_HOUR = 128_000;
const LONGEST_SECONDS = 600;

/** Models with a smaller limit of their own in the SDK's table (`MODEL_NONSTREAMING_TOKENS`, 0.137 and 1.12). */
const SLOW_MODELS: ReadonlySet<string> = new Set([
  "claude-opus-4@20250514",
  "anthropic.claude-opus-4-1-20250805-v1:0",
  "claude-opus-4-1@20250805",
]);
const SLOW_MODEL_TOKENS = 8192;

export const anthropicNonstreamingTooLong = defineRule({
  meta: {
    id: "anthropic-nonstreaming-too-long",
    title: "Answer so long that Anthropic's SDK wants it streamed",
    pillar: "reliability",
    practices: ["GENREL03-BP02", "GENPERF02-BP02"],
    related: ["GENPERF02-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "safe",
    includesTests: false,
    confidence: "high",
    sdks: ["anthropic"],
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const { maxOutputTokens, stream, timeout } = call.options;
    if (call.sdk !== "anthropic" || call.kind !== "chat" || maxOutputTokens === undefined) {
      return { outcome: "not applicable" };
    }
    const limit = constantOf(maxOutputTokens);
    if (typeof limit?.value !== "number") {
      return { outcome: "unknown", reason: "the limit of the output cannot be told" };
    }
    const most = largestOf(call);
    if (limit.value <= most) {
      return { outcome: "pass", place: call.place };
    }
    const isStreamed = stream !== undefined && !["absent", "none"].includes(optionState(stream));
    if ((isStreamed && constantOf(stream)?.value !== false) || optionState(timeout) !== "absent") {
      return { outcome: "not applicable" };
    }
    const isHere = limit.place.file === call.place.file;
    return {
      outcome: "fail",
      place: isHere ? limit.place : call.calleePlace,
      message: `The SDK refuses ${limit.value.toLocaleString("en-US")} tokens in one piece: above ${most.toLocaleString("en-US")}, \`${call.callee}\` throws before it asks, unless it streams or sets a time limit`,
      related: isHere ? [{ place: call.calleePlace, message: "This call throws" }] : [],
      fixes: fixesFor(call),
    };
  },
});

function largestOf(call: ModelCall): number {
  const model = onlyIdOf(call)?.id;
  return model !== undefined && SLOW_MODELS.has(model)
    ? SLOW_MODEL_TOKENS
    : Math.floor((LONGEST_SECONDS * TOKENS_PER_HOUR) / 3600);
}

function fixesFor(call: ModelCall): readonly Fix[] {
  const isPlain = /^[\w$.]+\.messages\.create$/u.test(call.callee);
  if (!isPlain || call.options.stream?.state !== "absent") {
    return [];
  }
  return [
    {
      title: "Stream it, and wait for the whole message",
      safety: throwsForSure(call) ? "safe" : "review",
      edits: [
        { edit: "replace", place: call.calleePlace, code: call.callee.replace(/create$/u, "stream") },
        { edit: "wrap", place: call.place, before: "", after: ".finalMessage()" },
      ],
    },
  ];
}

/** The SDK checks for sure, and nothing but the message is taken from what the call gives. */
function throwsForSure({ sdkMajor, wrapper, handling }: ModelCall): boolean {
  const use = handling.promise?.use;
  const isPlainPromise = use === "awaited" || use === "returned";
  return sdkMajor !== undefined && sdkMajor >= 1 && wrapper === undefined && isPlainPromise;
}

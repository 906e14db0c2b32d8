import type { FanOut, ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { canTakeMore } from "./embedding-batches.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";

export const unboundedParallelFanout = defineRule({
  meta: {
    id: "unbounded-parallel-fanout",
    title: "A model call for every item of a list at once",
    pillar: "reliability",
    practices: ["GENREL01-BP01", "GENOPS02-BP03", "GENREL03-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { fanOut } = call.handling;
    if (fanOut === undefined || call.provider === "ollama") {
      return { outcome: "not applicable" };
    }
    if (fanOut.isBounded === undefined) {
      return { outcome: "unknown", reason: "how long the list is cannot be told" };
    }
    if (fanOut.isBounded) {
      return { outcome: "pass", place: fanOut.place };
    }
    // Texts that fit in one request are what `embedding-call-in-loop` speaks of.
    if (canTakeMore(call) === true || !isFirst(call, fanOut, context)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: fanOut.place,
      severity: call.context.isExample ? "info" : "warning",
      message: `Starts \`${call.callee}\` for every item of \`${shortened(fanOut.list)}\` at once; nothing limits how many run side by side`,
      related: [{ place: call.calleePlace, message: "The model is called here for each item" }],
      fixes: fixesFor(fanOut),
    };
  },
});

/** Calls side by side: enough to be quick, and few for any provider's limit. */
const AT_ONCE = 5;

/** A limiter made just before the list, around each item's part. */
function fixesFor({ limitable }: FanOut): readonly Fix[] {
  if (limitable === undefined) return [];
  const { mapping, body, isAsync, limiterName } = limitable;
  return [
    {
      title: `Run ${AT_ONCE} at a time with \`p-limit\``,
      safety: "review",
      edits: [
        { edit: "add import", file: mapping.file, module: "p-limit", default: "pLimit" },
        { edit: "insert before", place: mapping, code: `const ${limiterName} = pLimit(${AT_ONCE});` },
        { edit: "wrap", place: body, before: `${limiterName}(${isAsync ? "async () => " : "() => "}`, after: ")" },
      ],
    },
  ];
}

/** One list is one finding, however many calls each item makes. */
function isFirst(call: ModelCall, fanOut: FanOut, context: JudgeContext): boolean {
  const first = modelCallsOf(context.facts).find(
    ({ handling }) => handling.fanOut !== undefined && isSamePlace(handling.fanOut.place, fanOut.place),
  );
  return first === undefined || isSamePlace(first.place, call.place);
}

const LONGEST = 40;

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

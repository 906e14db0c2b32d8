import type { ModelCall } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { insertionOf } from "./insertions.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const nestedRetries = defineRule({
  meta: {
    id: "nested-retries",
    title: "Retries of the app around the SDK's own",
    pillar: "reliability",
    practices: ["GENREL01-BP01", "GENOPS02-BP03", "GENCOST05-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const layer = call.context.retryLayer;
    const inner = retriesOf(call);
    if (layer === undefined || call.options.retries === undefined) {
      return { outcome: "not applicable" };
    }
    if (inner === undefined) {
      return { outcome: "unknown", reason: "how often the SDK tries again cannot be told" };
    }
    if (inner === 0) {
      return { outcome: "pass", place: call.place };
    }
    const each = `the SDK tries each request ${inner + 1} times by itself`;
    const total =
      layer.tries === undefined
        ? each
        : `${layer.tries} × ${inner + 1} = ${layer.tries * (inner + 1)} requests at worst`;
    const what = layer.name === "loop" ? "A loop" : `\`${layer.name}\``;
    return {
      outcome: "fail",
      place: call.calleePlace,
      severity: call.context.isExample ? "info" : "warning",
      message: `${what} retries \`${call.callee}\`, which retries too: ${total}`,
      related: [{ place: layer.place, message: "The outer retries are here" }],
      fixes: fixesFor(call),
    };
  },
});

/** How often the SDK tries again; `undefined` where that cannot be told. */
function retriesOf({ options, defaults }: ModelCall): number | undefined {
  const { retries } = options;
  const constant = constantOf(retries)?.value;
  if (typeof constant === "number") {
    return constant;
  }
  return optionState(retries) === "absent" ? defaults.retries : undefined;
}

function fixesFor(call: ModelCall): readonly Fix[] {
  const insertion = insertionOf(call.options.retries);
  // Attempts are counted there, and one of them is the first try.
  const code = insertion?.path.at(-1) === "maxAttempts" ? "1" : "0";
  return insertion === undefined
    ? []
    : [
        {
          title: "Leave the retries to the app",
          safety: "review",
          edits: [{ edit: "set option", insertion, code }],
        },
      ];
}

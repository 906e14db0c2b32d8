import type { Fix } from "../fixes.ts";
import { insertionOf } from "./insertions.ts";
import { callsThrough } from "./places.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const bedrockThrottleRetryTooSmall = defineRule({
  meta: {
    id: "bedrock-throttle-retry-too-small",
    title: "Bursts to Bedrock with the usual three attempts",
    pillar: "reliability",
    practices: ["GENREL01-BP01", "GENOPS02-BP03"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["client"],
  judge(client, context) {
    const { retries } = client.options;
    const bursts = callsThrough(client, context.facts).filter((call) => call.context.fanOut !== undefined);
    const [first] = bursts;
    if (retries === undefined || client.provider !== "bedrock" || first === undefined || client.context.isExample) {
      return { outcome: "not applicable" };
    }
    switch (optionState(retries)) {
      case "known":
        return { outcome: "pass", place: client.place };
      case "absent":
        break;
      default:
        return { outcome: "unknown", reason: "how often the client tries cannot be told" };
    }
    const insertion = insertionOf(retries);
    const mode = insertion && { ...insertion, path: [...insertion.path.slice(0, -1), "retryMode"] };
    const fixes: readonly Fix[] =
      insertion === undefined || mode === undefined || insertion.path.at(-1) !== "maxAttempts"
        ? []
        : [
            {
              title: "Try eight times, and slow down when throttled",
              safety: "review",
              edits: [
                { edit: "set option", insertion, code: "8" },
                { edit: "set option", insertion: mode, code: '"adaptive"' },
              ],
            },
          ];
    return {
      outcome: "fail",
      place: client.calleePlace,
      message: `\`${client.name}\` gives up after ${(client.defaults.retries ?? 2) + 1} attempts within a second, while \`${first.callee}\` is sent for a whole list at once`,
      related: bursts
        .slice(0, 3)
        .map((call) => ({ place: call.calleePlace, message: "Sent for every element at once" })),
      fixes,
    };
  },
});

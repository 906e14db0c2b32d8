import { formatDuration } from "./durations.ts";
import { writesText } from "./kinds.ts";
import { defineRule, numberOption } from "./rule.ts";

export const modelCallOnTimer = defineRule({
  meta: {
    id: "model-call-on-timer",
    title: "Model asked by the clock",
    pillar: "cost-optimization",
    practices: ["GENCOST05-BP01", "GENSUS01-BP01"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "high",
    options: {
      shortestSeconds: {
        type: "positive integer",
        default: 300,
        description: "Timers with at least this many seconds between two calls are fine.",
      },
    },
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call, context) {
    const { timer } = call.context;
    if (timer === undefined || !writesText(call.kind) || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    if (timer.period === undefined) {
      return { outcome: "unknown", reason: "how often the timer runs cannot be told" };
    }
    if (timer.period >= numberOption(context, "shortestSeconds") * 1000) {
      return { outcome: "pass", place: call.place };
    }
    const daily = Math.round(86_400_000 / Math.max(timer.period, 1)).toLocaleString("en-US");
    return {
      outcome: "fail",
      place: call.calleePlace,
      message: `\`${call.callee}\` runs every ${formatDuration(timer.period)}, ${daily} times a day, whether there is anything new or not`,
      related: [{ place: timer.place, message: "The timer is here" }],
    };
  },
});

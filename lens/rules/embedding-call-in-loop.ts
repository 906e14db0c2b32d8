import { canTakeMore } from "./embedding-batches.ts";
import { defineRule } from "./rule.ts";

export const embeddingCallInLoop = defineRule({
  meta: {
    id: "embedding-call-in-loop",
    title: "One embedding request for each text",
    pillar: "cost-optimization",
    practices: ["GENCOST02-BP01", "GENPERF04-BP01", "GENSUS02-BP01"],
    related: ["GENPERF04-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (call.kind !== "embedding") {
      return { outcome: "not applicable" };
    }
    const { perItem } = call.handling;
    if (perItem === undefined) {
      return { outcome: "not applicable" };
    }
    if (perItem.isOverBatches) {
      return { outcome: "pass", place: call.place };
    }
    if (perItem.isShortList || !perItem.sendsItem) {
      return { outcome: "not applicable" };
    }
    switch (canTakeMore(call)) {
      case undefined:
        return { outcome: "unknown", reason: "whether the model takes several texts cannot be told" };
      case false:
        return { outcome: "not applicable" };
      case true:
        return {
          outcome: "fail",
          place: call.calleePlace,
          severity: call.context.isExample ? "info" : "warning",
          message: `\`${call.callee}\` embeds one text per request; the loop's other texts could go with it`,
          related: [{ place: perItem.place, message: "Runs once for each text" }],
        };
    }
  },
});

import { propertyAt, propertyState } from "./constructs.ts";
import { defineRule } from "./rule.ts";
import { constantOf } from "./values.ts";

export const trainingWithoutCheckpoint = defineRule({
  meta: {
    id: "training-without-checkpoint",
    title: "Training job that starts again from nothing",
    pillar: "reliability",
    practices: ["GENREL06-BP01", "GENSUS01-BP02"],
    proves: ["GENREL06-BP01"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource) {
    if (resource.kind !== "training job") return { outcome: "not applicable" };
    switch (propertyState(resource, "CheckpointConfig")) {
      case "known":
        return { outcome: "pass", place: resource.place };
      case "unknown":
        return { outcome: "unknown", reason: "whether the job keeps checkpoints cannot be told" };
      case "absent":
        break;
    }
    const isSpot = constantOf(propertyAt(resource, "EnableManagedSpotTraining"))?.value === true;
    return {
      outcome: "fail",
      place: resource.calleePlace,
      severity: isSpot && !resource.context.isExample ? "warning" : "info",
      message: `\`${resource.name}\` has no \`CheckpointConfig\`: ${isSpot ? "each interruption of a spot instance" : "a failure"} loses all that the job has learned so far`,
    };
  },
});

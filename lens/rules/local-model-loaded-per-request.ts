import { defineRule } from "./rule.ts";

export const localModelLoadedPerRequest = defineRule({
  meta: {
    id: "local-model-loaded-per-request",
    title: "Local model loaded again and again",
    pillar: "performance-efficiency",
    practices: ["GENPERF03-BP01", "GENSUS01-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["client"],
  judge(client) {
    if (client.provider !== "local") {
      return { outcome: "not applicable" };
    }
    const { loop, requestHandler, isInFunction } = client.context;
    if (client.isKept === true) {
      return { outcome: "pass", place: client.place };
    }
    if (loop === undefined && requestHandler === undefined) {
      return isInFunction
        ? { outcome: "unknown", reason: "how often the function runs cannot be told" }
        : { outcome: "pass", place: client.place };
    }
    // A loop over several models loads each of them once.
    if (client.isKept === undefined || (requestHandler === undefined && client.readsLocals)) {
      return { outcome: "unknown", reason: "whether the model is kept cannot be told" };
    }
    const often =
      requestHandler === undefined ? "on every turn of this loop" : `for every request (${requestHandler.framework})`;
    return {
      outcome: "fail",
      place: client.calleePlace,
      severity: client.context.isExample ? "info" : "warning",
      message: `\`${client.name}\` loads its model ${often}; kept in the module, it is loaded once`,
      fixes: client.readsLocals
        ? []
        : [
            {
              title: "Load it once, when it is first needed",
              safety: "review",
              edits: [{ edit: "load once", place: client.place }],
            },
          ],
    };
  },
});

import type { Fix } from "../fixes.ts";
import { formatDuration } from "./durations.ts";
import { insertionOf } from "./insertions.ts";
import { callsThrough } from "./places.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const awsRequestTimeoutNotEnforced = defineRule({
  meta: {
    id: "aws-request-timeout-not-enforced",
    title: "Time limit of an AWS client that only writes a warning",
    pillar: "reliability",
    practices: ["GENREL03-BP02"],
    proves: ["GENREL03-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["client"],
  judge(client, context) {
    const { requestHandler, throwsOnTimeout, timeout, idleTimeout } = client.options;
    const isNodeHandler =
      requestHandler?.state === "known" &&
      requestHandler.form === "entity" &&
      requestHandler.type === "NodeHttpHandler";
    const limit = constantOf(timeout);
    if (!isNodeHandler || throwsOnTimeout === undefined || typeof limit?.value !== "number" || limit.value <= 0) {
      return { outcome: "not applicable" };
    }
    if (optionState(idleTimeout) !== "absent") {
      return { outcome: "not applicable" };
    }
    const flag = constantOf(throwsOnTimeout);
    if (flag?.value === true) {
      return { outcome: "pass", place: client.place };
    }
    if (flag === undefined && optionState(throwsOnTimeout) !== "absent") {
      return { outcome: "unknown", reason: "whether the limit is enforced cannot be told" };
    }
    const calls = callsThrough(client, context.facts);
    if (calls.length > 0 && calls.every(({ options }) => optionState(options.abortSignal) !== "absent")) {
      return { outcome: "not applicable" };
    }
    const isHere = limit.place.file === client.place.file;
    const insertion = insertionOf(throwsOnTimeout);
    const fixes: readonly Fix[] =
      insertion === undefined
        ? []
        : [
            {
              title: "Fail the request when its time is over",
              safety: "review",
              edits: [{ edit: "set option", insertion, code: "true" }],
            },
          ];
    return {
      outcome: "fail",
      place: isHere ? limit.place : client.calleePlace,
      message: `After ${formatDuration(limit.value)} the handler of \`${client.name}\` only writes a warning and goes on waiting; \`throwOnRequestTimeout\` is not set`,
      fixes,
    };
  },
});

import { isFromOutside, pathOf } from "./flow-path.ts";
import { defineRule } from "./rule.ts";

export const unboundedUserInput = defineRule({
  meta: {
    id: "unbounded-user-input",
    title: "Text of a request reaches the model at any length",
    pillar: "security",
    practices: ["GENSEC04-BP02", "GENCOST03-BP01", "GENOPS02-BP03"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow) {
    const { call, taint } = flow;
    if (flow.sink !== "prompt" || call === undefined || !isFromOutside(flow)) {
      return { outcome: "not applicable" };
    }
    if (IS_SHORT.test(taint.text) || call.longestInput !== undefined) {
      return { outcome: "not applicable" };
    }
    if (taint.isLengthBounded) {
      return { outcome: "pass", place: flow.place };
    }
    return {
      outcome: "fail",
      place: flow.place,
      message: `\`${taint.text}\` (${taint.source}) goes to \`${call.callee}\` at any length; each caller decides how many tokens you pay for`,
      ...(flow.context.isExample ? { severity: "info" } : {}),
      related: pathOf(flow, "This call sends it to the model"),
    };
  },
});

/** Parts of a request that stand in its first lines, which servers limit to a few kilobytes. */
const IS_SHORT =
  /\b(query|queries|queryStringParameters|multiValueQueryStringParameters|pathParameters|params?|rawQueryString|rawPath|querystring|headers?|cookies|url|originalUrl|nextUrl|searchParams)$/i;

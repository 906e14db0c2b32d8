import type { Flow, Tool, Verdict } from "../facts.ts";
import { isFromOutside, pathOf } from "./flow-path.ts";
import { defineRule } from "./rule.ts";
import { isStatic } from "./values.ts";

export const untrustedInputInToolDescription = defineRule({
  meta: {
    id: "untrusted-input-in-tool-description",
    title: "Data from a request becomes part of a tool's description",
    pillar: "security",
    practices: ["GENSEC04-BP02", "AGENTSEC08-BP01"],
    severity: "error",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["flow", "tool"],
  judge(fact) {
    return fact.fact === "flow" ? judgeFlow(fact) : judgeTool(fact);
  },
});

function judgeFlow(flow: Flow): Verdict {
  const { call } = flow;
  if (flow.sink !== "tool description" || call === undefined || !isFromOutside(flow)) {
    return { outcome: "not applicable" };
  }
  return {
    outcome: "fail",
    place: flow.place,
    message: `\`${flow.taint.text}\` (${flow.taint.source}) becomes part of a tool's description for \`${call.callee}\`; the model obeys descriptions, so a caller can redirect its tools`,
    ...(flow.context.isExample ? { severity: "warning" } : {}),
    related: pathOf(flow, "This call offers the tool"),
  };
}

/** A description that the program wrote is evidence that callers cannot change it. */
function judgeTool(tool: Tool): Verdict {
  const { description } = tool.options;
  if (description === undefined) {
    return { outcome: "not applicable" };
  }
  if (description.state === "unknown" && description.taint !== undefined) {
    return { outcome: "unknown", reason: "the description comes from outside data that no call of this file is given" };
  }
  return description.state === "known" && isStatic(description)
    ? { outcome: "pass", place: tool.place }
    : { outcome: "not applicable" };
}

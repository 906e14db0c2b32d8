import type { AgentLoop, ModelCall, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { absentOptionName, setNumberFixes } from "./insertions.ts";
import { runsSteps } from "./kinds.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { alternativesOf, constantOf, optionState, propertyOf } from "./values.ts";

/** Turns that a fix allows: the bound that agent SDKs with a default use most. */
const LIMIT = 20;

export const unboundedAgentLoop = defineRule({
  meta: {
    id: "unbounded-agent-loop",
    title: "Agent loop that only the model can end",
    pillar: "reliability",
    practices: ["GENCOST05-BP01", "GENREL03-BP02", "AGENTCOST07-BP01", "AGENTREL07-BP02"],
    proves: ["GENCOST05-BP01"],
    related: ["AGENTREL07-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["model call"],
  judge(call, context) {
    return call.agentLoop === undefined ? judgeSteps(call) : judgeLoop(call, call.agentLoop, context);
  },
});

function judgeLoop(call: ModelCall, loop: AgentLoop, context: JudgeContext): Verdict {
  if (loop.bound === "unknown") {
    return { outcome: "unknown", reason: "whether something counts the turns cannot be told" };
  }
  if (loop.bound === "bounded") {
    return { outcome: "pass", place: call.place };
  }
  if (mayForbidTools(call)) {
    return { outcome: "unknown", reason: "a turn in which the model may use no tool ends the loop" };
  }
  const first = modelCallsOf(context.facts).find(
    ({ agentLoop }) => agentLoop !== undefined && isSamePlace(agentLoop.place, loop.place),
  );
  if (first !== undefined && !isSamePlace(first.place, call.place)) {
    return { outcome: "not applicable" };
  }
  return {
    outcome: "fail",
    place: loop.head,
    message: `Only the model's answer ends this ${loop.form === "recursion" ? "recursion" : "loop"} around \`${call.callee}\`; nothing counts its turns, its time or its cost`,
    ...(call.context.isExample ? { severity: "warning" } : {}),
    related: [{ place: call.calleePlace, message: "The model is called here on every turn" }],
    fixes: loopFixes(loop),
  };
}

/** Whether some turn takes the model's tools away: it can only answer then. */
function mayForbidTools({ options: { toolChoice } }: ModelCall): boolean {
  return (
    toolChoice !== undefined &&
    alternativesOf(toolChoice).some(
      (each) => constantOf(each)?.value === "none" || constantOf(propertyOf(each, "type"))?.value === "none",
    )
  );
}

function loopFixes(loop: AgentLoop): readonly Fix[] {
  if (loop.form === "recursion") {
    return [];
  }
  return [
    {
      title: `Stop with an error after ${LIMIT} turns`,
      safety: "review",
      edits: [{ edit: "bound loop", loop: loop.place, limit: LIMIT }],
    },
  ];
}

/** The SDK runs the loop by itself. */
function judgeSteps(call: ModelCall): Verdict {
  const { maxSteps, maxCost } = call.options;
  if (maxSteps === undefined || !runsSteps(call)) {
    return { outcome: "not applicable" };
  }
  switch (optionState(maxSteps)) {
    case "known":
      return { outcome: "pass", place: call.place };
    case "absent":
      break;
    default:
      return { outcome: "unknown", reason: "the number of steps cannot be told" };
  }
  if (call.defaults.maxSteps !== null) {
    return { outcome: "not applicable" };
  }
  if (optionState(maxCost) === "known") {
    return { outcome: "pass", place: call.place };
  }
  if (optionState(maxCost) === "unknown") {
    return { outcome: "unknown", reason: "whether a budget ends the run cannot be told" };
  }
  const name = absentOptionName(maxSteps);
  return {
    outcome: "fail",
    place: call.calleePlace,
    message: `\`${call.callee}\` sets no ${name === undefined ? "limit of steps" : `\`${name}\``}, and the SDK has no limit of its own; the model alone ends the run`,
    severity: "warning",
    fixes: setNumberFixes(maxSteps, LIMIT),
  };
}

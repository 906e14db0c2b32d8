import type { Flow, ModelCall, OptionName, Place, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { findModel } from "../models/models.ts";
import { isFromOutside, pathOf } from "./flow-path.ts";
import { writesText } from "./kinds.ts";
import { writtenIdsOf } from "./model-ids.ts";
import { isSamePlace, modelCallsOf } from "./places.ts";
import { defineRule, type JudgeContext } from "./rule.ts";
import { alternativesOf } from "./values.ts";

export const clientControlledModelParams = defineRule({
  meta: {
    id: "client-controlled-model-params",
    title: "The caller chooses the model, its limits or its tools",
    pillar: "security",
    practices: ["GENCOST05-BP01", "GENSEC04-BP02", "GENOPS02-BP03"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow, context) {
    const { call, option } = flow;
    const effect = option === undefined ? undefined : EFFECTS[option];
    if (flow.sink !== "model options" || call === undefined || effect === undefined || !isFromOutside(flow)) {
      return { outcome: "not applicable" };
    }
    return {
      outcome: "fail",
      place: flow.place,
      message: `\`${flow.taint.text}\` (${flow.taint.source}) ${effect} of \`${call.callee}\`, and nothing compares it with what is allowed`,
      ...(flow.context.isExample ? { severity: "info" } : {}),
      related: pathOf(flow, "This call is made with it"),
      fixes: fixesFor(flow, call, context),
    };
  },
});

const EFFECTS: Readonly<Partial<Record<OptionName, string>>> = {
  model: "chooses the model",
  maxOutputTokens: "sets the output limit",
  tools: "chooses the tools",
  toolChoice: "decides on the tools",
  maxSteps: "sets the number of steps",
  maxCost: "sets the budget",
  permissionMode: "sets the permission mode",
  allowedTools: "chooses the tools that run unasked",
};

/** Steps that an agent may take at most after the fix. */
const STEPS = 20;

function fixesFor(flow: Flow, call: ModelCall, context: JudgeContext): readonly Fix[] {
  const value = flow.option === undefined ? undefined : call.options[flow.option];
  if (value === undefined || !isAnAlternative(flow.place, value)) {
    return [];
  }
  switch (flow.option) {
    case "model":
      return lookUp(flow.place, call, context);
    case "maxOutputTokens":
      return cap(flow.place, value, context.settings.defaultMaxOutputTokens);
    case "maxSteps":
      return cap(flow.place, value, STEPS);
    default:
      return [];
  }
}

/** Whether what was sent is the option's value as it is, and no part of a longer text. */
function isAnAlternative(place: Place, value: Value): boolean {
  return alternativesOf(value).some(
    (each) => each.state === "unknown" && each.place !== undefined && isSamePlace(each.place, place),
  );
}

function lookUp(place: Place, call: ModelCall, context: JudgeContext): readonly Fix[] {
  const allowed = modelsFor(call, context);
  const [first] = allowed;
  return first === undefined
    ? []
    : [
        {
          title: `Take only models of a list (${allowed.map((id) => `\`${id}\``).join(", ")})`,
          safety: "review",
          edits: [{ edit: "allow only", place, allowed }],
        },
      ];
}

/** Models that the call falls back to, else those of other calls in the file, and those that the team allows. */
function modelsFor(call: ModelCall, { facts, settings, today }: JudgeContext): readonly string[] {
  const own = writtenIdsOf(call).map(({ id }) => id);
  const others = modelCallsOf(facts)
    .filter((other) => other.sdk === call.sdk && other.provider !== undefined && other.provider === call.provider)
    .filter((other) => writesText(other.kind) && writesText(call.kind))
    .flatMap((other) => writtenIdsOf(other).map(({ id }) => id));
  const teams = settings.allowedModels.filter((id) => findModel(id, call.provider, today) !== undefined);
  return [...new Set([...own, ...others, ...teams])];
}

/** No more than `limit`, and `limit` for what is no number. */
function cap(place: Place, value: Value, limit: number): readonly Fix[] {
  return alternativesOf(value).length > 1
    ? []
    : [
        {
          title: `Cap it at ${limit}`,
          safety: "review",
          edits: [{ edit: "wrap", place, before: "Math.min(Number(", after: `) || ${limit}, ${limit})` }],
        },
      ];
}

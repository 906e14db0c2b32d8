import type { OptionName } from "../facts.ts";
import { isFromOutside, pathOf } from "./flow-path.ts";
import { defineRule } from "./rule.ts";

export const clientControlledModelParams = defineRule({
  meta: {
    id: "client-controlled-model-params",
    title: "The caller chooses the model, its limits or its tools",
    pillar: "security",
    practices: ["GENCOST05-BP01", "GENSEC04-BP02", "GENOPS02-BP03"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow) {
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
    };
  },
});

const EFFECTS: Readonly<Partial<Record<OptionName, string>>> = {
  model: "chooses the model",
  maxOutputTokens: "sets the output limit",
  tools: "chooses the tools",
  toolChoice: "decides on the tools",
  maxSteps: "sets the number of steps",
};

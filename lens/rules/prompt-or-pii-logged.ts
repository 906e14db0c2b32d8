import type { Flow } from "../facts.ts";
import { pathOf } from "./flow-path.ts";
import { defineRule } from "./rule.ts";

export const promptOrPiiLogged = defineRule({
  meta: {
    id: "prompt-or-pii-logged",
    title: "A whole prompt or answer is written to the log",
    pillar: "security",
    practices: ["GENSEC03-BP01", "AGENTSEC08-BP02", "GENOPS02-BP01"],
    related: ["GENSEC03-BP01", "GENOPS02-BP01"],
    severity: "info",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["flow"],
  judge(flow) {
    if (flow.sink !== "log" || flow.context.isExample || QUIET.test(flow.sinkText) || isPrinted(flow)) {
      return { outcome: "not applicable" };
    }
    const what = flow.taint.source === "model output" ? "the model's whole answer" : "what a person wrote to the model";
    return {
      outcome: "fail",
      place: flow.place,
      message: `\`${flow.sinkText}\` writes ${what} to the log, with all that is personal in it`,
      related: pathOf(flow, "It is logged here"),
    };
  },
});

/** Levels that are off in production. */
const QUIET = /\.(debug|trace|verbose|silly)$/;

/** The console of a program that serves nobody is its screen. */
function isPrinted(flow: Flow): boolean {
  return flow.sinkText.startsWith("console.") && flow.context.requestHandler === undefined;
}

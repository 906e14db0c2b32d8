import { defineRule } from "./rule.ts";

export const toolErrorNotReturned = defineRule({
  meta: {
    id: "tool-error-not-returned",
    title: "Tool that hides its failure from the model",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "AGENTOPS04-BP03"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["tool"],
  judge(tool) {
    const [failure] = tool.handling.hiddenFailures;
    if (failure === undefined) {
      return { outcome: "not applicable" };
    }
    const name = tool.name === undefined ? "this tool" : `\`${tool.name}\``;
    return {
      outcome: "fail",
      place: failure.place,
      message: `When ${name} fails it gives back \`${failure.result ?? "undefined"}\`, which the model takes for an answer`,
      related: [{ place: tool.calleePlace, message: "The tool is defined here" }],
    };
  },
});

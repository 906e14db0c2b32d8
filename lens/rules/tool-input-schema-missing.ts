import type { Tool, Verdict } from "../facts.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

export const toolInputSchemaMissing = defineRule({
  meta: {
    id: "tool-input-schema-missing",
    title: "Tool that takes whatever the model writes",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC02-BP02"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["tool"],
  judge(tool) {
    const { inputSchema, handler } = tool.options;
    if (inputSchema === undefined || handler === undefined) {
      return { outcome: "not applicable" };
    }
    switch (optionState(inputSchema)) {
      case "known":
        return tool.handling.isInputOpen ? judgeOpen(tool) : { outcome: "pass", place: tool.place };
      case "absent":
        break;
      default:
        // What makes a schema is a call of another library: what it lets in shows all the same.
        return tool.handling.isInputOpen
          ? judgeOpen(tool)
          : { outcome: "unknown", reason: "the schema cannot be read" };
    }
    if (tool.handling.takesInput === undefined) {
      return { outcome: "unknown", reason: "whether the handler reads its input cannot be told" };
    }
    return tool.handling.takesInput ? fail(tool, "has no input schema") : { outcome: "not applicable" };
  },
});

function judgeOpen(tool: Tool): Verdict {
  return tool.handling.takesInput === true
    ? fail(tool, "has a schema that lets anything in")
    : { outcome: "not applicable" };
}

function fail(tool: Tool, what: string): Verdict {
  const name = tool.name === undefined ? "This tool" : `The tool \`${tool.name}\``;
  return {
    outcome: "fail",
    place: tool.calleePlace,
    severity: tool.context.isExample ? "info" : "warning",
    message: `${name} ${what}, yet its handler uses what the model wrote`,
  };
}

import { defineRule } from "./rule.ts";

export const mcpSensitiveToolResult = defineRule({
  meta: {
    id: "mcp-sensitive-tool-result",
    title: "Tool that gives the program's secrets to the model",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC08-BP02"],
    severity: "error",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["tool"],
  judge(tool) {
    const [secret] = tool.handling.revealed;
    if (secret === undefined) {
      return { outcome: "not applicable" };
    }
    const name = tool.name === undefined ? "This tool" : `The tool \`${tool.name}\``;
    const what =
      secret.what === "environment"
        ? `every environment variable (\`${secret.text}\`), secrets included,`
        : `the secret \`${secret.text}\``;
    return {
      outcome: "fail",
      place: secret.place,
      severity: tool.context.isExample ? "warning" : "error",
      message: `${name} gives ${what} to the model, and to whoever talks to it`,
      related: [{ place: tool.calleePlace, message: "The tool is defined here" }],
    };
  },
});

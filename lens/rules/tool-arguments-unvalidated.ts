import type { ToolCallUse } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { defineRule } from "./rule.ts";

export const toolArgumentsUnvalidated = defineRule({
  meta: {
    id: "tool-arguments-unvalidated",
    title: "Arguments that the model wrote for a tool, used unchecked",
    pillar: "security",
    practices: ["GENREL03-BP01", "AGENTSEC02-BP02"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["tool call use"],
  judge(use) {
    if (use.use !== "arguments") {
      return { outcome: "not applicable" };
    }
    if (use.validation === "validated") {
      return { outcome: "pass", place: use.place };
    }
    if (use.validation === "unknown" || use.isHeldToSchema) {
      return { outcome: "unknown", reason: "whether something checks the arguments cannot be told" };
    }
    const reliance =
      use.reliance === undefined ? "their shape is relied on" : `\`${use.reliance}\` relies on their shape`;
    return {
      outcome: "fail",
      place: use.place,
      severity: use.context.isExample ? "info" : "warning",
      message: `The model wrote these arguments and nothing checks them, yet ${reliance}`,
      fixes: fixesFor(use),
    };
  },
});

function fixesFor({ schemaInScope, place }: ToolCallUse): readonly Fix[] {
  if (schemaInScope === undefined) {
    return [];
  }
  return [
    {
      title: `Check them with \`${schemaInScope}.parse\``,
      safety: "review",
      edits: [{ edit: "wrap", place, before: `${schemaInScope}.parse(`, after: ")" }],
    },
  ];
}

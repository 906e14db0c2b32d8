import type { ToolCallUse, Verdict } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { defineRule } from "./rule.ts";

export const dynamicToolDispatch = defineRule({
  meta: {
    id: "dynamic-tool-dispatch",
    title: "The model's word picks any member of an object to call",
    pillar: "security",
    practices: ["GENSEC05-BP01", "AGENTSEC02-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["tool call use"],
  judge(use) {
    if (use.use !== "dispatch") {
      return { outcome: "not applicable" };
    }
    switch (use.guard) {
      case "own property":
        return { outcome: "pass", place: use.place };
      case "unknown":
        return { outcome: "unknown", reason: "whether the name is checked cannot be told" };
      case "presence":
        return fail(use, "a test that something is there lets `constructor` and `toString` through");
      case "none":
        return fail(use, "`constructor` or `toString` is called as well as a tool");
    }
  },
});

function fail(use: ToolCallUse, why: string): Verdict {
  return {
    outcome: "fail",
    place: use.place,
    severity: use.guard === "presence" || use.context.isExample ? "info" : "warning",
    message: `\`${use.text}\` calls whatever the model names: ${why}`,
    fixes: fixesFor(use),
  };
}

function fixesFor({ lookup, place }: ToolCallUse): readonly Fix[] {
  if (lookup === undefined) {
    return [];
  }
  const { object, key } = lookup;
  return [
    {
      title: `Only call what \`${object}\` defines: \`Object.hasOwn\``,
      safety: "review",
      edits: [
        {
          edit: "insert before",
          place,
          code: `if (!Object.hasOwn(${object}, ${key})) throw new Error(\`Unknown tool: \${${key}}\`);`,
        },
      ],
    },
  ];
}

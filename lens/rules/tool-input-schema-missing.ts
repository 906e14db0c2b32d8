import type { Place, Tool, Verdict } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { insertionOf } from "./insertions.ts";
import { isWithin } from "./places.ts";
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
    fix: "review",
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
    fixes: fixesFor(tool),
  };
}

/** SDKs whose handlers are given the input alone, and whose schemas are objects of zod. */
const TAKES_ZOD: ReadonlySet<string> = new Set(["ai", "openai-agents", "langchain", "model-context-protocol"]);

/** The type that the handler gives its input, as a schema that holds the model to it. */
function fixesFor(tool: Tool): readonly Fix[] {
  const { typedInput } = tool.handling;
  if (typedInput === undefined || !TAKES_ZOD.has(tool.sdk)) return [];
  const { shape, openSchema } = typedInput;
  // The strict mode of OpenAI asks for every field.
  if (tool.sdk === "openai-agents" && shape.includes(".optional()")) return [];
  const edit = openSchema === undefined ? missingEdit(tool, shape) : openEdit(tool, shape, openSchema);
  if (edit === undefined) return [];
  return [
    {
      title: "Add an input schema with the fields of the handler's type",
      safety: "review",
      edits: [{ edit: "add import", file: tool.place.file, module: "zod", names: ["z"] }, edit],
    },
  ];
}

function missingEdit({ sdk, sdkMajor, options }: Tool, shape: string): FixEdit | undefined {
  const insertion = insertionOf(options.inputSchema);
  if (insertion === undefined) return undefined;
  const isShape = sdk === "model-context-protocol" && insertion.path.at(-1) === "inputSchema" && (sdkMajor ?? 1) < 2;
  return { edit: "set option", insertion, code: isShape ? shape : `z.object(${shape})` };
}

function openEdit(tool: Tool, shape: string, openSchema: Place): FixEdit | undefined {
  // What stands elsewhere may be the schema of other tools too.
  if (!isWithin(openSchema, tool.place)) return undefined;
  return { edit: "replace", place: openSchema, code: `z.object(${shape})` };
}

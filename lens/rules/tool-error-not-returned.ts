import type { HiddenFailure, Tool } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { defineRule } from "./rule.ts";

export const toolErrorNotReturned = defineRule({
  meta: {
    id: "tool-error-not-returned",
    title: "Tool that hides its failure from the model",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "AGENTOPS04-BP03"],
    severity: "info",
    preset: "strict",
    fix: "review",
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
      fixes: fixesFor(tool, failure),
    };
  },
});

function fixesFor({ handling }: Tool, { place, outcome, error, exit }: HiddenFailure): readonly Fix[] {
  if (exit === undefined || handling.failureForm === undefined) {
    return [];
  }
  const name = error ?? "error";
  const naming: readonly FixEdit[] = error === undefined ? [{ edit: "name error", place, name }] : [];
  if (handling.failureForm === "error result") {
    const code = `{ isError: true, content: [{ type: "text", text: String(${name}) }] }`;
    return [
      {
        title: "Give the failure back as an error result",
        safety: "review",
        edits: [...naming, { edit: "replace", place: exit.value, code }],
      },
    ];
  }
  if (outcome === "hidden") {
    return [
      {
        title: "Take out the `try`: the SDK tells the model of the failure",
        safety: "review",
        edits: [{ edit: "let failures through", place }],
      },
    ];
  }
  return [
    {
      title: "Throw the failure on: the SDK tells the model of it",
      safety: "review",
      edits: [...naming, { edit: "replace", place: exit.statement, code: `throw ${name};` }],
    },
  ];
}

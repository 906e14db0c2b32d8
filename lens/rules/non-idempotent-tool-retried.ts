import type { LastingEffect, Tool } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { defineRule } from "./rule.ts";

const EFFECTS = { pays: "moves money twice", sends: "sends twice" } as const;

export const nonIdempotentToolRetried = defineRule({
  meta: {
    id: "non-idempotent-tool-retried",
    title: "Tool whose effect happens twice when it is called again",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "AGENTREL06-BP04"],
    severity: "info",
    preset: "opt-in",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["tool"],
  judge(tool) {
    const repeated = tool.handling.effects.filter(({ effect }) => effect !== "deletes");
    if (repeated.length === 0) {
      return { outcome: "not applicable" };
    }
    const unsafe = repeated.find(({ isIdempotent }) => !isIdempotent);
    if (unsafe === undefined || unsafe.effect === "deletes") {
      return { outcome: "pass", place: tool.place };
    }
    const name = tool.name === undefined ? "this tool" : `\`${tool.name}\``;
    return {
      outcome: "fail",
      place: unsafe.place,
      message: `Called again after a lost answer, ${name} ${EFFECTS[unsafe.effect]}: \`${unsafe.text}\` is given no idempotency key`,
      related: [{ place: tool.calleePlace, message: "The tool is defined here" }],
      // The same key for two requests would make the service turn the second away.
      fixes: repeated.length === 1 ? fixesFor(tool, unsafe) : [],
    };
  },
});

function fixesFor({ handling }: Tool, { key }: LastingEffect): readonly Fix[] {
  const { callId } = handling;
  if (callId === undefined || key === undefined) {
    return [];
  }
  const adding: readonly FixEdit[] =
    callId.parameter === undefined ? [] : [{ edit: "add parameter", place: callId.handler, code: callId.parameter }];
  return [
    {
      title: `Pass the id of the tool call as \`${key.path.at(-1)}\``,
      safety: "review",
      edits: [...adding, { edit: "set option", insertion: key, code: callId.code }],
    },
  ];
}

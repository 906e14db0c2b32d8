import type { InsertionPoint } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { nameOf } from "./constructs.ts";
import { effectOf, entriesOf } from "./policies.ts";
import { defineRule } from "./rule.ts";

export const iamInvokeWithoutGuardrailCondition = defineRule({
  meta: {
    id: "iam-invoke-without-guardrail-condition",
    title: "Leave to call a model that does not ask for the guardrail",
    pillar: "security",
    practices: ["GENSEC02-BP01", "GENSEC01-BP01"],
    severity: "hint",
    preset: "opt-in",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["permission"],
  judge(permission, context) {
    const call = entriesOf(permission.actions).find(({ text }) => /^bedrock:(InvokeModel|\*$)/.test(text));
    if (permission.origin !== "policy statement" || call === undefined || effectOf(permission.effect) !== "Allow") {
      return { outcome: "not applicable" };
    }
    const guardrail = context.facts.find((fact) => fact.fact === "resource" && fact.kind === "guardrail");
    if (guardrail?.fact !== "resource") return { outcome: "not applicable" };
    const { conditions } = permission;
    if (conditions.state === "known") return { outcome: "pass", place: permission.place };
    if (conditions.state === "unknown")
      return { outcome: "unknown", reason: "what the statement asks for cannot be told" };
    return {
      outcome: "fail",
      place: permission.calleePlace,
      message: `\`${call.text}\` is allowed without \`bedrock:GuardrailIdentifier\`: callers may leave out ${nameOf(guardrail)}`,
      related: [{ place: guardrail.calleePlace, message: "The guardrail that this file makes" }],
      fixes: fixesFor(conditions.insertion),
    };
  },
});

function fixesFor(insertion: InsertionPoint | undefined): readonly Fix[] {
  if (insertion === undefined) return [];
  const code = `{ StringEquals: { "bedrock:GuardrailIdentifier": process.env.GUARDRAIL_ARN } }`;
  return [
    {
      title: "Ask for the guardrail named by `GUARDRAIL_ARN`",
      safety: "review",
      edits: [{ edit: "set option", insertion, code }],
    },
  ];
}

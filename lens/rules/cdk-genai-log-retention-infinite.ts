import type { Resource } from "../facts.ts";
import { nameOf, propertyAt, propertyInsertion, propertyState } from "./constructs.ts";
import { defineRule, numberOption } from "./rule.ts";
import { constantOf } from "./values.ts";

/** Names of log groups that hold what models are asked and answer. */
const GENERATIVE = /bedrock|invocation|prompt|\bllm|llm\b|gen-?ai|agent|chat|sagemaker/i;

export const cdkGenaiLogRetentionInfinite = defineRule({
  meta: {
    id: "cdk-genai-log-retention-infinite",
    title: "Logs of prompts and answers kept for ever",
    pillar: "sustainability",
    practices: ["GENSUS02-BP01", "GENSEC03-BP01"],
    related: ["GENSEC03-BP01"],
    severity: "hint",
    preset: "strict",
    fix: "review",
    includesTests: false,
    confidence: "medium",
    options: {
      days: {
        type: "positive integer",
        default: 90,
        largest: 3653,
        description: "Days that the fix puts in; CloudWatch Logs takes certain numbers only, such as 30, 90 and 365.",
      },
    },
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource, context) {
    if (resource.kind !== "log group" || !isGenerative(resource)) return { outcome: "not applicable" };
    if (/archive|audit|compliance/i.test(namesOf(resource))) return { outcome: "not applicable" };
    const name = resource.name === "CfnLogGroup" ? "retentionInDays" : "retention";
    const constant = constantOf(propertyAt(resource, name));
    const isForEver =
      name === "retention" ? constant?.value === "INFINITE" : propertyState(resource, name) === "absent";
    if (!isForEver) {
      return propertyState(resource, name) === "unknown"
        ? { outcome: "unknown", reason: "how long the logs are kept cannot be told" }
        : { outcome: "pass", place: resource.place };
    }
    const insertion = name === "retention" ? undefined : propertyInsertion(resource, name);
    const days = numberOption(context, "days");
    return {
      outcome: "fail",
      place: constant?.place ?? resource.calleePlace,
      message: `${nameOf(resource)} keeps what models were asked and answered for ever`,
      fixes:
        insertion === undefined
          ? []
          : [
              {
                title: `Set \`retentionInDays: ${days}\``,
                safety: "review",
                edits: [{ edit: "set option", insertion, code: String(days) }],
              },
            ],
    };
  },
});

function isGenerative(resource: Resource): boolean {
  return GENERATIVE.test(namesOf(resource));
}

function namesOf(resource: Resource): string {
  return [resource.id, propertyAt(resource, "logGroupName")]
    .map((value) => String(constantOf(value)?.value ?? ""))
    .join(" ");
}

import type { OutputUse, Severity, Value } from "../facts.ts";
import type { Fix } from "../fixes.ts";
import { defineRule } from "./rule.ts";
import { alternativesOf, constantOf, propertyOf } from "./values.ts";

export const modelOutputJsonParseUnvalidated = defineRule({
  meta: {
    id: "model-output-json-parse-unvalidated",
    title: "JSON from the model used without checking its shape",
    pillar: "reliability",
    practices: ["GENREL03-BP01", "GENSEC02-BP01", "AGENTSEC02-BP02"],
    related: ["GENSEC02-BP01", "AGENTSEC02-BP02"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.1.0",
  },
  judges: ["output use"],
  judge(output) {
    if (output.use !== "json parse") {
      return { outcome: "not applicable" };
    }
    if (output.validation === "validated") {
      return { outcome: "pass", place: output.place };
    }
    if (output.validation === "unknown") {
      return { outcome: "unknown", reason: "what happens to the parsed value cannot be told" };
    }
    const reliance =
      output.reliance === undefined ? "its shape is relied on" : `\`${output.reliance}\` relies on its shape`;
    return {
      outcome: "fail",
      place: output.place,
      message: `The model's JSON is never checked, yet ${reliance}; a missing or different field goes unnoticed`,
      severity: severityOf(output),
      related: [{ place: output.call.calleePlace, message: "The model is called here" }],
      fixes: fixesFor(output),
    };
  },
});

function severityOf(output: OutputUse): Severity {
  const schema = output.call.options.outputSchema;
  if (schema !== undefined && alternativesOf(schema).every(isEnforcedSchema)) {
    return "hint";
  }
  return output.isInTry ? "info" : "warning";
}

/** Whether the provider holds the model to a schema. A plain "answer in JSON" mode promises no shape. */
function isEnforcedSchema(schema: Value): boolean {
  if (schema.state === "absent") {
    return false;
  }
  if (schema.state === "unknown") {
    // Built by a function, such as a converter from a validation library.
    return schema.reason === "call";
  }
  if (schema.form !== "object") {
    return true;
  }
  const type = constantOf(schema.properties.get("type"))?.value;
  if (type === "json_object" || type === "text") {
    return false;
  }
  const wrapped = schema.properties.get("json_schema");
  if (wrapped !== undefined && wrapped.state !== "absent") {
    return isStrict(propertyOf(wrapped, "strict"));
  }
  const strict = schema.properties.get("strict");
  return strict === undefined || strict.state === "absent" || isStrict(strict);
}

function isStrict(value: Value | undefined): boolean {
  return value?.state === "unknown" || constantOf(value)?.value === true;
}

function fixesFor(output: OutputUse): readonly Fix[] {
  const schema = output.schemaInScope;
  if (schema === undefined) {
    return [];
  }
  return [
    {
      title: `Check it with \`${schema}.parse\``,
      safety: "review",
      edits: [{ edit: "wrap", place: output.place, before: `${schema}.parse(`, after: ")" }],
    },
  ];
}

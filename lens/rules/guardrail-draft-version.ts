import { isInFileOf, pointAt } from "./pointing.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState } from "./values.ts";

export const guardrailDraftVersion = defineRule({
  meta: {
    id: "guardrail-draft-version",
    title: "Guardrail used in its working draft",
    pillar: "security",
    practices: ["GENSEC02-BP01", "GENOPS03-BP01"],
    related: ["GENOPS03-BP01"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    const version = call.options.guardrailVersion;
    if (version === undefined || optionState(version) === "absent" || call.context.isExample) {
      return { outcome: "not applicable" };
    }
    const constant = constantOf(version);
    if (constant === undefined) {
      return version.state === "unknown" && version.environmentVariable !== undefined
        ? { outcome: "pass", place: call.place }
        : { outcome: "unknown", reason: "the guardrail's version cannot be told" };
    }
    if (constant.value !== "DRAFT") {
      return { outcome: "pass", place: call.place };
    }
    return {
      outcome: "fail",
      ...pointAt(constant, call),
      message: `\`${call.callee}\` uses the guardrail's working draft; whoever edits the draft changes what this call lets through`,
      fixes: isInFileOf(constant, call)
        ? [
            {
              title: "Read the version from `BEDROCK_GUARDRAIL_VERSION`",
              safety: "review",
              edits: [{ edit: "replace", place: constant.place, code: "process.env.BEDROCK_GUARDRAIL_VERSION" }],
            },
          ]
        : [],
    };
  },
});

import type { Severity } from "../../../lens/facts.ts";
import type { RuleMeta } from "../../../lens/rules/rule.ts";

/** Ids under which drift between the specification and the code is reported. */
export type DriftRuleId =
  | "spec-invalid"
  | "spec-model-not-allowed"
  | "spec-region-not-allowed"
  | "spec-tool-not-allowed"
  | "spec-data-class-not-allowed"
  | "spec-limit-exceeded"
  | "spec-approval-missing"
  | "spec-tool-unknown"
  | "spec-outdated"
  | "spec-section-empty";

const SPECIFIED = ["AGENTSUS03-BP03", "RAISP01-BP01"];

/** What outputs that know rules are told of drift. The checks themselves are in `drift.ts`. */
export const DRIFT_RULES: Readonly<Record<DriftRuleId, RuleMeta>> = {
  "spec-invalid": rule("spec-invalid", "Specification that cannot be read", "error", "operational-excellence", []),
  "spec-model-not-allowed": rule(
    "spec-model-not-allowed",
    "Model that the specification does not allow",
    "error",
    "performance-efficiency",
    ["GENPERF02-BP03"],
  ),
  "spec-region-not-allowed": rule(
    "spec-region-not-allowed",
    "Region that the specification does not allow",
    "error",
    "security",
    [],
  ),
  "spec-tool-not-allowed": rule(
    "spec-tool-not-allowed",
    "Tool that the specification does not allow",
    "error",
    "security",
    ["GENSEC05-BP01"],
  ),
  "spec-data-class-not-allowed": rule(
    "spec-data-class-not-allowed",
    "Data that the specification does not allow a model to see",
    "error",
    "security",
    ["GENSEC01-BP03"],
  ),
  "spec-limit-exceeded": rule(
    "spec-limit-exceeded",
    "Limit of the specification exceeded, or set by nothing",
    "error",
    "cost-optimization",
    ["GENCOST03-BP02", "GENCOST05-BP01"],
  ),
  "spec-approval-missing": rule(
    "spec-approval-missing",
    "Tool that runs without the approval that the specification demands",
    "error",
    "security",
    ["GENSEC05-BP01", "AGENTSEC04-BP02"],
  ),
  "spec-tool-unknown": rule(
    "spec-tool-unknown",
    "Approval demanded for a tool that the code does not have",
    "warning",
    "security",
    ["AGENTSEC04-BP02"],
  ),
  "spec-outdated": rule(
    "spec-outdated",
    "Specification older than the code that it describes",
    "warning",
    "operational-excellence",
    [],
  ),
  "spec-section-empty": rule(
    "spec-section-empty",
    "Part of the specification that nobody filled in",
    "info",
    "operational-excellence",
    [],
  ),
};

function rule(
  id: DriftRuleId,
  title: string,
  severity: Severity,
  pillar: RuleMeta["pillar"],
  practices: readonly string[],
): RuleMeta {
  return {
    id,
    title,
    pillar,
    practices: [...practices, ...SPECIFIED],
    severity,
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  };
}

import type { Fact, InsertionPoint, Resource, Value, Verdict } from "../facts.ts";
import type { Fix, FixEdit } from "../fixes.ts";
import { nameOf, propertyAt, propertyInsertion } from "./constructs.ts";
import { defineRule } from "./rule.ts";
import { constantOf, optionState, propertyOf } from "./values.ts";

const ATTACK_FILTER = `{ type: "PROMPT_ATTACK", inputStrength: "HIGH", outputStrength: "NONE" }`;
const PERSONAL_DATA = `{ piiEntitiesConfig: [{ type: "EMAIL", action: "ANONYMIZE" }, { type: "PASSWORD", action: "BLOCK" }] }`;
const GROUNDING = `{ filtersConfig: [{ type: "GROUNDING", threshold: 0.7 }, { type: "RELEVANCE", threshold: 0.7 }] }`;

export const cdkGuardrailTooWeak = defineRule({
  meta: {
    id: "cdk-guardrail-too-weak",
    title: "Guardrail that lets prompt attacks or personal data through",
    pillar: "security",
    practices: ["GENSEC02-BP01", "GENSEC04-BP02"],
    severity: "warning",
    preset: "recommended",
    fix: "review",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["resource"],
  judge(resource, context) {
    if (!/^(Cfn|Create)Guardrail(Command)?$|^createGuardrail$/.test(resource.name)) {
      return { outcome: "not applicable" };
    }
    const gaps = [
      attackGap(resource),
      listedGap(resource, "sensitiveInformationPolicyConfig", "looks for no personal data", PERSONAL_DATA),
      ...(servesRetrieval(context.facts)
        ? [
            listedGap(
              resource,
              "contextualGroundingPolicyConfig",
              "does not check answers against their sources",
              GROUNDING,
            ),
          ]
        : []),
    ];
    const found = gaps.filter((gap) => gap !== "none" && gap !== "unknown");
    const [first] = found;
    // Whoever chooses the filters elsewhere chooses what the guardrail is for.
    if (first === undefined || gaps[0] === "unknown") {
      return gaps.includes("unknown")
        ? { outcome: "unknown", reason: "what the guardrail looks for cannot be told" }
        : { outcome: "pass", place: resource.place };
    }
    return verdictOf(resource, found, first);
  },
});

/** Something that a guardrail lacks. */
interface Gap {
  readonly what: string;
  readonly isSerious: boolean;
  readonly place?: Value;
  readonly edit: FixEdit | undefined;
}

function verdictOf(resource: Resource, gaps: readonly Gap[], first: Gap): Verdict {
  const isSerious = gaps.some((gap) => gap.isSerious);
  const edits = gaps.map(({ edit }) => edit).filter((edit) => edit !== undefined);
  const fix: Fix = { title: "Add what the guardrail lacks", safety: "review", edits };
  const constant = constantOf(first.place);
  return {
    outcome: "fail",
    place: constant?.place ?? resource.calleePlace,
    severity: isSerious && !resource.context.isExample ? "warning" : "info",
    message: `${nameOf(resource)} ${gaps.map(({ what }) => what).join(" and ")}`,
    fixes: edits.length === gaps.length ? [fix] : [],
  };
}

/** What is wrong with the filter for prompt attacks. */
function attackGap(resource: Resource): Gap | "none" | "unknown" {
  const what = "has no filter for prompt attacks";
  const config = propertyAt(resource, "contentPolicyConfig");
  const filters = propertyAt(resource, "contentPolicyConfig", "filtersConfig");
  if (optionState(config) === "absent" || optionState(filters) === "absent") {
    const insertion = propertyInsertion(resource, "contentPolicyConfig", "filtersConfig");
    return { what, isSerious: true, edit: insertion && optionEdit(insertion, `[${ATTACK_FILTER}]`) };
  }
  if (filters.state !== "known" || filters.form !== "array") return "unknown";
  const types = filters.elements.map((each) => constantOf(propertyOf(each, "type"))?.value);
  const attack = filters.elements[types.indexOf("PROMPT_ATTACK")];
  if (attack !== undefined) return strengthGap(propertyOf(attack, "inputStrength"));
  if (!filters.isComplete || types.includes(undefined)) return "unknown";
  const last = filters.elements.at(-1);
  return { what, isSerious: true, edit: last && appendEdit(last) };
}

function strengthGap(strength: Value | undefined): Gap | "none" | "unknown" {
  const constant = constantOf(strength);
  if (constant === undefined) return "unknown";
  if (constant.value === "HIGH") return "none";
  return {
    what: `filters prompt attacks with strength \`${String(constant.value)}\` rather than \`HIGH\``,
    isSerious: constant.value !== "MEDIUM",
    place: constant,
    edit: { edit: "replace", place: constant.place, code: `"HIGH"` },
  };
}

/** A policy that a guardrail may or may not have. */
function listedGap(resource: Resource, name: string, what: string, code: string): Gap | "none" | "unknown" {
  const value = propertyAt(resource, name);
  if (value.state === "absent") {
    const insertion = propertyInsertion(resource, name);
    return { what, isSerious: false, edit: insertion && optionEdit(insertion, code) };
  }
  return optionState(value) === "known" ? "none" : "unknown";
}

function optionEdit(insertion: InsertionPoint, code: string): FixEdit {
  return { edit: "set option", insertion, code };
}

/** Writes the filter behind the last one of a list. */
function appendEdit(last: Value): FixEdit | undefined {
  if (last.state !== "known") return undefined;
  return { edit: "wrap", place: last.place, before: "", after: `, ${ATTACK_FILTER}` };
}

/** Whether what stands beside it answers from documents. */
function servesRetrieval(facts: readonly Fact[]): boolean {
  return facts.some((fact) => fact.fact === "resource" && fact.kind === "knowledge base");
}

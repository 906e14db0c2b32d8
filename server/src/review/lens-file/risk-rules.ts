import { type JsonNode, elementsOf } from "../../workspace/json-document.ts";
import { suggestion } from "../../workspace/nearest-name.ts";
import { type Condition, choicesIn, parseCondition } from "./condition.ts";
import { RISK_LEVELS, SHAPES } from "./format.ts";
import type { Problems } from "./problems.ts";
import { idleRules } from "./reachability.ts";
import { fieldsOf, quoted } from "./shape.ts";

/** More ids than this are not searched for one that was meant. */
const MOST_TO_COMPARE = 50;

/** Checks the risk rules of a question. `choices` are the ids of its choices, in their order. */
export function checkRiskRules(node: JsonNode, choices: readonly string[], owner: string, problems: Problems): void {
  const what = `A risk rule of ${owner}`;
  const levels = new Set<string>();
  const readable: { readonly node: JsonNode; readonly condition: Condition }[] = [];
  const rules = elementsOf(node);
  let defaults = 0;
  for (const rule of rules) {
    const fields = fieldsOf(rule, SHAPES.riskRule, what, problems);
    if (fields?.risk !== undefined) checkLevel(fields.risk, levels, what, problems);
    if (fields?.condition === undefined) continue;
    const condition = readCondition(fields.condition, choices, what, problems);
    if (condition?.kind === "default" && ++defaults > 1) {
      problems.error(fields.condition, `${what} is the second "default": remove one of them`);
    }
    if (condition !== undefined) readable.push({ node: fields.condition, condition });
  }
  const isComplete = readable.length === rules.length;
  if (defaults === 0 && rules.length > 0 && isComplete) {
    problems.error(
      node,
      `${capitalised(owner)} has no risk rule "default": add { "condition": "default", "risk": "HIGH_RISK" } as the last one`,
    );
  }
  if (isComplete) noteIdleRules(readable, what, problems);
}

function checkLevel(node: JsonNode, seen: Set<string>, what: string, problems: Problems): void {
  const level = String(node.value);
  if (!RISK_LEVELS.some((known) => known === level)) {
    problems.error(
      node,
      `${what} has the risk ${quoted(level)}: write one of ${RISK_LEVELS.join(", ")}.${suggestion(level, RISK_LEVELS)}`,
    );
  } else if (seen.has(level)) {
    problems.error(node, `${what} gives ${level} a second time: join both conditions with ||`);
  }
  seen.add(level);
}

function readCondition(
  node: JsonNode,
  choices: readonly string[],
  what: string,
  problems: Problems,
): Condition | undefined {
  const parsed = parseCondition(String(node.value));
  if (parsed.condition === undefined) {
    const { mistake } = parsed;
    const at = problems.within(node, { ...mistake, length: Math.max(1, mistake.length) });
    problems.error(at, `${what} has a condition that ${mistake.message}`);
    return undefined;
  }
  if (parsed.doubt !== undefined) {
    problems.warning(problems.within(node, parsed.doubt), `${what} has a condition that ${parsed.doubt.message}`);
  }
  const known = new Set(choices);
  const foreign = choicesIn(parsed.condition).filter(({ id }) => !known.has(id));
  for (const { id, offset } of foreign) {
    const hint = choices.length <= MOST_TO_COMPARE ? suggestion(id, choices) : "";
    problems.error(
      problems.within(node, { offset, length: id.length }),
      `${what} names ${quoted(id)}, which is no choice of this question.${hint || " Name only its own choices"}`,
    );
  }
  return foreign.length === 0 ? parsed.condition : undefined;
}

function noteIdleRules(
  rules: readonly { readonly node: JsonNode; readonly condition: Condition }[],
  what: string,
  problems: Problems,
): void {
  const idle = idleRules(rules.map(({ condition }) => condition));
  for (const [index, { node, condition }] of rules.entries()) {
    const idleness = idle[index];
    // The format demands a default, also where the rules before it leave nothing to it.
    if (idleness === undefined || condition.kind === "default") continue;
    problems.warning(
      node,
      idleness === "never true"
        ? `${what} can never be true, whichever choices are selected: correct its condition, or remove it`
        : `${what} never decides, as the rules before it are true whenever it is: put it before them, or remove it`,
    );
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

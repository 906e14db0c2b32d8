import { type JsonNode, elementsOf, propertiesOf } from "../../workspace/json-document.ts";
import { suggestion } from "../../workspace/nearest-name.ts";
import type { FieldShape, ObjectShape } from "./format.ts";
import type { Problems } from "./problems.ts";

/** The fields of one object that have the right type. */
export type Fields<Shape extends ObjectShape> = { readonly [Name in keyof Shape]?: JsonNode };

const WORDS = { text: "text in double quotes", list: "a list in [ ]", object: "an object in { }" } as const;

const TYPES: Readonly<Record<FieldShape["type"], JsonNode["type"]>> = {
  text: "string",
  list: "array",
  object: "object",
};

/**
 * Holds an object against its shape and notes every difference. `owner` names it at the start of a sentence, such as
 * `Choice "GENSEC01_BP01"`. Answers with the fields that can be read on; `undefined` for what is no object.
 */
export function fieldsOf<Shape extends ObjectShape>(
  node: JsonNode,
  shape: Shape,
  owner: string,
  problems: Problems,
): Fields<Shape> | undefined {
  if (node.type !== "object") {
    problems.error(node, `${owner} is ${describe(node)}: write ${WORDS.object} with ${listOf(requiredOf(shape))}`);
    return undefined;
  }
  const fields: Record<string, JsonNode> = {};
  const seen = new Set<string>();
  for (const { name, nameNode, value } of propertiesOf(node)) {
    const expected: FieldShape | undefined = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (seen.has(name)) {
      problems.error(nameNode, `${owner} has ${quoted(name)} twice, and only the last one counts: remove one`);
    }
    seen.add(name);
    if (expected === undefined) {
      const known = Object.keys(shape);
      const hint = suggestion(name, known) || ` Its fields are ${listOf(known)}`;
      problems.warning(nameNode, `${owner} has a field ${quoted(name)} that the format does not know.${hint}`);
    } else if (value.type !== TYPES[expected.type]) {
      problems.error(value, `${owner} has a ${quoted(name)} that is ${describe(value)}: write ${WORDS[expected.type]}`);
      delete fields[name];
    } else {
      checkAmount(value, expected, `${owner} has a ${quoted(name)}`, problems);
      fields[name] = value;
    }
  }
  for (const name of requiredOf(shape)) {
    if (!seen.has(name)) problems.error(node, `${owner} has no ${quoted(name)}: add it`);
  }
  return fields as Fields<Shape>;
}

/** A name as a message shows it: in quotes, on one line, and never long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length <= 64 ? text : `${text.slice(0, 61)}...`);
}

function checkAmount(node: JsonNode, { most, isFilled }: FieldShape, what: string, problems: Problems): void {
  if (node.type === "array") {
    const count = elementsOf(node).length;
    if (isFilled === true && count === 0) problems.error(node, `${what} without entries: add one`);
    if (most !== undefined && count > most) {
      problems.error(node, `${what} of ${count} entries: AWS takes ${most} at most, so leave out ${count - most}`);
    }
  }
  if (node.type === "string") {
    const text = String(node.value);
    if (isFilled === true && text.trim() === "") problems.error(node, `${what} that is empty: write a text`);
    if (most !== undefined && text.length > most) {
      problems.error(node, `${what} of ${text.length} characters: AWS takes ${most} at most, so shorten it`);
    }
  }
}

function requiredOf(shape: ObjectShape): readonly string[] {
  return Object.keys(shape).filter((name) => shape[name]?.isRequired === true);
}

function listOf(names: readonly string[]): string {
  return names.join(", ");
}

function describe(node: JsonNode): string {
  switch (node.type) {
    case "string":
      return "a text";
    case "array":
      return "a list";
    case "object":
      return "an object";
    case "null":
      return "null";
    default:
      return `a ${node.type}`;
  }
}

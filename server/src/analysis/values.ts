import type { ConstantValue, InsertionPoint, Place, Value } from "../../../lens/facts.ts";
import { type Abstract, alternativesOf, type Located } from "./abstract.ts";
import { isNothing } from "./evaluator.ts";
import { madeValue } from "./made-values.ts";
import { ts } from "./syntax.ts";
import { jsonSource, readSource } from "./value-sources.ts";

/** Objects inside objects that are written out; deeper ones are unknown. */
const MAXIMUM_DEPTH = 6;

/** Elements of one array or properties of one object that are written out. */
const MAXIMUM_BREADTH = 200;

/** Parts of one value, over all depths, that are written out; the others are unknown. */
const MAXIMUM_PARTS = 2_000;

/** A value of the vocabulary for what the evaluator found. `insertion` is where it would go if it is not there. */
export function toValue(value: Abstract, insertion?: InsertionPoint): Value {
  return written(value, insertion, 0, { parts: MAXIMUM_PARTS });
}

function written(
  value: Abstract,
  insertion: InsertionPoint | undefined,
  depth: number,
  left: { parts: number },
): Value {
  if (isNothing(value)) return { state: "absent", insertion };
  if (depth > MAXIMUM_DEPTH || --left.parts < 0) return { state: "unknown", reason: "too deep", place: undefined };
  const inner = (part: Abstract): Value => written(part, undefined, depth + 1, left);
  const alternatives = alternativesOf(value);
  if (alternatives.length > 1) {
    const values = alternatives.slice(0, MAXIMUM_BREADTH).map(inner);
    if (values.length < alternatives.length) values.push({ state: "unknown", reason: "too deep", place: undefined });
    const place = values.map(placeOf).find((each) => each !== undefined);
    if (!place) return { state: "unknown", reason: "expression", place: undefined };
    return { state: "known", form: "alternatives", values, place };
  }
  const one = alternatives[0] ?? value;
  switch (one.kind) {
    case "constant":
      return { state: "known", form: "constant", value: one.value, place: place(one.at) };
    case "object": {
      const properties = new Map<string, Value>();
      for (const [name, property] of [...one.properties].slice(0, MAXIMUM_BREADTH)) {
        properties.set(
          name,
          left.parts > 0 ? inner(property()) : { state: "unknown", reason: "too deep", place: undefined },
        );
      }
      const isComplete = one.isComplete && properties.size === one.properties.size;
      return { state: "known", form: "object", properties, isComplete, place: place(one.at) };
    }
    case "array": {
      const elements = one.elements.slice(0, Math.min(MAXIMUM_BREADTH, left.parts)).map((each) => inner(each()));
      const isComplete = one.isComplete && elements.length === one.elements.length;
      return { state: "known", form: "array", elements, isComplete, place: place(one.at) };
    }
    case "template": {
      const parts = one.parts.map((part) => (typeof part === "string" ? part : inner(part)));
      return { state: "known", form: "template", parts, place: place(one.at) };
    }
    case "function": {
      const result = constantResult(one.at.node);
      return { state: "known", form: "function", ...(result === undefined ? {} : { result }), place: place(one.at) };
    }
    case "instance":
      if (!one.creation) return { state: "unknown", reason: "import", place: undefined };
      return { state: "known", form: "entity", sdk: one.sdk.id, type: one.typeName, place: place(one.creation) };
    case "unknown":
      return {
        state: "unknown",
        reason: one.reason,
        place: one.at && place(one.at),
        ...(one.environmentVariable === undefined ? {} : { environmentVariable: one.environmentVariable }),
        ...(one.taint === undefined ? {} : { taint: one.taint }),
        ...(one.at === undefined ? {} : { ...madeValue(one.at), ...readSource(one.at) }),
      };
    case "construction":
    case "command":
      return { state: "unknown", reason: "call", place: place(one.at), ...madeValue(one.at) };
    case "json":
      return {
        state: "unknown",
        reason: "call",
        place: place(one.at),
        ...madeValue(one.at),
        ...jsonSource(one.of),
      };
    default:
      return { state: "unknown", reason: "expression", place: undefined };
  }
}

/** What a function gives whose body is one constant; `undefined` for every other. */
function constantResult(node: ts.Node): ConstantValue["value"] | undefined {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node) && !ts.isFunctionDeclaration(node)) return undefined;
  const { body } = node;
  const [only] = body !== undefined && ts.isBlock(body) ? body.statements : [];
  const returned =
    body === undefined || !ts.isBlock(body)
      ? body
      : body.statements.length === 1 && only !== undefined && ts.isReturnStatement(only)
        ? only.expression
        : undefined;
  switch (returned?.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
    default:
      return undefined;
  }
}

/** Where a node stands, without the comments before it. */
export function place(at: Located): Place {
  return { file: at.module.file, start: at.node.getStart(at.module.source), end: at.node.getEnd() };
}

function placeOf(value: Value): Place | undefined {
  return value.state === "absent" ? undefined : value.place;
}

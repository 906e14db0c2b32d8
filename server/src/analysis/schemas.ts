import { closedDecorators, closedSchemas, lengthDecorators } from "../../../lens/flows/sanitisers.ts";
import { type Abstract, type Located, unknown } from "./abstract.ts";
import type { Evaluator } from "./evaluator.ts";
import { propertyName, ts, unwrapped } from "./syntax.ts";
import { marked, type Tainted } from "./taint.ts";
import { openTextSchema } from "./text-schemas.ts";

/** Packages whose functions make schemas; others that hand on zod are known by its name. */
const SCHEMA_ORIGIN = /^(zod|zod\/\w+|valibot|yup|joi|@hapi\/joi|convex\/values|@sinclair\/typebox):|:z\./;

/** Methods that put a value through code of the app: what comes out is not known to be free text. */
const OWN_CODE = new Set([
  "transform",
  "refine",
  "superRefine",
  "preprocess",
  "pipe",
  "check",
  "regex",
  "matches",
  "pattern",
  "codec",
  "custom",
]);

const LENGTH_LIMITS = new Set(["max", "length", "maxLength"]);

/** Builders whose argument is the schema of what they hold. */
const WRAPPERS = new Set(["optional", "nullable", "nullish", "array", "exactOptional", "readonly", "lazy", "set"]);

const OBJECTS = new Set([
  "object",
  "strictObject",
  "looseObject",
  "strict_object",
  "shape",
  "keys",
  "extend",
  "safeExtend",
]);

const MAXIMUM_DEPTH = 8;

/** The expression that makes a schema, where the code shows it; `undefined` for everything else. */
export function visibleSchema(value: Abstract | undefined): Located<ts.Expression> | undefined {
  if (value?.kind === "object" && ts.isObjectLiteralExpression(value.at.node)) {
    return { module: value.at.module, node: value.at.node };
  }
  if (value?.kind !== "unknown" || value.origin === undefined || !SCHEMA_ORIGIN.test(value.origin)) return undefined;
  const { at } = value;
  return at && ts.isCallExpression(at.node) ? { module: at.module, node: at.node } : undefined;
}

/** Outside data that passed a schema: free text is kept and marked, what the schema closes is no longer outside data. */
export function checkedAgainst(evaluator: Evaluator, piece: Tainted, schema: Located): Abstract {
  const shape = shapeOf(evaluator, schema, 0);
  if (shape.isClosed) return unknown("computed", piece.at);
  const textSchema = shape.isLengthBounded ? undefined : openTextSchema(evaluator, schema);
  const capped = shape.isLengthBounded ? { isLengthBounded: true as const } : textSchema ? { textSchema } : {};
  return marked({ ...piece, schema }, { isShapeChecked: true, ...capped });
}

/** A member of checked data. A name that the schema does not have is dropped by it, or not known to be free text. */
export function checkedMember(
  evaluator: Evaluator,
  piece: Tainted,
  schema: Located,
  name: string,
  at: Located,
): Abstract {
  const inner = shapeOf(evaluator, schema, 0).member(/^\d+$/.test(name) ? "[]" : name);
  if (inner === undefined) return unknown("computed", at);
  const { schema: _outer, ...bare } = piece;
  return inner === "free" ? { ...bare, at } : checkedAgainst(evaluator, { ...bare, at }, inner);
}

interface Shape {
  /** Nothing in it is free text. */
  readonly isClosed: boolean;
  readonly isLengthBounded: boolean;
  /** The schema of a property, or of an element for `[]`; `free` where anything may stand there, `undefined` for nothing. */
  member(name: string): Located | "free" | undefined;
}

const CLOSED: Shape = { isClosed: true, isLengthBounded: true, member: () => undefined };
const FREE: Shape = { isClosed: false, isLengthBounded: false, member: () => "free" };

function shapeOf(evaluator: Evaluator, schema: Located, depth: number): Shape {
  if (depth > MAXIMUM_DEPTH) return CLOSED;
  const { module } = schema;
  if (ts.isClassLike(schema.node)) return classShape(schema as Located<ts.ClassLikeDeclaration>);
  if (ts.isPropertyDeclaration(schema.node)) return decoratedShape(schema as Located<ts.PropertyDeclaration>);
  if (!ts.isExpression(schema.node)) return CLOSED;
  const node = unwrapped(schema.node);
  if (ts.isObjectLiteralExpression(node)) return objectShape(evaluator, { module, node }, undefined);
  if (!ts.isCallExpression(node)) {
    const found = visibleSchema(evaluator.evaluate(node, module));
    return found && found.node !== node ? shapeOf(evaluator, found, depth + 1) : CLOSED;
  }
  const callee = unwrapped(node.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : "";
  const receiver = ts.isPropertyAccessExpression(callee) ? unwrapped(callee.expression) : undefined;
  // `z.object(…)` starts a chain, `z.object(…).strict()` goes on with it.
  const isChained = receiver !== undefined && visibleSchema(evaluator.evaluate(receiver, module)) !== undefined;
  const before = isChained ? shapeOf(evaluator, { module, node: receiver }, depth + 1) : undefined;
  const [first] = node.arguments;
  const inner = first && { module, node: first };
  if (before) {
    if (OWN_CODE.has(name) || closedSchemas.has(name) || before.isClosed) return CLOSED;
    if (LENGTH_LIMITS.has(name)) return { ...before, isLengthBounded: true };
    if (name === "array") return listShape(before, { module, node: receiver! });
    if (OBJECTS.has(name) && first && ts.isObjectLiteralExpression(unwrapped(first))) {
      const own = unwrapped(first) as ts.ObjectLiteralExpression;
      return objectShape(evaluator, { module, node: own }, before);
    }
    return before;
  }
  if (closedSchemas.has(name)) return CLOSED;
  if (OBJECTS.has(name)) {
    const literal = first && unwrapped(first);
    if (literal && ts.isObjectLiteralExpression(literal))
      return objectShape(evaluator, { module, node: literal }, undefined);
    const properties = first && evaluator.evaluate(first, module);
    const found = properties?.kind === "object" ? visibleSchema(properties) : undefined;
    return found ? shapeOf(evaluator, found, depth + 1) : CLOSED;
  }
  if (WRAPPERS.has(name) && inner) {
    const element = shapeOf(evaluator, inner, depth + 1);
    return name === "array" || name === "set" ? listShape(element, inner) : element;
  }
  if (name === "pipe") {
    const shapes = node.arguments.map((each) => shapeOf(evaluator, { module, node: each }, depth + 1));
    const isLengthBounded = node.arguments.some(isLengthLimit);
    const [start] = shapes;
    return start ? { ...start, isLengthBounded: start.isLengthBounded || isLengthBounded } : CLOSED;
  }
  if (name === "union" || name === "discriminatedUnion" || name === "variant") {
    const list = node.arguments.find((each) => ts.isArrayLiteralExpression(unwrapped(each)));
    const members = list ? (unwrapped(list) as ts.ArrayLiteralExpression).elements : node.arguments;
    return unionShape(members.map((each) => shapeOf(evaluator, { module, node: each }, depth + 1)));
  }
  return ["string", "email", "url", "any", "unknown", "record", "map", "json", "looseObject", "passthrough"].includes(
    name,
  )
    ? FREE
    : CLOSED;
}

function isLengthLimit(argument: ts.Expression): boolean {
  const node = unwrapped(argument);
  if (!ts.isCallExpression(node)) return false;
  const callee = unwrapped(node.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : "";
  return LENGTH_LIMITS.has(name);
}

function listShape(element: Shape, at: Located): Shape {
  return { ...element, member: (name) => (name === "[]" ? at : undefined) };
}

function unionShape(shapes: readonly Shape[]): Shape {
  const open = shapes.filter((each) => !each.isClosed);
  const [first] = open;
  if (!first) return CLOSED;
  return {
    isClosed: false,
    isLengthBounded: open.every((each) => each.isLengthBounded),
    member: (name) => open.map((each) => each.member(name)).find((each) => each !== undefined),
  };
}

function objectShape(
  evaluator: Evaluator,
  literal: Located<ts.ObjectLiteralExpression>,
  base: Shape | undefined,
): Shape {
  const { module, node } = literal;
  const find = (name: string): Located | undefined => {
    for (const each of node.properties) {
      if (ts.isPropertyAssignment(each) && propertyName(each.name) === name) return { module, node: each.initializer };
      if (ts.isShorthandPropertyAssignment(each) && each.name.text === name) return { module, node: each.name };
    }
    return undefined;
  };
  const parts = node.properties.flatMap((each) => {
    const name = propertyName(each.name as ts.PropertyName | undefined);
    return name === undefined ? [] : [find(name)];
  });
  return {
    get isClosed() {
      return (
        parts.every((each) => each === undefined || shapeOf(evaluator, each, 3).isClosed) && (base?.isClosed ?? true)
      );
    },
    isLengthBounded: false,
    member: (name) => find(name) ?? base?.member(name),
  };
}

/** A class whose properties class-validator checks, by their decorators. */
function classShape({ module, node }: Located<ts.ClassLikeDeclaration>): Shape {
  return {
    isClosed: false,
    isLengthBounded: false,
    member: (name) => {
      const property = node.members.find(
        (each): each is ts.PropertyDeclaration => ts.isPropertyDeclaration(each) && propertyName(each.name) === name,
      );
      return property && ts.getDecorators(property) ? { module, node: property } : "free";
    },
  };
}

function decoratedShape({ node }: Located<ts.PropertyDeclaration>): Shape {
  const names = (ts.getDecorators(node) ?? []).map(({ expression }) => {
    const callee = ts.isCallExpression(expression) ? expression.expression : expression;
    return ts.isIdentifier(callee) ? callee.text : "";
  });
  if (names.some((name) => closedDecorators.has(name) || name === "Matches")) return CLOSED;
  return { ...FREE, isLengthBounded: names.some((name) => lengthDecorators.has(name)) };
}

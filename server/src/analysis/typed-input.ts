import type { TypedInput } from "../../../lens/facts.ts";
import type { Located } from "./abstract.ts";
import type { Module } from "./module.ts";
import { propertyName, ts } from "./syntax.ts";
import { place } from "./values.ts";

/** Types inside types that are written as schemas. */
const MAXIMUM_DEPTH = 6;

const PRIMITIVES: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.StringKeyword, "z.string()"],
  [ts.SyntaxKind.NumberKeyword, "z.number()"],
  [ts.SyntaxKind.BooleanKeyword, "z.boolean()"],
]);

/**
 * What the type of a handler's first parameter says of its input, in zod. `undefined` where it has no type of its own,
 * or one that says more than the fields of an object. `open` is the schema that lets anything in, if there is one.
 */
export function typedInput(
  { module, node }: Located<ts.FunctionLikeDeclaration>,
  open: Located<ts.Expression> | undefined,
): TypedInput | undefined {
  const [first] = node.parameters;
  if (first?.type === undefined || first.dotDotDotToken !== undefined || first.initializer !== undefined)
    return undefined;
  // The rest of an object is what the type does not name, and a schema takes that away.
  const hasRest = ts.isObjectBindingPattern(first.name) && first.name.elements.some((each) => each.dotDotDotToken);
  if (hasRest === true) return undefined;
  const fields = membersOf(first.type, module);
  const shape = fields && shapeOf(fields, module, 0);
  if (shape === undefined || (open !== undefined && !open.node.getText(open.module.source).startsWith("z."))) {
    return undefined;
  }
  return { shape, openSchema: open && place(open) };
}

/** The members of an object type that is written out, here or under a name of the file. */
function membersOf(type: ts.TypeNode, module: Module): readonly ts.TypeElement[] | undefined {
  if (ts.isTypeLiteralNode(type)) return type.members;
  if (!ts.isTypeReferenceNode(type) || type.typeArguments !== undefined || !ts.isIdentifier(type.typeName)) {
    return undefined;
  }
  const declaration = module.scopes.resolveType(type.typeName.text, type);
  if (declaration === undefined) return undefined;
  if (ts.isInterfaceDeclaration(declaration)) {
    const isPlain = declaration.heritageClauses === undefined && declaration.typeParameters === undefined;
    return isPlain ? declaration.members : undefined;
  }
  const isPlain = ts.isTypeAliasDeclaration(declaration) && declaration.typeParameters === undefined;
  return isPlain && ts.isTypeLiteralNode(declaration.type) ? declaration.type.members : undefined;
}

function shapeOf(members: readonly ts.TypeElement[], module: Module, depth: number): string | undefined {
  if (members.length === 0 || depth > MAXIMUM_DEPTH) return undefined;
  const fields: string[] = [];
  for (const member of members) {
    if (!ts.isPropertySignature(member) || member.type === undefined) return undefined;
    const name = propertyName(member.name);
    const schema = schemaOf(member.type, module, depth);
    if (name === undefined || schema === undefined) return undefined;
    const key = /^[A-Za-z_$][\w$]*$/u.test(name) ? name : JSON.stringify(name);
    fields.push(`${key}: ${schema}${member.questionToken === undefined ? "" : ".optional()"}`);
  }
  return `{ ${fields.join(", ")} }`;
}

function schemaOf(type: ts.TypeNode, module: Module, depth: number): string | undefined {
  if (depth > MAXIMUM_DEPTH) return undefined;
  const primitive = PRIMITIVES.get(type.kind);
  if (primitive !== undefined) return primitive;
  if (ts.isParenthesizedTypeNode(type)) return schemaOf(type.type, module, depth + 1);
  if (ts.isArrayTypeNode(type)) return listOf(type.elementType, module, depth);
  if (ts.isTypeReferenceNode(type) && type.typeName.getText(module.source) === "Array") {
    const [element, ...more] = type.typeArguments ?? [];
    return element && more.length === 0 ? listOf(element, module, depth) : undefined;
  }
  if (ts.isLiteralTypeNode(type)) return literalOf(type);
  if (ts.isUnionTypeNode(type)) return unionOf(type, module, depth);
  const members = membersOf(type, module);
  const shape = members && shapeOf(members, module, depth + 1);
  return shape && `z.object(${shape})`;
}

function listOf(element: ts.TypeNode, module: Module, depth: number): string | undefined {
  const schema = schemaOf(element, module, depth + 1);
  return schema && `z.array(${schema})`;
}

function literalOf({ literal }: ts.LiteralTypeNode): string | undefined {
  if (ts.isStringLiteral(literal)) return `z.literal(${JSON.stringify(literal.text)})`;
  return ts.isNumericLiteral(literal) ? `z.literal(${literal.text})` : undefined;
}

/** Texts to choose from, and a type or `null`. */
function unionOf(union: ts.UnionTypeNode, module: Module, depth: number): string | undefined {
  const isNull = (type: ts.TypeNode): boolean =>
    ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword;
  const types = union.types.filter((type) => !isNull(type));
  const suffix = types.length < union.types.length ? ".nullable()" : "";
  const [first, ...more] = types;
  if (first === undefined) return undefined;
  if (more.length === 0) {
    const schema = schemaOf(first, module, depth + 1);
    return schema && `${schema}${suffix}`;
  }
  const texts = types.map((type) =>
    ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? JSON.stringify(type.literal.text) : undefined,
  );
  return texts.every((text) => text !== undefined) ? `z.enum([${texts.join(", ")}])${suffix}` : undefined;
}

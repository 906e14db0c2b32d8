import { type Abstract, type AbstractTyped, type Located, oneOf, unknown, instanceOfType } from "./abstract.ts";
import { importStatement, valueOfDeclaration } from "./declarations.ts";
import type { Evaluator } from "./evaluator.ts";
import { appliedFunction } from "./functions.ts";
import { exportedValue } from "./members.ts";
import type { Module } from "./module.ts";
import { callOrigin } from "./origins.ts";
import { requestOfTypeName } from "./requests.ts";
import { propertyName, ts } from "./syntax.ts";

/** Types that stand for the type inside them, as far as facts go. */
const TRANSPARENT = new Set(["Promise", "Awaited", "Readonly", "Partial", "Required", "NonNullable", "PromiseLike"]);

/** What a value of a written type may be; unknown where the type says nothing that facts use. */
export function typedValue(evaluator: Evaluator, type: ts.TypeNode, module: Module): Abstract {
  return evaluator.nested<Abstract>(unknown("too deep"), () => valueOfType(evaluator, type, module));
}

function valueOfType(evaluator: Evaluator, type: ts.TypeNode, module: Module): Abstract {
  const at = { module, node: type };
  if (ts.isParenthesizedTypeNode(type)) return typedValue(evaluator, type.type, module);
  if (ts.isTypeReferenceNode(type)) return referencedType(evaluator, type, module);
  if (ts.isTypeLiteralNode(type) || ts.isFunctionTypeNode(type))
    return { kind: "typed", type: at as Located<ts.TypeNode> };
  if (ts.isImportTypeNode(type)) return importedByType(evaluator, type, module);
  if (ts.isTypeQueryNode(type)) return namedValue(evaluator, type.exprName, module);
  if (ts.isUnionTypeNode(type)) {
    const values = type.types.filter((each) => !isEmptyType(each)).map((each) => typedValue(evaluator, each, module));
    return oneOf(values.some((each) => each.kind !== "unknown") ? values : [unknown("parameter", at)]);
  }
  if (ts.isIntersectionTypeNode(type)) {
    const values = type.types.map((each) => typedValue(evaluator, each, module));
    return values.find((each) => each.kind !== "unknown") ?? unknown("parameter", at);
  }
  return unknown("parameter", at);
}

/** `typeof import("openai")` is the module, `import("openai").OpenAI` an instance of what it exports. */
function importedByType(evaluator: Evaluator, type: ts.ImportTypeNode, module: Module): Abstract {
  const at = { module, node: type };
  const { argument, qualifier } = type;
  if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return unknown("parameter", at);
  let value = evaluator.imported(argument.literal.text, module);
  for (const name of namesIn(qualifier)) value = exportedValue(evaluator, value, name, at);
  return type.isTypeOf ? value : instanceOf(evaluator, value, at);
}

function namesIn(name: ts.EntityName | undefined): readonly string[] {
  if (name === undefined) return [];
  return ts.isIdentifier(name) ? [name.text] : [...namesIn(name.left), name.right.text];
}

function isEmptyType(type: ts.TypeNode): boolean {
  if (ts.isLiteralTypeNode(type)) return type.literal.kind === ts.SyntaxKind.NullKeyword;
  return type.kind === ts.SyntaxKind.UndefinedKeyword;
}

function referencedType(evaluator: Evaluator, type: ts.TypeReferenceNode, module: Module): Abstract {
  const at = { module, node: type };
  const { typeName } = type;
  const argument = type.typeArguments?.[0];
  if (ts.isQualifiedName(typeName)) return instanceOf(evaluator, namedValue(evaluator, typeName, module), at);
  const name = typeName.text;
  if (argument && TRANSPARENT.has(name)) return typedValue(evaluator, argument, module);
  if (argument && name === "InstanceType") return instanceOf(evaluator, typedValue(evaluator, argument, module), at);
  if (argument && name === "ReturnType") {
    const value = typedValue(evaluator, argument, module);
    if (value.kind === "function") return appliedFunction(evaluator, value.at, undefined, value.environment);
    return unknown("parameter", at);
  }
  const declaration = module.scopes.resolveType(name, type);
  if (!declaration) return requestOfTypeName(name, undefined, at) ?? unknown("parameter", at);
  if (ts.isTypeParameterDeclaration(declaration)) {
    return declaration.constraint ? typedValue(evaluator, declaration.constraint, module) : unknown("parameter", at);
  }
  if (ts.isInterfaceDeclaration(declaration)) return { kind: "typed", type: { module, node: declaration } };
  if (ts.isTypeAliasDeclaration(declaration)) return typedValue(evaluator, declaration.type, module);
  const specifier = importStatement(declaration)?.moduleSpecifier;
  if (specifier && ts.isStringLiteral(specifier)) {
    const imported = ts.isImportSpecifier(declaration) ? (declaration.propertyName ?? declaration.name).text : name;
    const request = requestOfTypeName(imported, specifier.text, at);
    if (request) return request;
    const found = importedType(
      evaluator,
      specifier.text,
      ts.isImportSpecifier(declaration) ? imported : "default",
      module,
    );
    if (found) return found;
  }
  return instanceOf(evaluator, valueOfDeclaration(evaluator, declaration, module, undefined), at);
}

/** An interface or alias that another file of the workspace declares. */
function importedType(evaluator: Evaluator, specifier: string, name: string, from: Module): Abstract | undefined {
  const whole = evaluator.imported(specifier, from);
  if (whole.kind !== "module") return undefined;
  const declaration = whole.module.scopes.resolveType(name, whole.module.source);
  if (!declaration) return undefined;
  if (ts.isInterfaceDeclaration(declaration))
    return { kind: "typed", type: { module: whole.module, node: declaration } };
  if (ts.isTypeAliasDeclaration(declaration)) return typedValue(evaluator, declaration.type, whole.module);
  return undefined;
}

function namedValue(evaluator: Evaluator, name: ts.EntityName, module: Module): Abstract {
  if (ts.isIdentifier(name)) {
    const declaration = module.scopes.resolve(name.text, name);
    return declaration ? valueOfDeclaration(evaluator, declaration, module, undefined) : unknown("parameter");
  }
  const holder = namedValue(evaluator, name.left, module);
  if (holder.kind === "entity" && name.right.text === holder.name) return holder;
  return exportedValue(evaluator, holder, name.right.text, { module, node: name });
}

/** A value whose class is known, but not how it was made. */
function instanceOf(evaluator: Evaluator, value: Abstract, at: Located): Abstract {
  if (value.kind === "class") return { kind: "class instance", class: value.at, constructorArguments: undefined };
  if (value.kind === "sdk module") return instanceOf(evaluator, exportedValue(evaluator, value, "default", at), at);
  if (value.kind === "entity" && value.entity.entity === "class") {
    const instance = instanceOfType(value.sdk, value.entity.type, value.name);
    if (instance) return instance;
  }
  const origin = value.kind === "unknown" ? callOrigin(value.origin) : undefined;
  return origin === undefined ? unknown("parameter", at) : { ...unknown("parameter", at), origin };
}

/** A member of which only the type is written. */
export function typedMember(evaluator: Evaluator, value: AbstractTyped, name: string, at: Located): Abstract {
  const { module, node } = value.type;
  const members = ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node) ? node.members : undefined;
  for (const each of members ?? []) {
    if (propertyName(each.name as ts.PropertyName | undefined) !== name) continue;
    if (ts.isPropertySignature(each) && each.type) return typedValue(evaluator, each.type, module);
    if (ts.isMethodSignature(each)) return { kind: "typed", type: { module, node: each } };
  }
  if (ts.isInterfaceDeclaration(node)) {
    for (const heritage of node.heritageClauses ?? []) {
      for (const base of heritage.types) {
        const declaration = ts.isIdentifier(base.expression)
          ? module.scopes.resolveType(base.expression.text, node)
          : undefined;
        if (declaration && ts.isInterfaceDeclaration(declaration)) {
          const inherited: AbstractTyped = { kind: "typed", type: { module, node: declaration } };
          const found = evaluator.nested<Abstract>(unknown("too deep", at), () =>
            typedMember(evaluator, inherited, name, at),
          );
          if (found.kind !== "unknown") return found;
        }
      }
    }
  }
  return unknown("parameter", at);
}

/** What a function gives of which only the type is written. */
export function returnedType(evaluator: Evaluator, value: AbstractTyped): Abstract | undefined {
  const { module, node } = value.type;
  const type = ts.isFunctionTypeNode(node) || ts.isMethodSignature(node) ? node.type : undefined;
  return type ? typedValue(evaluator, type, module) : undefined;
}

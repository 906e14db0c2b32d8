import {
  type Abstract,
  type AbstractClass,
  type AbstractClassInstance,
  alternativesOf,
  type Environment,
} from "./abstract.ts";
import { type FieldSources, type Fields, fieldsOf } from "./class-fields.ts";
import { sdkInstance } from "./classes.ts";
import { importStatement } from "./declarations.ts";
import type { Evaluator } from "./evaluator.ts";
import { indexOf } from "./file-index.ts";
import { returnedValue } from "./functions.ts";
import { sourceHandsOn } from "./import-specifiers.ts";
import { exportedValue, member } from "./members.ts";
import { type Module, requiredSpecifier } from "./module.ts";
import { isAssignment, propertyName, ts, walk } from "./syntax.ts";
import { typedValue } from "./types.ts";

/** Functions that return functions, objects in objects: how far a look goes. */
const MAXIMUM_DEPTH = 3;

/** Properties of one exported object that are looked at. */
const MAXIMUM_PROPERTIES = 40;

/** Stands among exported names for all of them. */
export const EVERY_NAME = "*";

/**
 * Names under which those who import the file can get something from it that an SDK made: a client, a model, a
 * function that gives one, a class that holds one, or a type that tells of one. Without those that it gets by
 * `export *` from another file: they are the other file's.
 */
export function carriedNames(evaluator: Evaluator, module: Module): ReadonlySet<string> {
  const isOfSdk = module.starExports.some(
    (specifier) => evaluator.knowledge.module(specifier) && isCarryingModule(evaluator, specifier, module),
  );
  return new Set([...(isOfSdk ? [EVERY_NAME] : []), ...ownCarriers(evaluator, module)]);
}

/** One name after the other, so that who asks for any does the work for one only. */
function* carriers(evaluator: Evaluator, module: Module): Generator<string> {
  for (const specifier of module.starExports) if (isCarryingModule(evaluator, specifier, module)) yield EVERY_NAME;
  yield* ownCarriers(evaluator, module);
}

function* ownCarriers(evaluator: Evaluator, module: Module): Generator<string> {
  for (const [name, exported] of module.exports) {
    if (exported.kind === "import" && exported.name === "*") {
      if (isCarryingModule(evaluator, exported.specifier, module)) yield name;
      continue;
    }
    if (exported.kind !== "import" && !mentionsSdk(exported.node, module, evaluator)) continue;
    if (exported.kind === "import" && !mayCarry(evaluator, exported.specifier, module)) continue;
    const value = exportedValue(evaluator, { kind: "module", module }, name, { module, node: module.source });
    if (isCarrier(evaluator, value, 0)) yield name === "export=" ? EVERY_NAME : name;
  }
  for (const statement of module.source.statements) {
    if (!isTypeStatement(statement) || !mentionsSdk(statement, module, evaluator)) continue;
    if (isCarryingType(evaluator, statement, module)) yield statement.name.text;
  }
}

function isTypeStatement(statement: ts.Statement): statement is ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
}

/** Looks at the text of an imported file alone: does it name an SDK, or hand on what others export? */
function mayCarry(evaluator: Evaluator, specifier: string, from: Module): boolean {
  if (evaluator.knowledge.module(specifier)) return true;
  const file = evaluator.resolvedFile(specifier, from);
  const source = file === undefined ? undefined : evaluator.host.read(file);
  return source !== undefined && (evaluator.knowledge.namesSdk(source) || sourceHandsOn(source));
}

/** Declarations followed inside one file for one export. */
const MAXIMUM_MENTIONS = 300;

/**
 * Whether an exported statement or expression reads, at any depth within the file, anything that may come
 * from an SDK. A cheap look before its value is worked out.
 */
function mentionsSdk(exported: ts.Node, module: Module, evaluator: Evaluator): boolean {
  if (!holdersOfImports(module, evaluator).has(exported)) return false;
  const seen = new Set<ts.Node>([exported]);
  for (const root of seen) {
    if (seen.size > MAXIMUM_MENTIONS) return false;
    const { specifiers, declarations } = mentionsOf(root, module);
    if (specifiers.some((specifier) => mayCarry(evaluator, specifier, module))) return true;
    for (const each of [...laterValues(root, module), ...declarations]) seen.add(each);
  }
  return false;
}

/** What variables are set to after their declaration. */
function laterValues(declaration: ts.Node, module: Module): readonly ts.Node[] {
  if (ts.isVariableStatement(declaration)) {
    return declaration.declarationList.declarations.flatMap((each) => laterValues(each, module));
  }
  if (!ts.isVariableDeclaration(declaration) || (declaration.parent.flags & ts.NodeFlags.Const) !== 0) return [];
  return module.scopes.references(declaration).flatMap(({ parent }) => (assignedName(parent) ? [parent] : []));
}

/** Name of the variable that an expression sets: `client` in `client = make()` and `client ??= make()`. */
function assignedName(node: ts.Node): string | undefined {
  return isAssignment(node) && ts.isIdentifier(node.left) ? node.left.text : undefined;
}

const holdersOfModules = new WeakMap<Module, ReadonlySet<ts.Node>>();

/**
 * Nodes in which stands the name of an import that may lead to an SDK, or that of a declaration that is such a node
 * itself, or a `require`. Told by names alone, whatever they mean where they stand: what is not among these reads
 * nothing from an SDK.
 */
function holdersOfImports(module: Module, evaluator: Evaluator): ReadonlySet<ts.Node> {
  const known = holdersOfModules.get(module);
  if (known) return known;
  const { identifiers, invocations } = indexOf(module.source);
  const holders = new Set<ts.Node>();
  const names = new Set<string>();
  const add = (start: ts.Node): void => {
    for (let node: ts.Node | undefined = start; node && !holders.has(node); node = node.parent) {
      holders.add(node);
      const name = declaredName(node) ?? assignedName(node);
      if (name !== undefined) names.add(name);
    }
  };
  for (const statement of module.source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const { text } = statement.moduleSpecifier;
    const mayLead =
      text.startsWith(".") ||
      evaluator.knowledge.module(text) !== undefined ||
      evaluator.host.resolveAlias(text, module.file).length > 0;
    if (mayLead && statement.importClause) for (const name of importedLocals(statement.importClause)) names.add(name);
  }
  for (const node of invocations) if (ts.isCallExpression(node) && requiredSpecifier(node) !== undefined) add(node);
  for (const name of names) for (const identifier of identifiers.get(name) ?? []) add(identifier);
  holdersOfModules.set(module, holders);
  return holders;
}

/** The name that others in the file may mean a node by. */
function declaredName(node: ts.Node): string | undefined {
  const isDeclaration =
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassLike(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionExpression(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node);
  return isDeclaration && node.name && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

function importedLocals({ name, namedBindings }: ts.ImportClause): readonly string[] {
  const own = name ? [name.text] : [];
  if (!namedBindings) return own;
  if (ts.isNamespaceImport(namedBindings)) return [...own, namedBindings.name.text];
  return [...own, ...namedBindings.elements.map((element) => element.name.text)];
}

/** What a piece of a file names by itself. */
interface Mentions {
  /** Modules that what it names is imported from. */
  readonly specifiers: readonly string[];
  /** Declarations of the same file. */
  readonly declarations: readonly ts.Node[];
}

const mentionsOfNodes = new WeakMap<ts.Node, Mentions>();

function mentionsOf(root: ts.Node, module: Module): Mentions {
  const known = mentionsOfNodes.get(root);
  if (known) return known;
  const specifiers = new Set<string>();
  const declarations = new Set<ts.Node>();
  walk(root, (node) => {
    const required = ts.isCallExpression(node) ? requiredSpecifier(node) : undefined;
    if (required !== undefined) specifiers.add(required);
    if (!ts.isIdentifier(node)) return;
    const declaration = module.scopes.resolve(node.text, node) ?? module.scopes.resolveType(node.text, node);
    if (!declaration || declaration.name === node) return;
    const specifier = importStatement(declaration)?.moduleSpecifier;
    if (!specifier) declarations.add(declaration);
    else if (ts.isStringLiteral(specifier)) specifiers.add(specifier.text);
  });
  const found: Mentions = { specifiers: [...specifiers], declarations: [...declarations] };
  mentionsOfNodes.set(root, found);
  return found;
}

function isCarryingModule(evaluator: Evaluator, specifier: string, from: Module): boolean {
  if (!mayCarry(evaluator, specifier, from)) return false;
  const whole = evaluator.imported(specifier, from);
  if (whole.kind !== "module") return whole.kind === "sdk module";
  const known = evaluator.carriers.get(whole.module);
  if (known !== undefined) return known;
  // A cycle of re-exports carries nothing by itself.
  evaluator.carriers.set(whole.module, false);
  const result = evaluator.nested(false, () => carriers(evaluator, whole.module).next().done === false);
  evaluator.carriers.set(whole.module, result);
  return result;
}

function isCarrier(evaluator: Evaluator, value: Abstract, depth: number): boolean {
  if (depth > MAXIMUM_DEPTH) return false;
  return alternativesOf(value).some((each) => {
    switch (each.kind) {
      case "instance":
      case "member":
      case "command":
        return true;
      case "entity":
        return each.entity.entity !== "wrapper";
      case "sdk module":
        return Object.values(each.description.exports).some((exported) => exported.entity !== "wrapper");
      case "function": {
        const environment: Environment | undefined = each.environment;
        return isCarrier(evaluator, returnedValue(evaluator, each.at, environment), depth + 1);
      }
      case "object":
        return [...each.properties.values()]
          .slice(0, MAXIMUM_PROPERTIES)
          .some((property) => isCarrier(evaluator, property(), depth + 1));
      case "class": {
        const made: AbstractClassInstance = { kind: "class instance", class: each.at, constructorArguments: undefined };
        return (
          isCarryingClass(evaluator, made, depth) || holdsCarrier(evaluator, each, fieldsOf(each.at).static, depth)
        );
      }
      case "class instance":
        return isCarryingClass(evaluator, each, depth);
      default:
        return false;
    }
  });
}

function isCarryingClass(
  evaluator: Evaluator,
  instance: Abstract & { kind: "class instance" },
  depth: number,
): boolean {
  if (sdkInstance(evaluator, instance)) return true;
  return holdsCarrier(evaluator, instance, fieldsOf(instance.class).instance, depth);
}

/** Whether a field of a class or of an instance holds what an SDK made, or a method gives it. */
function holdsCarrier(
  evaluator: Evaluator,
  holder: AbstractClass | AbstractClassInstance,
  fields: Fields,
  depth: number,
): boolean {
  const at = holder.kind === "class" ? holder.at : holder.class;
  return [...fields.byName].some(
    ([name, sources]) =>
      mayHoldCarrier(evaluator, sources, at.module) &&
      isCarrier(evaluator, member(evaluator, holder, name, at), depth + 1),
  );
}

/** Whether a field may hold something of an SDK: what is a method alone does so only where the method reads of one. */
function mayHoldCarrier(
  evaluator: Evaluator,
  { declarations, parameters, assignments, methods }: FieldSources,
  module: Module,
): boolean {
  return (
    declarations.length + parameters.length + assignments.length > 0 ||
    methods.some((method) => mentionsSdk(method, module, evaluator))
  );
}

/** An exported interface or object type with a member that is an SDK's class. */
function isCarryingType(evaluator: Evaluator, statement: ts.Statement, module: Module): boolean {
  const members = ts.isInterfaceDeclaration(statement)
    ? statement.members
    : ts.isTypeAliasDeclaration(statement) && ts.isTypeLiteralNode(statement.type)
      ? statement.type.members
      : undefined;
  if (!members)
    return ts.isTypeAliasDeclaration(statement) && typedValue(evaluator, statement.type, module).kind === "instance";
  return members.some((each) => {
    const isProperty = ts.isPropertySignature(each) && propertyName(each.name) !== undefined;
    return isProperty && each.type !== undefined && typedValue(evaluator, each.type, module).kind === "instance";
  });
}

import { ts, unwrapped } from "../../analysis/syntax.ts";
import type { Replacement } from "./search.ts";

/** What a file has of one module. */
export interface ModuleBindings {
  readonly names: readonly NameBinding[];
  /** Names of its default export. */
  readonly defaults: readonly string[];
  /** Names of the whole module. */
  readonly wholes: readonly string[];
  readonly joinable: JoinableImport | undefined;
  /** How the file writes the module's name; `undefined` where it has nothing of it. */
  readonly spelling: string | undefined;
}

export interface NameBinding {
  readonly exported: string;
  readonly local: string;
  /** It is imported as a type, and is no value. */
  readonly isType: boolean;
  /** Where it stands in a list of names. */
  readonly range: Pick<Replacement, "start" | "end"> | undefined;
  /** Makes it a value; `undefined` where that would change what else the statement imports. */
  readonly untyped: Replacement | undefined;
}

/** An import, or a taken apart `require`, that more names can be added to. */
export interface JoinableImport {
  /** Its list of names. */
  readonly list: { readonly elements: ts.NodeArray<ts.Node>; readonly close: number } | undefined;
  /** Where a list can be put behind its default name. */
  readonly namesAt: number | undefined;
  /** Where a default name can be put. */
  readonly defaultAt: number | undefined;
}

interface Collected {
  readonly names: NameBinding[];
  readonly defaults: string[];
  readonly wholes: string[];
  joinable: JoinableImport | undefined;
  spelling: string | undefined;
}

/** What the statements at the top of a file import of a module, by `import` or `require`. */
export function bindingsOf(source: ts.SourceFile, module: string): ModuleBindings {
  const found: Collected = { names: [], defaults: [], wholes: [], joinable: undefined, spelling: undefined };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const specifier = statement.moduleSpecifier;
      if (!ts.isStringLiteral(specifier) || !isSameModule(specifier.text, module)) continue;
      found.spelling ??= specifier.text;
      addDeclaration(source, statement, found);
    } else if (ts.isImportEqualsDeclaration(statement)) {
      const { moduleReference, isTypeOnly } = statement;
      if (isTypeOnly || !ts.isExternalModuleReference(moduleReference)) continue;
      const specifier = moduleReference.expression;
      if (ts.isStringLiteral(specifier) && isSameModule(specifier.text, module)) found.wholes.push(statement.name.text);
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) addRequired(source, declaration, module, found);
    }
  }
  return found;
}

/** The module that a call of `require` names; `undefined` for any other expression. */
export function requiredModule(expression: ts.Expression): string | undefined {
  const call = unwrapped(expression);
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || call.expression.text !== "require") {
    return undefined;
  }
  const [argument] = call.arguments;
  return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : undefined;
}

/** Node's own modules have two names; each version of zod that the package holds can be imported by itself. */
function isSameModule(one: string, other: string): boolean {
  const [short, otherShort] = [one, other].map((name) => name.replace(/^node:/u, "").replace(/^zod\/v[34]$/u, "zod"));
  return short === otherShort;
}

function addDeclaration(source: ts.SourceFile, statement: ts.ImportDeclaration, found: Collected): void {
  const clause = statement.importClause;
  if (clause === undefined) return;
  const isTypeOnly = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const { namedBindings } = clause;
  if (clause.name !== undefined && !isTypeOnly) found.defaults.push(clause.name.text);
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings) && !isTypeOnly) {
    found.wholes.push(namedBindings.name.text);
  }
  const list = namedBindings !== undefined && ts.isNamedImports(namedBindings) ? namedBindings : undefined;
  for (const specifier of list?.elements ?? []) {
    const exported = (specifier.propertyName ?? specifier.name).text;
    const local = specifier.name.text;
    if (exported === "default" && !isTypeOnly && !specifier.isTypeOnly) found.defaults.push(local);
    const isType = isTypeOnly || specifier.isTypeOnly;
    found.names.push({
      exported,
      local,
      isType,
      range: rangeOf(source, specifier),
      untyped: isType ? untyped(source, clause, specifier) : undefined,
    });
  }
  if (isTypeOnly || clause.phaseModifier !== undefined || statement.attributes !== undefined) return;
  found.joinable ??= {
    list:
      list !== undefined && source.text[list.end - 1] === "}"
        ? { elements: list.elements, close: list.end - 1 }
        : undefined,
    namesAt: namedBindings === undefined ? clause.name?.end : undefined,
    defaultAt: clause.name === undefined ? namedBindings?.getStart(source) : undefined,
  };
}

/** Takes the word `type` away from a name, or from a statement that imports nothing else. */
function untyped(
  source: ts.SourceFile,
  clause: ts.ImportClause,
  specifier: ts.ImportSpecifier,
): Replacement | undefined {
  if (specifier.isTypeOnly) {
    const name = specifier.propertyName ?? specifier.name;
    return { start: specifier.getStart(source), end: name.getStart(source), text: "" };
  }
  const list = specifier.parent;
  if (clause.name !== undefined || list.elements.length !== 1) return undefined;
  return { start: clause.getStart(source), end: list.getStart(source), text: "" };
}

function addRequired(
  source: ts.SourceFile,
  { name, initializer }: ts.VariableDeclaration,
  module: string,
  found: Collected,
): void {
  if (initializer === undefined) return;
  const value = unwrapped(initializer);
  const isMember = ts.isPropertyAccessExpression(value);
  const specifier = requiredModule(isMember ? value.expression : value);
  if (specifier === undefined || !isSameModule(specifier, module)) return;
  found.spelling ??= specifier;
  if (ts.isIdentifier(name)) {
    if (!isMember) found.wholes.push(name.text);
    else if (value.name.text === "default") found.defaults.push(name.text);
    else
      found.names.push({
        exported: value.name.text,
        local: name.text,
        isType: false,
        range: undefined,
        untyped: undefined,
      });
    return;
  }
  if (isMember || !ts.isObjectBindingPattern(name)) return;
  for (const element of name.elements) {
    const exported = element.propertyName ?? element.name;
    if (!ts.isIdentifier(exported) || !ts.isIdentifier(element.name)) continue;
    found.names.push({
      exported: exported.text,
      local: element.name.text,
      isType: false,
      range: rangeOf(source, element),
      untyped: undefined,
    });
  }
  const hasRest = name.elements.some((element) => element.dotDotDotToken !== undefined);
  if (hasRest || source.text[name.end - 1] !== "}") return;
  found.joinable ??= {
    list: { elements: name.elements, close: name.end - 1 },
    namesAt: undefined,
    defaultAt: undefined,
  };
}

function rangeOf(source: ts.SourceFile, node: ts.Node): Pick<Replacement, "start" | "end"> {
  return { start: node.getStart(source), end: node.end };
}

import { indexOf } from "./file-index.ts";
import { isFunctionWithBody, ts, walk } from "./syntax.ts";

/** A node that gives a name its meaning. */
export type Declaration =
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.ParameterDeclaration
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ClassDeclaration
  | ts.ClassExpression
  | ts.EnumDeclaration
  | ts.ImportSpecifier
  | ts.ImportClause
  | ts.NamespaceImport
  | ts.ImportEqualsDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.TypeParameterDeclaration
  | ts.ModuleDeclaration;

type Names = Map<string, Declaration>;

/** Lexical names of one file: which declaration an identifier means, and who else means it. */
export class Scopes {
  readonly #source: ts.SourceFile;
  readonly #values = new Map<ts.Node, Names>();
  readonly #types = new Map<ts.Node, Names>();
  readonly #references = new Map<Declaration, readonly ts.Identifier[]>();

  constructor(source: ts.SourceFile) {
    this.#source = source;
  }

  /** The declaration that a value identifier means here; `undefined` for globals and unknown names. */
  resolve(name: string, from: ts.Node): Declaration | undefined {
    return this.#lookUp(name, from, this.#values);
  }

  /** The declaration that a type name means here. */
  resolveType(name: string, from: ts.Node): Declaration | undefined {
    return this.#lookUp(name, from, this.#types) ?? this.#lookUp(name, from, this.#values);
  }

  /** Every identifier that reads or writes the variable, without its own declaration, in source order. */
  references(declaration: Declaration): readonly ts.Identifier[] {
    const known = this.#references.get(declaration);
    if (known) return known;
    const name = declaration.name;
    if (!name || !ts.isIdentifier(name)) return [];
    const found = (indexOf(this.#source).identifiers.get(name.text) ?? []).filter(
      (identifier) =>
        identifier !== name && isReference(identifier) && this.resolve(name.text, identifier) === declaration,
    );
    this.#references.set(declaration, found);
    return found;
  }

  #lookUp(name: string, from: ts.Node, tables: Map<ts.Node, Names>): Declaration | undefined {
    for (let node: ts.Node | undefined = from; node; node = node.parent) {
      if (!isScope(node)) continue;
      let names = tables.get(node);
      if (!names) {
        names = tables === this.#values ? declaredValues(node) : declaredTypes(node);
        tables.set(node, names);
      }
      const declaration = names.get(name);
      if (declaration) return declaration;
    }
    return undefined;
  }
}

/** Whether an identifier stands for a variable, rather than naming a property or a declaration. */
export function isReference(identifier: ts.Identifier): boolean {
  const parent = identifier.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === identifier;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === identifier;
  if (ts.isBindingElement(parent)) return parent.initializer === identifier;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === identifier;
  if (ts.isPropertyDeclaration(parent)) return parent.initializer === identifier;
  if (
    ts.isMethodDeclaration(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isQualifiedName(parent) ||
    ts.isTypeReferenceNode(parent) ||
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isEnumMember(parent)
  ) {
    return false;
  }
  return true;
}

const SCOPES: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.ModuleBlock,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
];

/** By kind: this is asked of every node on every way up. */
const opensScope = new Uint8Array(Math.max(...SCOPES) + 1);
for (const kind of SCOPES) opensScope[kind] = 1;

function isScope(node: ts.Node): boolean {
  return opensScope[node.kind] === 1;
}

function declaredValues(scope: ts.Node): Names {
  const names: Names = new Map();
  if (isFunctionWithBody(scope)) {
    for (const parameter of scope.parameters) addBinding(names, parameter);
    if (ts.isFunctionExpression(scope) && scope.name) names.set(scope.name.text, scope);
    if (scope.body) addHoisted(names, scope.body);
    return names;
  }
  if (ts.isSourceFile(scope)) {
    addHoisted(names, scope);
    addStatements(names, scope.statements);
  } else if (ts.isBlock(scope) || ts.isModuleBlock(scope)) {
    addStatements(names, scope.statements);
  } else if (ts.isCaseBlock(scope)) {
    for (const clause of scope.clauses) addStatements(names, clause.statements);
  } else if (ts.isForStatement(scope) || ts.isForInStatement(scope) || ts.isForOfStatement(scope)) {
    if (scope.initializer && ts.isVariableDeclarationList(scope.initializer)) {
      for (const declaration of scope.initializer.declarations) addBinding(names, declaration);
    }
  } else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration) addBinding(names, scope.variableDeclaration);
  } else if (ts.isClassExpression(scope) && scope.name) {
    names.set(scope.name.text, scope);
  }
  return names;
}

function addStatements(names: Names, statements: readonly ts.Statement[]): void {
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) addBinding(names, declaration);
    } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      if (statement.name && (!names.has(statement.name.text) || hasBody(statement)))
        names.set(statement.name.text, statement);
    } else if (ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement)) {
      if (ts.isIdentifier(statement.name)) names.set(statement.name.text, statement);
    } else if (ts.isImportEqualsDeclaration(statement)) {
      names.set(statement.name.text, statement);
    } else if (ts.isImportDeclaration(statement) && statement.importClause) {
      addImport(names, statement.importClause);
    }
  }
}

function hasBody(statement: ts.FunctionDeclaration | ts.ClassDeclaration): boolean {
  return ts.isClassDeclaration(statement) || statement.body !== undefined;
}

function addImport(names: Names, clause: ts.ImportClause): void {
  if (clause.name) names.set(clause.name.text, clause);
  if (!clause.namedBindings) return;
  if (ts.isNamespaceImport(clause.namedBindings)) names.set(clause.namedBindings.name.text, clause.namedBindings);
  else for (const specifier of clause.namedBindings.elements) names.set(specifier.name.text, specifier);
}

const hoisting = new WeakMap<ts.SourceFile, boolean>();

/** Few files have a `var` at all. */
function mayHoist(source: ts.SourceFile): boolean {
  let answer = hoisting.get(source);
  if (answer === undefined) hoisting.set(source, (answer = /\bvar\b/.test(source.text)));
  return answer;
}

/** `var` counts for the whole function, however deep it stands. */
function addHoisted(names: Names, body: ts.Node): void {
  if (!mayHoist(body.getSourceFile())) return;
  walk(body, (node) => {
    if (node !== body && (isFunctionWithBody(node) || ts.isClassLike(node) || ts.isModuleBlock(node))) return false;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      for (const declaration of node.declarations) addBinding(names, declaration);
    }
    return undefined;
  });
}

function addBinding(
  names: Names,
  declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
): void {
  const pending = [declaration];
  while (pending.length > 0) {
    const current = pending.pop()!;
    if (ts.isIdentifier(current.name)) {
      names.set(current.name.text, current);
      continue;
    }
    for (const element of current.name.elements) if (ts.isBindingElement(element)) pending.push(element);
  }
}

function declaredTypes(scope: ts.Node): Names {
  const names: Names = new Map();
  if ("typeParameters" in scope && Array.isArray(scope.typeParameters)) {
    for (const parameter of scope.typeParameters as ts.TypeParameterDeclaration[])
      names.set(parameter.name.text, parameter);
  }
  const statements = ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope) ? scope.statements : [];
  for (const statement of statements) {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      names.set(statement.name.text, statement);
    }
  }
  return names;
}

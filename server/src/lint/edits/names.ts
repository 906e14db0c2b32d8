import { ts, walk } from "../../analysis/syntax.ts";

/** How a name is used in a file. */
export interface NameUse {
  /** How often it is declared, in any scope. */
  readonly declared: number;
  /** How often it is read, as a value or a type. */
  readonly read: number;
}

const uses = new WeakMap<ts.SourceFile, ReadonlyMap<string, NameUse>>();

/** The use of a name anywhere in a file, members and labels left out. */
export function nameUse(source: ts.SourceFile, name: string): NameUse {
  const known = uses.get(source) ?? usesOf(source);
  uses.set(source, known);
  return known.get(name) ?? { declared: 0, read: 0 };
}

function usesOf(source: ts.SourceFile): ReadonlyMap<string, NameUse> {
  const found = new Map<string, { declared: number; read: number }>();
  walk(source, (node) => {
    if (!ts.isIdentifier(node) || isMemberName(node)) return;
    const use = found.get(node.text) ?? { declared: 0, read: 0 };
    found.set(node.text, use);
    if (isDeclared(node)) use.declared += 1;
    else use.read += 1;
  });
  return found;
}

/** Whether an identifier is where a name is declared: of a variable, a function, a type, an import. */
export function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isFunctionExpression(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isClassExpression(parent) ||
      ts.isEnumDeclaration(parent) ||
      ts.isModuleDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isTypeParameterDeclaration(parent) ||
      ts.isImportSpecifier(parent) ||
      ts.isNamespaceImport(parent) ||
      ts.isImportEqualsDeclaration(parent) ||
      ts.isImportClause(parent)) &&
    parent.name === node
  );
}

/** Whether an identifier names a member, a key or a label, so that no declaration of that name is meant. */
export function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name === node;
  }
  if (ts.isPropertySignature(parent) || ts.isMethodSignature(parent) || ts.isEnumMember(parent)) return true;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return parent.propertyName === node;
  return ts.isJsxAttribute(parent) || ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
}

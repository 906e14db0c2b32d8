import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped } from "./syntax.ts";

/** Nested conditionals and operators that are climbed from where something is made. */
const MOST_LEVELS = 10;

/**
 * Whether what is made at a node only stands in for what the code around it was not handed: `options.client ?? new
 * OpenAI()`, the other branch of a conditional or of an `if`, the default of a parameter, or what is replaced a few lines below.
 */
export function isStandIn(creation: ts.Node, module: Module): boolean {
  let node = creation;
  for (let level = 0; level < MOST_LEVELS; level++) {
    const { parent } = node;
    if (ts.isParameter(parent)) return parent.initializer === node;
    if (ts.isBindingElement(parent)) return parent.initializer === node && isHandedIn(parent, module);
    if (ts.isConditionalExpression(parent)) {
      const other = parent.whenTrue === node ? parent.whenFalse : parent.whenTrue;
      if (parent.condition === node) return false;
      if (isHanded(other, module)) return true;
    } else if (ts.isBinaryExpression(parent) && parent.right === node) {
      const operator = parent.operatorToken.kind;
      if (operator === ts.SyntaxKind.EqualsToken) return isOtherBranch(parent, module) || isReplaced(parent, module);
      if (operator !== ts.SyntaxKind.QuestionQuestionToken && operator !== ts.SyntaxKind.BarBarToken) return false;
      if (isHanded(parent.left, module)) return true;
    } else if (!ts.isParenthesizedExpression(parent) && !ts.isAsExpression(parent) && !ts.isNonNullExpression(parent)) {
      return false;
    }
    node = parent;
  }
  return false;
}

/** `if (options.client) this.client = options.client; else this.client = <made>`. */
function isOtherBranch(assignment: ts.BinaryExpression, module: Module): boolean {
  const target = assignment.left.getText(module.source);
  for (let child: ts.Node = assignment; ; child = child.parent) {
    const { parent } = child;
    const isAround = ts.isBlock(parent) || ts.isExpressionStatement(parent) || ts.isIfStatement(parent);
    if (!isAround) return false;
    if (!ts.isIfStatement(parent) || parent.elseStatement !== child) continue;
    const { thenStatement } = parent;
    const statements = ts.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
    const isGiven = statements.some((statement) => {
      const set = ts.isExpressionStatement(statement) ? unwrapped(statement.expression) : undefined;
      return (
        set !== undefined &&
        ts.isBinaryExpression(set) &&
        set.left.getText(module.source) === target &&
        isHanded(set.right, module)
      );
    });
    if (isGiven) return true;
  }
}

/** `this.client = <made>`, and further down in the same block another value for it. */
function isReplaced(assignment: ts.BinaryExpression, module: Module): boolean {
  const statement = assignment.parent;
  const block = statement.parent;
  if (!ts.isExpressionStatement(statement) || !ts.isBlock(block)) return false;
  const target = assignment.left.getText(module.source);
  return block.statements.some((other) => {
    if (other.pos <= statement.pos || !ts.isExpressionStatement(other)) return false;
    const set = unwrapped(other.expression);
    return (
      ts.isBinaryExpression(set) &&
      set.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      set.left.getText(module.source) === target
    );
  });
}

/** Whether an expression, or one branch of it, is what somebody handed in. */
function isHanded(expression: ts.Expression, module: Module): boolean {
  const node = unwrapped(expression);
  if (ts.isConditionalExpression(node)) return isHanded(node.whenTrue, module) || isHanded(node.whenFalse, module);
  // A client that is set for the whole library: `getDefaultClient()`.
  if (ts.isCallExpression(node)) return /client$/i.test(calleeName(node) ?? "");
  let root: ts.Expression = node;
  while (ts.isPropertyAccessExpression(root) || ts.isNonNullExpression(root)) root = unwrapped(root.expression);
  if (ts.isIdentifier(root)) {
    const declaration = module.scopes.resolve(root.text, root);
    return declaration !== undefined && isHandedIn(declaration, module);
  }
  // `this.#options.client`: what was handed in when the object was made.
  return (
    root.kind === ts.SyntaxKind.ThisKeyword &&
    ts.isPropertyAccessExpression(node) &&
    ts.isPropertyAccessExpression(unwrapped(node.expression)) &&
    /client$/i.test(node.name.text)
  );
}

/** A parameter, or a part of one that is taken out of it by its name. */
function isHandedIn(declaration: ts.Node, module: Module): boolean {
  let node = declaration;
  while (ts.isBindingElement(node) || ts.isObjectBindingPattern(node)) node = node.parent;
  if (ts.isParameter(node)) return true;
  if (node === declaration || !ts.isVariableDeclaration(node) || node.initializer === undefined) return false;
  return isHanded(node.initializer, module);
}

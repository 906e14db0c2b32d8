import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import type { Declaration } from "./scope.ts";
import { enclosingFunction, isFunctionWithBody, ts, unwrapped } from "./syntax.ts";

/** What is known of the shape of a parsed value. */
export interface ParsedUse {
  readonly validation: "validated" | "unchecked" | "unknown";
  readonly reliance: string | undefined;
}

const VALIDATOR =
  /^(parse|safeParse|parseAsync|safeParseAsync|validate\w*|assert\w*|is[A-Z]\w*|check\w*|decode\w*|verify\w*|ensure\w*|guard\w*|sanitize\w*|normalize\w*|coerce\w*|create|cast|Parse|Check|Decode)$/;

/** Types that claim nothing about a shape. */
const CLAIMS_NOTHING =
  /^(unknown|any|object|\{\}|JsonValue|Json|JSONValue|Record<string, ?(unknown|any)>|(unknown|any)\[\])$/;

/**
 * Follows a value, such as the result of `JSON.parse`, and says whether its shape is checked before something relies
 * on it. With `isFollowed` also into functions of the file that are called with it.
 */
export function trackParsed(parse: ts.Expression, module: Module, isFollowed = false): ParsedUse {
  let isValidated = false;
  let hasEscaped = false;
  let reliance: string | undefined;
  const rely = (text: string): void => {
    reliance ??= text.length > 60 ? `${text.slice(0, 59)}…` : text;
  };
  const seen = new Set<ts.Node>();
  const pending: ts.Node[] = [parse];
  const bind = (name: ts.BindingName, declaration: Declaration): void => {
    if (ts.isIdentifier(name)) {
      pending.push(...module.scopes.references(declaration));
      return;
    }
    rely(name.getText(module.source));
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue;
      if (ts.isIdentifier(element.name)) {
        for (const reference of module.scopes.references(element)) if (isTested(reference)) isValidated = true;
      }
    }
  };
  while (pending.length > 0 && seen.size < 500) {
    const node = pending.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    const parent = node.parent;
    if (isTested(node)) {
      isValidated = true;
    } else if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAwaitExpression(parent)) {
      pending.push(parent);
    } else if (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent) || ts.isSatisfiesExpression(parent)) {
      const type = parent.type.getText(module.source);
      if (!CLAIMS_NOTHING.test(type)) rely(`as ${type}`);
      pending.push(parent);
    } else if (ts.isVariableDeclaration(parent) && parent.initializer === node) {
      const type = parent.type?.getText(module.source);
      if (type !== undefined && !CLAIMS_NOTHING.test(type)) rely(`: ${type}`);
      bind(parent.name, parent);
    } else if (
      ts.isBinaryExpression(parent) &&
      parent.right === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ) {
      const target = unwrapped(parent.left);
      const declaration = ts.isIdentifier(target) ? module.scopes.resolve(target.text, target) : undefined;
      if (declaration)
        pending.push(...module.scopes.references(declaration).filter((reference) => reference !== target));
      else hasEscaped = true;
    } else if (
      ts.isBinaryExpression(parent) &&
      parent.left === node &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ) {
      // Written, not read.
    } else if (
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
      parent.expression === node
    ) {
      const isLenient = parent.questionDotToken !== undefined || isDefaulted(parent);
      if (isTestedBelow(parent)) isValidated = true;
      else if (isLenient) hasEscaped = true;
      else rely(parent.getText(module.source));
    } else if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node) {
      const name = calleeName(parent) ?? "";
      const parameter = isFollowed ? ownParameter(parent, node, module) : undefined;
      if (parameter) {
        const type = parameter.type?.getText(module.source);
        if (type !== undefined && !CLAIMS_NOTHING.test(type)) rely(parameter.getText(module.source));
        bind(parameter.name, parameter);
      } else if (VALIDATOR.test(name) || /schema/i.test(parent.expression.getText(module.source))) isValidated = true;
      else if (!/^(log|info|debug|warn|error|trace|dir|stringify)$/.test(name)) hasEscaped = true;
    } else if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) {
      const type = returnType(parent, module);
      if (type !== undefined && !CLAIMS_NOTHING.test(type)) rely(`returned as ${type}`);
      else hasEscaped = true;
    } else if (ts.isBinaryExpression(parent) || ts.isConditionalExpression(parent)) {
      if (ts.isConditionalExpression(parent) && parent.condition === node) continue;
      pending.push(parent);
    } else if (!ts.isExpressionStatement(parent)) {
      hasEscaped = true;
    }
  }
  if (isValidated) return { validation: "validated", reliance: undefined };
  if (hasEscaped || reliance === undefined) return { validation: "unknown", reliance: undefined };
  return { validation: "unchecked", reliance };
}

/** The parameter that stands for an argument in a function of the same file. */
function ownParameter(
  call: ts.CallExpression | ts.NewExpression,
  argument: ts.Node,
  module: Module,
): ts.ParameterDeclaration | undefined {
  const callee = unwrapped(call.expression);
  const declaration = ts.isIdentifier(callee) ? module.scopes.resolve(callee.text, callee) : undefined;
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  if (!made || !isFunctionWithBody(made)) return undefined;
  const parameter = made.parameters[call.arguments?.indexOf(argument as ts.Expression) ?? -1];
  return parameter?.dotDotDotToken ? undefined : parameter;
}

/** A condition, `typeof`, `Array.isArray`, `in` or `instanceof` looks at the value. */
function isTested(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTypeOfExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) return true;
  if (ts.isIfStatement(parent) && parent.expression === node) return true;
  if (ts.isSwitchStatement(parent)) return true;
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.kind;
    if (operator === ts.SyntaxKind.InKeyword || operator === ts.SyntaxKind.InstanceOfKeyword) return true;
    if (operator === ts.SyntaxKind.EqualsEqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsEqualsToken)
      return true;
    if (operator === ts.SyntaxKind.EqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsToken) return true;
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken && parent.left === node) return true;
  }
  if (ts.isCallExpression(parent) && parent.expression !== node) {
    const name = calleeName(parent) ?? "";
    return name === "isArray" || name === "hasOwn" || name === "isInteger" || name === "isFinite";
  }
  return false;
}

function isTestedBelow(access: ts.PropertyAccessExpression | ts.ElementAccessExpression): boolean {
  let node: ts.Node = access;
  while (
    (ts.isPropertyAccessExpression(node.parent) || ts.isCallExpression(node.parent)) &&
    node.parent.expression === node
  ) {
    if (isTested(node)) return true;
    node = node.parent;
  }
  return isTested(node);
}

function isDefaulted(access: ts.Node): boolean {
  const { parent } = access;
  if (!ts.isBinaryExpression(parent) || parent.left !== access) return false;
  const operator = parent.operatorToken.kind;
  return operator === ts.SyntaxKind.QuestionQuestionToken || operator === ts.SyntaxKind.BarBarToken;
}

/** The written return type of the function that a value is returned from, without `Promise<…>`. */
function returnType(node: ts.Node, module: Module): string | undefined {
  const owner = ts.isArrowFunction(node) ? node : enclosingFunction(node);
  const type = owner?.type;
  if (!type) return undefined;
  const isPromise = ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && type.typeName.text === "Promise";
  return ((isPromise ? type.typeArguments?.[0] : undefined) ?? type).getText(module.source);
}

/** Whether a node stands in the `try` block of its own function. */
export function isInTryBlock(node: ts.Node): boolean {
  for (let current: ts.Node = node; current.parent && !isFunctionWithBody(current); current = current.parent) {
    if (ts.isTryStatement(current.parent) && current.parent.tryBlock === current && current.parent.catchClause)
      return true;
  }
  return false;
}

/** Name of the only validation schema that the file declares at its top; `undefined` for none or several. */
export function onlySchema(module: Module): string | undefined {
  const names: string[] = [];
  for (const statement of module.source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const { initializer, name } = declaration;
      if (!initializer || !ts.isIdentifier(name)) continue;
      if (/^z\s*\.\s*(strict)?(o|O)bject\(|^z\s*\.\s*array\(/.test(initializer.getText(module.source)))
        names.push(name.text);
    }
  }
  return names.length === 1 ? names[0] : undefined;
}

import type { CallDescription } from "../../../lens/sdks/description.ts";
import { type Abstract, type AbstractInstance, alternativesOf } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { importStatement } from "./declarations.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, ts, unwrapped } from "./syntax.ts";

/** The members that call a model among what a callee may be, an instance that is called like a function included. */
export function modelCallsAmong(
  callee: Abstract,
): readonly { readonly instance: AbstractInstance; readonly call: CallDescription }[] {
  return alternativesOf(callee).flatMap((each) => {
    if (each.kind !== "member" && each.kind !== "instance") return [];
    const instance = each.kind === "member" ? each.instance : each;
    const described = each.kind === "member" ? instance.type.members?.[each.path] : instance.type.whenCalled;
    return described?.member === "call" ? [{ instance, call: described.call }] : [];
  });
}

/** Whether a callee may be something that the code does not show. */
export function mayBeNoMember(callee: Abstract): boolean {
  return alternativesOf(callee).some((each) => each.kind !== "member" && each.kind !== "instance" && !isNothing(each));
}

/**
 * A cheap look at what a member is read from, before it is evaluated: names such as `run` and `send` are everywhere.
 * Globals come from no SDK, nor does what packages export that no SDK describes.
 */
export function mayStartFromSdk(evaluator: Evaluator, callee: ts.Expression, module: Module): boolean {
  const start = startOf(callee);
  if (!ts.isIdentifier(start)) return !isLiteral(start);
  const declaration = module.scopes.resolve(start.text, start);
  if (!declaration) return start.text === "require";
  const specifier = importStatement(declaration)?.moduleSpecifier;
  if (!specifier || !ts.isStringLiteral(specifier)) return true;
  if (evaluator.knowledge.module(specifier.text)) return true;
  return remembered(
    evaluator,
    `${module.file}\n\n${specifier.text}`,
    () => evaluator.resolvedFile(specifier.text, module) !== undefined,
  );
}

/**
 * A cheap look at a callee: may it be an instance that calls a model when it is called like a function? Few SDKs have
 * such, and the name of what makes one stands where it is made: here, or in the file that it is imported from.
 */
export function mayBeCallable(evaluator: Evaluator, callee: ts.Expression, module: Module): boolean {
  const makers = evaluator.knowledge.callableMakers;
  if (makers.size === 0) return false;
  if (ts.isCallExpression(callee)) return makers.has(calleeName(callee) ?? "");
  const isMadeHere = (): boolean => evaluator.knowledge.namesCallableMaker(module.source);
  const isOwnField = ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (isOwnField) return isMadeHere();
  const declaration = ts.isIdentifier(callee) ? module.scopes.resolve(callee.text, callee) : undefined;
  if (!declaration) return false;
  const specifier = importStatement(declaration)?.moduleSpecifier;
  if (specifier) return ts.isStringLiteral(specifier) && isMadeIn(evaluator, specifier.text, module);
  if (ts.isParameter(declaration)) return (declaration.type !== undefined || isResolved(declaration)) && isMadeHere();
  const variable = ts.isBindingElement(declaration) ? boundVariable(declaration) : declaration;
  if (!variable || !ts.isVariableDeclaration(variable)) return false;
  const { initializer } = variable;
  if (initializer && isFunctionWithBody(unwrapped(initializer))) return false;
  return isMadeHere() || (initializer !== undefined && isFromMaker(evaluator, initializer, module));
}

/** `x` in `promise.then((x) => …)`. */
function isResolved({ parent: callback }: ts.ParameterDeclaration): boolean {
  const call = callback.parent;
  return ts.isCallExpression(call) && call.arguments[0] === (callback as ts.Node) && calleeName(call) === "then";
}

/** The variable that `const [a, { b }] = …` takes apart; `undefined` for a parameter. */
function boundVariable(element: ts.BindingElement): ts.VariableDeclaration | undefined {
  let node: ts.Node = element;
  while (ts.isBindingElement(node)) node = node.parent.parent;
  return ts.isVariableDeclaration(node) ? node : undefined;
}

/** `await Models.load()` of a class, function or object that is imported from a file that has the name of a maker. */
function isFromMaker(evaluator: Evaluator, initializer: ts.Expression, module: Module): boolean {
  const start = startOf(initializer);
  const callee = ts.isCallExpression(start) ? startOf(start.expression) : start;
  const declaration = ts.isIdentifier(callee) ? module.scopes.resolve(callee.text, callee) : undefined;
  const specifier = declaration && importStatement(declaration)?.moduleSpecifier;
  return specifier !== undefined && ts.isStringLiteral(specifier) && isMadeIn(evaluator, specifier.text, module);
}

/** Whether the file of the workspace that a specifier means has the name of something that makes such an instance. */
function isMadeIn(evaluator: Evaluator, specifier: string, module: Module): boolean {
  return remembered(evaluator, `${module.file}\n${specifier}`, () => {
    const file = evaluator.resolvedFile(specifier, module);
    const source = file === undefined ? undefined : evaluator.host.read(file);
    return source !== undefined && evaluator.knowledge.namesCallableMaker(source);
  });
}

/** An answer that holds for as long as one file is analysed. */
function remembered(evaluator: Evaluator, key: string, find: () => boolean): boolean {
  let answers = answersOfEvaluators.get(evaluator);
  if (!answers) answersOfEvaluators.set(evaluator, (answers = new Map()));
  let answer = answers.get(key);
  if (answer === undefined) answers.set(key, (answer = find()));
  return answer;
}

const answersOfEvaluators = new WeakMap<Evaluator, Map<string, boolean>>();

/** Whether `new X()` of an imported class may make an SDK's: the class may extend it, if its file imports the SDK. */
export function mayExtendSdk(evaluator: Evaluator, specifier: string, module: Module): boolean {
  const file = evaluator.resolvedFile(specifier, module);
  const source = file === undefined ? undefined : evaluator.host.read(file);
  return source !== undefined && evaluator.knowledge.namesSdk(source);
}

/** Members and calls of one chain that are gone through; a longer one is evaluated unseen. */
const MAXIMUM_STEPS = 20;

/** The expression that a chain of members and calls starts from: `client` in `client.chat.completions.create`. */
function startOf(expression: ts.Expression): ts.Expression {
  let current = unwrapped(expression);
  for (let steps = 0; steps < MAXIMUM_STEPS; steps++) {
    if (ts.isAwaitExpression(current)) current = unwrapped(current.expression);
    else if (ts.isCallExpression(current) || ts.isNewExpression(current)) {
      if (current.expression.kind === ts.SyntaxKind.ImportKeyword) return current;
      // `pRetry(() => …)`, `lodash.once(makeClient)`: what a function gives may come from its arguments.
      if (current.arguments && current.arguments.length > 0) return current;
      current = unwrapped(current.expression);
    } else if (ts.isPropertyAccessExpression(current) || ts.isElementAccessExpression(current)) {
      current = unwrapped(current.expression);
    } else return current;
  }
  return current;
}

function isLiteral(expression: ts.Expression): boolean {
  return (
    ts.isStringLiteralLike(expression) ||
    ts.isTemplateExpression(expression) ||
    ts.isArrayLiteralExpression(expression) ||
    ts.isRegularExpressionLiteral(expression) ||
    ts.isNumericLiteral(expression)
  );
}

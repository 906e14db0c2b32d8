import type { Value } from "../../../lens/facts.ts";
import type { Module } from "./module.ts";
import type { Declaration } from "./scope.ts";
import { isAssignment, isFunctionWithBody, isInside, ts } from "./syntax.ts";

/** Variables that are followed from the parameters of one function. */
const MAXIMUM_VARIABLES = 100;

/**
 * Offsets at which a function reads one of some parameters, or a variable that was made from one. What a call gives
 * is taken to be made from its arguments; what a further call makes of that is something new.
 */
export function offsetsReading(
  parameters: readonly ts.ParameterDeclaration[],
  owner: ts.FunctionLikeDeclaration,
  module: Module,
): readonly number[] {
  const offsets: number[] = [];
  const pending = parameters
    .flatMap((parameter) => boundVariables(parameter))
    .map((variable) => ({ variable, calls: 0 }));
  const seen = new Set<Declaration>(pending.map((each) => each.variable));
  for (const { variable, calls } of pending) {
    if (seen.size > MAXIMUM_VARIABLES) break;
    for (const reference of module.scopes.references(variable)) {
      offsets.push(reference.getStart(module.source));
      const made = madeFrom(reference, owner, module);
      if (calls + made.calls > 1) continue;
      for (const each of made.variables) {
        if (!seen.has(each)) pending.push({ variable: each, calls: calls + made.calls });
        seen.add(each);
      }
    }
  }
  return offsets;
}

/** Parameters of the functions around a function: what it keeps of the call that made it. */
export function parametersAround(owner: ts.FunctionLikeDeclaration): readonly ts.ParameterDeclaration[] {
  const found: ts.ParameterDeclaration[] = [];
  for (let node: ts.Node | undefined = owner.parent; node; node = node.parent) {
    if (isFunctionWithBody(node) && !ts.isConstructorDeclaration(node)) found.push(...node.parameters);
  }
  return found;
}

function boundVariables(holder: ts.ParameterDeclaration | ts.VariableDeclaration | ts.BindingElement): Declaration[] {
  const found: Declaration[] = [];
  const pending = [holder];
  for (const each of pending) {
    if (ts.isIdentifier(each.name)) found.push(each);
    else for (const element of each.name.elements) if (ts.isBindingElement(element)) pending.push(element);
  }
  return found;
}

interface Made {
  readonly variables: readonly Declaration[];
  /** Calls that stand between what is read and the variables. */
  readonly calls: number;
}

/** Variables whose value is made with what is read here: `const x = f(read)`, `x = f(read)`, `x.push(read)`. */
function madeFrom(reference: ts.Identifier, owner: ts.FunctionLikeDeclaration, module: Module): Made {
  let calls = 0;
  for (let node: ts.Node = reference; node.parent !== undefined && isInside(node.parent, owner); node = node.parent) {
    const { parent } = node;
    if (ts.isVariableDeclaration(parent) && parent.initializer === node)
      return { variables: boundVariables(parent), calls };
    if (ts.isForOfStatement(parent) && parent.expression === node) {
      const { initializer } = parent;
      const variables = ts.isVariableDeclarationList(initializer)
        ? initializer.declarations.flatMap((each) => boundVariables(each))
        : [];
      return { variables, calls };
    }
    const changed =
      isAssignment(parent) && parent.right === node
        ? parent.left
        : ts.isCallExpression(parent) && parent.expression !== node && ts.isPropertyAccessExpression(parent.expression)
          ? parent.expression.expression
          : undefined;
    const variable = changed && rootOf(changed);
    const declaration = variable && module.scopes.resolve(variable.text, variable);
    if (declaration && ts.isVariableDeclaration(declaration) && isInside(declaration, owner))
      return { variables: [declaration], calls };
    if (ts.isCallExpression(parent)) calls++;
    if (ts.isStatement(parent)) break;
  }
  return { variables: [], calls };
}

function rootOf(expression: ts.Expression): ts.Identifier | undefined {
  let node = expression;
  while (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isNonNullExpression(node))
    node = node.expression;
  return ts.isIdentifier(node) ? node : undefined;
}

/** Whether some part of a value is unknown because of code that reads one of the offsets. */
export function isUnknownThrough(value: Value, file: string, offsets: readonly number[]): boolean {
  if (value.state === "absent") return false;
  if (value.state === "unknown") {
    const { place } = value;
    return place?.file === file && offsets.some((offset) => place.start <= offset && offset < place.end);
  }
  switch (value.form) {
    case "object":
      return [...value.properties.values()].some((each) => isUnknownThrough(each, file, offsets));
    case "array":
      return value.elements.some((each) => isUnknownThrough(each, file, offsets));
    case "alternatives":
      return value.values.some((each) => isUnknownThrough(each, file, offsets));
    case "template":
      return value.parts.some((part) => typeof part !== "string" && isUnknownThrough(part, file, offsets));
    default:
      return false;
  }
}

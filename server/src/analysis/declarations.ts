import { type Abstract, type Environment, type Located, oneOf, UNDEFINED, unknown } from "./abstract.ts";
import { callbackParameter } from "./callbacks.ts";
import { type Evaluator, isNothing, isUntold, joinedText } from "./evaluator.ts";
import { exportedValue, member } from "./members.ts";
import type { Module } from "./module.ts";
import { withMutations } from "./mutations.ts";
import { procedureParameter } from "./remote-procedures.ts";
import { requestParameter } from "./requests.ts";
import type { Declaration } from "./scope.ts";
import { enclosingFunction, isAssignment, propertyName, ts, unwrapped } from "./syntax.ts";
import { toolParameter } from "./tool-handlers.ts";
import { typedValue } from "./types.ts";

/** What a name stands for where it is used. */
export function declaredValue(
  evaluator: Evaluator,
  identifier: ts.Identifier,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  if (identifier.text === "undefined") return UNDEFINED;
  const declaration = module.scopes.resolve(identifier.text, identifier);
  if (!declaration) return unknown("expression", { module, node: identifier });
  const value = evaluator.nested<Abstract>(unknown("too deep", { module, node: identifier }), () =>
    valueOfDeclaration(evaluator, declaration, module, environment, identifier),
  );
  return usedAt(value, { module, node: identifier });
}

/** Outside data is told of where it is used, not where it was named. */
function usedAt(value: Abstract, at: Located): Abstract {
  if (value.kind === "alternatives") {
    const isTainted = value.values.some((each) => each.kind === "unknown" && each.taint);
    return isTainted ? { ...value, values: value.values.map((each) => usedAt(each, at)) } : value;
  }
  return value.kind === "unknown" && value.taint ? { ...value, at } : value;
}

/** What a declaration gives to those who use its name, at `use` where one place is meant. */
export function valueOfDeclaration(
  evaluator: Evaluator,
  declaration: Declaration,
  module: Module,
  environment: Environment | undefined,
  use?: ts.Identifier,
): Abstract {
  if (ts.isVariableDeclaration(declaration)) return variableValue(evaluator, declaration, module, environment, use);
  if (ts.isParameter(declaration)) return parameterValue(evaluator, declaration, module, environment);
  if (ts.isBindingElement(declaration)) return bindingValue(evaluator, declaration, module, environment, use);
  if (ts.isFunctionDeclaration(declaration) || ts.isFunctionExpression(declaration)) {
    return { kind: "function", at: { module, node: declaration }, environment };
  }
  if (ts.isClassLike(declaration)) return { kind: "class", at: { module, node: declaration } };
  if (ts.isEnumDeclaration(declaration)) return enumValue(evaluator, declaration, module);
  return importedValue(evaluator, declaration, module);
}

function importedValue(evaluator: Evaluator, declaration: Declaration, module: Module): Abstract {
  if (ts.isImportEqualsDeclaration(declaration)) {
    const reference = declaration.moduleReference;
    const isRequire = ts.isExternalModuleReference(reference) && ts.isStringLiteral(reference.expression);
    return isRequire ? evaluator.imported((reference.expression as ts.StringLiteral).text, module) : unknown("import");
  }
  const statement = importStatement(declaration);
  if (!statement || !ts.isStringLiteral(statement.moduleSpecifier)) return unknown("expression");
  const whole = evaluator.imported(statement.moduleSpecifier.text, module);
  if (ts.isNamespaceImport(declaration)) return whole;
  const name = ts.isImportSpecifier(declaration) ? (declaration.propertyName ?? declaration.name).text : "default";
  return exportedValue(evaluator, whole, name, { module, node: declaration });
}

/** The `import` statement around one of its names. */
export function importStatement(declaration: ts.Node): ts.ImportDeclaration | undefined {
  let node: ts.Node | undefined = declaration;
  while (node && !ts.isImportDeclaration(node)) node = node.parent;
  return node;
}

function variableValue(
  evaluator: Evaluator,
  declaration: ts.VariableDeclaration,
  module: Module,
  environment: Environment | undefined,
  use: ts.Identifier | undefined,
): Abstract {
  const list = declaration.parent;
  const isConstant = (list.flags & ts.NodeFlags.Const) !== 0;
  const scope = enclosingFunction(declaration) ? environment : undefined;
  if (ts.isVariableDeclarationList(list) && ts.isForOfStatement(list.parent)) {
    const element = elementValue(evaluator, evaluator.evaluate(list.parent.expression, module, scope), {
      module,
      node: declaration,
    });
    return withMutations(evaluator, element, declaration, module, scope, use);
  }
  const initial = declaration.initializer ? evaluator.evaluate(declaration.initializer, module, scope) : undefined;
  if (!ts.isIdentifier(declaration.name)) return initial ?? unknown("expression", { module, node: declaration });
  const value = isConstant
    ? (initial ?? unknown("expression", { module, node: declaration }))
    : reassignedValue(evaluator, declaration, initial, module, scope);
  const changed = withMutations(evaluator, value, declaration, module, scope, use);
  const settled = isUntold(changed) && declaration.type ? typedValue(evaluator, declaration.type, module) : changed;
  const chosen = isUntold(settled) ? changed : settled;
  return evaluator.withStep(chosen, declaration.name, module);
}

/** A `let`: whatever it is ever set to, without the `undefined` or `null` that it starts with. */
function reassignedValue(
  evaluator: Evaluator,
  declaration: ts.VariableDeclaration,
  initial: Abstract | undefined,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  const values: Abstract[] = initial ? [initial] : [];
  let added: Abstract[] | undefined;
  for (const reference of module.scopes.references(declaration)) {
    const parent = reference.parent;
    if (!ts.isBinaryExpression(parent) || parent.left !== reference) {
      const isSetSomehow =
        ts.isForOfStatement(parent) || ts.isPostfixUnaryExpression(parent) || isTargetOfPattern(reference);
      if (isSetSomehow) values.push(unknown("computed", { module, node: parent }));
      continue;
    }
    const operator = parent.operatorToken.kind;
    if (operator === ts.SyntaxKind.PlusEqualsToken) {
      (added ??= []).push(evaluator.evaluate(parent.right, module, environment));
    } else if (
      operator === ts.SyntaxKind.EqualsToken ||
      operator === ts.SyntaxKind.QuestionQuestionEqualsToken ||
      operator === ts.SyntaxKind.BarBarEqualsToken
    ) {
      values.push(evaluator.evaluate(parent.right, module, environment));
    } else if (isAssignment(parent)) {
      values.push(unknown("computed", { module, node: parent }));
    }
  }
  const there = values.filter((value) => !isNothing(value));
  const value = oneOf(there.length > 0 ? there : values);
  return added ? joinedText([value, ...added], { module, node: declaration }) : value;
}

/** Whether `({ name } = value)` or `[name] = value` sets a variable. */
function isTargetOfPattern(reference: ts.Identifier): boolean {
  let node: ts.Node = reference;
  while (
    ts.isShorthandPropertyAssignment(node.parent) ||
    ts.isPropertyAssignment(node.parent) ||
    ts.isObjectLiteralExpression(node.parent) ||
    ts.isArrayLiteralExpression(node.parent) ||
    ts.isSpreadElement(node.parent) ||
    ts.isSpreadAssignment(node.parent)
  ) {
    node = node.parent;
  }
  const { parent } = node;
  if (node === reference) return false;
  if (ts.isForOfStatement(parent)) return parent.initializer === node;
  return (
    ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

/** One element of what is looped over. */
export function elementValue(evaluator: Evaluator, list: Abstract, at: Located): Abstract {
  if (list.kind === "alternatives") return oneOf(list.values.map((each) => elementValue(evaluator, each, at)));
  if (list.kind === "array" && list.elements.length > 0 && list.elements.length <= 20) {
    const values = list.elements.map((element) => element());
    return oneOf(list.isComplete ? values : [...values, unknown("computed", at)]);
  }
  const isFollowed = list.kind === "unknown" && (list.taint || list.response);
  return isFollowed ? member(evaluator, list, "0", at) : unknown("computed", at);
}

function bindingValue(
  evaluator: Evaluator,
  element: ts.BindingElement,
  module: Module,
  environment: Environment | undefined,
  use: ts.Identifier | undefined,
): Abstract {
  const pattern = element.parent;
  const holder = pattern.parent;
  const at = { module, node: element };
  const whole = valueOfDeclaration(evaluator, holder as Declaration, module, environment);
  if (element.dotDotDotToken) {
    if (whole.kind !== "object") return whole.kind === "unknown" ? whole : unknown("spread", at);
    const taken = new Set(
      pattern.elements.map((each) => (ts.isBindingElement(each) ? boundProperty(each) : undefined)),
    );
    const rest = new Map([...whole.properties].filter(([name]) => !taken.has(name)));
    // What is taken out must not be written back: the literal is no place to add options to.
    return withMutations(evaluator, { ...whole, properties: rest, at }, element, module, environment, use);
  }
  const name = ts.isArrayBindingPattern(pattern) ? String(pattern.elements.indexOf(element)) : boundProperty(element);
  if (name === undefined) return unknown("computed", at);
  const value = member(evaluator, whole, name, at);
  const scope = enclosingFunction(element) ? environment : undefined;
  const settled =
    element.initializer && !isSurelySet(value)
      ? oneOf([value, evaluator.evaluate(element.initializer, module, scope)].filter((each) => !isNothing(each)))
      : value;
  if (!ts.isIdentifier(element.name)) return settled;
  return evaluator.withStep(withMutations(evaluator, settled, element, module, environment, use), element.name, module);
}

function boundProperty(element: ts.BindingElement): string | undefined {
  return propertyName(element.propertyName ?? element.name);
}

function isSurelySet(value: Abstract): boolean {
  return value.kind !== "undefined" && value.kind !== "unknown" && value.kind !== "alternatives";
}

function parameterValue(
  evaluator: Evaluator,
  parameter: ts.ParameterDeclaration,
  module: Module,
  environment: Environment | undefined,
): Abstract {
  for (let scope = environment; scope; scope = scope.outer) {
    const bound = scope.parameters.get(parameter);
    if (bound) return evaluator.withStep(bound(), parameter.name, module);
  }
  const at = { module, node: parameter };
  const request = requestParameter(parameter, module);
  if (request?.kind === "unknown" && parameter.type) {
    const checked = typedValue(evaluator, parameter.type, module);
    return checked.kind === "class instance" ? { ...request, schema: checked.class } : request;
  }
  const outside =
    request ?? procedureParameter(evaluator, parameter, module) ?? toolParameter(evaluator, parameter, module);
  if (outside) return outside;
  const promised = promisedParameter(evaluator, parameter, module, environment);
  if (promised) return promised;
  const handed = callbackParameter(evaluator, parameter, module);
  if (handed) return handed;
  const typed = parameter.type ? typedValue(evaluator, parameter.type, module) : undefined;
  const passed = typed && typed.kind !== "unknown" ? typed : unknown("parameter", at);
  if (!parameter.initializer) return passed;
  return oneOf([passed, evaluator.evaluate(parameter.initializer, module, environment)]);
}

/** In `x.then((value) => …)` the parameter is what `x` resolves to; in `list.map((each) => …)` an element. */
function promisedParameter(
  evaluator: Evaluator,
  parameter: ts.ParameterDeclaration,
  module: Module,
  environment: Environment | undefined,
): Abstract | undefined {
  const callback = parameter.parent;
  const call = callback.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== (callback as ts.Node)) return undefined;
  if (callback.parameters[0] !== parameter) return undefined;
  const method = unwrapped(call.expression);
  if (!ts.isPropertyAccessExpression(method)) return undefined;
  if (method.name.text === "then") return evaluator.evaluate(method.expression, module, environment);
  if (["map", "forEach", "flatMap", "filter", "find"].includes(method.name.text)) {
    const list = evaluator.evaluate(method.expression, module, environment);
    if (list.kind === "array" || (list.kind === "unknown" && (list.taint || list.response))) {
      return elementValue(evaluator, list, { module, node: parameter });
    }
  }
  return undefined;
}

function enumValue(evaluator: Evaluator, declaration: ts.EnumDeclaration, module: Module): Abstract {
  const properties = new Map(
    declaration.members.flatMap((each) => {
      const name = propertyName(each.name);
      const { initializer } = each;
      if (name === undefined || !initializer) return [];
      return [[name, evaluator.lazy(initializer, module)] as const];
    }),
  );
  return { kind: "object", properties, isComplete: false, at: { module, node: declaration } };
}

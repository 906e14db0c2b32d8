import type { PlainRepetition } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { isInside, propertyName, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** One thing that is kept of an answer. */
interface Kept {
  /** All of the expression. */
  readonly node: ts.Expression;
  /** From the answer down to it, without `!` and `?`. */
  readonly path: string;
  readonly variable: PlainRepetition["variable"];
}

/** Calls that give a list that can be cut into parts. */
const GIVES_ARRAY = /^(map|filter|flatMap|flat|slice|concat|sort|reverse|split|from|toSorted|toReversed)$/;

const COUNTERS = ["start", "offset", "startIndex"] as const;

/** What a loop is made of that sends each item with one awaited call and adds one thing of the answer to a list. */
export function plainLoop(call: ts.Node, loop: ts.ForOfStatement, module: Module): PlainRepetition | undefined {
  const { initializer, expression, statement } = loop;
  if (loop.awaitModifier || !ts.isVariableDeclarationList(initializer) || !ts.isCallExpression(call)) return undefined;
  const item = initializer.declarations[0];
  const body = ts.isBlock(statement) ? statement.statements : [statement];
  const last = body.at(-1);
  if (!item || !last || !ts.isExpressionStatement(last)) return undefined;
  const push = unwrapped(last.expression);
  if (!ts.isCallExpression(push) || calleeName(push) !== "push" || push.arguments.length !== 1) return undefined;
  const list = arrayOf(expression, module);
  const kept = keptOf(call, body.slice(0, -1), push.arguments[0]!);
  const target = ts.isPropertyAccessExpression(push.expression) ? push.expression.expression : undefined;
  if (!list || !kept || !target || !/^[\w$.]+$/.test(target.getText(module.source))) return undefined;
  const common = commonOf(call, item, loop, kept, module);
  return (
    common && {
      ...common,
      form: "loop",
      isAwaited: true,
      list: expression.getText(module.source),
      isReadonly: list === "readonly",
      push: { place: place({ module, node: push }), target: target.getText(module.source) },
    }
  );
}

/** The same for `Promise.all(list.map(async (item) => …))`. `mapping` is the call of `map`. */
export function plainMapping(
  call: ts.Node,
  callback: ts.FunctionLikeDeclaration,
  mapping: ts.CallExpression,
  module: Module,
): PlainRepetition | undefined {
  const combined = mapping.parent;
  const callee = unwrapped(mapping.expression);
  const [item, ...more] = callback.parameters;
  const isMapped =
    ts.isArrowFunction(callback) &&
    ts.isCallExpression(combined) &&
    combined.expression.getText(module.source) === "Promise.all" &&
    mapping.arguments.length === 1 &&
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === "map";
  if (!isMapped || !ts.isCallExpression(call) || !item || more.length > 0) return undefined;
  const { body } = callback;
  const statements = ts.isBlock(body) ? body.statements : [];
  const last = statements.at(-1);
  const given = ts.isBlock(body) ? (last && ts.isReturnStatement(last) ? last.expression : undefined) : body;
  const kept = given && keptOf(call, statements.slice(0, -1), given);
  const outer = ts.isAwaitExpression(combined.parent) ? combined.parent : combined;
  const common = kept && commonOf(call, item, outer, kept, module);
  return (
    common && {
      ...common,
      form: "mapping",
      isAwaited: outer !== combined,
      list: callee.expression.getText(module.source),
      isReadonly: arrayOf(callee.expression, module) === "readonly",
      push: undefined,
    }
  );
}

type Common = Omit<PlainRepetition, "form" | "isAwaited" | "list" | "isReadonly" | "push">;

function commonOf(
  call: ts.CallExpression,
  item: ts.VariableDeclaration | ts.ParameterDeclaration,
  outer: ts.Node,
  kept: Kept,
  module: Module,
): Common | undefined {
  const text = module.source.text;
  const start = outer.getStart(module.source);
  const around = `${text.slice(start, call.getStart(module.source))}${text.slice(call.end, outer.end)}`;
  // What is written anew would lose a comment.
  if (/\/[/*]/.test(around) || !ts.isIdentifier(item.name)) return undefined;
  const input = inputOf(call, item, item.name.text, module);
  const counter = COUNTERS.find((name) => !new RegExp(`\\b${name}\\b`).test(text));
  if (!input || counter === undefined) return undefined;
  const callee = unwrapped(call.expression);
  return {
    outer: place({ module, node: outer }),
    call: place({ module, node: call }),
    callee: place({ module, node: callee }),
    input,
    kept: kept.path,
    variable: kept.variable,
    counter,
  };
}

/** What is kept of the answer: of the awaited call itself, or of the variable that the only statement before declares. */
function keptOf(call: ts.CallExpression, before: readonly ts.Statement[], given: ts.Expression): Kept | undefined {
  if (before.length === 0) {
    const path = pathBelow(given, (node) => ts.isAwaitExpression(node) && unwrapped(node.expression) === call);
    return path ? { node: given, path, variable: undefined } : undefined;
  }
  const [statement, ...more] = before;
  if (!statement || more.length > 0 || !ts.isVariableStatement(statement)) return undefined;
  const [declaration, ...others] = statement.declarationList.declarations;
  if (!declaration?.initializer || others.length > 0) return undefined;
  const value = unwrapped(declaration.initializer);
  if (!ts.isAwaitExpression(value) || unwrapped(value.expression) !== call) return undefined;
  const { name } = declaration;
  if (ts.isIdentifier(name)) {
    const path = pathBelow(given, (node) => ts.isIdentifier(node) && node.text === name.text);
    return path ? { node: given, path, variable: { name: name.text, isTakenApart: false } } : undefined;
  }
  if (!ts.isObjectBindingPattern(name)) return undefined;
  const [element, ...rest] = name.elements;
  if (!element || rest.length > 0 || element.propertyName || element.dotDotDotToken || element.initializer) {
    return undefined;
  }
  const local = element.name;
  if (!ts.isIdentifier(local)) return undefined;
  const path = pathBelow(given, (node) => ts.isIdentifier(node) && node.text === local.text);
  if (path === undefined) return undefined;
  const whole = path === "" ? local.text : `${local.text}${path.startsWith("[") ? "" : "."}${path}`;
  return { node: given, path: whole, variable: { name: local.text, isTakenApart: true } };
}

/** `data[0].embedding`: names and numbers from a base down to an expression; empty for the base itself. */
function pathBelow(expression: ts.Expression, isBase: (node: ts.Expression) => boolean): string | undefined {
  const node = unwrapped(expression);
  if (isBase(node)) return "";
  if (ts.isPropertyAccessExpression(node)) {
    const before = pathBelow(node.expression, isBase);
    return before === undefined ? undefined : `${before}${before === "" ? "" : "."}${node.name.text}`;
  }
  if (!ts.isElementAccessExpression(node) || !ts.isNumericLiteral(node.argumentExpression)) return undefined;
  const before = pathBelow(node.expression, isBase);
  return before === undefined ? undefined : `${before}[${node.argumentExpression.text}]`;
}

/** The property of the call's options that the item goes into; `undefined` where the item is used anywhere else. */
function inputOf(
  call: ts.CallExpression,
  item: ts.VariableDeclaration | ts.ParameterDeclaration,
  name: string,
  module: Module,
): PlainRepetition["input"] | undefined {
  const [options] = call.arguments;
  const literal = options && unwrapped(options);
  if (!literal || !ts.isObjectLiteralExpression(literal)) return undefined;
  const uses = module.scopes.references(item);
  for (const property of literal.properties) {
    if (ts.isShorthandPropertyAssignment(property)) {
      if (property.name.text !== name) continue;
      const isOnly = uses.length === 1 && uses[0] === property.name;
      return isOnly ? { name, place: place({ module, node: property.name }), each: undefined } : undefined;
    }
    if (!ts.isPropertyAssignment(property)) continue;
    const { initializer } = property;
    if (!uses.some((use) => isInside(use, initializer))) continue;
    const value = onlyElement(unwrapped(initializer));
    const code = value.getText(module.source);
    const optionName = propertyName(property.name);
    const isOnly = uses.every((use) => isInside(use, value));
    if (optionName === undefined || !isOnly || code.includes("\n") || waits(value)) return undefined;
    const isItem = ts.isIdentifier(value) && value.text === name;
    return {
      name: optionName,
      place: place({ module, node: initializer }),
      each: isItem ? undefined : `(${name}) => ${ts.isObjectLiteralExpression(value) ? `(${code})` : code}`,
    };
  }
  return undefined;
}

/** The element of a list of one; the value itself otherwise. */
function onlyElement(value: ts.Expression): ts.Expression {
  if (!ts.isArrayLiteralExpression(value)) return value;
  const [element, ...more] = value.elements;
  return element && more.length === 0 && !ts.isSpreadElement(element) ? unwrapped(element) : value;
}

function waits(node: ts.Node): boolean {
  let isFound = false;
  walk(node, (inner) => {
    if (ts.isAwaitExpression(inner) || ts.isYieldExpression(inner)) isFound = true;
    return !isFound;
  });
  return isFound;
}

/** Whether a name or member certainly stands for an array, and one that may be changed; `undefined` where that cannot be told. */
function arrayOf(list: ts.Expression, module: Module): "array" | "readonly" | undefined {
  const node = unwrapped(list);
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = module.scopes.resolve(node.text, node);
  if (!declaration || (!ts.isParameter(declaration) && !ts.isVariableDeclaration(declaration))) return undefined;
  const { type, initializer } = declaration;
  if (type) return arrayTypeOf(type, module);
  const made = initializer && unwrapped(initializer);
  if (!made) return undefined;
  if (ts.isArrayLiteralExpression(made)) return "array";
  return ts.isCallExpression(made) && GIVES_ARRAY.test(calleeName(made) ?? "") ? "array" : undefined;
}

function arrayTypeOf(type: ts.TypeNode, module: Module): "array" | "readonly" | undefined {
  if (ts.isArrayTypeNode(type)) return "array";
  if (ts.isTypeOperatorNode(type)) {
    const isList = type.operator === ts.SyntaxKind.ReadonlyKeyword && ts.isArrayTypeNode(type.type);
    return isList ? "readonly" : undefined;
  }
  const name = ts.isTypeReferenceNode(type) ? type.typeName.getText(module.source) : undefined;
  return name === "Array" ? "array" : name === "ReadonlyArray" ? "readonly" : undefined;
}

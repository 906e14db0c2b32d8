import type { PerItem } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import { addNames, mentions } from "./loops.ts";
import type { Module } from "./module.ts";
import { plainLoop, plainMapping } from "./plain-repetition.ts";
import { isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

const PER_ITEM = new Set(["map", "forEach", "flatMap"]);

/** Names of what holds several items. */
const BATCH = /batch|group|slice|window/i;

/** Functions that cut a list into batches, rather than a text into pieces. */
const CUTS_LIST = /^(chunk|chunkArray|chunked|toChunks|partition|batch\w*|\w*[bB]atche?s)$/;

/** What a call is repeated for: a list's items, in a loop or a callback of the same function. */
export function perItemAround(root: ts.Node, module: Module): PerItem | undefined {
  for (let current = root.parent as ts.Node | undefined; current; current = current.parent) {
    if (ts.isForOfStatement(current)) {
      const names = new Set<string>();
      if (ts.isVariableDeclarationList(current.initializer))
        for (const each of current.initializer.declarations) addNames(each.name, names);
      const found = perItem(root, current, current.statement, current.expression, names, module);
      return { ...found, plain: plainLoop(root, current, module) };
    }
    if (ts.isForStatement(current)) return perIndex(root, current, module);
    if (ts.isIterationStatement(current, false) || ts.isClassLike(current)) return undefined;
    if (isFunctionWithBody(current)) {
      const call: ts.Node = current.parent;
      if (!ts.isCallExpression(call) || call.arguments[0] !== (current as ts.Node)) return undefined;
      const callee = unwrapped(call.expression);
      if (!ts.isPropertyAccessExpression(callee) || !PER_ITEM.has(calleeName(call) ?? "")) return undefined;
      const names = new Set<string>();
      const [item] = current.parameters;
      if (item) addNames(item.name, names);
      if (!current.body) return undefined;
      const found = perItem(root, call, current.body, callee.expression, names, module);
      return { ...found, plain: plainMapping(root, current, call, module) };
    }
  }
  return undefined;
}

function perItem(
  root: ts.Node,
  whole: ts.Node,
  body: ts.Node,
  list: ts.Expression,
  names: Set<string>,
  module: Module,
): Omit<PerItem, "plain"> {
  return {
    place: place({ module, node: whole }),
    sendsItem: sendsItem(root, body, names),
    isOverBatches: [...names].some((name) => BATCH.test(name)) || isListOfLists(list, module),
    isShortList: isShortList(list, module),
  };
}

/** `for (let i = 0; i < list.length; i++)`; a longer step takes a batch at a time. */
function perIndex(root: ts.Node, loop: ts.ForStatement, module: Module): PerItem | undefined {
  const { initializer, incrementor, condition } = loop;
  if (!incrementor || !condition || !initializer || !ts.isVariableDeclarationList(initializer)) return undefined;
  const [first] = initializer.declarations;
  if (!first || !ts.isIdentifier(first.name)) return undefined;
  const step = unwrapped(incrementor);
  const isOne = ts.isPostfixUnaryExpression(step) || ts.isPrefixUnaryExpression(step);
  const isOverList = ts.isBinaryExpression(condition) && condition.right.getText(module.source).endsWith(".length");
  if (!isOverList) return undefined;
  return {
    place: place({ module, node: loop }),
    sendsItem: sendsItem(root, loop.statement, new Set([first.name.text])),
    isOverBatches:
      !isOne || BATCH.test(condition.getText(module.source)) || isListOfLists(sizeOwner(condition), module),
    isShortList: false,
    plain: undefined,
  };
}

function sizeOwner(condition: ts.BinaryExpression): ts.Expression {
  const right = unwrapped(condition.right);
  return ts.isPropertyAccessExpression(right) ? right.expression : right;
}

/** Whether the call is given the item, or what is worked out from it without waiting for anything. */
function sendsItem(root: ts.Node, body: ts.Node, names: Set<string>): boolean {
  walk(body, (node) => {
    if (node !== body && isFunctionWithBody(node)) return false;
    if (!ts.isVariableDeclaration(node) || !node.initializer || node.pos > root.pos) return undefined;
    if (mentions(node.initializer, names) && !waits(node.initializer)) addNames(node.name, names);
    return undefined;
  });
  const given = ts.isCallExpression(root) || ts.isNewExpression(root) ? (root.arguments ?? []) : [];
  return given.some((argument) => mentions(argument, names) && !waits(argument));
}

function waits(node: ts.Node): boolean {
  let isFound = false;
  walk(node, (inner) => {
    if (ts.isAwaitExpression(inner)) isFound = true;
    return !isFound;
  });
  return isFound;
}

function isListOfLists(list: ts.Expression, module: Module): boolean {
  const node = unwrapped(list);
  if (BATCH.test(node.getText(module.source))) return true;
  if (ts.isCallExpression(node)) return CUTS_LIST.test(calleeName(node) ?? "");
  const declaration = ts.isIdentifier(node) ? module.scopes.resolve(node.text, node) : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const made = unwrapped(declaration.initializer);
  return ts.isCallExpression(made) && CUTS_LIST.test(calleeName(made) ?? "");
}

function isShortList(list: ts.Expression, module: Module): boolean {
  const node = unwrapped(list);
  if (ts.isArrayLiteralExpression(node)) return !node.elements.some((each) => ts.isSpreadElement(each));
  const declaration = ts.isIdentifier(node) ? module.scopes.resolve(node.text, node) : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const made = unwrapped(declaration.initializer);
  return ts.isArrayLiteralExpression(made) && made.elements.length > 0;
}

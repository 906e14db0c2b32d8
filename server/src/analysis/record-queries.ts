import type { DatabaseRecords } from "../../../lens/facts.ts";
import {
  allColumns,
  choosingMethods,
  recordChains,
  recordQueries,
  type RecordQuery,
} from "../../../lens/flows/record-queries.ts";
import type { Located } from "./abstract.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** Calls of one chain that are gone through. */
const MAXIMUM_LINKS = 20;

/**
 * The records that an expression holds, as a database query gave them; `undefined` where it is no query that is
 * known, or the query chooses columns. A name is followed to the one declaration that it has.
 */
export function recordsIn({ module, node }: Located): DatabaseRecords | undefined {
  const query = queryBehind(node, module);
  const text = query && recordsOfCall(query.call, query.property);
  return query && text !== undefined ? { text, place: place({ module, node: query.call }) } : undefined;
}

interface Query {
  readonly call: ts.CallExpression;
  /** Property of what it gives. */
  readonly property: string | undefined;
}

/** `await query()`, `result.rows` of a variable that holds it, or `rows` where that is taken out of it. */
function queryBehind(node: ts.Node, module: Module): Query | undefined {
  if (ts.isBindingElement(node)) {
    const declaration = node.parent.parent;
    const isPlain = ts.isObjectBindingPattern(node.parent) && ts.isVariableDeclaration(declaration);
    const call = isPlain && declaration.initializer ? callOf(declaration.initializer) : undefined;
    return call && { call, property: (node.propertyName ?? node.name).getText(module.source) };
  }
  if (!ts.isExpression(node)) return undefined;
  const inner = unwrapped(node);
  if (!ts.isPropertyAccessExpression(inner)) {
    const call = callOf(inner);
    return call && { call, property: undefined };
  }
  const holder = unwrapped(inner.expression);
  const declaration = ts.isIdentifier(holder) ? module.scopes.resolve(holder.text, holder) : undefined;
  const isNamed = declaration && ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name);
  const call = isNamed && declaration.initializer ? callOf(declaration.initializer) : undefined;
  return call && { call, property: inner.name.text };
}

/** All calls below a node that give whole records, in their order. */
export function recordCallsIn(calls: readonly ts.CallExpression[]): readonly ts.CallExpression[] {
  return calls.filter((call) => recordsOfCall(call, undefined, true) !== undefined);
}

/** How such a call reads, such as `prisma.order.findMany`. */
export function queryText(call: ts.CallExpression): string {
  return recordsOfCall(call, undefined, true) ?? textOf(call.expression);
}

function callOf(expression: ts.Expression): ts.CallExpression | undefined {
  const inner = unwrapped(expression);
  const awaited = ts.isAwaitExpression(inner) ? unwrapped(inner.expression) : inner;
  return ts.isCallExpression(awaited) ? awaited : undefined;
}

/** How a query reads that gives whole records, such as `prisma.order.findMany`. */
function recordsOfCall(call: ts.CallExpression, property: string | undefined, isAnyPart = false): string | undefined {
  const links = linksOf(call);
  const first = links.at(-1);
  if (!first) return undefined;
  for (const [index, link] of links.entries()) {
    const text = textOf(link.expression);
    const query = recordQueries.find(({ callee }) => callee.test(text));
    if (!query || (!isAnyPart && query.result !== property)) continue;
    const later = links.slice(0, index);
    return later.some(choosesByName) || chooses(query, link) ? undefined : text;
  }
  const root = rootOf(first);
  const chain = recordChains.find((each) => root !== undefined && each.root.test(root));
  if (!chain || (!isAnyPart && chain.result !== property)) return undefined;
  const select = links.find((link) => nameOf(link) === "select");
  if (!select || !isEmptySelect(select)) return undefined;
  return `${root ?? ""}.select`;
}

/** The calls of a chain, the last one first: `a().b().c()` is `c`, `b`, `a`. */
function linksOf(call: ts.CallExpression): readonly ts.CallExpression[] {
  const links: ts.CallExpression[] = [];
  let node: ts.Expression = call;
  while (links.length < MAXIMUM_LINKS) {
    if (ts.isCallExpression(node)) {
      links.push(node);
      node = unwrapped(node.expression);
    } else if (ts.isPropertyAccessExpression(node)) node = unwrapped(node.expression);
    else break;
  }
  return links;
}

function rootOf(call: ts.CallExpression): string | undefined {
  let node: ts.Expression = unwrapped(call.expression);
  let last: string | undefined;
  while (ts.isPropertyAccessExpression(node)) {
    last = node.expression.kind === ts.SyntaxKind.ThisKeyword ? node.name.text : last;
    node = unwrapped(node.expression);
  }
  return ts.isIdentifier(node) ? node.text : last;
}

function nameOf(call: ts.CallExpression): string | undefined {
  const callee = unwrapped(call.expression);
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

function choosesByName(call: ts.CallExpression): boolean {
  return choosingMethods.has(nameOf(call) ?? "");
}

function chooses(query: RecordQuery, call: ts.CallExpression): boolean {
  const [first] = call.arguments;
  if (query.choosingArgument !== undefined && call.arguments.length > query.choosingArgument) return true;
  if (query.isSql) return !(first && ts.isStringLiteralLike(first) && allColumns.test(first.text));
  if (!first || !query.choosing) return false;
  if (ts.isStringLiteralLike(first) || ts.isIdentifier(first) || ts.isPropertyAccessExpression(first)) {
    // An id is no choice of columns; an object that stands elsewhere may hold one.
    return query.choosingArgument === undefined;
  }
  if (!ts.isObjectLiteralExpression(first)) return query.choosingArgument === undefined;
  return first.properties.some(
    (each) => ts.isSpreadAssignment(each) || query.choosing!.includes(each.name?.getText() ?? ""),
  );
}

function isEmptySelect(call: ts.CallExpression): boolean {
  const [first] = call.arguments;
  return first === undefined || (ts.isStringLiteralLike(first) && first.text.trim() === "*");
}

function textOf(expression: ts.Expression): string {
  return expression
    .getText()
    .replaceAll(/[\s?!]+/g, "")
    .replace(/^this\./, "");
}

import type { Client, Fact } from "../../../lens/facts.ts";
import { type Abstract, type AbstractInstance, alternativesOf } from "./abstract.ts";
import { Cancelled, type CancellationToken } from "./analysis.ts";
import { argumentsOf, calleeName } from "./calls.ts";
import { clientFact } from "./clients.ts";
import { credentialsOf } from "./credentials.ts";
import type { Evaluator } from "./evaluator.ts";
import { isCommandChangedLater, modelCallFacts, sendOf } from "./model-calls.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped, walk } from "./syntax.ts";

/** Nodes between two looks at the cancellation token. */
const NODES_BETWEEN_CHECKS = 2_000;

/** All facts of one file, in the order of their places. */
export function factsOfFile(evaluator: Evaluator, module: Module, token: CancellationToken): Fact[] {
  const facts: Fact[] = [];
  const clients = new Map<number, Client>();
  let count = 0;
  walk(module.source, (node) => {
    if (++count % NODES_BETWEEN_CHECKS === 0 && token.isCancellationRequested) throw new Cancelled();
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return false;
    if (ts.isNewExpression(node)) addConstruction(evaluator, node, module, facts, clients);
    else if (ts.isCallExpression(node)) addCall(evaluator, node, module, facts, clients);
    return undefined;
  });
  facts.push(...clients.values());
  facts.push(...credentialsOf(module, facts, evaluator));
  return facts.sort((a, b) => a.place.start - b.place.start || a.place.end - b.place.end || compareText(a.fact, b.fact));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function addConstruction(
  evaluator: Evaluator,
  node: ts.NewExpression,
  module: Module,
  facts: Fact[],
  clients: Map<number, Client>,
): void {
  if (!mayBeFromSdk(evaluator, node.expression, module)) return;
  for (const made of alternativesOf(evaluator.evaluate(node, module))) {
    if (made.kind === "instance") addClient(evaluator, made, node, module, clients);
    if (made.kind !== "command") continue;
    const send = sendOf(evaluator, node, module);
    facts.push(
      ...modelCallFacts(evaluator, {
        sdk: made.sdk,
        description: made.call,
        at: made.at,
        arguments: argumentsOf(evaluator, node, module, undefined),
        instances: send ? instancesIn(send.client) : [],
        send: send && { module, node: send.call },
        isCommand: true,
        isChangedLater: isCommandChangedLater(node, module),
      }),
    );
  }
}

function addCall(
  evaluator: Evaluator,
  node: ts.CallExpression,
  module: Module,
  facts: Fact[],
  clients: Map<number, Client>,
): void {
  if (!mayBeFromSdk(evaluator, node.expression, module)) return;
  const callee = evaluator.evaluate(node.expression, module);
  const members = alternativesOf(callee).filter((each) => each.kind === "member");
  const called = members.flatMap((each) => {
    const described = each.instance.type.members?.[each.path];
    return described?.member === "call" ? [{ instance: each.instance, call: described.call }] : [];
  });
  const [first] = called;
  if (first) {
    facts.push(
      ...modelCallFacts(evaluator, {
        sdk: first.instance.sdk,
        description: first.call,
        at: { module, node },
        arguments: argumentsOf(evaluator, node, module, undefined),
        instances: called.map((each) => each.instance),
        send: undefined,
        isCommand: false,
        isChangedLater: false,
      }),
    );
    return;
  }
  for (const each of alternativesOf(callee)) {
    if (each.kind !== "entity") continue;
    if (each.entity.entity === "function") {
      facts.push(
        ...modelCallFacts(evaluator, {
          sdk: each.sdk,
          description: each.entity.call,
          at: { module, node },
          arguments: argumentsOf(evaluator, node, module, undefined),
          instances: [],
          send: undefined,
          isCommand: false,
          isChangedLater: false,
        }),
      );
      return;
    }
    if (each.entity.entity === "factory") {
      for (const made of alternativesOf(evaluator.evaluate(node, module))) {
        if (made.kind === "instance") addClient(evaluator, made, node, module, clients);
      }
    }
  }
}

function addClient(
  evaluator: Evaluator,
  instance: AbstractInstance,
  node: ts.Node,
  module: Module,
  clients: Map<number, Client>,
): void {
  // A factory of the app gives back a client that another expression makes: the fact stands there.
  if (instance.creation?.node !== node) return;
  const start = node.getStart(module.source);
  if (clients.has(start)) return;
  const fact = clientFact(evaluator, instance);
  if (fact) clients.set(start, fact);
}

/** Clients that a value may be, once each. */
function instancesIn(value: Abstract): AbstractInstance[] {
  const found: AbstractInstance[] = [];
  for (const each of alternativesOf(value)) {
    if (each.kind !== "instance") continue;
    if (!found.some((other) => other.creation?.node === each.creation?.node)) found.push(each);
  }
  return found;
}

/** A cheap look at a callee, before it is evaluated: could an SDK be behind it? */
function mayBeFromSdk(evaluator: Evaluator, expression: ts.Expression, module: Module): boolean {
  const callee = unwrapped(expression);
  const { knowledge } = evaluator;
  if (ts.isPropertyAccessExpression(callee)) {
    const name = callee.name.text;
    if (ts.isNewExpression(expression.parent)) return true;
    return knowledge.memberNames.has(name) || knowledge.functionNames.has(name) || knowledge.factoryNames.has(name);
  }
  if (!ts.isIdentifier(callee)) return false;
  const declaration = module.scopes.resolve(callee.text, callee);
  if (!declaration) return false;
  if (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration)) return true;
  if (ts.isBindingElement(declaration)) return true;
  if (ts.isImportEqualsDeclaration(declaration)) return true;
  if (!ts.isVariableDeclaration(declaration)) return false;
  const { initializer } = declaration;
  return initializer !== undefined && !ts.isArrowFunction(initializer) && !ts.isFunctionExpression(initializer);
}

/** Whether those who import the file can get a client, a model or a tool from it. */
export function exportsEntities(evaluator: Evaluator, module: Module): boolean {
  for (const specifier of module.starExports) if (isCarrier(evaluator.imported(specifier, module), evaluator)) return true;
  for (const [, exported] of module.exports) {
    if (exported.kind === "import") {
      if (isCarrier(evaluator.imported(exported.specifier, module), evaluator)) return true;
    } else if (mentionsSdk(exported.node, module, evaluator)) return true;
  }
  return false;
}

function isCarrier(value: Abstract, evaluator: Evaluator): boolean {
  if (value.kind === "sdk module") return true;
  return value.kind === "module" && exportsEntitiesOf(value.module, evaluator);
}

function exportsEntitiesOf(module: Module, evaluator: Evaluator): boolean {
  const { carriers } = evaluator;
  const known = carriers.get(module);
  if (known !== undefined) return known;
  // A cycle of re-exports carries nothing by itself.
  carriers.set(module, false);
  const result = evaluator.nested(false, () => exportsEntities(evaluator, module));
  carriers.set(module, result);
  return result;
}

/**
 * Whether an exported statement or expression reads anything that comes from an SDK, at any depth within
 * the file. Wider than need be: a file too many costs a little time, one too few costs findings.
 */
function mentionsSdk(exported: ts.Node, module: Module, evaluator: Evaluator): boolean {
  const seen = new Set<ts.Node>();
  const pending: ts.Node[] = [exported];
  while (pending.length > 0 && seen.size < 400) {
    const root = pending.pop()!;
    if (seen.has(root)) continue;
    seen.add(root);
    let isFound = false;
    walk(root, (node) => {
      if (isFound) return false;
      if (ts.isExportSpecifier(node)) {
        const declaration = module.scopes.resolve((node.propertyName ?? node.name).text, module.source);
        if (declaration) pending.push(declaration);
        return false;
      }
      if (!ts.isIdentifier(node)) return undefined;
      const declaration = module.scopes.resolve(node.text, node) ?? module.scopes.resolveType(node.text, node);
      if (!declaration || declaration.name === node) return undefined;
      const specifier = importSpecifierOf(declaration);
      if (specifier !== undefined) {
        if (evaluator.knowledge.module(specifier)) isFound = true;
        else if (namesSdk(evaluator, specifier, module)) isFound = true;
      } else if (declaration.getSourceFile() === module.source && !seen.has(declaration)) pending.push(declaration);
      return undefined;
    });
    if (isFound) return true;
  }
  return false;
}

/** Looks at the text alone: parsing whatever an export mentions would end in parsing the workspace. */
function namesSdk(evaluator: Evaluator, specifier: string, module: Module): boolean {
  const file = evaluator.resolvedFile(specifier, module);
  const text = file === undefined ? undefined : evaluator.host.read(file)?.text;
  return text !== undefined && evaluator.knowledge.namesSdk(text);
}

function importSpecifierOf(declaration: ts.Node): string | undefined {
  let node: ts.Node | undefined = declaration;
  while (node && !ts.isImportDeclaration(node) && !ts.isStatement(node)) node = node.parent;
  if (node && ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) return node.moduleSpecifier.text;
  if (node && ts.isVariableStatement(node)) {
    for (const each of node.declarationList.declarations) {
      const call = each.initializer && unwrapped(each.initializer);
      if (call && ts.isCallExpression(call) && calleeName(call) === "require") {
        const [argument] = call.arguments;
        if (argument && ts.isStringLiteralLike(argument)) return argument.text;
      }
    }
  }
  return undefined;
}

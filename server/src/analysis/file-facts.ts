import type { Client, Fact } from "../../../lens/facts.ts";
import { type Abstract, type AbstractInstance, alternativesOf } from "./abstract.ts";
import { Cancelled, type CancellationToken } from "./analysis.ts";
import { argumentsOf } from "./calls.ts";
import { clientFact } from "./clients.ts";
import { credentialsOf } from "./credentials.ts";
import { importStatement } from "./declarations.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { changedLater, modelCallFacts, sendOf } from "./model-calls.ts";
import { type Module, requiredSpecifier } from "./module.ts";
import { propertyName, ts, unwrapped, walk } from "./syntax.ts";

/** Nodes between two looks at the cancellation token. */
const NODES_BETWEEN_CHECKS = 2_000;

const NONE: ReadonlySet<string> = new Set();

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
  return inOrder(facts);
}

/** Facts in the order of their places. */
export function inOrder(facts: readonly Fact[]): Fact[] {
  return [...facts].sort(
    (a, b) => a.place.start - b.place.start || a.place.end - b.place.end || compareText(a.fact, b.fact),
  );
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
        mayBeOther:
          send !== undefined &&
          alternativesOf(send.client).some((each) => each.kind !== "instance" && !isNothing(each)),
        send: send && { module, node: send.call },
        isCommand: true,
        changedLater: changedLater(node, module),
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
        mayBeOther: alternativesOf(callee).some((each) => each.kind !== "member" && !isNothing(each)),
        send: undefined,
        isCommand: false,
        changedLater: NONE,
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
          mayBeOther: false,
          send: undefined,
          isCommand: false,
          changedLater: NONE,
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

/**
 * A cheap look at a callee, before it is evaluated: could an SDK be behind it? Evaluating an imported
 * name means parsing the file that it comes from, so most calls have to be turned away here.
 */
function mayBeFromSdk(evaluator: Evaluator, expression: ts.Expression, module: Module): boolean {
  const callee = unwrapped(expression);
  const { knowledge } = evaluator;
  if (ts.isPropertyAccessExpression(callee)) {
    const name = callee.name.text;
    if (ts.isNewExpression(expression.parent)) return knowledge.classNames.has(name) || name === "default";
    return (
      knowledge.functionNames.has(name) || knowledge.factoryNames.has(name) || knowledge.mayEndInCall(namesOf(callee))
    );
  }
  if (!ts.isIdentifier(callee)) return false;
  const declaration = module.scopes.resolve(callee.text, callee);
  if (!declaration) return false;
  if (ts.isImportEqualsDeclaration(declaration)) return true;
  if (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration)) {
    const specifier = importStatement(declaration)?.moduleSpecifier;
    if (specifier && ts.isStringLiteral(specifier) && knowledge.module(specifier.text)) return true;
    if (ts.isImportSpecifier(declaration))
      return isKnownName(knowledge, (declaration.propertyName ?? declaration.name).text);
    return isKnownName(knowledge, callee.text);
  }
  if (ts.isBindingElement(declaration)) {
    const name = propertyName(declaration.propertyName ?? declaration.name) ?? "";
    return isKnownName(knowledge, name) || knowledge.mayEndInCall([name]);
  }
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const initializer = unwrapped(declaration.initializer);
  const made = ts.isAwaitExpression(initializer) ? unwrapped(initializer.expression) : initializer;
  if (ts.isCallExpression(made)) return requiredSpecifier(made) !== undefined;
  if (ts.isIdentifier(made)) return isKnownName(knowledge, made.text);
  return (
    ts.isPropertyAccessExpression(made) &&
    (isKnownName(knowledge, made.name.text) || knowledge.mayEndInCall([made.name.text]) || made.name.text === "default")
  );
}

function isKnownName(knowledge: Evaluator["knowledge"], name: string): boolean {
  return knowledge.functionNames.has(name) || knowledge.factoryNames.has(name) || knowledge.classNames.has(name);
}

/** Names of a property access after what it starts from. */
function namesOf(access: ts.PropertyAccessExpression): string[] {
  const names: string[] = [];
  let node: ts.Expression = access;
  while (ts.isPropertyAccessExpression(node)) {
    names.unshift(node.name.text);
    node = unwrapped(node.expression);
  }
  return names;
}

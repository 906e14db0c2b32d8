import type { Client, Fact } from "../../../lens/facts.ts";
import { namesModelHost } from "../../../lens/sdks/endpoints.ts";
import { VECTOR_OPERATOR } from "../../../lens/sdks/pgvector.ts";
import { mayHoldVectorSearch } from "../../../lens/sdks/vector-marks.ts";
import {
  type Abstract,
  type AbstractClassInstance,
  type AbstractCommand,
  type AbstractInstance,
  alternativesOf,
  type Environment,
} from "./abstract.ts";
import { Cancelled, type CancellationToken } from "./analysis.ts";
import { argumentsOf, calleeName } from "./calls.ts";
import { mayBeCallable, mayBeNoMember, mayExtendSdk, mayStartFromSdk, modelCallsAmong } from "./callees.ts";
import { sdkInstance, thisValue } from "./classes.ts";
import { changedLater, sendOf } from "./command-sends.ts";
import { clientFact } from "./clients.ts";
import { withoutLoneGeneral } from "./beside.ts";
import { credentialsOf } from "./credentials.ts";
import { importStatement } from "./declarations.ts";
import { describedFacts } from "./described-facts.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import { httpCallFacts, recognisedRequest } from "./http-calls.ts";
import { modelCallFacts, type RecognisedCall } from "./model-calls.ts";
import { type Module, requiredSpecifier } from "./module.ts";
import { servedAgents } from "./served-agents.ts";
import { propertyName, ts, unwrapped } from "./syntax.ts";
import { mayRunToolsByHand, toolCallUses, toolInputUses } from "./tool-call-uses.ts";
import { toolsOfAgent } from "./tools.ts";
import { vectorSqlFact } from "./vector-sql.ts";

/** Calls between two looks at the cancellation token. */
const CALLS_BETWEEN_CHECKS = 50;

const NONE: ReadonlySet<string> = new Set();

/**
 * Whether a text may hold a fact that comes from nothing it imports. Files that take nothing of an SDK are read only
 * where this says so: whatever else is told from the text alone has to be named here.
 */
export function mayHoldFactsByItself(text: string): boolean {
  return namesModelHost(text) || VECTOR_OPERATOR.test(text) || mayHoldVectorSearch(text) || mayRunToolsByHand(text);
}

/** All facts of one file, in the order of their places. */
export function factsOfFile(evaluator: Evaluator, module: Module, token: CancellationToken): Fact[] {
  const facts: Fact[] = [];
  const clients = new Map<number, Client>();
  const mayRunTools = mayRunToolsByHand(module.source.text);
  let count = 0;
  for (const node of module.invocations) {
    if (++count % CALLS_BETWEEN_CHECKS === 0 && token.isCancellationRequested) throw new Cancelled();
    if (ts.isNewExpression(node)) {
      addConstruction(evaluator, node, module, facts, clients);
      continue;
    }
    if (ts.isCallExpression(node)) {
      addCall(evaluator, node, module, facts, clients);
      if (mayRunTools) facts.push(...toolCallUses(evaluator, node, module));
    }
    const search = vectorSqlFact(evaluator, node, module);
    if (search) facts.push(search);
  }
  facts.push(...servedAgents(evaluator, module).flatMap((each) => modelCallFacts(evaluator, each)));
  facts.push(...clients.values());
  if (mayRunTools) facts.push(...toolInputUses(evaluator, module));
  dropRepeatedTools(facts);
  facts.push(...credentialsOf(module, facts, evaluator));
  return [...withoutLoneGeneral(evaluator, module, facts)].sort(inOrder);
}

/** The order of facts: by their places, the shorter first. */
export function inOrder(a: Fact, b: Fact): number {
  return a.place.start - b.place.start || a.place.end - b.place.end || compareText(a.fact, b.fact);
}

/** A tool, or a server to start, that several calls name is defined once. */
function dropRepeatedTools(facts: Fact[]): void {
  const seen = new Set<string>();
  const kept = facts.filter((fact) => {
    if (fact.fact !== "tool" && fact.fact !== "launched server") return true;
    const key = `${fact.fact} ${fact.place.start}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    return !isRepeated;
  });
  facts.splice(0, facts.length, ...kept);
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
  facts.push(...describedFacts(evaluator, node, module));
  for (const made of alternativesOf(evaluator.evaluate(node, module))) {
    if (made.kind === "instance") addClient(evaluator, made, node, module, clients);
    if (made.kind === "class instance") addInheritedClient(evaluator, made, node, module, clients);
    if (made.kind === "instance" && made.creation?.node === node) facts.push(...toolsOfAgent(evaluator, made, module));
    if (made.kind === "command")
      facts.push(...modelCallFacts(evaluator, recognisedCommand(evaluator, made, module, undefined)));
  }
}

function addCall(
  evaluator: Evaluator,
  node: ts.CallExpression,
  module: Module,
  facts: Fact[],
  clients: Map<number, Client>,
): void {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const self = thisValue(node, module, undefined);
    if (self.kind === "class instance") addInheritedClient(evaluator, self, node, module, clients);
    return;
  }
  facts.push(...httpCallFacts(evaluator, node, module));
  if (!mayBeFromSdk(evaluator, node.expression, module)) return;
  facts.push(...describedFacts(evaluator, node, module));
  const recognised = recognisedMember(evaluator, node, module, undefined);
  if (recognised) {
    facts.push(...modelCallFacts(evaluator, recognised));
    return;
  }
  for (const each of alternativesOf(evaluator.evaluate(node.expression, module))) {
    if (each.kind !== "entity" || each.entity.entity !== "factory") continue;
    for (const made of alternativesOf(evaluator.evaluate(node, module))) {
      if (made.kind !== "instance") continue;
      addClient(evaluator, made, node, module, clients);
      if (made.creation?.node === node) facts.push(...toolsOfAgent(evaluator, made, module));
    }
  }
}

/** The client that an instance of the app's own class is, where the class extends that of an SDK. */
function addInheritedClient(
  evaluator: Evaluator,
  instance: AbstractClassInstance,
  node: ts.Node,
  module: Module,
  clients: Map<number, Client>,
): void {
  const inherited = sdkInstance(evaluator, instance);
  if (inherited) addClient(evaluator, inherited, node, module, clients);
}

/**
 * The model call that a call or a `new` makes when the parameters around it stand for what the environment says;
 * `undefined` where it is none.
 */
export function recognisedCall(
  evaluator: Evaluator,
  node: ts.CallExpression | ts.NewExpression,
  module: Module,
  environment: Environment | undefined,
): RecognisedCall | undefined {
  const isCall = ts.isCallExpression(node);
  if (!mayBeFromSdk(evaluator, node.expression, module))
    return isCall ? recognisedRequest(evaluator, node, module, environment) : undefined;
  if (isCall)
    return (
      recognisedMember(evaluator, node, module, environment) ?? recognisedRequest(evaluator, node, module, environment)
    );
  const command = alternativesOf(evaluator.evaluate(node, module, environment)).find((each) => each.kind === "command");
  return command && recognisedCommand(evaluator, command, module, environment);
}

function recognisedCommand(
  evaluator: Evaluator,
  made: AbstractCommand,
  module: Module,
  environment: Environment | undefined,
): RecognisedCall {
  const { node } = made.at;
  const send = sendOf(evaluator, node, module, environment);
  return {
    sdk: made.sdk,
    description: made.call,
    at: made.at,
    arguments: argumentsOf(evaluator, node, module, environment),
    environment,
    instances: send ? instancesIn(send.client) : [],
    mayBeOther:
      send !== undefined && alternativesOf(send.client).some((each) => each.kind !== "instance" && !isNothing(each)),
    send,
    isCommand: true,
    changedLater: changedLater(node, module, send),
  };
}

function recognisedMember(
  evaluator: Evaluator,
  node: ts.CallExpression,
  module: Module,
  environment: Environment | undefined,
): RecognisedCall | undefined {
  const callee = evaluator.evaluate(node.expression, module, environment);
  const called = modelCallsAmong(callee);
  const [first] = called;
  const described = {
    at: { module, node },
    arguments: argumentsOf(evaluator, node, module, environment),
    environment,
    send: undefined,
    isCommand: false,
    changedLater: NONE,
  };
  if (first) {
    return {
      ...described,
      sdk: first.instance.sdk,
      description: first.call,
      instances: called.map((each) => each.instance),
      mayBeOther: mayBeNoMember(callee),
    };
  }
  for (const each of alternativesOf(callee)) {
    if (each.kind !== "entity" || each.entity.entity !== "function") continue;
    return { ...described, sdk: each.sdk, description: each.entity.call, instances: [], mayBeOther: false };
  }
  return undefined;
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
export function mayBeFromSdk(evaluator: Evaluator, expression: ts.Expression, module: Module): boolean {
  const callee = unwrapped(expression);
  const { knowledge } = evaluator;
  if (mayBeCallable(evaluator, callee, module)) return true;
  if (ts.isPropertyAccessExpression(callee)) {
    const name = callee.name.text;
    if (ts.isNewExpression(expression.parent))
      return knowledge.classNames.has(name) || knowledge.describedNames.has(name) || name === "default";
    if (!mayStartFromSdk(evaluator, callee, module)) return false;
    return isKnownName(knowledge, name) || knowledge.mayEndInCall(namesOf(callee));
  }
  if (!ts.isIdentifier(callee)) return false;
  const declaration = module.scopes.resolve(callee.text, callee);
  if (!declaration) return false;
  if (ts.isImportEqualsDeclaration(declaration)) return true;
  if (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration)) {
    const specifier = importStatement(declaration)?.moduleSpecifier;
    if (specifier && ts.isStringLiteral(specifier)) {
      if (knowledge.module(specifier.text)) return true;
      if (ts.isNewExpression(expression.parent) && mayExtendSdk(evaluator, specifier.text, module)) return true;
    }
    if (ts.isImportSpecifier(declaration))
      return isKnownName(knowledge, (declaration.propertyName ?? declaration.name).text);
    return isKnownName(knowledge, callee.text);
  }
  if (ts.isBindingElement(declaration)) {
    const name = propertyName(declaration.propertyName ?? declaration.name) ?? "";
    return isKnownName(knowledge, name) || knowledge.mayEndInCall([name]);
  }
  if (ts.isClassLike(declaration)) {
    return declaration.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword) ?? false;
  }
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const initializer = unwrapped(declaration.initializer);
  const made = ts.isAwaitExpression(initializer) ? unwrapped(initializer.expression) : initializer;
  if (ts.isCallExpression(made) && requiredSpecifier(made) !== undefined) return true;
  if (ts.isCallExpression(made) || ts.isNewExpression(made)) {
    return knowledge.callableMakers.has(calleeName(made) ?? "");
  }
  if (ts.isIdentifier(made)) return isKnownName(knowledge, made.text);
  return (
    ts.isPropertyAccessExpression(made) &&
    (isKnownName(knowledge, made.name.text) || knowledge.mayEndInCall([made.name.text]) || made.name.text === "default")
  );
}

function isKnownName(knowledge: Evaluator["knowledge"], name: string): boolean {
  return (
    knowledge.functionNames.has(name) ||
    knowledge.factoryNames.has(name) ||
    knowledge.classNames.has(name) ||
    knowledge.describedNames.has(name)
  );
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

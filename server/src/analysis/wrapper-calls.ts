import type {
  CallKind,
  CallOptions,
  Fact,
  Flow,
  InsertionPoint,
  ModelCall,
  OptionName,
  Place,
  Taint,
  Tool,
  Value,
} from "../../../lens/facts.ts";
import { type Abstract, type AbstractFunction, alternativesOf, type Located } from "./abstract.ts";
import { Cancelled, type CancellationToken } from "./analysis.ts";
import { argumentsOf } from "./calls.ts";
import { UNREAD } from "./answer-use.ts";
import { handlingOf } from "./call-handling.ts";
import { calleePlace, calleeText } from "./clients.ts";
import { contextOf, functionName } from "./context.ts";
import type { Evaluator } from "./evaluator.ts";
import { isGuarded } from "./guards.ts";
import { agentLoopAround } from "./loops.ts";
import { modelCallFacts } from "./model-calls.ts";
import type { Module } from "./module.ts";
import { isSameValue } from "./same-value.ts";
import { isInside, propertyName, ts } from "./syntax.ts";
import type { Tainted } from "./taint.ts";
import { typedValue } from "./types.ts";
import { place } from "./values.ts";
import {
  calledFunction,
  isSdkCall,
  MAXIMUM_LEVEL,
  mayBeWrapper,
  type ModuleWrappers,
  reachedThrough,
  type ReachedCall,
  type WrapperFunction,
  type WrapperLookup,
} from "./wrapper-functions.ts";

/** Steps for the wrapper calls of one file, beside those for its own. */
const BUDGET = 60_000;

/**
 * The facts of calls of the app's own wrappers in one file. A call of a wrapper with several model calls inside
 * is one fact for each kind of call, and none where those of one kind go to different SDKs.
 */
export function wrapperCallFacts(
  evaluator: Evaluator,
  module: Module,
  own: ModuleWrappers,
  imported: ReadonlySet<string>,
  lookup: WrapperLookup,
  token: CancellationToken,
): readonly Fact[] {
  if (own.names.size === 0 && imported.size === 0) return [];
  const isName = (name: string): boolean => own.names.has(name) || imported.has(name);
  const facts: Fact[] = [];
  evaluator.withBudget(BUDGET, () => {
    for (const node of module.invocations) {
      if (!ts.isCallExpression(node) || !mayBeWrapper(node, module, isName)) continue;
      if (token.isCancellationRequested) throw new Cancelled();
      facts.push(...factsOfCall(evaluator, node, module, lookup));
    }
  });
  return withoutRepeatedTools(facts);
}

function factsOfCall(evaluator: Evaluator, node: ts.CallExpression, module: Module, lookup: WrapperLookup): Fact[] {
  if (isSdkCall(evaluator, node, module)) return [];
  const called = calledFunction(evaluator, node, module, undefined);
  // A function that calls itself goes on with what it was given.
  if (!called || isInside(node, called.at.node) || isMocked(called, module, evaluator)) return [];
  const wrapper = lookup.wrappers(called.at.module, MAXIMUM_LEVEL).functions.get(called.at.node);
  if (!wrapper) return [];
  const given = argumentsOf(evaluator, node, module, undefined);
  const reached = reachedThrough(evaluator, called, given, MAXIMUM_LEVEL, lookup, "chosen");
  const caller: Caller = { at: { module, node }, called, wrapper };
  const kinds = new Map<string, CallerFacts[]>();
  for (const each of reached) {
    const facts = callerFacts(evaluator, each, caller);
    if (!facts) continue;
    const group = groupOf(facts.call.kind);
    kinds.set(group, [...(kinds.get(group) ?? []), facts]);
  }
  return [...kinds.values()].flatMap((group) => agreed(group));
}

interface Caller {
  readonly at: Located<ts.CallExpression>;
  readonly called: AbstractFunction;
  readonly wrapper: WrapperFunction;
}

interface CallerFacts {
  readonly call: ModelCall;
  readonly others: readonly Fact[];
}

/** Kinds that stand for the same use. */
function groupOf(kind: CallKind): string {
  return kind === "stream" || kind === "completion" ? "chat" : kind;
}

/** One fact for several calls of one kind: with what they all say. */
function agreed([first, ...rest]: readonly CallerFacts[]): readonly Fact[] {
  if (!first) return [];
  if (rest.some(({ call }) => call.sdk !== first.call.sdk)) return [];
  const options = Object.fromEntries(
    Object.entries(first.call.options).filter(([name, value]) =>
      rest.every(({ call }) => isSameValue(value, call.options[name as OptionName])),
    ),
  );
  if (Object.keys(options).length === 0) return [];
  const call: ModelCall = { ...first.call, options };
  return [call, ...first.others.map((fact) => (fact.fact === "flow" ? { ...fact, call } : fact))];
}

function callerFacts(evaluator: Evaluator, reached: ReachedCall, caller: Caller): CallerFacts | undefined {
  const { recognised, through } = reached;
  const { at, wrapper, called } = caller;
  const { module, node } = at;
  const facts = modelCallFacts(evaluator, recognised);
  const [inner] = facts;
  if (inner?.fact !== "model call") return undefined;
  const target = recognised.at.node;
  const decided = new Set<OptionName>(wrapper.decided.get(target));
  if (isMade(called)) for (const name of wrapper.decidedAround.get(target) ?? []) decided.add(name);

  const all: Partial<Record<OptionName, Value>> = {};
  const options: Partial<Record<OptionName, Value>> = {};
  for (const [key, value] of Object.entries(inner.options)) {
    const name = key as OptionName;
    const insertion = value.state === "absent" ? ownInsertion(evaluator, value.insertion, reached, at) : undefined;
    const own: Value = value.state === "absent" ? { state: "absent", insertion } : value;
    all[name] = own;
    if (decided.has(name) && !isSettledWithin(own, through)) options[name] = own;
  }
  const context = contextOf(node, module, evaluator);
  const call: ModelCall = {
    ...inner,
    callee: calleeText({ module: module, node: node }),
    place: place(at),
    calleePlace: calleePlace(at),
    options,
    response: { ...inner.response, isFinishReasonRead: undefined, variable: undefined },
    context: {
      ...context,
      isRetried: context.isRetried || inner.context.isRetried,
      hasFallback: context.hasFallback || inner.context.hasFallback,
      isRaced: context.isRaced || inner.context.isRaced,
    },
    wrapper: {
      functionName: functionName(called.at.node) ?? calleeText({ module: module, node: node }),
      call: inner.place,
      options: all as CallOptions,
    },
    agentLoop: agentLoopAround(node, module),
    // A function of the app may handle its failures itself, so its promise may be left alone.
    handling: handlingOf(evaluator, node, module, false),
    answer: UNREAD,
    request: undefined,
    history: undefined,
  };
  const flows = facts.filter((fact) => fact.fact === "flow").flatMap((flow) => callerFlow(evaluator, flow, call, at));
  const tools = facts
    .filter((fact) => fact.fact === "tool")
    .filter((tool) => isToolOfCaller(tool, decided, through, at));
  return { call, others: [...flows, ...tools] };
}

/** Whether a function was made by a call of the one around it, whose parameters it keeps. */
function isMade(called: AbstractFunction): boolean {
  for (let scope = called.environment; scope; scope = scope.outer) if (scope.parameters.size > 0) return true;
  return false;
}

/** A constant that stands in one of the wrappers is theirs: a default that the caller leaves alone. */
function isSettledWithin(value: Value, through: readonly AbstractFunction[]): boolean {
  if (value.state !== "known" || value.form !== "constant") return false;
  return through.some(({ at }) => isPlaceWithin(value.place, place(at)));
}

function isPlaceWithin(inner: Place, outer: Place): boolean {
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
}

/** Where the caller would write an option: in an object literal of its own that reaches the model call whole. */
function ownInsertion(
  evaluator: Evaluator,
  insertion: InsertionPoint | undefined,
  { recognised }: ReachedCall,
  caller: Located,
): InsertionPoint | undefined {
  if (insertion?.kind !== "property") return undefined;
  if (isPlaceWithin(insertion.object, place(caller))) return insertion;
  const spread: Located[] = [];
  for (const argument of recognised.arguments ?? []) {
    const value = argument();
    if (value.kind !== "object" || !ts.isObjectLiteralExpression(value.at.node)) continue;
    if (place(value.at).start !== insertion.object.start || value.at.module.file !== insertion.object.file) continue;
    for (const property of value.at.node.properties) {
      if (!ts.isSpreadAssignment(property)) continue;
      if (!takesName(evaluator, property.expression, value.at.module, insertion.path[0])) continue;
      const passed = evaluator.evaluate(property.expression, value.at.module, recognised.environment);
      if (passed.kind !== "object" || !passed.isComplete) continue;
      if (ts.isObjectLiteralExpression(passed.at.node) && isPlaceWithin(place(passed.at), place(caller)))
        spread.push(passed.at);
    }
  }
  const [only] = spread;
  return only && spread.length === 1 ? { ...insertion, object: place(only) } : undefined;
}

/** Whether what is spread may have a property of this name, as far as the parameter's type tells. */
function takesName(evaluator: Evaluator, spread: ts.Expression, module: Module, name: string | undefined): boolean {
  const declaration = ts.isIdentifier(spread) ? module.scopes.resolve(spread.text, spread) : undefined;
  if (!declaration || !ts.isParameter(declaration) || !declaration.type) return true;
  const typed = typedValue(evaluator, declaration.type, module);
  if (typed.kind !== "typed") return true;
  const { node } = typed.type;
  if (ts.isInterfaceDeclaration(node) && node.heritageClauses) return true;
  if (!ts.isInterfaceDeclaration(node) && !ts.isTypeLiteralNode(node)) return true;
  return node.members.some((each) => ts.isIndexSignatureDeclaration(each) || propertyName(each.name) === name);
}

/** A flow belongs to the caller when the outside data is among its arguments, and nothing there checks it. */
function callerFlow(
  evaluator: Evaluator,
  flow: Flow,
  call: ModelCall,
  at: Located<ts.CallExpression>,
): readonly Flow[] {
  const pieces: Tainted[] = [];
  for (const argument of at.node.arguments) {
    const value = evaluator.evaluate(ts.isSpreadElement(argument) ? argument.expression : argument, at.module);
    collectTainted(value, { module: at.module, node: argument }, pieces, 0);
  }
  const piece = pieces.find(({ taint }) => isSameSource(taint, flow.taint));
  if (!piece || isGuarded(piece)) return [];
  return [
    {
      ...flow,
      place: place(piece.at),
      sinkPlace: call.place,
      sinkText: call.callee,
      call,
      context: call.context,
    },
  ];
}

function isSameSource(one: Taint, other: Taint): boolean {
  return one.place.file === other.place.file && one.place.start === other.place.start;
}

function collectTainted(value: Abstract, at: Located, found: Tainted[], depth: number): void {
  if (depth > 5 || found.length > 100) return;
  for (const each of alternativesOf(value)) {
    if (each.kind === "unknown" && each.taint) {
      const isHere = each.at?.module === at.module;
      found.push({ ...each, taint: each.taint, at: isHere ? each.at! : at });
    } else if (each.kind === "template") {
      for (const part of each.parts) if (typeof part !== "string") collectTainted(part, at, found, depth + 1);
    } else if (each.kind === "object") {
      for (const property of each.properties.values()) collectTainted(property(), at, found, depth + 1);
    } else if (each.kind === "array") {
      for (const element of each.elements) collectTainted(element(), at, found, depth + 1);
    } else if (each.kind === "json") {
      collectTainted(each.of, at, found, depth + 1);
    }
  }
}

/** Tools that the wrapper brings itself are told of where it calls the model. */
function isToolOfCaller(
  tool: Tool,
  decided: ReadonlySet<OptionName>,
  through: readonly AbstractFunction[],
  at: Located,
): boolean {
  if (!decided.has("tools") || tool.place.file !== at.module.file) return false;
  return !through.some((each) => isPlaceWithin(tool.place, place(each.at)));
}

function withoutRepeatedTools(facts: readonly Fact[]): readonly Fact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    if (fact.fact !== "tool") return true;
    const key = `${fact.place.start}:${fact.place.end}:${fact.name ?? ""}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const mockedFiles = new WeakMap<Module, ReadonlySet<string>>();

/** A test that replaces the wrapper's file calls no model. */
function isMocked(called: AbstractFunction, module: Module, evaluator: Evaluator): boolean {
  let files = mockedFiles.get(module);
  if (!files) {
    const mocks = module.source.text.matchAll(
      /\b(?:vi|jest|mock)\s*\.\s*(?:doMock|mock|unstable_mockModule|module)\(\s*(?:import\(\s*)?["'`]([^"'`]+)/g,
    );
    files = new Set([...mocks].flatMap(([, specifier]) => evaluator.resolvedFile(specifier!, module) ?? []));
    mockedFiles.set(module, files);
  }
  return files.has(called.at.module.file);
}

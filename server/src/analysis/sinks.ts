import type { Fact, Flow, FlowSink, Markup, ModelCall, TaintSource } from "../../../lens/facts.ts";
import { loggers, markupProperties, type SinkCall, sinkCalls } from "../../../lens/flows/sinks.ts";
import { type Abstract, alternativesOf, type Environment, type Lazy, type Located } from "./abstract.ts";
import { Cancelled, type CancellationToken } from "./analysis.ts";
import { argumentsOf, calleeName } from "./calls.ts";
import { contextOf } from "./context.ts";
import { importStatement } from "./declarations.ts";
import type { Evaluator } from "./evaluator.ts";
import { isHarmless, settled } from "./flows.ts";
import { boundParameters } from "./functions.ts";
import { isWholeOutput } from "./model-output.ts";
import type { Module } from "./module.ts";
import { CalleeTable } from "./origins.ts";
import { writtenKeys } from "./own-calls.ts";
import type { OwnFlows } from "./own-flows.ts";
import type { Declaration } from "./scope.ts";
import { runWithoutShell } from "./shell-commands.ts";
import { enclosingFunction, isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";
import { type Tainted, taintedPieces } from "./taint.ts";
import { place } from "./values.ts";

const table = new CalleeTable(sinkCalls);

/** Own functions inside own functions that a value is followed into. */
const MAXIMUM_CALLS = 3;

/** Calls of own functions that are looked into, for one file. */
const MAXIMUM_FOLLOWED = 200;

/** What may do harm outside model calls: what a model wrote, chose or was given to read. What a person sends to the app itself is not ours to judge there. */
const FROM_MODEL: ReadonlySet<TaintSource> = new Set<TaintSource>([
  "model output",
  "tool argument",
  "tool result",
  "retrieved document",
]);

/** A node that may be a sink, by a look at its names only. */
export type SinkCandidate = ts.CallExpression | ts.NewExpression | ts.BinaryExpression | ts.JsxAttribute;

/** Whether a node may be a sink. Cheap: nothing is evaluated. */
export function mayBeSink(node: ts.Node, module: Module, own: OwnFlows["sinks"]): node is SinkCandidate {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const given = node.arguments;
    if (!given || given.every(isPlain)) return false;
    const name = calleeName(node);
    return (
      name !== undefined && (isSinkName(name) || own.lastNames.has(name) || isRenamedSink(node.expression, module, own))
    );
  }
  if (ts.isBinaryExpression(node)) {
    const target = node.left;
    return (
      (node.operatorToken.kind === ts.SyntaxKind.EqualsToken ||
        node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) &&
      ts.isPropertyAccessExpression(target) &&
      markupProperties.includes(target.name.text)
    );
  }
  return ts.isJsxAttribute(node) && ts.isIdentifier(node.name) && node.name.text === "dangerouslySetInnerHTML";
}

function isPlain(argument: ts.Expression): boolean {
  const node = unwrapped(argument);
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || isFunctionWithBody(node);
}

function isSinkName(name: string): boolean {
  return table.lastNames.has(name) || (loggers.methods as readonly string[]).includes(name);
}

/** `import { exec as run }`, `import got from "got"`, `const run = promisify(exec)`. */
function isRenamedSink(expression: ts.Expression, module: Module, own: OwnFlows["sinks"]): boolean {
  const callee = unwrapped(expression);
  if (!ts.isIdentifier(callee)) return false;
  const declaration = module.scopes.resolve(callee.text, callee);
  if (!declaration) return false;
  const specifier = importStatement(declaration)?.moduleSpecifier;
  if (specifier && ts.isStringLiteral(specifier)) {
    return table.packages.has(specifier.text.replace(/^node:/, "")) || own.packages.has(specifier.text);
  }
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const initializer = unwrapped(declaration.initializer);
  return ts.isCallExpression(initializer) && ["promisify", "require"].includes(calleeName(initializer) ?? "");
}

/**
 * Flows of what a model wrote or chose into places where it does harm, directly and through own functions that are
 * called with it. `facts` are all other facts of the file: one that has to do with no model has no such flows.
 */
export function flowsIntoSinks(
  evaluator: Evaluator,
  module: Module,
  facts: readonly Fact[],
  token: CancellationToken,
): Flow[] {
  const candidates: SinkCandidate[] = [];
  const calls: ts.CallExpression[] = [];
  let hasSource = facts.some(isSource);
  if (!hasSource && !facts.some((fact) => fact.fact === "client")) return [];
  const own = evaluator.knowledge.own.sinks;
  let count = 0;
  for (const node of module.invocations) {
    if (++count % CALLS_BETWEEN_CHECKS === 0 && token.isCancellationRequested) throw new Cancelled();
    if (ts.isTaggedTemplateExpression(node)) continue;
    if (ts.isCallExpression(node)) {
      if (mayBeOwnCall(node, module)) calls.push(node);
      if (!hasSource && evaluator.knowledge.mayTakeTool(calleeName(node) ?? "")) hasSource = true;
    }
    if (mayBeSink(node, module, own)) candidates.push(node);
  }
  if (hasSource && MARKUP.some((name) => module.source.text.includes(name))) {
    walk(module.source, (node) => {
      const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
      if (!isCall && mayBeSink(node, module, own)) candidates.push(node);
    });
    candidates.sort((first, second) => first.pos - second.pos || second.end - first.end);
  }
  if (!hasSource) return [];
  return evaluator.withoutNewFiles(() => new SinkReader(evaluator, module, facts).flows(candidates, calls));
}

/** Calls between two looks at the cancellation token. */
const CALLS_BETWEEN_CHECKS = 200;

/** Only a text with one of these has a sink that is no call. */
const MARKUP: readonly string[] = [...markupProperties, "dangerouslySetInnerHTML"];

/** Whether a fact tells of something that a model writes or chooses, or is given to read. */
function isSource(fact: Fact): boolean {
  return fact.fact === "model call" || fact.fact === "tool" || fact.fact === "retrieval";
}

/** Methods of a page and its elements that take markup. */
const WRITES_TO_PAGE = /^document\.write(ln)?$|\.insertAdjacentHTML$/;

/** Packages of DOMPurify, the one that runs on servers too first. */
const PURIFIERS = ["isomorphic-dompurify", "dompurify"] as const;

/** How a value came to a sink in an own function. */
interface Entry {
  /** The argument of the analysed file through which it went. */
  readonly node: ts.Expression;
  /** What was handed over on the way: a check there counts too. */
  readonly pieces: readonly Tainted[];
}

function isSameSource(one: Tainted, other: Tainted): boolean {
  const [a, b] = [one.taint.place, other.taint.place];
  return a.start === b.start && a.end === b.end && a.file === b.file;
}

class SinkReader {
  readonly #evaluator: Evaluator;
  readonly #module: Module;
  readonly #modelCalls: readonly ModelCall[];
  /** Sources of what is sent to models, by the function that sends it. */
  readonly #sent = new Map<string, { call: ModelCall; text: string }[]>();
  readonly #found: Flow[] = [];
  readonly #seen = new Set<string>();
  #followed = 0;

  constructor(evaluator: Evaluator, module: Module, facts: readonly Fact[]) {
    this.#evaluator = evaluator;
    this.#module = module;
    this.#modelCalls = facts.filter((fact) => fact.fact === "model call");
    for (const fact of facts) {
      if (fact.fact !== "flow" || !fact.call || !["prompt", "messages", "system prompt"].includes(fact.sink)) continue;
      const key = `${fact.taint.place.file}:${fact.taint.place.start}`;
      const text = module.source.text.slice(fact.place.start, fact.place.end);
      this.#sent.set(key, [...(this.#sent.get(key) ?? []), { call: fact.call, text }]);
    }
  }

  flows(candidates: readonly SinkCandidate[], calls: readonly ts.CallExpression[]): Flow[] {
    for (const node of candidates) this.#read({ module: this.#module, node }, undefined, undefined, 0);
    for (const node of calls) this.#follow({ module: this.#module, node }, undefined, undefined, 0);
    return this.#found;
  }

  /** `entry` says how a value came here, where the sink stands in an own function that was called. */
  #read(
    at: Located<SinkCandidate>,
    environment: Environment | undefined,
    entry: Entry | undefined,
    depth: number,
  ): void {
    const { module, node } = at;
    if (ts.isJsxAttribute(node)) return this.#markup(at, htmlOf(node), environment, entry);
    if (ts.isBinaryExpression(node)) return this.#markup(at, node.right, environment, entry);
    const given = argumentsOf(this.#evaluator, node, module, environment);
    if (!given) return undefined;
    // Most calls are given nothing of the kind: only for the others the callee is worked out, into other files too.
    if (!given.some((each) => taintedPieces(each()).length > 0)) return undefined;
    const keys = this.#evaluator.withNewFiles(() => this.#keys(node, module, environment));
    const own = this.#evaluator.knowledge.own.sinks.entries(writtenKeys(node, module));
    for (const sink of [...table.entries(keys), ...own]) this.#readCall(sink, { module, node }, given, entry);
    if (depth === 0 && isLogger(node)) this.#readCall({ sink: "log", callees: [] }, { module, node }, given, entry);
    return undefined;
  }

  #markup(
    at: Located<SinkCandidate>,
    value: ts.Expression | undefined,
    environment: Environment | undefined,
    entry: Entry | undefined,
  ): void {
    if (!value) return;
    const pieces = taintedPieces(this.#evaluator.evaluate(value, at.module, environment));
    for (const piece of pieces) this.#add("HTML", piece, at, entry, value);
  }

  #keys(
    node: ts.CallExpression | ts.NewExpression,
    module: Module,
    environment: Environment | undefined,
  ): readonly string[] {
    const callee = unwrapped(node.expression);
    if (ts.isIdentifier(callee) && module.scopes.resolve(callee.text, callee) === undefined) return [callee.text];
    const keys: string[] = [];
    if (ts.isPropertyAccessExpression(callee)) {
      const holder = unwrapped(callee.expression);
      if (ts.isIdentifier(holder) && module.scopes.resolve(holder.text, holder) === undefined) {
        keys.push(`${holder.text}.${callee.name.text}`);
      }
      keys.push(`*.${callee.name.text}`);
    }
    for (const each of alternativesOf(this.#evaluator.evaluate(callee, module, environment))) {
      if (each.kind === "unknown" && each.origin !== undefined) keys.push(each.origin);
      if (each.kind === "entity") keys.push(`${each.sdk.versionPackage}:${each.name}`);
    }
    return keys;
  }

  #readCall(
    sink: SinkCall,
    at: Located<ts.CallExpression | ts.NewExpression>,
    given: readonly Lazy[],
    entry: Entry | undefined,
  ): void {
    if (sink.onlyWith !== undefined && !given.some((each) => isTurnedOn(each(), sink.onlyWith!))) return;
    given.forEach((each, index) => {
      if (sink.arguments && !sink.arguments.includes(index)) return;
      const value = each();
      for (const piece of piecesAt(sink, value)) this.#add(sink.sink, piece, at, entry, at.node.arguments?.[index]);
    });
  }

  /** `whole` is the expression of the sink that the piece is part of. */
  #add(
    sink: FlowSink,
    piece: Tainted,
    at: Located<SinkCandidate>,
    entry: Entry | undefined,
    whole: ts.Expression | undefined,
  ): void {
    const isFromModel = FROM_MODEL.has(piece.taint.source);
    const sent = sink === "log" ? this.#sentAlso(piece) : undefined;
    if (sink === "log" ? !isWholeAnswer(piece) && !sent : !isFromModel) return;
    if (isHarmless(piece, sink) || entry?.pieces.some((each) => isSameSource(each, piece) && isHarmless(each, sink)))
      return;
    const isHere = piece.at.module === this.#module;
    const shown = isHere ? piece.at : { module: this.#module, node: entry?.node ?? at.node };
    const key = `${sink}:${shown.node.pos}:${shown.node.end}:${at.module.file}:${at.node.pos}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const call = sent ?? this.#callOf(piece);
    const responseVariable = sink === "log" && isHere ? this.#responseAt(piece, at.node, call) : undefined;
    this.#found.push({
      fact: "flow",
      sink,
      taint: settled(piece).taint,
      place: place(shown),
      sinkPlace: place(at),
      sinkText: sinkText(at),
      call,
      context: contextOf(at.node, at.module, this.#evaluator),
      messages: undefined,
      ...(at.module === this.#module && whole ? this.#remedyOf(sink, at.node, whole) : {}),
      ...(responseVariable === undefined ? {} : { responseVariable }),
    });
  }

  /** What a fix needs to know of a sink. */
  #remedyOf(sink: FlowSink, node: SinkCandidate, whole: ts.Expression): Pick<Flow, "markup" | "withoutShell"> {
    if (sink === "HTML") return { markup: this.#markupOf(node, whole) };
    if (sink !== "shell" || !ts.isCallExpression(node)) return {};
    const withoutShell = runWithoutShell(this.#evaluator, node, this.#module);
    return withoutShell ? { withoutShell } : {};
  }

  #markupOf(node: SinkCandidate, whole: ts.Expression): Markup {
    const purifier = PURIFIERS.find((name) => this.#evaluator.host.packageMajor(name, this.#module.file) !== undefined);
    // What a team's own sinks write to is not known.
    const isElement = ts.isBinaryExpression(node) || WRITES_TO_PAGE.test(sinkText({ module: this.#module, node }));
    const way = isElement ? "element" : "component";
    return { place: place({ module: this.#module, node: whole }), way, purifier };
  }

  /** The variable of the response, where it is in scope at a log that is given a piece of it by itself. */
  #responseAt({ at: { node } }: Tainted, log: SinkCandidate, call: ModelCall | undefined): string | undefined {
    const { variable } = call?.response ?? {};
    if (variable === undefined || !isLoggedItself(node, log)) return undefined;
    const declaration = this.#module.scopes.resolve(variable, log);
    const isSame =
      declaration !== undefined &&
      ts.isVariableDeclaration(declaration) &&
      declaration.pos <= call!.place.start &&
      call!.place.end <= declaration.end;
    return isSame ? variable : undefined;
  }

  /** The call of the same function that is sent the very thing that is logged. */
  #sentAlso(piece: Tainted): ModelCall | undefined {
    if (piece.at.module !== this.#module) return undefined;
    const text = piece.at.node.getText(this.#module.source);
    const around = enclosingFunction(piece.at.node);
    return this.#sent
      .get(`${piece.taint.place.file}:${piece.taint.place.start}`)
      ?.find(
        (each) =>
          each.text === text && (!around || (around.pos <= each.call.place.start && each.call.place.end <= around.end)),
      )?.call;
  }

  #callOf(piece: Tainted): ModelCall | undefined {
    const at = piece.response?.call;
    if (!at || at.module !== this.#module) return undefined;
    const start = at.node.getStart(at.module.source);
    return this.#modelCalls.find((each) => each.place.start === start && each.place.end === at.node.getEnd());
  }

  /** A call of an own function that is given what a model wrote: its sinks are read with that. */
  #follow(
    at: Located<ts.CallExpression>,
    environment: Environment | undefined,
    entry: Entry | undefined,
    depth: number,
  ): void {
    const { module, node } = at;
    if (depth >= MAXIMUM_CALLS || this.#followed >= MAXIMUM_FOLLOWED) return;
    const given = argumentsOf(this.#evaluator, node, module, environment);
    if (!given) return;
    const pieces = given.map((each) => taintedPieces(each()).filter((piece) => FROM_MODEL.has(piece.taint.source)));
    const argument = pieces.findIndex((each) => each.length > 0);
    if (argument < 0) return;
    this.#followed++;
    const called = this.#evaluator.withNewFiles(() => this.#evaluator.evaluate(node.expression, module, environment));
    for (const callee of alternativesOf(called)) {
      if (callee.kind !== "function") continue;
      const inner: Environment = {
        parameters: boundParameters(this.#evaluator, callee.at, given),
        thisValue: undefined,
        outer: callee.environment,
      };
      const { sinks, calls } = contentsOf(callee.at, this.#evaluator.knowledge.own.sinks);
      const way: Entry = {
        node: entry?.node ?? node.arguments[argument]!,
        pieces: [...(entry?.pieces ?? []), ...pieces.flat()],
      };
      this.#evaluator.entered(callee.at.node, undefined, () => {
        for (const each of sinks) this.#read({ module: callee.at.module, node: each }, inner, way, depth + 1);
        for (const each of calls) this.#follow({ module: callee.at.module, node: each }, inner, way, depth + 1);
        return undefined;
      });
    }
  }
}

interface Contents {
  readonly sinks: readonly SinkCandidate[];
  readonly calls: readonly ts.CallExpression[];
}

const contents = new WeakMap<ts.Node, Contents>();

/** Sinks and calls of own functions that stand in a function's body. */
function contentsOf({ module, node }: Located<ts.FunctionLikeDeclaration>, own: OwnFlows["sinks"]): Contents {
  let found = contents.get(node);
  if (found) return found;
  const sinks: SinkCandidate[] = [];
  const calls: ts.CallExpression[] = [];
  if (node.body) {
    walk(node.body, (inner) => {
      if (mayBeSink(inner, module, own)) sinks.push(inner);
      if (ts.isCallExpression(inner) && mayBeOwnCall(inner, module)) calls.push(inner);
    });
  }
  found = { sinks, calls };
  contents.set(node, found);
  return found;
}

/** Whether a call may be of a function of the workspace that is given something. Cheap: nothing is evaluated. */
export function mayBeOwnCall(node: ts.CallExpression, module: Module): boolean {
  if (node.arguments.every(isPlain)) return false;
  const callee = unwrapped(node.expression);
  if (ts.isPropertyAccessExpression(callee)) return callee.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (!ts.isIdentifier(callee)) return false;
  const declaration: Declaration | undefined = module.scopes.resolve(callee.text, callee);
  if (!declaration) return false;
  if (ts.isFunctionDeclaration(declaration)) return true;
  const specifier = importStatement(declaration)?.moduleSpecifier;
  if (specifier && ts.isStringLiteral(specifier)) return /^[.@~#]/.test(specifier.text);
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  return isFunctionWithBody(unwrapped(declaration.initializer));
}

function isWholeAnswer(piece: Tainted): boolean {
  return piece.taint.source === "model output" && isWholeOutput(piece);
}

/** Names under which a log has an answer, so that something else of it can stand there too. */
const ANSWER_NAME = /^(answer|response|result|reply|completion|output)$/i;

/** `logger.info(text)`, `logger.info(JSON.stringify(text))`, and `logger.info({ answer: text })`. */
function isLoggedItself(piece: ts.Node, log: SinkCandidate): boolean {
  const holder = piece.parent;
  if (ts.isPropertyAssignment(holder) || ts.isShorthandPropertyAssignment(holder)) {
    return holder.parent.parent === log && ANSWER_NAME.test(holder.name.getText());
  }
  if (!ts.isCallExpression(holder) || holder.expression === piece) return false;
  return holder === log || (holder.parent === log && calleeName(holder) === "stringify");
}

/** The text of `{ __html: text }`. */
function htmlOf(attribute: ts.JsxAttribute): ts.Expression | undefined {
  const { initializer } = attribute;
  const value = initializer && ts.isJsxExpression(initializer) ? initializer.expression : undefined;
  const literal = value && unwrapped(value);
  if (!literal || !ts.isObjectLiteralExpression(literal)) return undefined;
  for (const each of literal.properties) {
    if (ts.isPropertyAssignment(each) && ts.isIdentifier(each.name) && each.name.text === "__html")
      return each.initializer;
  }
  return undefined;
}

/** `logger.info(…)`, `req.log.info(…)`, `this.logger.warn(…)`. */
function isLogger(node: ts.CallExpression | ts.NewExpression): boolean {
  const callee = unwrapped(node.expression);
  if (!ts.isPropertyAccessExpression(callee) || !(loggers.methods as readonly string[]).includes(callee.name.text))
    return false;
  const holder = unwrapped(callee.expression);
  const name = ts.isIdentifier(holder) ? holder.text : ts.isPropertyAccessExpression(holder) ? holder.name.text : "";
  return loggers.names.test(name);
}

/** Tainted pieces of an argument that count for a sink. */
function piecesAt(sink: SinkCall, value: Abstract): readonly Tainted[] {
  return alternativesOf(value).flatMap((each) => {
    if (each.kind === "object" && sink.sink !== "log" && sink.sink !== "shell") {
      const property = sink.property === undefined ? undefined : each.properties.get(sink.property)?.();
      return property ? piecesAt(sink, property) : [];
    }
    if (sink.reach !== "start") return taintedPieces(each);
    if (each.kind === "template") {
      const [first, second] = each.parts;
      // A scheme alone leaves the host open: `https://${host}/`.
      const isOpen = typeof first === "string" && /^[a-z]*:?\/*$/i.test(first);
      const start = isOpen ? second : first;
      return start !== undefined && typeof start !== "string" ? taintedPieces(start, []) : [];
    }
    return each.kind === "unknown" ? taintedPieces(each) : [];
  });
}

function isTurnedOn(value: Abstract, name: string): boolean {
  return alternativesOf(value).some((each) => {
    const property = each.kind === "object" ? each.properties.get(name)?.() : undefined;
    return property?.kind === "constant" && property.value !== false && property.value !== null;
  });
}

function sinkText({ module, node }: Located<SinkCandidate>): string {
  if (ts.isJsxAttribute(node)) return "dangerouslySetInnerHTML";
  const text = (ts.isBinaryExpression(node) ? node.left : node.expression)
    .getText(module.source)
    .replaceAll(/\s+/g, "");
  return text.length > 80 ? `…${text.slice(-79)}` : text;
}

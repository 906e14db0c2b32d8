import type { Place } from "../../../lens/facts.ts";
import type { AnalysisHost } from "./analysis.ts";
import {
  type Abstract,
  type AbstractUnknown,
  alternativesOf,
  type Environment,
  type Lazy,
  oneOf,
  UNDEFINED,
  unknown,
} from "./abstract.ts";
import { globalNumber } from "./builtins.ts";
import { evaluateCall, evaluateNew } from "./calls.ts";
import { thisValue } from "./classes.ts";
import { declaredValue, elementValue } from "./declarations.ts";
import type { Knowledge } from "./knowledge.ts";
import { member } from "./members.ts";
import type { Module } from "./module.ts";
import { evaluateArray, evaluateObject } from "./objects.ts";
import { packageOrigin } from "./origins.ts";
import { resolveSpecifier } from "./resolve.ts";
import { assertedType, ts, unwrapped } from "./syntax.ts";
import { tainted, withStep } from "./taint.ts";
import { typeTestOutcome } from "./type-tests.ts";
import { typedValue } from "./types.ts";

/** Expressions inside expressions, followed through any number of files. */
const MAXIMUM_DEPTH = 60;

/** Steps for one analysed file; past it everything is unknown. */
const BUDGET = 60_000;

/** How often one function is followed inside itself. */
const MAXIMUM_RECURSION = 3;

/** What was found for one call of a function, or outside of all, and what is being worked out there. */
interface Memory {
  readonly known: Map<ts.Node, Abstract>;
  readonly open: Set<ts.Node>;
}

/** Gives modules by path, parsed once and shared by all analyses. */
export interface ModuleSource {
  module(file: string): Module | undefined;
}

/**
 * Works out what expressions may be, on demand. One evaluator serves the analysis of one file: it keeps
 * what it found and which other files that depends on. It never throws on any code.
 */
export class Evaluator {
  readonly knowledge: Knowledge;
  readonly host: AnalysisHost;
  /** Files that were read or looked for. */
  readonly dependencies: Set<string>;
  /** Whether modules hand on what an SDK made, as far as it was asked. */
  readonly carriers = new Map<Module, boolean>();
  /** What modules export, as far as it was asked. */
  readonly exports = new Map<Module, Map<string, Abstract>>();
  readonly #modules: ModuleSource;
  readonly #memory: Memory = { known: new Map(), open: new Set() };
  readonly #memories = new WeakMap<Environment, Memory>();
  readonly #entered = new Map<ts.Node, number>();
  readonly #read = new Set<string>();
  readonly #resolved = new Map<Module, Map<string, string | undefined>>();
  #isClosed = false;
  #depth = 0;
  #steps = 0;
  #budget = BUDGET;

  constructor(knowledge: Knowledge, host: AnalysisHost, modules: ModuleSource, dependencies = new Set<string>()) {
    this.knowledge = knowledge;
    this.host = host;
    this.dependencies = dependencies;
    this.#modules = modules;
  }

  /** What an expression may be. Awaiting changes nothing: a promise is taken for what it resolves to. */
  evaluate(expression: ts.Expression, module: Module, environment?: Environment): Abstract {
    const node = unwrapped(expression);
    const value = this.#evaluateUnwrapped(node, module, environment);
    if (node === expression || !isUntold(value)) return value;
    const type = assertedType(expression);
    const typed = type && typedValue(this, type, module);
    return typed && typed.kind !== "unknown" ? typed : value;
  }

  #evaluateUnwrapped(node: ts.Expression, module: Module, environment: Environment | undefined): Abstract {
    const { known, open } = this.#memoryOf(environment);
    const found = known.get(node);
    if (found) return found;
    if (this.#depth >= MAXIMUM_DEPTH || ++this.#steps > this.#budget || open.has(node)) {
      return unknown("too deep", { module, node });
    }
    this.#depth++;
    open.add(node);
    try {
      const value = this.#evaluateNode(node, module, environment);
      // Given parameters may be asked for again from less deep.
      const isCutOff = value.kind === "unknown" && value.reason === "too deep";
      if (environment === undefined || !isCutOff) known.set(node, value);
      return value;
    } finally {
      this.#depth--;
      open.delete(node);
    }
  }

  #memoryOf(environment: Environment | undefined): Memory {
    if (!environment) return this.#memory;
    let memory = this.#memories.get(environment);
    if (!memory) this.#memories.set(environment, (memory = { known: new Map(), open: new Set() }));
    return memory;
  }

  lazy(expression: ts.Expression, module: Module, environment?: Environment): Lazy {
    let value: Abstract | undefined;
    return () => (value ??= this.evaluate(expression, module, environment));
  }

  /** Whether deeper work makes sense; guards recursion that does not go through `evaluate`. */
  nested<Result>(fallback: Result, work: () => Result): Result {
    if (this.#depth >= MAXIMUM_DEPTH || ++this.#steps > this.#budget) return fallback;
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
    }
  }

  /** Gives some work steps of its own: it can neither use up those of other work, nor be left with what that left. */
  withBudget<Result>(steps: number, work: () => Result): Result {
    const [before, budget] = [this.#steps, this.#budget];
    [this.#steps, this.#budget] = [0, steps];
    try {
      return work();
    } finally {
      [this.#steps, this.#budget] = [before, budget];
    }
  }

  /** Like `nested`, for the body of a function: one that calls itself is followed a few times only. */
  entered<Result>(body: ts.Node, fallback: Result, work: () => Result): Result {
    const times = this.#entered.get(body) ?? 0;
    if (times >= MAXIMUM_RECURSION) return fallback;
    this.#entered.set(body, times + 1);
    try {
      return this.nested(fallback, work);
    } finally {
      this.#entered.set(body, times);
    }
  }

  /** Does work that reads no file which has not been read before: what would need one is unknown. */
  withoutNewFiles<Result>(work: () => Result): Result {
    const before = this.#isClosed;
    this.#isClosed = true;
    try {
      return work();
    } finally {
      this.#isClosed = before;
    }
  }

  /** Does work within `withoutNewFiles` that may read files all the same. */
  withNewFiles<Result>(work: () => Result): Result {
    const before = this.#isClosed;
    this.#isClosed = false;
    try {
      return work();
    } finally {
      this.#isClosed = before;
    }
  }

  /** What an import of `specifier` in `from` gives as a whole; unknown for packages that no SDK describes. */
  imported(specifier: string, from: Module): Abstract {
    const described = this.knowledge.module(specifier);
    if (described) return { kind: "sdk module", sdk: described.sdk, description: described.description };
    const file = this.resolvedFile(specifier, from);
    if (file !== undefined && this.#isClosed && !this.#read.has(file)) return unknown("import");
    if (file !== undefined) this.#read.add(file);
    const module = file === undefined ? undefined : this.#modules.module(file);
    if (module) return { kind: "module", module };
    const origin = packageOrigin(specifier);
    return origin === undefined ? unknown("import") : { ...unknown("import"), origin };
  }

  /** The file of the workspace that a specifier means, unread; `undefined` for packages. */
  resolvedFile(specifier: string, from: Module): string | undefined {
    let known = this.#resolved.get(from);
    if (!known) this.#resolved.set(from, (known = new Map()));
    if (known.has(specifier)) return known.get(specifier);
    const file = resolveSpecifier(specifier, from.file, this.host, (probed) => this.dependencies.add(probed));
    known.set(specifier, file);
    return file;
  }

  place(node: ts.Node, module: Module): Place {
    return { file: module.file, start: node.getStart(module.source), end: node.getEnd() };
  }

  /** The same value with a further step on the way of the outside data in it. */
  withStep(value: Abstract, node: ts.Node, module: Module): Abstract {
    return withStep(value, { module, node });
  }

  #evaluateNode(node: ts.Expression, module: Module, environment: Environment | undefined): Abstract {
    const at = { module, node };
    if (ts.isStringLiteralLike(node)) return { kind: "constant", value: node.text, at };
    if (ts.isNumericLiteral(node)) return { kind: "constant", value: Number(node.text.replaceAll("_", "")), at };
    switch (node.kind) {
      case ts.SyntaxKind.TrueKeyword:
        return { kind: "constant", value: true, at };
      case ts.SyntaxKind.FalseKeyword:
        return { kind: "constant", value: false, at };
      case ts.SyntaxKind.NullKeyword:
        return { kind: "constant", value: null, at };
      case ts.SyntaxKind.ThisKeyword:
        return thisValue(node, module, environment);
    }
    const number = globalNumber(node, module);
    if (number !== undefined) return { kind: "constant", value: number, at };
    if (ts.isIdentifier(node)) return declaredValue(this, node, module, environment);
    if (ts.isPropertyAccessExpression(node)) return this.#property(node, module, environment);
    if (ts.isElementAccessExpression(node)) return this.#element(node, module, environment);
    if (ts.isObjectLiteralExpression(node)) return evaluateObject(this, node, module, environment);
    if (ts.isArrayLiteralExpression(node)) return evaluateArray(this, node, module, environment);
    if (ts.isTemplateExpression(node)) return this.#template(node, module, environment);
    if (ts.isTaggedTemplateExpression(node)) return this.#taggedTemplate(node, module, environment);
    if (ts.isCallExpression(node)) return evaluateCall(this, node, module, environment);
    if (ts.isNewExpression(node)) return evaluateNew(this, node, module, environment);
    if (ts.isAwaitExpression(node)) return this.evaluate(node.expression, module, environment);
    if (ts.isBinaryExpression(node)) return this.#binary(node, module, environment);
    if (ts.isConditionalExpression(node)) {
      const outcome = typeTestOutcome(node.condition, (tested) => this.evaluate(tested, module, environment));
      if (outcome !== undefined) return this.evaluate(outcome ? node.whenTrue : node.whenFalse, module, environment);
      return oneOf([
        this.evaluate(node.whenTrue, module, environment),
        this.evaluate(node.whenFalse, module, environment),
      ]);
    }
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      return { kind: "function", at: { module, node }, environment };
    }
    if (ts.isClassExpression(node)) return { kind: "class", at: { module, node } };
    if (ts.isPrefixUnaryExpression(node)) return this.#prefixed(node, module, environment);
    if (ts.isVoidExpression(node)) return UNDEFINED;
    return unknown("expression", at);
  }

  #property(node: ts.PropertyAccessExpression, module: Module, environment: Environment | undefined): Abstract {
    const variable = environmentVariable(node);
    if (variable !== undefined) {
      return { kind: "unknown", reason: "environment", at: { module, node }, environmentVariable: variable };
    }
    if (isProcessArguments(node, module)) return tainted("command line", { module, node });
    const object = this.evaluate(node.expression, module, environment);
    return member(this, object, node.name.text, { module, node });
  }

  #element(node: ts.ElementAccessExpression, module: Module, environment: Environment | undefined): Abstract {
    const variable = environmentVariable(node);
    if (variable !== undefined) {
      return { kind: "unknown", reason: "environment", at: { module, node }, environmentVariable: variable };
    }
    const key = this.evaluate(node.argumentExpression, module, environment);
    const object = this.evaluate(node.expression, module, environment);
    if (key.kind === "constant" && key.value !== null) return member(this, object, String(key.value), { module, node });
    if (object.kind === "unknown" && (object.taint || object.response))
      return elementValue(this, object, { module, node });
    // A look-up by an unknown key can only give what the table holds: as good as an allow-list.
    return unknown("computed", { module, node });
  }

  #template(node: ts.TemplateExpression, module: Module, environment: Environment | undefined): Abstract {
    const parts: (string | Abstract)[] = [node.head.text];
    for (const span of node.templateSpans) {
      parts.push(this.evaluate(span.expression, module, environment), span.literal.text);
    }
    return joinedText(parts, { module, node });
  }

  /** `dedent` and the like return the text that they are given, as far as facts go. */
  #taggedTemplate(node: ts.TaggedTemplateExpression, module: Module, environment: Environment | undefined): Abstract {
    if (ts.isNoSubstitutionTemplateLiteral(node.template)) {
      return { kind: "constant", value: node.template.text, at: { module, node } };
    }
    return this.#template(node.template, module, environment);
  }

  #binary(node: ts.BinaryExpression, module: Module, environment: Environment | undefined): Abstract {
    const right = (): Abstract => this.evaluate(node.right, module, environment);
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.PlusToken:
        return added(this.evaluate(node.left, module, environment), right(), { module, node });
      case ts.SyntaxKind.AsteriskToken:
      case ts.SyntaxKind.MinusToken:
      case ts.SyntaxKind.SlashToken:
        return this.#arithmetic(node, module, environment);
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken: {
        const left = this.evaluate(node.left, module, environment);
        const kept = alternativesOf(left).filter((each) => !isNothing(each));
        const isDecided =
          left.kind !== "unknown" && kept.length === alternativesOf(left).length && kept.every(isSurelyThere);
        return isDecided ? left : oneOf([...kept, right()]);
      }
      case ts.SyntaxKind.AmpersandAmpersandToken:
        return oneOf([UNDEFINED, right()]);
      case ts.SyntaxKind.CommaToken:
      case ts.SyntaxKind.EqualsToken:
        return right();
      case ts.SyntaxKind.QuestionQuestionEqualsToken:
      case ts.SyntaxKind.BarBarEqualsToken: {
        // What a variable or field may be counts this assignment already.
        const left = this.evaluate(node.left, module, environment);
        const isTold = left.kind !== "unknown" && left.kind !== "typed" && !isNothing(left);
        return isTold ? left : oneOf([left, right()].filter((each) => !isNothing(each)));
      }
      default:
        return unknown("expression", { module, node });
    }
  }

  #arithmetic(node: ts.BinaryExpression, module: Module, environment: Environment | undefined): Abstract {
    const left = this.evaluate(node.left, module, environment);
    const right = this.evaluate(node.right, module, environment);
    if (left.kind !== "constant" || right.kind !== "constant") return unknown("expression", { module, node });
    if (typeof left.value !== "number" || typeof right.value !== "number")
      return unknown("expression", { module, node });
    const [a, b] = [left.value, right.value];
    const operator = node.operatorToken.kind;
    const value =
      operator === ts.SyntaxKind.AsteriskToken ? a * b : operator === ts.SyntaxKind.MinusToken ? a - b : a / b;
    return { kind: "constant", value, at: { module, node } };
  }

  #prefixed(node: ts.PrefixUnaryExpression, module: Module, environment: Environment | undefined): Abstract {
    const operand = this.evaluate(node.operand, module, environment);
    if (
      operand.kind === "constant" &&
      typeof operand.value === "number" &&
      node.operator === ts.SyntaxKind.MinusToken
    ) {
      return { kind: "constant", value: -operand.value, at: { module, node } };
    }
    if (
      operand.kind === "constant" &&
      typeof operand.value === "boolean" &&
      node.operator === ts.SyntaxKind.ExclamationToken
    ) {
      return { kind: "constant", value: !operand.value, at: { module, node } };
    }
    return unknown("expression", { module, node });
  }
}

/** `process.argv`: what a person wrote when they started the program. */
function isProcessArguments(node: ts.PropertyAccessExpression, module: Module): boolean {
  const holder = unwrapped(node.expression);
  if (node.name.text !== "argv" || !ts.isIdentifier(holder) || holder.text !== "process") return false;
  return module.scopes.resolve("process", holder) === undefined;
}

/** Nothing is known of it but, perhaps, its type. */
export function isUntold(value: Abstract): boolean {
  return (value.kind === "unknown" && !value.taint && !value.environmentVariable) || value.kind === "undefined";
}

/** `undefined` or `null`. */
export function isNothing(value: Abstract): boolean {
  return value.kind === "undefined" || (value.kind === "constant" && value.value === null);
}

function isSurelyThere(value: Abstract): boolean {
  if (value.kind === "unknown" || value.kind === "typed") return false;
  return value.kind !== "constant" || (value.value !== "" && value.value !== 0 && value.value !== false);
}

/** Name of `process.env.NAME`, `process.env["NAME"]` or `import.meta.env.NAME`; `undefined` for anything else. */
export function environmentVariable(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  const holder = unwrapped(node.expression);
  if (!ts.isPropertyAccessExpression(holder) || holder.name.text !== "env") return undefined;
  const isProcess = ts.isIdentifier(holder.expression) && ["process", "Bun"].includes(holder.expression.text);
  if (!isProcess && !ts.isMetaProperty(holder.expression)) return undefined;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** Pieces and UTF-16 units of one text; longer ones are unknown. */
const MAXIMUM_TEXT = { pieces: 1_000, length: 1_000_000 };

/** Text from pieces, folded to a constant where every piece is one. */
export function joinedText(parts: readonly (string | Abstract)[], at: AbstractUnknown["at"] & object): Abstract {
  const flat: (string | Abstract)[] = [];
  let length = 0;
  for (const part of parts) {
    const pieces = typeof part === "string" ? [part] : part.kind === "template" ? part.parts : [part];
    for (const piece of pieces) {
      const text = typeof piece === "string" ? piece : piece.kind === "constant" ? String(piece.value) : undefined;
      length += text?.length ?? 0;
      if (flat.length >= MAXIMUM_TEXT.pieces || length > MAXIMUM_TEXT.length) return unknown("too deep", at);
      const last = flat.length - 1;
      if (text === undefined) flat.push(piece);
      else if (typeof flat[last] === "string") flat[last] = (flat[last] as string) + text;
      else flat.push(text);
    }
  }
  if (flat.length === 0) return { kind: "constant", value: "", at };
  if (flat.length === 1 && typeof flat[0] === "string") return { kind: "constant", value: flat[0], at };
  return { kind: "template", parts: flat, at };
}

function added(left: Abstract, right: Abstract, at: AbstractUnknown["at"] & object): Abstract {
  if (
    left.kind === "constant" &&
    right.kind === "constant" &&
    typeof left.value === "number" &&
    typeof right.value === "number"
  ) {
    return { kind: "constant", value: left.value + right.value, at };
  }
  return joinedText([left, right], at);
}

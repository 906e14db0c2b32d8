import type { OptionName } from "../../../lens/facts.ts";
import { http } from "../../../lens/sdks/http.ts";
import { type AbstractFunction, alternativesOf, type Environment, type Lazy, UNDEFINED } from "./abstract.ts";
import { argumentsOf, calleeName } from "./calls.ts";
import { isChosen } from "./chosen-branch.ts";
import { functionName } from "./context.ts";
import { type Evaluator, isNothing, isUntold } from "./evaluator.ts";
import { mayBeFromSdk, recognisedCall } from "./file-facts.ts";
import { boundParameters } from "./functions.ts";
import { handlerOf } from "./handlers.ts";
import { modelCallOptions, type RecognisedCall } from "./model-calls.ts";
import type { Module } from "./module.ts";
import { isUnknownThrough, offsetsReading, parametersAround } from "./parameter-reach.ts";
import { isSameValue } from "./same-value.ts";
import { isFunctionWithBody, isInside, propertyName, ts, unwrapped, walk } from "./syntax.ts";
import { typedValue } from "./types.ts";

/** Wrappers that are followed inside the one that is called. */
export const MAXIMUM_LEVEL = 2;

/** Steps for finding the wrappers of one file. */
const BUDGET = 60_000;

/** Model calls that are followed out of one function. */
const MAXIMUM_SITES = 12;

/** Who decides none of these does not ask a model for anything: it starts or stops work that does. */
const SAYS_WHAT: ReadonlySet<OptionName> = new Set<OptionName>([
  "model",
  "maxOutputTokens",
  "temperature",
  "topP",
  "topK",
  "stopSequences",
  "completions",
  "seed",
  "system",
  "messages",
  "tools",
  "toolChoice",
  "maxSteps",
  "outputSchema",
  "modalities",
  "input",
  "dimensions",
  "reasoning",
  "guardrail",
]);

type AnyCall = ts.CallExpression | ts.NewExpression;

/** A call inside one of the app's own functions that is a model call, or leads to one. */
export interface WrapperSite {
  readonly node: AnyCall;
  /** The model call as it reads with the function's parameters unknown; `undefined` where it is another wrapper's. */
  readonly native: RecognisedCall | undefined;
  /** The wrapper that it calls. */
  readonly callee: AbstractFunction | undefined;
}

type DecidedOptions = ReadonlyMap<ts.Node, ReadonlySet<OptionName>>;

/** A function of the app that hands what it is given to model calls. */
export interface WrapperFunction {
  readonly module: Module;
  readonly node: ts.FunctionLikeDeclaration;
  readonly sites: readonly WrapperSite[];
  /** Options of each model call inside, by its expression, that callers decide with their arguments. */
  readonly decided: DecidedOptions;
  /** The same, decided by what the function around it was given when it made this one. */
  readonly decidedAround: DecidedOptions;
}

/** All wrappers of one file. */
export interface ModuleWrappers {
  readonly functions: ReadonlyMap<ts.Node, WrapperFunction>;
  /** Model calls inside functions of the file, wrappers or not. */
  readonly natives: readonly WrapperSite[];
  /** Names that stand before the brackets of a call of one, or of a function that makes one. */
  readonly names: ReadonlySet<string>;
  /** Those that other files may use. */
  readonly exportedNames: ReadonlySet<string>;
}

const NOTHING_DECIDED: DecidedOptions = new Map();

export const NO_WRAPPERS: ModuleWrappers = {
  functions: new Map(),
  natives: [],
  names: new Set(),
  exportedNames: new Set(),
};

/** Tells of wrappers in any file; `level` is how many further wrappers may stand inside each. */
export interface WrapperLookup {
  /** `evaluator` is one that has read much of the file already. */
  wrappers(module: Module, level: number, evaluator?: Evaluator): ModuleWrappers;
  /** Names of wrappers that a file's imports may give. */
  importedNames(file: string, level: number): ReadonlySet<string>;
  /** Whether another file may call a function of this one. */
  isImported(file: string): boolean;
  /** Notes that an analysis has used what is known of a file. */
  use(evaluator: Evaluator, module: Module): void;
}

/** Finds the wrappers of a file. `level` is how many wrappers may stand inside each. */
export function findWrappers(
  evaluator: Evaluator,
  module: Module,
  level: number,
  lookup: WrapperLookup,
): ModuleWrappers {
  return evaluator.withBudget(BUDGET, () => wrappersOf(evaluator, module, level, lookup));
}

function wrappersOf(evaluator: Evaluator, module: Module, level: number, lookup: WrapperLookup): ModuleWrappers {
  if (level === 0) {
    const natives = nativeSites(evaluator, module);
    return withFunctions(evaluator, module, level, lookup, natives, natives);
  }
  const inner = lookup.wrappers(module, level - 1, evaluator);
  const imported = lookup.importedNames(module.file, level - 1);
  if (inner.names.size === 0 && imported.size === 0) return inner;
  const chained = chainedSites(
    evaluator,
    module,
    level,
    lookup,
    (name) => inner.names.has(name) || imported.has(name),
    new Set(inner.natives.map(({ node }) => node)),
  );
  if (chained.length === 0) return inner;
  return withFunctions(evaluator, module, level, lookup, inner.natives, [...inner.natives, ...chained]);
}

/** Model calls inside functions. */
function nativeSites(evaluator: Evaluator, module: Module): readonly WrapperSite[] {
  const found: WrapperSite[] = [];
  for (const node of module.invocations) {
    if (ts.isTaggedTemplateExpression(node)) continue;
    const native = recognisedCall(evaluator, node, module, undefined);
    if (native && ownersOf(node, module).length > 0) found.push({ node, native, callee: undefined });
  }
  return found;
}

/** Calls of other wrappers inside functions. */
function chainedSites(
  evaluator: Evaluator,
  module: Module,
  level: number,
  lookup: WrapperLookup,
  isWrapperName: (name: string) => boolean,
  natives: ReadonlySet<ts.Node>,
): readonly WrapperSite[] {
  const found: WrapperSite[] = [];
  for (const node of module.invocations) {
    if (!ts.isCallExpression(node) || natives.has(node) || !mayBeWrapper(node, module, isWrapperName)) continue;
    if (ownersOf(node, module).length === 0) continue;
    const callee = calledFunction(evaluator, node, module, undefined);
    if (!callee || isInside(node, callee.at.node)) continue;
    const target = lookup.wrappers(callee.at.module, level - 1).functions.get(callee.at.node);
    if (target) found.push({ node, native: undefined, callee });
  }
  return found;
}

function withFunctions(
  evaluator: Evaluator,
  module: Module,
  level: number,
  lookup: WrapperLookup,
  natives: readonly WrapperSite[],
  sites: readonly WrapperSite[],
): ModuleWrappers {
  const byOwner = new Map<ts.FunctionLikeDeclaration, WrapperSite[]>();
  for (const site of sites) {
    for (const owner of ownersOf(site.node, module)) {
      const known = byOwner.get(owner);
      if (!known) byOwner.set(owner, [site]);
      else if (known.length < MAXIMUM_SITES) known.push(site);
    }
  }
  const functions = new Map<ts.Node, WrapperFunction>();
  const isImported = lookup.isImported(module.file);
  for (const [owner, list] of byOwner) {
    if (!isImported && !isNamedAgain(owner, module)) continue;
    const decidedBy = (parameters: readonly ts.ParameterDeclaration[]): DecidedOptions =>
      parameters.length === 0
        ? NOTHING_DECIDED
        : decidedOptions(evaluator, owner, parameters, list, module, level, lookup);
    const decided = decidedBy(owner.parameters);
    const decidedAround = decidedBy(parametersAround(owner));
    if (decided.size > 0 || decidedAround.size > 0)
      functions.set(owner, { module, node: owner, sites: list, decided, decidedAround });
  }
  const names = functions.size === 0 ? NO_WRAPPERS : namesOf([...functions.keys()], module);
  return { functions, natives, names: names.names, exportedNames: names.exportedNames };
}

/** The one function of the app that a call calls; `undefined` where it is another thing, or may be several. */
export function calledFunction(
  evaluator: Evaluator,
  node: ts.CallExpression,
  module: Module,
  environment: Environment | undefined,
): AbstractFunction | undefined {
  const values = alternativesOf(evaluator.evaluate(node.expression, module, environment)).filter(
    (each) => !isNothing(each),
  );
  const [only] = values;
  return values.length === 1 && only?.kind === "function" ? only : undefined;
}

/** Callbacks that run within the function that hands them over, as far as names tell. */
const RUNS_CALLBACK =
  /^(then|catch|finally|map|flatMap|forEach|filter|reduce|some|every|run|limit|add|execute|call|transaction|enter|withScope|startSpan|startActiveSpan|attempt|schedule|wrap|\w*(retry|Retry|backoff|Backoff|BackOff|timeout|Timeout|trace|Trace|span|Span|cached?|Cached?|measure|Limit|Queue|queue)\w*|with[A-Z]\w*)$/;

/** These keep a callback for later, whatever is done with their result. */
const KEEPS_CALLBACK =
  /^(on|once|addListener|addEventListener|use|tool|createFunction|createTool|setTimeout|setInterval|cron|defineTask|task|agent|useCallback|useMemo|useEffect)$/;

/**
 * Functions that make this call whenever they are called: the one around it, and from callbacks that run at once
 * the one around those.
 */
function ownersOf(node: ts.Node, module: Module): readonly ts.FunctionLikeDeclaration[] {
  const found: ts.FunctionLikeDeclaration[] = [];
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    if (!isFunctionWithBody(current)) continue;
    if (handlerOf(current, module)) return found;
    const isCallable = !ts.isConstructorDeclaration(current) && !ts.isAccessor(current);
    if (isCallable && (current.parameters.length > 0 || parametersAround(current).length > 0) && !isComponent(current))
      found.push(current);
    if (!isRunAtOnce(current)) return found;
  }
  return found;
}

/** A function that is called where it is written, or by what it is handed to before that returns. */
function isRunAtOnce(callback: ts.FunctionLikeDeclaration): boolean {
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return false;
  let node: ts.Node = callback;
  while (ts.isParenthesizedExpression(node.parent) || ts.isAsExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isNewExpression(parent)) return calleeName(parent) === "Promise";
  if (!ts.isCallExpression(parent)) return false;
  if (parent.expression === node) return true;
  const name = calleeName(parent) ?? "";
  if (KEEPS_CALLBACK.test(name)) return false;
  return RUNS_CALLBACK.test(name) || ts.isAwaitExpression(parent.parent);
}

/** A React component is drawn, never called. */
function isComponent(node: ts.FunctionLikeDeclaration): boolean {
  return /\.[jt]sx$/.test(node.getSourceFile().fileName) && /^[A-Z]/.test(functionName(node) ?? "");
}

/** A model call that a call of a wrapper leads to. */
export interface ReachedCall {
  readonly recognised: RecognisedCall;
  /** The functions on the way, the called one first. */
  readonly through: readonly AbstractFunction[];
}

/**
 * The model calls that a call of a function leads to, with what it is given: all that it may lead to, or those that
 * what it is given surely chooses.
 */
export function reachedThrough(
  evaluator: Evaluator,
  called: AbstractFunction,
  given: readonly Lazy[] | undefined,
  level: number,
  lookup: WrapperLookup,
  calls: "all" | "chosen",
): readonly ReachedCall[] {
  const { module, node } = called.at;
  const wrapper = level < 0 ? undefined : lookup.wrappers(module, level).functions.get(node);
  if (!wrapper) return [];
  lookup.use(evaluator, module);
  return evaluator.entered<readonly ReachedCall[]>(node, [], () => {
    const parameters = given ? typedParameters(evaluator, called, given) : new Map<ts.ParameterDeclaration, Lazy>();
    const environment: Environment = { parameters, thisValue: undefined, outer: called.environment };
    return reachedFrom(evaluator, wrapper.sites, module, environment, level, lookup, calls).map((each) => ({
      recognised: each.recognised,
      through: [called, ...each.through],
    }));
  });
}

function reachedFrom(
  evaluator: Evaluator,
  sites: readonly WrapperSite[],
  module: Module,
  environment: Environment | undefined,
  level: number,
  lookup: WrapperLookup,
  calls: "all" | "chosen",
): readonly ReachedCall[] {
  return sites.flatMap(({ node, native, callee }): readonly ReachedCall[] => {
    if (calls === "chosen" && !isChosen(evaluator, node, module, environment)) return [];
    if (native) {
      if (isStandIn(evaluator, native, environment)) return [];
      const recognised =
        recognisedCall(evaluator, node, module, environment) ?? byItsType(evaluator, native, environment);
      return recognised ? [{ recognised, through: [] }] : [];
    }
    if (!callee || !ts.isCallExpression(node)) return [];
    const called = calledFunction(evaluator, node, module, environment) ?? callee;
    const target = called.at.node === callee.at.node ? called : callee;
    const given = argumentsOf(evaluator, node, module, environment);
    return reachedThrough(evaluator, target, given, level - 1, lookup, calls);
  });
}

/** A client that the caller does not show is still one by its declared type; a request goes where it is sent. */
function byItsType(
  evaluator: Evaluator,
  native: RecognisedCall,
  environment: Environment | undefined,
): RecognisedCall | undefined {
  if (native.sdk === http) return undefined;
  const { module, node } = native.at;
  return { ...native, arguments: argumentsOf(evaluator, node, module, environment), environment };
}

/** Whether what the call is made on is, with what this caller passes, something of its own: a test's double. */
function isStandIn(evaluator: Evaluator, native: RecognisedCall, environment: Environment | undefined): boolean {
  if (!environment) return false;
  const { module, node } = native.send?.call ?? native.at;
  let callee: ts.Expression = unwrapped(node.expression);
  while (ts.isPropertyAccessExpression(callee)) {
    callee = unwrapped(callee.expression);
    if (ts.isAwaitExpression(callee)) callee = unwrapped(callee.expression);
    const values = alternativesOf(evaluator.evaluate(callee, module, environment));
    if (values.some((each) => each.kind === "instance" || each.kind === "member")) return false;
    const isOwn = values.some((each) => each.kind === "object" || each.kind === "construction");
    if (isOwn && callee.kind !== ts.SyntaxKind.ThisKeyword) return true;
  }
  return false;
}

/** Parameters with what is passed; their declared types where nothing is known of that. */
function typedParameters(
  evaluator: Evaluator,
  { at }: AbstractFunction,
  given: readonly Lazy[],
): ReadonlyMap<ts.ParameterDeclaration, Lazy> {
  const bound = boundParameters(evaluator, at, given);
  for (const [parameter, passed] of bound) {
    const { type } = parameter;
    if (!type || parameter.dotDotDotToken) continue;
    bound.set(parameter, () => {
      const value = passed();
      if (value.kind !== "unknown" || !isUntold(value)) return value;
      const typed = typedValue(evaluator, type, at.module);
      return typed.kind === "unknown" ? value : typed;
    });
  }
  return bound;
}

/**
 * Options that differ between a call that passes what is not known and one that passes nothing, and those that are
 * worked out by code that reads a parameter.
 */
function decidedOptions(
  evaluator: Evaluator,
  owner: ts.FunctionLikeDeclaration,
  parameters: readonly ts.ParameterDeclaration[],
  sites: readonly WrapperSite[],
  module: Module,
  level: number,
  lookup: WrapperLookup,
): DecidedOptions {
  const nothing: Environment = {
    parameters: new Map(parameters.map((parameter) => [parameter, nothingFor(evaluator, parameter, module)])),
    thisValue: undefined,
    outer: undefined,
  };
  const offsets = offsetsReading(parameters, owner, module);
  const withUnknown = reachedFrom(evaluator, sites, module, undefined, level, lookup, "all");
  const withNothing = reachedFrom(evaluator, sites, module, nothing, level, lookup, "all");
  const decided = new Map<ts.Node, Set<OptionName>>();
  withUnknown.forEach(({ recognised }, index) => {
    const other = withNothing[index]?.recognised;
    if (other?.at.node !== recognised.at.node) return;
    const options = modelCallOptions(evaluator, recognised);
    const bare = modelCallOptions(evaluator, other);
    if (!options || !bare) return;
    for (const [key, value] of Object.entries(options)) {
      const name = key as OptionName;
      if (isSameValue(value, bare[name]) && !isUnknownThrough(value, module.file, offsets)) continue;
      const names = decided.get(recognised.at.node) ?? new Set<OptionName>();
      decided.set(recognised.at.node, names.add(name));
    }
  });
  for (const [node, names] of decided) if (![...names].some((name) => SAYS_WHAT.has(name))) decided.delete(node);
  return decided;
}

/** Nothing; but a client stays one, so that the call stays the same call. */
function nothingFor(evaluator: Evaluator, parameter: ts.ParameterDeclaration, module: Module): Lazy {
  return () => {
    const typed = parameter.type && typedValue(evaluator, parameter.type, module);
    const kind = typed?.kind;
    return typed && (kind === "instance" || kind === "class instance" || kind === "function") ? typed : UNDEFINED;
  };
}

/**
 * A cheap look at a callee, before it is evaluated: is one of the names it goes by, or of what made it, that of a
 * wrapper?
 */
export function mayBeWrapper(node: ts.CallExpression, module: Module, isName: (name: string) => boolean): boolean {
  const callee = unwrapped(node.expression);
  if (ts.isPropertyAccessExpression(callee)) return isName(callee.name.text);
  if (ts.isCallExpression(callee)) return isName(calleeName(callee) ?? "");
  if (!ts.isIdentifier(callee)) return false;
  const declaration = module.scopes.resolve(callee.text, callee);
  if (!declaration) return false;
  if (ts.isImportClause(declaration)) return isName("default") || isName(callee.text);
  if (ts.isImportSpecifier(declaration)) return isName((declaration.propertyName ?? declaration.name).text);
  if (isName(callee.text)) return true;
  if (ts.isBindingElement(declaration)) return isName(propertyName(declaration.propertyName ?? declaration.name) ?? "");
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  return isName(nameOfValue(declaration.initializer) ?? "");
}

/** The name of what an expression calls, reads or is. */
function nameOfValue(expression: ts.Expression): string | undefined {
  let value = unwrapped(expression);
  if (ts.isAwaitExpression(value)) value = unwrapped(value.expression);
  if (ts.isCallExpression(value)) {
    // `service.ask.bind(service)` is the method.
    const callee = unwrapped(value.expression);
    if (ts.isPropertyAccessExpression(callee) && callee.name.text === "bind") return nameOfValue(callee.expression);
    return calleeName(value);
  }
  if (ts.isPropertyAccessExpression(value)) return value.name.text;
  return ts.isIdentifier(value) ? value.text : undefined;
}

function namesOf(functions: readonly ts.Node[], module: Module): Pick<ModuleWrappers, "names" | "exportedNames"> {
  const names = new Set<string>();
  const exportedNames = new Set<string>();
  const exportedLocals = new Set<string>();
  for (const [name, exported] of module.exports) {
    if (exported.kind === "declaration") exportedLocals.add(exported.name);
    if (exported.kind === "expression") {
      const local = nameOfValue(exported.node);
      if (local !== undefined) exportedLocals.add(local);
    }
    if (name === "default" || name === "export=") exportedLocals.add("default");
  }
  const isModuleOpen = module.exports.size > 0;
  const addFrom = (start: ts.Node): void => {
    const own = namesOfHolders(start);
    let isExported = false;
    for (let node: ts.Node = start; !ts.isSourceFile(node); node = node.parent) {
      const name = nameOfHolder(node);
      if (name !== undefined && exportedLocals.has(name) && isTopLevel(node)) isExported = true;
      if (ts.isClassLike(node) || ts.isExportAssignment(node) || isCommonJsExport(node)) isExported = isModuleOpen;
    }
    if (own.length === 0 || isExported) own.push("default");
    for (const name of own) {
      names.add(name);
      if (isExported) exportedNames.add(name);
    }
  };
  for (const each of functions) addFrom(each);
  addAliases(module, names, addFrom);
  for (const [name, exported] of module.exports) {
    if (exported.kind === "declaration" && exportedNames.has(exported.name)) exportedNames.add(name);
  }
  return { names, exportedNames };
}

/** Names of a function and of all that it stands in. */
function namesOfHolders(start: ts.Node): string[] {
  const names: string[] = [];
  for (let node = start; !ts.isSourceFile(node); node = node.parent) {
    const name = nameOfHolder(node);
    if (name !== undefined) names.push(name);
  }
  return names;
}

/**
 * Whether a file that no other imports may call one of its own functions: then the name that it is reached by, its own
 * or that of the next thing around it, stands there twice.
 */
function isNamedAgain(owner: ts.FunctionLikeDeclaration, module: Module): boolean {
  const [name] = namesOfHolders(owner);
  return name !== undefined && isRepeatedWord(module.source.text, name);
}

/** Other names of wrappers: `const ask = createAsk(…)`, `{ ask: generate }`, `ask = generate.bind(x)`. */
function addAliases(module: Module, names: ReadonlySet<string>, addFrom: (node: ts.Node) => void): void {
  const seen = new Set<ts.Node>();
  for (let round = 0; round < 2; round++) {
    // A name that stands in the text once is where the function is declared: nothing else is called so.
    if (![...names].some((name) => isRepeated(module.source.text, name))) return;
    walk(module.source, (node) => {
      if (seen.has(node)) return;
      const isHolder =
        ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node);
      const value = isHolder
        ? node.initializer && nameOfValue(node.initializer)
        : ts.isShorthandPropertyAssignment(node)
          ? node.name.text
          : undefined;
      if (value === undefined || !names.has(value)) return;
      seen.add(node);
      addFrom(node);
    });
  }
}

function isRepeatedWord(text: string, name: string): boolean {
  let count = 0;
  for (let at = text.indexOf(name); at >= 0 && count < 2; at = text.indexOf(name, at + name.length)) {
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + name.length])) count++;
  }
  return count === 2;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\w$]/.test(character);
}

function isRepeated(text: string, name: string): boolean {
  const first = text.indexOf(name);
  return first >= 0 && text.indexOf(name, first + 1) >= 0;
}

function nameOfHolder(node: ts.Node): string | undefined {
  if (isFunctionWithBody(node) && node.name) return propertyName(node.name);
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) return node.name.text;
  if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node) || ts.isShorthandPropertyAssignment(node))
    return propertyName(node.name);
  if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left)) return node.left.name.text;
  return undefined;
}

function isTopLevel(node: ts.Node): boolean {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
  return ts.isSourceFile(statement.parent);
}

function isCommonJsExport(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && /^(module\.)?exports\b/.test(node.left.getText());
}

/** Whether an SDK may be behind a call, so that it needs no look for wrappers. */
export function isSdkCall(evaluator: Evaluator, node: ts.CallExpression, module: Module): boolean {
  return (
    mayBeFromSdk(evaluator, node.expression, module) && recognisedCall(evaluator, node, module, undefined) !== undefined
  );
}

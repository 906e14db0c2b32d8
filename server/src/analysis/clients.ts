import type { Client, ClientOptionName, SdkDefaults, Value } from "../../../lens/facts.ts";
import type { OptionPaths } from "../../../lens/sdks/description.ts";
import { providerOfBaseUrl } from "../../../lens/sdks/endpoints.ts";
import { type Abstract, type AbstractInstance, alternativesOf, type Located } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { chainOf, isBound } from "./chains.ts";
import { contextOf } from "./context.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { readOption } from "./options.ts";
import { isStandIn } from "./stand-in-clients.ts";
import { enclosingFunction, hasModifier, isAssignment, isInside, propertyName, ts, walk } from "./syntax.ts";
import { place, toValue } from "./values.ts";

const NO_DEFAULTS: SdkDefaults = { timeout: undefined, retries: undefined, maxSteps: undefined };

/** Functions that call what they are given once and keep its result. */
const KEEPERS =
  /^(useMemo|useRef|useState|cache|once|memoi[sz]e\w*|lazy|singleton\w*|remember|set|provide|useValue|inject\w*)$/;

/** The fact of a client or provider; `undefined` when the code does not show how it is made. */
export function clientFact(evaluator: Evaluator, instance: AbstractInstance): Client | undefined {
  let fact = factsOfInstances.get(instance);
  if (fact === undefined) factsOfInstances.set(instance, (fact = makeClientFact(evaluator, instance) ?? null));
  return fact ?? undefined;
}

/** Every call through a client asks for its fact. `null`: there is none. */
const factsOfInstances = new WeakMap<AbstractInstance, Client | null>();

function makeClientFact(evaluator: Evaluator, instance: AbstractInstance): Client | undefined {
  const { creation, type } = instance;
  if (!creation || (type.role !== "client" && type.role !== "provider")) return undefined;
  const { module, node } = creation;
  const sdkMajor = evaluator.host.packageMajor(instance.sdk.versionPackage, module.file);
  const site = { call: creation, arguments: instance.arguments, instance };
  const options: Partial<Record<ClientOptionName, Value>> = {};
  for (const [name, paths] of Object.entries(type.options ?? {})) {
    const found = readOption(evaluator, paths, site, sdkMajor);
    if (!found) continue;
    const value = toValue(found.value, found.insertion);
    const isHidden = value.state === "absent" && isChangedLater(node, module);
    options[name as ClientOptionName] = isHidden ? { state: "unknown", reason: "mutation", place: undefined } : value;
  }
  const locals = localsRead(node, module);
  return {
    fact: "client",
    sdk: instance.sdk.id,
    sdkMajor,
    name: instance.name,
    role: type.role,
    place: place(creation),
    calleePlace: calleePlace(creation),
    provider: providerOf(evaluator, instance),
    options,
    defaults: type.defaults ?? NO_DEFAULTS,
    context: contextOf(node, module, evaluator),
    readsLocals: locals === "changing",
    isKept: isKept(node, module),
    declaration: locals === "none" ? movableDeclaration(node, module) : undefined,
    isMovable: type.isLazy === true && hasOnlyLiterals(node) && !isOfOwnClass(evaluator, creation),
    isExported: isExported(node, module),
    isStandIn: isStandIn(node, module),
  };
}

/** `client.timeout = …` after the client was made, be it a variable or a field. */
export function isChangedLater(creation: ts.Node, module: Module): boolean {
  let isChanged = changesOfCreations.get(creation);
  if (isChanged === undefined) changesOfCreations.set(creation, (isChanged = findsChange(creation, module)));
  return isChanged;
}

const changesOfCreations = new WeakMap<ts.Node, boolean>();

function findsChange(creation: ts.Node, module: Module): boolean {
  const holder = creation.parent;
  if (ts.isVariableDeclaration(holder)) return module.scopes.references(holder).some(isMemberSet);
  const isField =
    ts.isPropertyDeclaration(holder) || (ts.isBinaryExpression(holder) && ts.isPropertyAccessExpression(holder.left));
  if (!isField) return false;
  const name = ts.isPropertyDeclaration(holder)
    ? propertyName(holder.name)
    : (holder.left as ts.PropertyAccessExpression).name.text;
  let isFound = false;
  walk(module.source, (inner) => {
    const isThat =
      ts.isPropertyAccessExpression(inner) &&
      inner.expression.kind === ts.SyntaxKind.ThisKeyword &&
      inner.name.text === name;
    if (isThat && isMemberSet(inner)) isFound = true;
  });
  return isFound;
}

/** Whether something below an expression is assigned. */
function isMemberSet(expression: ts.Expression): boolean {
  let node: ts.Node = expression;
  while (ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node) node = node.parent;
  const { parent } = node;
  return (
    node !== expression &&
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

/** From the callee's start to its end, with `new` before it. */
export function calleePlace(at: Located<ts.NewExpression | ts.CallExpression>): Client["place"] {
  const { module, node } = at;
  return { file: module.file, start: node.getStart(module.source), end: node.expression.getEnd() };
}

/** How the callee reads on one line: `client.chat.completions.create`, `ConverseCommand`. */
export function calleeText({ module, node }: Located<ts.NewExpression | ts.CallExpression>): string {
  const text = node.expression.getText(module.source).replaceAll(/\s+/g, "");
  return text.length > 80 ? `…${text.slice(-79)}` : text;
}

/**
 * The fact of the client that an instance is, or that it was made from: the nearest link of its chain that has one.
 * What only binds something to a client is no client of its own.
 */
export function clientFactOfChain(evaluator: Evaluator, instance: AbstractInstance): Client | undefined {
  const links = chainOf(instance);
  for (const [index, link] of links.entries()) {
    if (isBound(link)) continue;
    const isView =
      link.type.options === undefined && links.slice(index + 1).some((other) => other.type.role === "client");
    const fact = isView ? undefined : clientFact(evaluator, link);
    if (fact) return fact;
  }
  return undefined;
}

/** Who serves the models of an instance: told by the base URL of its client where one is set, else by its type. */
export function providerOf(evaluator: Evaluator, instance: AbstractInstance): string | undefined {
  const links = chainOf(instance);
  const owner = links.find((link) => link.type.options?.baseUrl !== undefined && !isBound(link));
  const paths = owner?.type.options?.baseUrl;
  const own = switchedProvider(evaluator, links);
  const chosen = chosenProvider(evaluator, links);
  if (chosen) return chosen.provider;
  if (!owner?.arguments || !paths) return own;
  const site = { call: owner.creation, arguments: owner.arguments, instance: owner };
  const found = readOption(evaluator, paths, site, undefined);
  if (!found || isNothing(found.value)) return own;
  const providers = new Set(
    alternativesOf(found.value)
      .filter((each) => !isNothing(each))
      .map((each) => {
        const url = urlText(each);
        // Azure's own client is always given an endpoint, mostly from the environment; a store is what it is anywhere.
        const isAnywhere = own === "azure-openai" || links.some(isStore);
        if (url === undefined) return isAnywhere ? own : undefined;
        return providerOfBaseUrl(url) ?? compatible(own);
      }),
  );
  return providers.size === 1 ? [...providers][0] : undefined;
}

/** Whether an instance is a store that is searched, or a client of such stores and of no model. */
function isStore({ sdk, type }: AbstractInstance): boolean {
  if (type.role === "store") return true;
  const members = Object.values(type.members ?? {});
  return (
    !members.some(({ member }) => member === "call") &&
    members.some(
      (each) => each.member === "retrieval" || (each.member === "makes" && sdk.types[each.type]?.role === "store"),
    )
  );
}

/** Who serves the models by the type alone, and by the options that choose between its services. */
function switchedProvider(evaluator: Evaluator, links: readonly AbstractInstance[]): string | undefined {
  const link = links.find(({ type }) => type.provider !== undefined);
  if (link?.type.providerSwitch === undefined || link.arguments === undefined) return link?.type.provider;
  const { flag, impliedBy = [], provider } = link.type.providerSwitch;
  const site = { call: link.creation, arguments: link.arguments, instance: link };
  const read = (paths: OptionPaths) => readOption(evaluator, paths, site, undefined)?.value;
  const isOn = read(flag);
  if (isOn?.kind === "constant") return isOn.value === true ? provider : link.type.provider;
  if (isOn !== undefined && !isNothing(isOn)) return undefined;
  const implied = impliedBy.map(read).filter((each) => each !== undefined && !isNothing(each));
  if (implied.length === 0) return link.type.provider;
  return implied.some((each) => each?.kind === "constant") ? provider : undefined;
}

/** What an option that holds a provider says; `undefined` where no link has such an option, or it is left out. */
function chosenProvider(
  evaluator: Evaluator,
  links: readonly AbstractInstance[],
): { readonly provider: string | undefined } | undefined {
  const link = links.find(({ type }) => type.providerOption !== undefined);
  if (link?.arguments === undefined || link.type.providerOption === undefined) return undefined;
  const site = { call: link.creation, arguments: link.arguments, instance: link };
  const value = readOption(evaluator, link.type.providerOption, site, undefined)?.value;
  if (value === undefined || isNothing(value)) return undefined;
  return { provider: value.kind === "instance" ? value.type.provider : undefined };
}

function compatible(own: string | undefined): string | undefined {
  return own === "openai" || own === undefined ? "openai-compatible" : own;
}

/** A URL as far as it is written: what is not known stands as `0`, which fits a label and a port. */
function urlText(value: Abstract): string | undefined {
  if (value.kind === "constant") return String(value.value);
  if (value.kind !== "template") return undefined;
  const text = value.parts.map((part) => (typeof part === "string" ? part : "0")).join("");
  return /^https?:\/\//.test(text) ? text : undefined;
}

/**
 * What the arguments read from around them: `none` of it local, locals that are the same on every call
 * (`constant`), or something that may differ from call to call (`changing`).
 */
function localsRead(
  node: ts.NewExpression | ts.CallExpression,
  module: Module,
  depth = 0,
): "none" | "constant" | "changing" {
  const owner = enclosingFunction(node);
  if (!owner) return "none";
  let result: "none" | "constant" | "changing" = "none";
  for (const argument of node.arguments ?? []) {
    walk(argument, (inner) => {
      if (inner.kind === ts.SyntaxKind.ThisKeyword) result = "changing";
      if (!ts.isIdentifier(inner) || (ts.isPropertyAccessExpression(inner.parent) && inner.parent.name === inner))
        return;
      if (ts.isPropertyAssignment(inner.parent) && inner.parent.name === inner) return;
      const declaration = module.scopes.resolve(inner.text, inner);
      if (!declaration || !enclosingFunction(declaration) || isInside(declaration, argument)) return;
      const isConstant =
        depth < 4 && ts.isVariableDeclaration(declaration) && isConstantLocal(declaration, module, depth);
      if (!isConstant) result = "changing";
      else if (result === "none") result = "constant";
    });
  }
  return result;
}

/** A local that is set from literals, the environment or the module alone. */
function isConstantLocal(declaration: ts.VariableDeclaration, module: Module, depth: number): boolean {
  const { initializer } = declaration;
  if (!initializer || (declaration.parent.flags & ts.NodeFlags.Const) === 0) return false;
  let isConstant = true;
  walk(initializer, (inner) => {
    if (inner.kind === ts.SyntaxKind.ThisKeyword || ts.isCallExpression(inner) || ts.isAwaitExpression(inner))
      isConstant = false;
    if (!ts.isIdentifier(inner) || (ts.isPropertyAccessExpression(inner.parent) && inner.parent.name === inner)) return;
    const used = module.scopes.resolve(inner.text, inner);
    if (!used || !enclosingFunction(used)) return;
    if (depth >= 4 || !ts.isVariableDeclaration(used) || !isConstantLocal(used, module, depth + 1)) isConstant = false;
  });
  return isConstant;
}

/** Whether a class of the app that extends the SDK's is made: its constructor and fields may do anything. */
function isOfOwnClass(evaluator: Evaluator, { module, node }: Located<ts.NewExpression | ts.CallExpression>): boolean {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return true;
  return alternativesOf(evaluator.evaluate(node.expression, module)).some((each) => each.kind === "class");
}

/** Arguments of literals alone: no name, no call, nothing that could differ elsewhere. */
function hasOnlyLiterals(node: ts.NewExpression | ts.CallExpression): boolean {
  let isPlain = true;
  for (const argument of node.arguments ?? []) {
    walk(argument, (inner) => {
      const isKey = ts.isIdentifier(inner) && ts.isPropertyAssignment(inner.parent) && inner.parent.name === inner;
      const isLiteral =
        ts.isLiteralExpression(inner) ||
        ts.isObjectLiteralExpression(inner) ||
        ts.isArrayLiteralExpression(inner) ||
        ts.isPropertyAssignment(inner) ||
        inner.kind === ts.SyntaxKind.TrueKeyword ||
        inner.kind === ts.SyntaxKind.FalseKeyword;
      if (!isKey && !isLiteral) isPlain = false;
    });
  }
  return isPlain;
}

/** See `Client.isKept`. */
function isKept(creation: ts.Node, module: Module): boolean | undefined {
  if (!enclosingFunction(creation)) {
    for (let node: ts.Node = creation; node.parent; node = node.parent) {
      if (ts.isIterationStatement(node.parent, false)) return isKeptLocal(creation, module);
    }
    return true;
  }
  return isKeptLocal(creation, module);
}

function isKeptLocal(creation: ts.Node, module: Module): boolean | undefined {
  let node = creation;
  for (;;) {
    const { parent } = node;
    if (
      ts.isParenthesizedExpression(parent) ||
      ts.isAwaitExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isConditionalExpression(parent)
    ) {
      node = parent;
      continue;
    }
    if (ts.isBinaryExpression(parent)) {
      if (isAssignment(parent)) return isKeptTarget(parent.left, creation, module);
      node = parent;
      continue;
    }
    if (ts.isPropertyDeclaration(parent)) return true;
    if (ts.isPropertyAccessExpression(parent)) return isInKeeper(creation);
    if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
      if (isInKeeper(creation)) return true;
      return isUsedOnlyHere(parent, module) ? false : undefined;
    }
    if (ts.isCallExpression(parent) && parent.expression === node) return false;
    return isInKeeper(creation) ? true : undefined;
  }
}

/** Assigned to a field or to a variable that outlives the function: kept. */
function isKeptTarget(target: ts.Expression, creation: ts.Node, module: Module): boolean | undefined {
  if (!ts.isIdentifier(target)) return true;
  const declaration = module.scopes.resolve(target.text, target);
  if (!declaration) return true;
  const owner = enclosingFunction(declaration);
  if (owner !== enclosingFunction(creation)) return true;
  if (!owner) return undefined;
  return ts.isVariableDeclaration(declaration) && isUsedOnlyHere(declaration, module) ? false : undefined;
}

function isInKeeper(node: ts.Node): boolean {
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    if (ts.isCallExpression(current) && KEEPERS.test(calleeName(current) ?? "")) return true;
  }
  return false;
}

/** The variable is only called upon: not returned, stored, or handed on. */
function isUsedOnlyHere(declaration: ts.VariableDeclaration, module: Module): boolean {
  return module.scopes.references(declaration).every((reference) => {
    const { parent } = reference;
    if (ts.isPropertyAccessExpression(parent)) return true;
    if (ts.isBinaryExpression(parent) && parent.left === reference) return true;
    // A provider is called for its models: `openai("gpt-5.2")`.
    return ts.isCallExpression(parent) && parent.expression === reference;
  });
}

/** The `const` statement of its own that declares the client inside a function. */
function movableDeclaration(creation: ts.Node, module: Module): Client["declaration"] {
  const declaration = creation.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer !== creation) return undefined;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list)) return undefined;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement) || list.declarations.length !== 1) return undefined;
  if ((list.flags & ts.NodeFlags.Const) === 0 || !enclosingFunction(statement)) return undefined;
  return place({ module, node: statement });
}

function isExported(node: ts.Node, module: Module): boolean {
  const owner = enclosingFunction(node);
  // A client that its function keeps to itself goes nowhere, however public the function.
  if (owner && !ts.isClassLike(owner.parent) && isKeptLocal(node, module) === false) return false;
  for (let current: ts.Node | undefined = node; current; current = current.parent) {
    if (!current.parent || !ts.isSourceFile(current.parent)) continue;
    if (ts.isExportAssignment(current) || hasModifier(current, ts.SyntaxKind.ExportKeyword)) return true;
    const name =
      ts.isVariableStatement(current) && ts.isIdentifier(current.declarationList.declarations[0]!.name)
        ? current.declarationList.declarations[0]!.name.text
        : undefined;
    return current.parent.statements.some(
      (statement) =>
        (ts.isExportAssignment(statement) &&
          ts.isIdentifier(statement.expression) &&
          statement.expression.text === name) ||
        (ts.isExportDeclaration(statement) &&
          statement.exportClause !== undefined &&
          ts.isNamedExports(statement.exportClause) &&
          statement.exportClause.elements.some((element) => (element.propertyName ?? element.name).text === name)),
    );
  }
  return false;
}

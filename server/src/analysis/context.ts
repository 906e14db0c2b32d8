import type { CodeContext, Place, RequestHandler } from "../../../lens/facts.ts";
import type { AnalysisHost } from "./analysis.ts";
import { calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import { handlerOf, hasDirective } from "./handlers.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Module } from "./module.ts";
import { isOpenHandler } from "./open-handlers.ts";
import { isSelfContained } from "./self-contained.ts";
import { surroundingsOf } from "./surroundings.ts";
import { isFunctionWithBody, isInside, propertyName, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

const TEST_PATH =
  /(^|\/)(__tests__|__mocks__|__fixtures__|([\w-]+[-_])?(tests?|fixtures?|mocks?)|specs?|e2e|evals?|cypress|playwright)\/|[._-](test|spec|test-d|e2e|eval|mock|stories|bench)\.[cm]?[jt]sx?$|(^|\/)(test|spec)\.[cm]?[jt]sx?$/i;

/** Folders such as `examples`, `sdk-samples`, `sample2`, `demo-app` and `testapps`, and files such as `chat.example.ts`. */
const EXAMPLE_PATH =
  /(^|\/)(([\w.-]+[-_.])?(examples?|samples?|demos?|snippets?|tutorials?|cookbooks?|quick-?starts?)\d*([-_](apps?|code|projects?|sites?))?|scripts?|docs?|playground|bench|benchmarks?|test[-_]?apps?)\/|(^|[/._-])example\.[cm]?[jt]sx?$/i;

/** Packages of several examples, such as `acme-samples`. One that is called a demo may well be what somebody works on. */
const EXAMPLE_PACKAGE = /(^|[-_/.])(examples|samples|demos|snippets|tutorials|cookbooks|quick-?starts)$/i;

/** Callbacks of these run once per element. */
const PER_ELEMENT = new Set([
  "map",
  "forEach",
  "flatMap",
  "filter",
  "reduce",
  "some",
  "every",
  "mapSeries",
  "eachSeries",
]);

const RETRY_HELPER =
  /^(p?-?retry|with_?retry|retry_?with\w*|async_?retry|back_?off|with_?back_?off|exponential_?back_?off|retry\w*|\w+WithRetr(y|ies)|attempt)$/i;

const FALLBACK_NAME = /fall_?back|secondary|backup|alternative|nextProvider/i;

/** Node's own modules that no web page has. */
const SERVER_MODULES =
  /^(node:.+|fs|fs\/promises|path|os|child_process|http|https|net|worker_threads|cluster|electron\/main|server-only)$/;

/** Where a node stands in its program. */
export function contextOf(
  node: ts.Node,
  module: Module,
  evaluator: Pick<Evaluator, "host" | "knowledge" | "dependencies">,
): CodeContext {
  const path = relativePath(module.file, evaluator.host.root);
  const owner = nearestFunction(node);
  const requestHandler = requestHandlerAround(node, module, evaluator);
  return {
    isTest: TEST_PATH.test(path),
    isExample: EXAMPLE_PATH.test(path) || isInExamples(module.file, evaluator.host),
    isSelfContained: isSelfContained(node, module, evaluator.knowledge),
    isBrowser: hasDirective(module.source.statements, "use client"),
    isServer: isServerFile(module),
    requestHandler,
    loop: loopAround(node, module),
    functionName: owner && functionName(owner),
    isInFunction: owner !== undefined,
    isRetried: isRetried(node),
    hasFallback: hasFallback(node, module, evaluator.knowledge) || isMadeWithFallbacks(node, module),
    isRaced: isRaced(node),
    ...surroundingsOf(node, module, requestHandler?.place),
  };
}

function isInExamples(file: string, host: AnalysisHost): boolean {
  return host.packageNames?.(file).some((name) => EXAMPLE_PACKAGE.test(name)) === true;
}

/** Path below the workspace folder; the whole path for files outside it. */
function relativePath(file: string, root: string): string {
  const prefix = root.endsWith("/") ? root : `${root}/`;
  return file.startsWith(prefix) ? file.slice(prefix.length) : file;
}

const serverModules = new WeakMap<Module, boolean>();

function isServerFile(module: Module): boolean {
  let isServer = serverModules.get(module);
  if (isServer === undefined) {
    isServer =
      hasDirective(module.source.statements, "use server") ||
      module.specifiers().some((specifier) => SERVER_MODULES.test(specifier));
    serverModules.set(module, isServer);
  }
  return isServer;
}

function nearestFunction(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    if (isFunctionWithBody(current)) return current;
  }
  return undefined;
}

/** The name that a function goes by: its own, its variable's, or its property's. */
export function functionName(node: ts.FunctionLikeDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  if (node.name) return propertyName(node.name);
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return propertyName(parent.name);
  return undefined;
}

/** The handler around a node, through the callbacks and inner functions between. */
function requestHandlerAround(
  node: ts.Node,
  module: Module,
  evaluator: Pick<Evaluator, "host" | "dependencies">,
): RequestHandler | undefined {
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    if (ts.isClassLike(current)) {
      // A class inside a handler is rare; its methods are called by whoever holds the instance.
      if (!ts.isMethodDeclaration(node) && current.parent && !ts.isSourceFile(current.parent)) return undefined;
    }
    if (!isFunctionWithBody(current)) continue;
    const handler = handlerOf(current, module);
    if (handler) {
      const { framework } = handler;
      const isOpen = isOpenHandler(current, framework, module, evaluator);
      return { framework, place: place({ module, node: current }), isOpen };
    }
  }
  return undefined;
}

/** The innermost loop or per-element callback in the same function. */
export function loopAround(node: ts.Node, module: Module): Place | undefined {
  let child: ts.Node = node;
  for (let current: ts.Node | undefined = node.parent; current; child = current, current = current.parent) {
    if (ts.isIterationStatement(current, false)) {
      // What a loop runs over is worked out once.
      const isHead = (ts.isForOfStatement(current) || ts.isForInStatement(current)) && current.expression === child;
      const isStart = ts.isForStatement(current) && current.initializer === child;
      if (!isHead && !isStart) return place({ module, node: current });
    }
    if (isFunctionWithBody(current)) {
      const call: ts.Node = current.parent;
      const isCallback = ts.isCallExpression(call) && call.arguments[0] === (current as ts.Node);
      if (
        isCallback &&
        ts.isPropertyAccessExpression(unwrapped(call.expression)) &&
        PER_ELEMENT.has(calleeName(call) ?? "")
      ) {
        return place({ module, node: call });
      }
      return undefined;
    }
  }
  return undefined;
}

/** Objects whose methods run what they are given again: LangChain's caller, a policy, a queue with attempts. */
const RETRY_OBJECT = /(caller\.call\w*|polic(y|ies)\.execute|retr\w*\.\w+|queue\.add|limiter\.(schedule|wrap))$/i;

function isRetryCall(call: ts.CallExpression): boolean {
  if (RETRY_HELPER.test(calleeName(call) ?? "")) return true;
  const callee = unwrapped(call.expression);
  return ts.isPropertyAccessExpression(callee) && RETRY_OBJECT.test(callee.getText());
}

/** A retry helper's callback, or a loop whose body catches and goes round again. */
function isRetried(node: ts.Node): boolean {
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    if (ts.isCallExpression(current) && isRetryCall(current)) return true;
    if (isFunctionWithBody(current) && RETRY_HELPER.test(functionName(current) ?? "")) return true;
    if (ts.isTryStatement(current) && current.catchClause && isInside(node, current.tryBlock)) {
      for (let outer: ts.Node | undefined = current.parent; outer && !isFunctionWithBody(outer); outer = outer.parent) {
        if (ts.isIterationStatement(outer, false) && !ts.isForOfStatement(outer) && !ts.isForInStatement(outer))
          return true;
      }
    }
  }
  return false;
}

/** In a `try` whose `catch` asks another model, or another client in turn. */
function hasFallback(node: ts.Node, module: Module, knowledge: Knowledge): boolean {
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    if (!ts.isTryStatement(current) || !current.catchClause || !isInside(node, current.tryBlock)) continue;
    let isFound = false;
    walk(current.catchClause.block, (inner) => {
      if (!ts.isCallExpression(inner)) return;
      const name = calleeName(inner) ?? "";
      if (knowledge.askingNames.has(name) || knowledge.functionNames.has(name)) isFound = true;
      if (FALLBACK_NAME.test(inner.expression.getText(module.source))) isFound = true;
    });
    if (isFound) return true;
  }
  return false;
}

/** Names that are followed to what a chain was made of. */
const MAXIMUM_LINKS = 8;

/** The call of a chain that was made by `withFallbacks`, in steps that may stand in variables. */
function isMadeWithFallbacks(node: ts.Node, module: Module): boolean {
  let link: ts.Node | undefined = node;
  for (let count = 0; link && count < MAXIMUM_LINKS; count++) {
    if (ts.isCallExpression(link)) {
      if (calleeName(link) === "withFallbacks") return true;
      link = unwrapped(link.expression);
    } else if (ts.isPropertyAccessExpression(link)) {
      link = unwrapped(link.expression);
    } else if (ts.isIdentifier(link)) {
      const declaration: ts.Node | undefined = module.scopes.resolve(link.text, link);
      if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return false;
      link = unwrapped(declaration.initializer);
    } else {
      return false;
    }
  }
  return false;
}

/** Inside `Promise.race`, or inside a helper whose name says that it limits time. */
function isRaced(node: ts.Node): boolean {
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    if (!ts.isCallExpression(current)) continue;
    const name = calleeName(current) ?? "";
    if (name === "race" || /^(p?timeout|with_?time_?out|time_?limit(ed)?)$/i.test(name)) return true;
  }
  return false;
}

import type { StreamUse } from "../../../lens/facts.ts";
import type { CallDescription } from "../../../lens/sdks/description.ts";
import { isOnlyAnswered } from "./answered-stream.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { enclosingFunction, isAssignment, isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";

/** Words that say that an answer goes on, or is kept, without the client. */
const OUTLIVES =
  /consumeStream|waitUntil|resumable|\bafter\(|\btee\(|pipeline\(|\bqueue\b|enqueueJob|inngest|new PassThrough|keepAlive/i;

/** Calls that do not keep an answer. */
const IN_PASSING = /^(console|logger|log|writer)\.|^JSON\.stringify$|^log\w*$|\.(close|disconnect|end)$/;

/** Members of a stream that hand it on as a response. */
const HANDS_ON = /^(to\w*(Response|Stream)|pipe\w*ToResponse|toAIStream)$/;

/** Members that are the stream, and functions that make a response of it or write it into one. */
const STREAM_MEMBERS = new Set(["stream", "textStream", "fullStream"]);
const MAKES_RESPONSE = /^(to|create|pipe)(UIMessage|Text|DataStream)\w*$/;

/** Options of those members that are told of failures. */
const ERROR_OPTIONS = ["onError", "getErrorMessage"];

/** Calls in the loop over a stream that only look at a piece of it or put pieces together. */
const GATHERS =
  /^(push|concat|join|trim|slice|parse|decode|toString|String|from|log|info|debug|warn|error|includes|startsWith|endsWith|replace|find|at|map|filter|TextDecoder)$/;

/** Calls that answer a request with what they are given. */
const ANSWERS = /^(json|send|end|text|body|Response|NextResponse)$/;

/** Most uses of a stream's variable that are looked at. */
const MOST_USES = 50;

/** What becomes of the stream that a call, or the `send` of a command, starts. */
export function streamUseOf(root: ts.CallExpression, module: Module, description: CallDescription): StreamUse {
  const owner = enclosingFunction(root);
  const isSilent = description.options.errorCallback !== undefined;
  const loop = loopOver(root, module);
  const whole = owner && outermost(owner);
  const around = whole?.getText(module.source) ?? "";
  const hasFinishCallback = /\bon(Finish|End)\b/.test(around);
  return {
    deafCatch: isSilent ? deafCatch(root, module) : undefined,
    openLoop: loop && !isSilent && isOpen(loop, owner) ? headOf(loop, module) : undefined,
    collected: loop && isCollected(loop, module) ? headOf(loop, module) : undefined,
    outlivesClient: OUTLIVES.test(around),
    mayKeepAnswer: hasFinishCallback && whole !== undefined && keepsInCallback(whole, module),
    isOnlyAnswered: !hasFinishCallback && isOnlyAnswered(root, module),
  };
}

/** Whether a callback for the whole answer may do more with it than to log it, close something, or tell the client. */
function keepsInCallback(whole: ts.Node, module: Module): boolean {
  let isKeeping = false;
  walk(whole, (node) => {
    if (isKeeping) return false;
    if (!ts.isObjectLiteralElementLike(node) || !/^on(Finish|End)$/.test(node.name?.getText(module.source) ?? ""))
      return undefined;
    const value = ts.isPropertyAssignment(node) ? unwrapped(node.initializer) : node;
    isKeeping = !isFunctionWithBody(value) || callsMoreThan(IN_PASSING, value, module);
    return false;
  });
  return isKeeping;
}

function callsMoreThan(allowed: RegExp, body: ts.Node, module: Module): boolean {
  let isMore = false;
  walk(body, (node) => {
    if (ts.isCallExpression(node) && !allowed.test(node.expression.getText(module.source))) isMore = true;
    return !isMore;
  });
  return isMore;
}

/** The part before the body. */
function headOf(loop: ts.ForOfStatement, module: Module): StreamUse["openLoop"] {
  const start = loop.getStart(module.source);
  const end = module.source.text.slice(0, loop.statement.getStart(module.source)).trimEnd().length;
  return { file: module.file, start, end };
}

function outermost(owner: ts.FunctionLikeDeclaration): ts.Node {
  let found: ts.Node = owner;
  for (let current: ts.Node | undefined = owner.parent; current; current = current.parent)
    if (isFunctionWithBody(current)) found = current;
  return found;
}

/** The `catch` of the `try` that a stream is started in and only handed on from. */
function deafCatch(root: ts.CallExpression, module: Module): StreamUse["deafCatch"] {
  const clause = catchAround(root);
  if (!clause || !usesOf(root, module)?.every((use) => isHandedOn(use))) return undefined;
  const start = clause.getStart(module.source);
  return { file: module.file, start, end: start + "catch".length };
}

/** The nearest `catch` of the same function, where the node stands in its `try`. */
function catchAround(node: ts.Node): ts.CatchClause | undefined {
  let child = node;
  for (let current = node.parent as ts.Node | undefined; current; child = current, current = current.parent) {
    if (isFunctionWithBody(current)) return undefined;
    if (ts.isTryStatement(current) && current.tryBlock === child) return current.catchClause;
  }
  return undefined;
}

/** Expressions that are the stream: the call itself where it is used at once, or each use of its variable. */
function usesOf(root: ts.CallExpression, module: Module): readonly ts.Node[] | undefined {
  let node: ts.Node = root;
  while (ts.isAwaitExpression(node.parent) || ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (!ts.isVariableDeclaration(parent)) return [node];
  if (!ts.isIdentifier(parent.name)) return undefined;
  const references = module.scopes.references(parent);
  return references.length > 0 && references.length <= MOST_USES ? references : undefined;
}

/** `return result.toTextStreamResponse()`: nothing here waits for the stream, and no option is told of failures. */
function isHandedOn(use: ts.Node): boolean {
  const access = use.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== use) return false;
  if (STREAM_MEMBERS.has(access.name.text)) return isAnsweredWith(access);
  if (!HANDS_ON.test(access.name.text)) return false;
  const call = access.parent;
  if (!ts.isCallExpression(call) || call.expression !== access) return false;
  const isTold = call.arguments.some((argument) => {
    const literal = unwrapped(argument);
    // What is no literal may hold anything; a `pipe` is given the response.
    if (!ts.isObjectLiteralExpression(literal)) return !access.name.text.startsWith("pipe");
    if (literal.properties.some((each) => ts.isSpreadAssignment(each))) return true;
    return ERROR_OPTIONS.some((name) => literal.properties.some((each) => each.name?.getText() === name));
  });
  return !isTold && (ts.isReturnStatement(call.parent) || ts.isExpressionStatement(call.parent));
}

/** `return createUIMessageStreamResponse({ stream: toUIMessageStream({ stream: result.stream }) })`. */
function isAnsweredWith(stream: ts.Node): boolean {
  let node = stream;
  while (ts.isPropertyAssignment(node.parent) && node.parent.initializer === node) {
    const literal = node.parent.parent;
    const call = literal.parent;
    const isTold = literal.properties.some(
      (each) => ts.isSpreadAssignment(each) || ERROR_OPTIONS.includes(each.name?.getText() ?? ""),
    );
    if (isTold || !ts.isCallExpression(call) || !MAKES_RESPONSE.test(calleeName(call) ?? "")) return false;
    node = call;
  }
  return node !== stream && (ts.isReturnStatement(node.parent) || ts.isExpressionStatement(node.parent));
}

/** The loop that reads the stream, in the function that starts it. */
function loopOver(root: ts.CallExpression, module: Module): ts.ForOfStatement | undefined {
  const owner = enclosingFunction(root);
  const pending: ts.Node[] = [...(usesOf(root, module) ?? [])];
  for (let step = 0; step < MOST_USES; step++) {
    const node = pending.pop();
    if (!node) return undefined;
    const { parent } = node;
    if (ts.isForOfStatement(parent) && parent.expression === node) {
      return parent.awaitModifier && enclosingFunction(parent) === owner ? parent : undefined;
    }
    const isPart =
      ts.isNonNullExpression(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isAwaitExpression(parent) ||
      (ts.isBinaryExpression(parent) && parent.left === node) ||
      (ts.isPropertyAccessExpression(parent) && parent.expression === node);
    if (isPart) pending.push(parent);
    else if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
      pending.push(...module.scopes.references(parent));
  }
  return undefined;
}

/** No `try` of the function stands around it. */
function isOpen(loop: ts.ForOfStatement, owner: ts.FunctionLikeDeclaration | undefined): boolean {
  if (!owner) return false;
  let child: ts.Node = loop;
  for (let current: ts.Node = loop.parent; current && child !== owner; child = current, current = current.parent)
    if (ts.isTryStatement(current) && (current.catchClause || current.finallyBlock) && current.tryBlock === child)
      return false;
  return true;
}

/** All that the loop does is to put the pieces together, and all that is done with the whole is to answer with it. */
function isCollected(loop: ts.ForOfStatement, module: Module): boolean {
  const targets = new Set<ts.VariableDeclaration>();
  let isPlain = true;
  walk(loop.statement, (node) => {
    if (!isPlain) return false;
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || ts.isReturnStatement(node)) isPlain = false;
    else if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
      const name = calleeName(node) ?? "";
      if (!GATHERS.test(name)) isPlain = false;
      if (name === "push" && ts.isCallExpression(node)) addTarget(receiverOf(node), targets, module);
    } else if (isAssignment(node)) addTarget(node.left, targets, module);
    return undefined;
  });
  const [target] = targets;
  if (!isPlain || !target || targets.size > 1) return false;
  const later = module.scopes.references(target).filter((each) => each.pos >= loop.end);
  return later.length > 0 && later.every((each) => isAnswered(each, loop));
}

function receiverOf(call: ts.CallExpression): ts.Expression | undefined {
  const callee = unwrapped(call.expression);
  return ts.isPropertyAccessExpression(callee) ? callee.expression : undefined;
}

function addTarget(expression: ts.Expression | undefined, targets: Set<ts.VariableDeclaration>, module: Module): void {
  const node = expression && unwrapped(expression);
  if (!node || !ts.isIdentifier(node)) return;
  const declaration = module.scopes.resolve(node.text, node);
  if (declaration && ts.isVariableDeclaration(declaration)) targets.add(declaration);
}

/** `res.send(text)`, `Response.json({ text })`, `{ statusCode: 200, body: text }`. */
function isAnswered(use: ts.Node, loop: ts.Node): boolean {
  const owner = enclosingFunction(loop);
  for (let node = use.parent; node && node !== owner; node = node.parent) {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = calleeName(node) ?? "";
      if (ANSWERS.test(name)) return true;
      if (!/^(stringify|trim|join|log|info|debug)$/.test(name)) return false;
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === "body") return true;
  }
  return false;
}

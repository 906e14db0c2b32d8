import type { CodeContext, Place } from "../../../lens/facts.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { personNamedIn } from "./person-id.ts";
import { isFunctionWithBody, isInside, propertyName, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

type Surroundings = Pick<CodeContext, "timer" | "fanOut" | "retryLayer" | "person">;

const RETRY_HELPER =
  /^(p-?retry|retry|with_?retr(y|ies)|async_?retry|back_?off|with_?back_?off|exponential_?back_?off)$/i;

/** Words that count tries in the head of a loop. */
const COUNTS_TRIES = /attempt|retr(y|ies)|tries/i;

/** Calls that may fail for what the model wrote rather than for the connection. */
const CHECKS_OUTPUT = /^(parse|safeParse|parseAsync|validate\w*|assert\w*|decode|match)$/;

/** What repeats the code around a node, and for whom it runs. `handler` is the function that is called once per request. */
export function surroundingsOf(node: ts.Node, module: Module, handler: Place | undefined): Surroundings {
  let timer: Surroundings["timer"];
  let fanOut: Place | undefined;
  let retryLayer: Surroundings["retryLayer"];
  let isLimited = false;
  let person: string | undefined;
  for (let child: ts.Node = node, current: ts.Node = node.parent; current; child = current, current = current.parent) {
    if (ts.isCallExpression(current)) {
      const isCallback = isFunctionWithBody(child);
      if (isCallback) timer ??= timerOf(current, module);
      if (isCallback) retryLayer ??= helperOf(current, module);
      if (/^limit|throttle|schedule$/i.test(calleeName(current) ?? "")) isLimited = true;
      if (!isLimited) fanOut ??= fanOutOf(current, node, module);
    }
    if (ts.isTryStatement(current) && child === current.tryBlock) retryLayer ??= retryLoopOf(current, module);
    if (handler !== undefined && current.getStart(module.source) === handler.start && current.end === handler.end)
      person = personNamedIn(current, module.source);
  }
  return { timer, fanOut, retryLayer, person };
}

/** `setInterval(callback, 5000)` and `cron.schedule("*\/5 * * * *", callback)`. */
function timerOf(call: ts.CallExpression, module: Module): Surroundings["timer"] {
  const head = place({ module, node: call.expression });
  const name = calleeName(call) ?? "";
  if (name === "setInterval") return { place: head, period: numberIn(call.arguments[1]) };
  const [first] = call.arguments;
  if (name !== "schedule" || first === undefined || !ts.isStringLiteralLike(first)) return undefined;
  const minutes = /^(?:\*|\*\/(\d+)) \* \* \* \*$/.exec(first.text.trim());
  return { place: head, period: minutes === null ? undefined : Number(minutes[1] ?? 1) * 60_000 };
}

/** `Promise.all(list.map(callback))`, with the node in the callback. */
function fanOutOf(call: ts.CallExpression, node: ts.Node, module: Module): Place | undefined {
  const callee = unwrapped(call.expression);
  const isAll =
    ts.isPropertyAccessExpression(callee) &&
    callee.expression.getText(module.source) === "Promise" &&
    /^all(Settled)?$/.test(callee.name.text);
  const list = call.arguments[0] && unwrapped(call.arguments[0]);
  if (!isAll || list === undefined || !ts.isCallExpression(list) || calleeName(list) !== "map") return undefined;
  const isInCallback = list.arguments.some((argument) => isInside(node, argument));
  const mapped = unwrapped(list.expression);
  const isShort = ts.isPropertyAccessExpression(mapped) && ts.isArrayLiteralExpression(unwrapped(mapped.expression));
  return isInCallback && !isShort ? place({ module, node: callee }) : undefined;
}

function helperOf(call: ts.CallExpression, module: Module): Surroundings["retryLayer"] {
  const name = calleeName(call) ?? "";
  if (!RETRY_HELPER.test(name)) return undefined;
  const options = call.arguments.find((argument) => ts.isObjectLiteralExpression(argument));
  let tries: number | undefined;
  for (const option of options?.properties ?? []) {
    if (!ts.isPropertyAssignment(option)) continue;
    const number = numberIn(option.initializer);
    const key = propertyName(option.name) ?? "";
    if (number === undefined) continue;
    if (/^(retries|maxRetries)$/.test(key)) tries = number + 1;
    if (/^(attempts|maxAttempts|numOfAttempts)$/.test(key)) tries = number;
  }
  return { place: place({ module, node: call.expression }), name, tries };
}

/** A counted loop that tries again whatever the failure was, as far as nothing in the block but the call can fail. */
function retryLoopOf(statement: ts.TryStatement, module: Module): Surroundings["retryLayer"] {
  if (statement.catchClause === undefined || checksOutput(statement.tryBlock)) return undefined;
  for (let current: ts.Node = statement.parent; current && !isFunctionWithBody(current); current = current.parent) {
    if (!ts.isForStatement(current) && !ts.isWhileStatement(current)) continue;
    const condition = ts.isForStatement(current) ? current.condition : current.expression;
    const start = current.getStart(module.source);
    const head = module.source.text.slice(start, current.statement.getStart(module.source));
    if (condition === undefined || !COUNTS_TRIES.test(head)) return undefined;
    const limit = ts.isBinaryExpression(condition) ? numberIn(condition.right) : undefined;
    const isInclusive = ts.isBinaryExpression(condition) && condition.operatorToken.getText(module.source) === "<=";
    const from = /(?:=|\blet \w+ =)\s*1\b/.test(head) ? 1 : 0;
    const tries = limit === undefined ? undefined : limit - from + (isInclusive ? 1 : 0);
    return { place: { file: module.file, start, end: start + head.trimEnd().length }, name: "loop", tries };
  }
  return undefined;
}

function checksOutput(block: ts.Block): boolean {
  let isChecking = false;
  walk(block, (inner) => {
    if (ts.isThrowStatement(inner)) isChecking = true;
    if (ts.isCallExpression(inner) && CHECKS_OUTPUT.test(calleeName(inner) ?? "")) isChecking = true;
  });
  return isChecking;
}

/** A number that is written out, or a product of such: `5 * 60 * 1000`. */
function numberIn(node: ts.Expression | undefined): number | undefined {
  if (node === undefined) return undefined;
  const inner = unwrapped(node);
  if (ts.isNumericLiteral(inner)) return Number(inner.text.replaceAll("_", ""));
  if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.AsteriskToken) return undefined;
  const left = numberIn(inner.left);
  const right = numberIn(inner.right);
  return left === undefined || right === undefined ? undefined : left * right;
}

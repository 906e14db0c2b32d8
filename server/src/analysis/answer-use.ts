import type { AnswerUse, CallKind, PartTaken, Place } from "../../../lens/facts.ts";
import type { CallDescription, ResponseDescription } from "../../../lens/sdks/description.ts";
import type { Located } from "./abstract.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { type Path, pathOf, startsWith, type TrackedResponse, type Visit } from "./response.ts";
import { streamUseOf } from "./stream-use.ts";
import { enclosingFunction, isFunctionWithBody, ts, unwrapped, walk } from "./syntax.ts";
import { place } from "./values.ts";

/** Of a call whose answer is not seen. */
export const UNREAD: AnswerUse = {
  answersRead: undefined,
  isUsageRead: undefined,
  isRefusalRead: undefined,
  dataTaken: undefined,
  textTaken: undefined,
  taken: undefined,
  stream: undefined,
};

/** Lists whose elements are whole answers, and lists whose elements are blocks of many kinds. */
const ANSWERS = /^(choices|candidates|generations|outputs)$/;
const BLOCKS = /^(content|output)$/;

const USAGE =
  /usage|tokens?$|token_?count|^(meta|metrics|response_?metadata|providerMetadata|prompt_eval_count|eval_count|headers)$/i;

/** Packages that record what calls cost, by a set-up that stands anywhere in a workspace. */
const TRACING_PACKAGES = [
  "langfuse",
  "@langfuse/tracing",
  "@langfuse/openai",
  "@langfuse/otel",
  "langsmith",
  "@traceloop/node-server-sdk",
  "@arizeai/openinference-instrumentation-openai",
  "@opentelemetry/api",
  "@opentelemetry/sdk-node",
  "@vercel/otel",
  "@sentry/node",
  "@sentry/nextjs",
  "@helicone/helpers",
  "@posthog/ai",
  "braintrust",
  "dd-trace",
  "newrelic",
  "weave",
  "@latitude-data/telemetry",
  "@mastra/observability",
];

/** Longest text of code in a message. */
const LONGEST_TEXT = 60;

/** What is read of the answer to a call, or to the `send` of a command. */
export function answerUseOf(
  evaluator: Evaluator,
  root: Located,
  kind: CallKind,
  description: CallDescription,
  tracked: TrackedResponse,
): AnswerUse {
  const { module, node } = root;
  if (kind === "stream") {
    return { ...UNREAD, stream: ts.isCallExpression(node) ? streamUseOf(node, module, description) : undefined };
  }
  const { response } = description;
  if (!response || tracked.visits.length === 0) return UNREAD;
  const isWholeGone = tracked.escapes.some((path) => path.length === 0);
  const textPaths = response.text.map((each) => withoutLists(pathOf(each)).join("."));
  const dataPaths = (response.refusal ? (response.data ?? []) : []).map(pathOf);
  return {
    answersRead: isWholeGone ? undefined : answersRead(tracked, response),
    isUsageRead: response.finishReason.length > 0 ? isUsageRead(evaluator, module, tracked, isWholeGone) : undefined,
    isRefusalRead: isRefusalRead(tracked, response),
    dataTaken: first(tracked.visits, module, (visit) => dataTaken(visit, dataPaths, module)),
    textTaken: isWholeGone ? undefined : first(tracked.visits, module, (visit) => textTaken(visit, textPaths)),
    taken: partTaken(tracked, response, module),
    stream: undefined,
  };
}

function answersRead(tracked: TrackedResponse, response: ResponseDescription): AnswerUse["answersRead"] {
  const list = listOf(response, ANSWERS);
  if (!list) return undefined;
  if (tracked.escapes.some((path) => startsWith(list, path))) return undefined;
  let isFirstRead = false;
  for (const { node, path } of tracked.visits) {
    if (isSame(path, list)) {
      const way = wayInto(node);
      if (way === "several") return "several";
      if (way === "first") isFirstRead = true;
    } else if (path.length === 1 && response.text.includes(path[0]!)) isFirstRead = true;
  }
  return isFirstRead ? "first" : undefined;
}

/** How an expression that holds a list of answers is read where it stands. */
function wayInto(held: ts.Node): "first" | "several" | "neither" {
  let node = held;
  if (ts.isBindingElement(node)) {
    if (!ts.isArrayBindingPattern(node.name)) return "neither";
    return node.name.elements.length === 1 && isPlainElement(node.name.elements[0]!) ? "first" : "several";
  }
  while (isTransparent(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    const key = unwrapped(parent.argumentExpression);
    return ts.isNumericLiteral(key) && key.text === "0" ? "first" : "several";
  }
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    const name = parent.name.text;
    if (name === "length") return "neither";
    const call = parent.parent;
    if (!ts.isCallExpression(call) || call.expression !== parent) return "several";
    const [index] = call.arguments;
    if (name === "shift") return "first";
    return name === "at" && index && ts.isNumericLiteral(index) && index.text === "0" ? "first" : "several";
  }
  if (ts.isVariableDeclaration(parent)) {
    if (ts.isIdentifier(parent.name)) return "neither";
    const isOne = ts.isArrayBindingPattern(parent.name) && parent.name.elements.length === 1;
    return isOne && isPlainElement((parent.name as ts.ArrayBindingPattern).elements[0]!) ? "first" : "several";
  }
  const isTested =
    ts.isIfStatement(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    (ts.isConditionalExpression(parent) && parent.condition === node) ||
    ts.isBinaryExpression(parent);
  return isTested ? "neither" : "several";
}

function isPlainElement(element: ts.ArrayBindingElement): boolean {
  return ts.isBindingElement(element) && element.dotDotDotToken === undefined;
}

function isUsageRead(
  evaluator: Evaluator,
  module: Module,
  tracked: TrackedResponse,
  isWholeGone: boolean,
): AnswerUse["isUsageRead"] {
  if (tracked.visits.some(({ path }) => path.some((name) => USAGE.test(name)))) return true;
  const isShown = tracked.visits.some(({ node, path }) => path.length === 0 && ts.isCallExpression(node.parent));
  if (isWholeGone || isShown) return undefined;
  return isWorkspaceTraced(evaluator, module);
}

const tracedModules = new WeakMap<Module, boolean>();

function isWorkspaceTraced(evaluator: Evaluator, module: Module): boolean {
  let isTraced = tracedModules.get(module);
  if (isTraced === undefined) {
    isTraced = TRACING_PACKAGES.some((name) => evaluator.host.packageMajor(name, module.file) !== undefined);
    tracedModules.set(module, isTraced);
  }
  return isTraced;
}

function isRefusalRead(tracked: TrackedResponse, response: ResponseDescription): AnswerUse["isRefusalRead"] {
  if (!response.refusal) return undefined;
  const paths = response.refusal.map(pathOf);
  if (tracked.visits.some(({ path }) => paths.some((each) => startsWith(path, each)))) return true;
  const isGone = tracked.escapes.some((path) => paths.some((each) => startsWith(each, path)));
  return isGone ? undefined : tracked.isFinishReasonRead === true;
}

/** The place where data that may be missing is used as if it were there. */
function dataTaken({ node, path }: Visit, paths: readonly Path[], module: Module): ts.Node | undefined {
  if (!paths.some((each) => isSame(path, each)) || !ts.isExpression(node)) return undefined;
  const { parent } = node;
  const isRead =
    ts.isNonNullExpression(parent) ||
    ((ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
      parent.expression === node &&
      parent.questionDotToken === undefined &&
      !isInOptionalChain(node));
  return isRead && !isTestedBefore(node, module) ? parent : undefined;
}

function textTaken({ node, path }: Visit, texts: readonly string[]): ts.Node | undefined {
  const isText = path.length > 0 && texts.includes(withoutLists(path).join("."));
  return isText && ts.isExpression(node) ? node : undefined;
}

function partTaken(tracked: TrackedResponse, response: ResponseDescription, module: Module): PartTaken | undefined {
  // Who asks why the model stopped knows what there is.
  if (tracked.isFinishReasonRead === true) return undefined;
  const texts = response.text.map(pathOf);
  const blocks = listOf(response, BLOCKS);
  const found: (Omit<PartTaken, "alike"> & { readonly node: ts.Node })[] = [];
  for (const { node, path } of tracked.visits) {
    if (!ts.isExpression(node) || path.length === 0) continue;
    const isOnTheWay = texts.some((each) => startsWith(each, path));
    if (isOnTheWay && ts.isNonNullExpression(node.parent) && !isTestedBefore(node, module)) {
      found.push({ ...partAt(wholeChain(node.parent), module), way: "asserted", instead: undefined });
    }
    const block = blocks && isSame(path, [...blocks, "[]"]) ? firstBlock(node) : undefined;
    const isTold =
      blocks !== undefined &&
      tracked.visits.some((each) => isSame(each.path, [...blocks, "[]", "type"]) || isCheckedBlock(each, blocks));
    if (block && !isTold && !isTestedBefore(block.list, module)) {
      // Blocks inside a message have no type: what they hold is told by the field that is there.
      const condition = blocks!.length > 1 ? "block.text !== undefined" : `block.type === "text"`;
      const instead = `${block.list.getText(module.source)}.find((block) => ${condition})?.text`;
      found.push({ ...partAt(block.access, module), way: "first block", instead });
    }
  }
  found.sort((a, b) => a.place.start - b.place.start || b.place.end - a.place.end);
  const chosen = found[0];
  if (!chosen) return undefined;
  const { node: _node, ...part } = chosen;
  const same = found.filter((each) => each !== chosen && each.way === chosen.way && each.text === chosen.text);
  return { ...part, alike: same.map((each) => each.place) };
}

/** `"text" in block`, or a function that is asked of which kind the block is. */
function isCheckedBlock({ node, path }: Visit, blocks: Path): boolean {
  return isSame(path, [...blocks, "[]"]) && ts.isBinaryExpression(node.parent);
}

/** `(content[0] as any).text`: the access to the text, and the list. */
function firstBlock(node: ts.Expression): { readonly access: ts.Expression; readonly list: ts.Expression } | undefined {
  if (!ts.isElementAccessExpression(node)) return undefined;
  const key = unwrapped(node.argumentExpression);
  if (!ts.isNumericLiteral(key) || key.text !== "0") return undefined;
  let held: ts.Expression = node;
  while (isTransparent(held.parent)) held = held.parent as ts.Expression;
  const { parent } = held;
  const isText =
    ts.isPropertyAccessExpression(parent) &&
    parent.expression === held &&
    parent.name.text === "text" &&
    parent.questionDotToken === undefined &&
    !isInOptionalChain(held);
  return isText ? { access: parent, list: node.expression } : undefined;
}

function isTransparent(node: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isAwaitExpression(node)
  );
}

/** An earlier `?.` of the same chain keeps what follows from failing. */
function isInOptionalChain(node: ts.Node): boolean {
  return ts.isOptionalChain(node) || (ts.isNonNullExpression(node) && isInOptionalChain(node.expression));
}

/** All of `res.output!.message!.content![0].text!` around one of its parts. */
function wholeChain(node: ts.Node): ts.Node {
  let whole = node;
  for (let { parent } = whole; ; { parent } = whole) {
    const goesOn =
      ts.isNonNullExpression(parent) ||
      ((ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === whole);
    if (!goesOn || (ts.isCallExpression(parent.parent) && parent.parent.expression === parent)) return whole;
    whole = parent;
  }
}

function partAt(node: ts.Node, module: Module): Pick<PartTaken, "place" | "text"> & { readonly node: ts.Node } {
  const text = node.getText(module.source).replaceAll(/\s+/g, "");
  return {
    node,
    place: place({ module, node }),
    text: text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text,
  };
}

/** Whether the function asks before whether the part is there. */
function isTestedBefore(node: ts.Node, module: Module): boolean {
  const owner = enclosingFunction(node) ?? module.source;
  const name = plainText(node, module);
  let isTested = false;
  walk(owner, (inner) => {
    if (isTested || inner.pos > node.pos || (inner !== owner && isFunctionWithBody(inner) && inner.end < node.pos))
      return false;
    const condition =
      ts.isIfStatement(inner) || ts.isWhileStatement(inner)
        ? inner.expression
        : ts.isConditionalExpression(inner)
          ? inner.condition
          : ts.isBinaryExpression(inner) && isLogical(inner)
            ? inner.left
            : ts.isCallExpression(inner) &&
                /^(assert|invariant|ok|expect)/.test(inner.expression.getText(module.source))
              ? inner.arguments[0]
              : undefined;
    if (!condition || condition.pos > node.pos) return undefined;
    const asked = plainText(condition, module);
    if (asked.includes(name)) isTested = true;
    return undefined;
  });
  return isTested;
}

function isLogical(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

/** Code without `!`, `?.` and blanks, so that two ways to write one chain are the same. */
function plainText(node: ts.Node, module: Module): string {
  return node
    .getText(module.source)
    .replaceAll(/\s+as\s+[\w.]+/g, "")
    .replaceAll("?.[", "[")
    .replaceAll("?.", ".")
    .replaceAll(/[!\s()]/g, "");
}

function listOf(response: ResponseDescription, named: RegExp): Path | undefined {
  for (const each of [...response.text, ...(response.data ?? [])]) {
    const path = pathOf(each);
    const index = path.indexOf("[]");
    if (index > 0 && named.test(path[index - 1]!)) return path.slice(0, index);
  }
  return undefined;
}

function withoutLists(path: Path): Path {
  return path.filter((name) => name !== "[]");
}

function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && startsWith(one, other);
}

/** The first place in the file that a test finds. */
function first(
  visits: readonly Visit[],
  module: Module,
  find: (visit: Visit) => ts.Node | undefined,
): Place | undefined {
  let found: ts.Node | undefined;
  for (const visit of visits) {
    const node = find(visit);
    if (node && (!found || node.getStart(module.source) < found.getStart(module.source))) found = node;
  }
  return found && place({ module, node: found });
}

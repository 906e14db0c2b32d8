import type { ResponseDescription } from "../../../lens/sdks/description.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import type { Declaration } from "./scope.ts";
import { isFunctionWithBody, propertyName, ts, unwrapped } from "./syntax.ts";

/** Names from a response down to a part of it; `[]` is any element. */
export type Path = readonly string[];

/** An expression, or a part of a pattern, that holds a part of a response. */
export interface Visit {
  readonly node: ts.Node;
  readonly path: Path;
}

/** A place where text of the model goes into something that relies on it. */
export interface TextUse {
  readonly use: "json parse" | "stored" | "code execution";
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly argument: ts.Expression;
}

/** What is done with one response in the function around its call. */
export interface TrackedResponse {
  readonly isFinishReasonRead: boolean | undefined;
  readonly variable: string | undefined;
  readonly uses: readonly TextUse[];
  /** Everything that holds the response or a part of it, in no order. */
  readonly visits: readonly Visit[];
  /** Parts that go where they are not followed. */
  readonly escapes: readonly Path[];
}

/** Of a response that is not followed. */
export const UNTRACKED: TrackedResponse = {
  isFinishReasonRead: undefined,
  variable: undefined,
  uses: [],
  visits: [],
  escapes: [[]],
};

/** String and list methods whose result is still the same text or part. */
const KEEPS_PART = new Set([
  "trim",
  "trimStart",
  "trimEnd",
  "toString",
  "replace",
  "replaceAll",
  "slice",
  "substring",
  "substr",
  "match",
  "split",
  "filter",
  "concat",
  "normalize",
  "toLowerCase",
  "toUpperCase",
  "reverse",
  "sort",
  "catch",
  "finally",
  "transformToString",
  "decode",
  "join",
  "padEnd",
  "exec",
]);

const GIVES_ELEMENT = new Set(["find", "findLast", "at", "pop", "shift"]);
const TAKES_ELEMENT = new Set(["find", "findLast", "filter", "map", "flatMap", "forEach", "some", "every", "reduce"]);

/** Logging, counting or comparing: nobody takes anything from what is handed over. */
const SHOWS =
  /^(log|info|debug|warn|error|trace|dir|isArray|keys|includes|startsWith|endsWith|test|indexOf|increment|assert\w*|expect|ok|equal|strictEqual|deepEqual)$/;

const STORE_METHOD =
  /^(insert|insertOne|insertMany|save|put|putItem|putObject|upsert|update|updateOne|create|createMany|add)$/;
const STORE_NAME =
  /(^|[._])(db|database|prisma|repo|\w*repository|collection|knex|drizzle|dynamo\w*|firestore|supabase|redis|kv)([._(]|$)/i;
const FILE_WRITER = /^(writeFile|writeFileSync|appendFile|appendFileSync|outputFile|outputJson|writeJson)$/;

/** Follows a response from the expression that gives it. `root` is the call, or the `send()` of a command. */
export function trackResponse(root: ts.Expression, module: Module, description: ResponseDescription): TrackedResponse {
  return new ResponseTracker(module, description).track(root);
}

class ResponseTracker {
  readonly #module: Module;
  readonly #text: readonly Path[];
  readonly #finish: readonly Path[];
  readonly #uses: TextUse[] = [];
  readonly #seen = new Set<string>();
  readonly #pending: Visit[] = [];
  readonly #visits: Visit[] = [];
  readonly #escapes: Path[] = [];
  #isFinishRead = false;
  #hasEscaped = false;

  constructor(module: Module, description: ResponseDescription) {
    this.#module = module;
    this.#text = description.text.map(pathOf);
    this.#finish = description.finishReason.map(pathOf);
  }

  track(root: ts.Expression): TrackedResponse {
    this.#follow(root, []);
    while (this.#pending.length > 0) {
      const { node, path } = this.#pending.pop()!;
      this.#step(node, path);
    }
    return {
      isFinishReasonRead: this.#isFinishRead ? true : this.#hasEscaped ? undefined : false,
      variable: holderName(root),
      uses: this.#uses.sort((a, b) => a.node.getStart() - b.node.getStart()),
      visits: this.#visits,
      escapes: this.#escapes,
    };
  }

  #follow(node: ts.Node, path: Path): void {
    const key = `${node.pos}:${node.end}:${node.kind}:${path.join(".")}`;
    if (this.#seen.has(key) || this.#seen.size > 2_000) return;
    this.#seen.add(key);
    const visit = { node, path };
    this.#visits.push(visit);
    if (this.#finish.some((finish) => startsWith(path, finish))) {
      this.#isFinishRead = true;
      return;
    }
    this.#pending.push(visit);
  }

  /** Looks at what stands around an expression that holds the part of the response at `path`. */
  #step(node: ts.Node, path: Path): void {
    const parent = node.parent;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return this.#property(parent, path);
    if (ts.isElementAccessExpression(parent) && parent.expression === node) {
      const key = unwrapped(parent.argumentExpression);
      return this.#follow(parent, [...path, ts.isStringLiteralLike(key) ? key.text : "[]"]);
    }
    if (ts.isVariableDeclaration(parent) && parent.initializer === node) return this.#bind(parent, parent.name, path);
    if (ts.isBinaryExpression(parent)) return this.#binary(parent, node, path);
    if (ts.isConditionalExpression(parent)) {
      if (parent.condition !== node) this.#follow(parent, path);
      return undefined;
    }
    if (
      ts.isAwaitExpression(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isSatisfiesExpression(parent) ||
      ts.isTypeAssertionExpression(parent)
    ) {
      return this.#follow(parent, path);
    }
    if (ts.isTemplateSpan(parent)) return this.#follow(parent.parent, path);
    if (ts.isForOfStatement(parent) && parent.expression === node) return this.#loop(parent, path);
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node) {
      return this.#argument(parent, node as ts.Expression, path);
    }
    if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent))
      return this.#placed(parent.parent, path);
    if (ts.isArrayLiteralExpression(parent)) return this.#placed(parent, path);
    if (ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent)) return this.#placed(parent.parent, path);
    if (
      ts.isReturnStatement(parent) ||
      ts.isArrowFunction(parent) ||
      ts.isYieldExpression(parent) ||
      ts.isThrowStatement(parent)
    ) {
      return this.#escape(path);
    }
    if (ts.isPropertyDeclaration(parent) || ts.isExportAssignment(parent) || ts.isExportSpecifier(parent))
      return this.#escape(path);
    if (ts.isJsxExpression(parent) || ts.isJsxSpreadAttribute(parent) || ts.isForInStatement(parent))
      return this.#escape(path);
    if (ts.isBindingElement(parent) || ts.isParameter(parent)) return this.#escape(path);
    return undefined;
  }

  #property(access: ts.PropertyAccessExpression, path: Path): void {
    const name = access.name.text;
    const call = access.parent;
    if (!ts.isCallExpression(call) || call.expression !== access) {
      if (name !== "length") this.#follow(access, [...path, name]);
      return;
    }
    const [callback] = call.arguments;
    if (name === "then" && callback) return this.#callback(callback, path);
    if (TAKES_ELEMENT.has(name) && callback) this.#callback(callback, [...path, "[]"], name === "reduce" ? 1 : 0);
    if (name === "map" || name === "flatMap") return this.#mapped(call, callback, path);
    if (GIVES_ELEMENT.has(name)) return this.#follow(call, [...path, "[]"]);
    if (KEEPS_PART.has(name)) {
      const isJoined = name === "join" && path.at(-1) === "[]";
      return this.#follow(call, isJoined ? path.slice(0, -1) : path);
    }
    if (!TAKES_ELEMENT.has(name) && !SHOWS.test(name)) this.#escape(path);
    return undefined;
  }

  /** `blocks.map((block) => block.text)`: the path that the callback picks. */
  #mapped(call: ts.CallExpression, callback: ts.Expression | undefined, path: Path): void {
    const picked =
      callback && (ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))
        ? pickedPath(callback)
        : undefined;
    // Brackets of the list are kept off, so that a later `join` gives the text itself.
    this.#follow(call, picked ? [...path, "[]", ...picked] : path);
  }

  #callback(callback: ts.Expression, path: Path, index = 0): void {
    const node = unwrapped(callback);
    if (!isFunctionWithBody(node)) return this.#escape(path);
    const parameter = node.parameters[index];
    if (parameter) this.#bind(parameter, parameter.name, path);
    return undefined;
  }

  #bind(
    declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
    name: ts.BindingName,
    path: Path,
  ): void {
    if (ts.isIdentifier(name)) {
      if (isExportedVariable(declaration)) this.#escape(path);
      this.#references(declaration, path);
      return;
    }
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue;
      const key = ts.isArrayBindingPattern(name)
        ? "[]"
        : propertyName(element.propertyName ?? (element.name as ts.PropertyName));
      const inner = element.dotDotDotToken || key === undefined ? path : [...path, key];
      if (this.#finish.some((finish) => startsWith(inner, finish))) this.#isFinishRead = true;
      this.#visits.push({ node: element, path: inner });
      this.#bind(element, element.name, inner);
    }
  }

  #references(declaration: Declaration, path: Path): void {
    for (const reference of this.#module.scopes.references(declaration)) this.#follow(reference, path);
  }

  #binary(parent: ts.BinaryExpression, node: ts.Node, path: Path): void {
    const operator = parent.operatorToken.kind;
    if (
      operator === ts.SyntaxKind.QuestionQuestionToken ||
      operator === ts.SyntaxKind.BarBarToken ||
      operator === ts.SyntaxKind.PlusToken
    ) {
      return this.#follow(parent, path);
    }
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken) {
      if (parent.right === node) this.#follow(parent, path);
      return undefined;
    }
    const isSet =
      operator === ts.SyntaxKind.EqualsToken ||
      operator === ts.SyntaxKind.PlusEqualsToken ||
      operator === ts.SyntaxKind.QuestionQuestionEqualsToken;
    if (!isSet || parent.right !== node) return undefined;
    const target = unwrapped(parent.left);
    const declaration = ts.isIdentifier(target) ? this.#module.scopes.resolve(target.text, target) : undefined;
    if (declaration) return this.#references(declaration, path);
    return this.#escape(path);
  }

  #loop(statement: ts.ForOfStatement, path: Path): void {
    if (!ts.isVariableDeclarationList(statement.initializer)) return this.#escape(path);
    for (const declaration of statement.initializer.declarations)
      this.#bind(declaration, declaration.name, [...path, "[]"]);
    return undefined;
  }

  #argument(call: ts.CallExpression | ts.NewExpression, argument: ts.Expression, path: Path): void {
    const name = calleeName(call) ?? "";
    const text = call.expression.getText(this.#module.source);
    const isText = this.#isText(path);
    if (text === "JSON.parse" || name === "parseJson" || text === "JSON5.parse") {
      if (isText && ts.isCallExpression(call)) this.#uses.push({ use: "json parse", node: call, argument });
      else if (path.length > 0 && !isText) this.#follow(call, path);
      return;
    }
    if (
      isText &&
      (text === "eval" || text === "Function" || name === "runInNewContext" || name === "runInThisContext")
    ) {
      this.#uses.push({ use: "code execution", node: call, argument });
      return;
    }
    if (isText && isStore(name, text)) {
      this.#uses.push({ use: "stored", node: call, argument });
      return;
    }
    if (
      ["String", "Array.from", "Buffer.from", "Promise.resolve", "structuredClone", "JSON.stringify"].includes(text) ||
      name === "decode"
    ) {
      return this.#follow(call, path);
    }
    if (SHOWS.test(name)) return;
    this.#escape(path);
  }

  /** Inside an object or array: what matters is where that goes, when it is handed to a call at once. */
  #placed(container: ts.Node, path: Path): void {
    let node = container;
    while (
      ts.isPropertyAssignment(node.parent) ||
      ts.isObjectLiteralExpression(node.parent) ||
      ts.isArrayLiteralExpression(node.parent) ||
      ts.isParenthesizedExpression(node.parent) ||
      ts.isAsExpression(node.parent)
    ) {
      node = node.parent;
    }
    const { parent } = node;
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node) {
      return this.#argument(parent, node as ts.Expression, path);
    }
    this.#escape(path);
  }

  /** Leaves the code that is read here. What holds no finish reason takes none with it. */
  #escape(path: Path): void {
    this.#escapes.push(path);
    const plain = path.filter((name) => name !== "[]");
    if (
      this.#finish.some((finish) =>
        startsWith(
          finish.filter((name) => name !== "[]"),
          plain,
        ),
      )
    )
      this.#hasEscaped = true;
  }

  #isText(path: Path): boolean {
    return this.#text.some((text) => startsWith(path, text) || (path.length > 0 && isSamePart(path, text)));
  }
}

function isStore(name: string, text: string): boolean {
  if (FILE_WRITER.test(name)) return true;
  return STORE_METHOD.test(name) && STORE_NAME.test(text);
}

/** `choices[].message.content` as names. */
export function pathOf(text: string): Path {
  let path = paths.get(text);
  if (!path) {
    path = text
      .replaceAll("[]", ".[]")
      .split(".")
      .filter((name) => name !== "");
    paths.set(text, path);
  }
  return path;
}

/** Paths come from descriptions, so there are some hundreds at most. */
const paths = new Map<string, Path>();

export function startsWith(path: Path, start: Path): boolean {
  return path.length >= start.length && start.every((name, index) => name === path[index]);
}

/** The same part of a response with its lists already joined. */
function isSamePart(path: Path, text: Path): boolean {
  const plain = text.filter((name) => name !== "[]").join(".");
  return path.filter((name) => name !== "[]").join(".") === plain;
}

/** Names that a short callback picks from its parameter: `["text"]` for `(block) => block.text`. */
function pickedPath(callback: ts.ArrowFunction | ts.FunctionExpression): Path | undefined {
  const [parameter] = callback.parameters;
  if (!parameter || !ts.isArrowFunction(callback) || ts.isBlock(callback.body)) return undefined;
  const names: string[] = [];
  let node: ts.Expression = unwrapped(callback.body);
  if (ts.isConditionalExpression(node)) node = unwrapped(node.whenTrue);
  if (ts.isBinaryExpression(node)) node = unwrapped(node.left);
  while (ts.isPropertyAccessExpression(node)) {
    names.unshift(node.name.text);
    node = unwrapped(node.expression);
  }
  const isParameter = ts.isIdentifier(node) && ts.isIdentifier(parameter.name) && node.text === parameter.name.text;
  if (isParameter) return names;
  return ts.isIdentifier(node) && ts.isObjectBindingPattern(parameter.name) ? [node.text, ...names] : undefined;
}

function holderName(root: ts.Expression): string | undefined {
  let node: ts.Node = root;
  while (
    ts.isAwaitExpression(node.parent) ||
    ts.isParenthesizedExpression(node.parent) ||
    ts.isAsExpression(node.parent)
  )
    node = node.parent;
  const { parent } = node;
  return ts.isVariableDeclaration(parent) && parent.initializer === node && ts.isIdentifier(parent.name)
    ? parent.name.text
    : undefined;
}

function isExportedVariable(declaration: ts.Node): boolean {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : undefined;
  return (
    statement !== undefined &&
    ts.isVariableStatement(statement) &&
    (ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

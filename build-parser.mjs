/**
 * Cuts TypeScript down to its scanner and parser. The package is one scope of some 9 MB, which a bundler keeps
 * whole and which takes longer to load than many repositories take to check; of that the parser is a tenth.
 */
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";

/** What surrounds the package's one scope. */
const OPENING = "var ts = {}; ((module) => {";
const CLOSING = "})({ get exports()";

/**
 * Parts that the parser names but never needs to parse, and what stands for them: classes of the type checker,
 * and access to the machine.
 */
const REPLACEMENTS = new Map([
  ["SymbolObject", "var SymbolObject = class {};"],
  ["TypeObject", "var TypeObject = class {};"],
  ["SignatureObject", "var SignatureObject = class {};"],
  ["sys", "var sys = undefined;"],
]);

/** Statements that act when the package is loaded and that a syntax tree needs. */
const NEEDED_CALLS = ["setObjectAllocator"];

/**
 * The text of a CommonJS module with what `server/src` names as `ts.<name>`, and no more, and those names. Throws
 * when the package is laid out otherwise than expected.
 */
export async function parserSource() {
  const wanted = (await namesUsed("server/src")).filter((name) => Object.hasOwn(ts, name));
  const text = await packageScope();
  const file = ts.createSourceFile("typescript.js", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const statements = new Map();
  /** @type {import("typescript").Statement[]} */
  const calls = [];
  for (const statement of file.statements) {
    const names = declaredNames(statement);
    if (names.length === 0) calls.push(statement);
    for (const name of names) statements.set(name, statement);
  }
  const kept = reachable(wanted, statements, calls);
  const messages = new Set(
    [...kept].flatMap((statement) => [...codeOf(statement).matchAll(/\bDiagnostics\.(\w+)/g)].map(([, name]) => name)),
  );
  const parts = file.statements
    .filter((statement) => kept.has(statement))
    .map((statement) => {
      const [name] = declaredNames(statement);
      if (name === "Diagnostics") return onlyMessages(statement, messages);
      return REPLACEMENTS.get(name ?? "") ?? codeOf(statement);
    });
  const missing = wanted.filter((name) => !statements.has(name));
  if (missing.length > 0) throw new Error(`TypeScript declares no ${missing.join(", ")} at the top of its scope`);
  return { names: wanted, text: `"use strict";\n${parts.join("\n")}\nmodule.exports = { ${wanted.join(", ")} };\n` };
}

async function packageScope() {
  const text = await readFile("node_modules/typescript/lib/typescript.js", "utf8");
  const start = text.indexOf(OPENING);
  const end = text.lastIndexOf(CLOSING);
  if (start < 0 || end < 0) throw new Error("TypeScript's package is laid out otherwise than expected");
  return text.slice(start + OPENING.length, end);
}

/** @param {string} folder */
async function namesUsed(folder) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".ts"));
  const names = new Set();
  for (const file of files) {
    for (const [, name] of (await readFile(path.join(folder, file), "utf8")).matchAll(/\bts\.(\w+)/g)) names.add(name);
  }
  return [...names].sort();
}

/**
 * Everything that the wanted names need.
 * @param {readonly string[]} wanted
 * @param {ReadonlyMap<string, import("typescript").Statement>} statements by the name that they declare
 * @param {readonly import("typescript").Statement[]} calls that declare nothing
 */
function reachable(wanted, statements, calls) {
  /** @type {Set<import("typescript").Statement>} */
  const kept = new Set();
  const add = (/** @type {import("typescript").Statement} */ statement) => {
    if (kept.has(statement)) return;
    kept.add(statement);
    const [name] = declaredNames(statement);
    if (REPLACEMENTS.has(name ?? "")) return;
    for (const used of identifiersIn(statement)) {
      const declaration = statements.get(used);
      if (declaration !== undefined) add(declaration);
    }
  };
  for (const name of wanted) {
    const declaration = statements.get(name);
    if (declaration !== undefined) add(declaration);
  }
  for (const call of calls) if (NEEDED_CALLS.includes(targetOf(call) ?? "")) add(call);
  // A statement that fills a variable is needed with it, and may need more in its turn.
  for (let size = -1; size !== kept.size;) {
    size = kept.size;
    for (const call of calls) {
      const declaration = statements.get(targetOf(call) ?? "");
      if (declaration !== undefined && kept.has(declaration) && !ts.isFunctionDeclaration(declaration)) add(call);
    }
  }
  return kept;
}

/**
 * What a statement acts on: `Parser` in `((Parser2) => { … })(Parser || (Parser = {}))`, `_Version` in
 * `_Version.zero = …`, and the function itself in a plain call.
 * @param {import("typescript").Statement} statement
 */
function targetOf(statement) {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (ts.isBinaryExpression(expression)) return leftmostName(expression.left);
  if (!ts.isCallExpression(expression)) return undefined;
  if (ts.isIdentifier(expression.expression)) return expression.expression.text;
  const [argument] = expression.arguments;
  return argument === undefined ? leftmostName(expression.expression) : leftmostName(argument);
}

/** @param {import("typescript").Expression} expression */
function leftmostName(expression) {
  let current = expression;
  for (;;) {
    if (ts.isIdentifier(current)) return current.text;
    if (ts.isBinaryExpression(current)) current = current.left;
    else if (ts.isPropertyAccessExpression(current) || ts.isParenthesizedExpression(current))
      current = current.expression;
    else return undefined;
  }
}

/** @param {import("typescript").Statement} statement */
function declaredNames(statement) {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name === undefined ? [] : [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => {
    if (ts.isIdentifier(name)) return [name.text];
    return name.elements.flatMap((element) =>
      ts.isBindingElement(element) && ts.isIdentifier(element.name) ? [element.name.text] : [],
    );
  });
}

/**
 * Identifiers in a statement that may name something outside it.
 * @param {import("typescript").Node} root
 */
function identifiersIn(root) {
  /** @type {Set<string>} */
  const names = new Set();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isKey =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        (ts.isMethodDeclaration(parent) && parent.name === node);
      if (!isKey) names.add(node.text);
    }
    ts.forEachChild(node, (child) => void waiting.push(child));
  }
  return names;
}

/**
 * The table of messages without those that nothing names.
 * @param {import("typescript").Statement} statement
 * @param {ReadonlySet<string | undefined>} messages
 */
function onlyMessages(statement, messages) {
  const table = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.initializer : undefined;
  if (table === undefined || !ts.isObjectLiteralExpression(table))
    throw new Error("TypeScript's messages are no table");
  const kept = table.properties.filter((property) => property.name && messages.has(property.name.getText()));
  return `var Diagnostics = {\n${kept.map((property) => property.getText()).join(",\n")}\n};`;
}

/** @param {import("typescript").Node} node */
function codeOf(node) {
  return node.getText();
}

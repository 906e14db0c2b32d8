import { calleeName } from "./calls.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, ts, walk } from "./syntax.ts";

/** Node's own modules that bring nothing from other people. */
const QUIET_MODULES = /^(?:node:)?(?:assert|buffer|crypto|fs|fs\/promises|os|path|timers|timers\/promises|url|util)$/;

/** Parts of packages of SDKs that fetch from elsewhere. */
const FETCHING_PARTS = /\/web\/|mcp|\/retrievers?\/|\/realtime\//;

/** Text that comes in while a program runs: by the command line, the keyboard, the network or a message. */
const TAKES_IN = /\bprocess\.(?:argv|stdin|on)\b|\bfetch\s*\(|\b(?:WebSocket|EventSource|Deno|Bun)\b|\bonmessage\b/;

/**
 * Whether nobody hands anything to what stands at a node while the program runs. Proved where its file exports nothing,
 * imports only SDKs and quiet modules of Node, reads no command line, keyboard or network, and no function around the
 * node is given something by code that is not in the file.
 */
export function isSelfContained(node: ts.Node, module: Module, knowledge: Knowledge): boolean {
  if (!isClosedFile(module, knowledge)) return false;
  for (let current: ts.Node | undefined = node.parent; current; current = current.parent) {
    if (isFunctionWithBody(current) && mayBeGiven(current, module)) return false;
  }
  return true;
}

const closedFiles = new WeakMap<Module, boolean>();

function isClosedFile(module: Module, knowledge: Knowledge): boolean {
  let isClosed = closedFiles.get(module);
  if (isClosed === undefined) closedFiles.set(module, (isClosed = findsNoWayIn(module, knowledge)));
  return isClosed;
}

function findsNoWayIn(module: Module, knowledge: Knowledge): boolean {
  if (module.exports.size > 0 || module.starExports.length > 0 || TAKES_IN.test(module.source.text)) return false;
  const areQuiet = module
    .specifiers()
    .every(
      (specifier) =>
        QUIET_MODULES.test(specifier) ||
        specifier.startsWith("dotenv") ||
        (knowledge.isOfGenerativePackage(specifier) && !FETCHING_PARTS.test(specifier)),
    );
  return areQuiet && !exportsLate(module);
}

/** `exports.x = …` or `module.exports = …` anywhere, such as in an `if`. */
function exportsLate(module: Module): boolean {
  let isFound = false;
  walk(module.source, (node) => {
    if (ts.isIdentifier(node) && node.text === "exports") isFound = true;
    return !isFound;
  });
  return isFound;
}

/** Whether code that is not in the file may call a function, and so give it what it likes. */
function mayBeGiven(owner: ts.FunctionLikeDeclaration, module: Module): boolean {
  if (owner.parameters.length === 0) return false;
  const { parent } = owner;
  const declaration = ts.isFunctionDeclaration(owner) ? owner : ts.isVariableDeclaration(parent) ? parent : undefined;
  if (declaration === undefined) return !isPerElement(owner);
  return !module.scopes
    .references(declaration)
    .every((reference) => ts.isCallExpression(reference.parent) && reference.parent.expression === reference);
}

/** The callback of a method of a list. */
function isPerElement(owner: ts.FunctionLikeDeclaration): boolean {
  const { parent } = owner;
  return ts.isCallExpression(parent) && /^(?:map|forEach|flatMap|filter)$/.test(calleeName(parent) ?? "");
}

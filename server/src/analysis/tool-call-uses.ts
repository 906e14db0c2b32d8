import type { ToolCallUse } from "../../../lens/facts.ts";
import { alternativesOf, taintOf } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { contextOf } from "./context.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { onlySchema, trackParsed } from "./parsed-output.ts";
import { enclosingFunction, isFunctionWithBody, propertyName, ts, unwrapped, walk } from "./syntax.ts";
import { isToolName } from "./tool-names.ts";
import { place } from "./values.ts";

/** A cheap look: only a text with one of these words runs tools by hand. */
const WORDS =
  /\btool_?calls?\b|\btool_?uses?\b|\bfunction_?calls?\b|\.function\b|CallToolRequestSchema|["']tools\/call["']/i;

export function mayRunToolsByHand(text: string): boolean {
  return WORDS.test(text);
}

/** What holds the arguments that a model wrote, by its last name: `call.function.arguments`. */
const HOLDS_ARGUMENTS = /(^|[.\]?_])(function|fn|\w*tool_?call|\w*function_?call|tool)$/i;

/** Something that tells a provider to hold the model to the schema, or has the SDK check what it wrote. */
const HELD_TO_SCHEMA =
  /\bstrict["']?\s*:\s*true\b|\bzod(Responses)?Function\b|\bzodTool\b|\bbetaZodTool\b|\brunTools\b/;

/** What one call does with what a model wrote for a tool: parses it, or calls the function that it names. */
export function toolCallUses(evaluator: Evaluator, node: ts.CallExpression, module: Module): ToolCallUse[] {
  if (calleeName(node) === "parse" && node.expression.getText(module.source) === "JSON.parse") {
    const [text] = node.arguments;
    return text && isArgumentsText(evaluator, text, module) ? [argumentsUse(evaluator, node, module)] : [];
  }
  const dispatch = dispatchOf(evaluator, node, module);
  return dispatch ? [dispatch] : [];
}

function isArgumentsText(evaluator: Evaluator, expression: ts.Expression, module: Module): boolean {
  let node = unwrapped(expression);
  if (ts.isBinaryExpression(node)) node = unwrapped(node.left);
  if (ts.isIdentifier(node)) {
    const declaration = module.scopes.resolve(node.text, node);
    if (declaration && ts.isBindingElement(declaration)) {
      if (propertyName(declaration.propertyName ?? declaration.name) !== "arguments") return false;
      const holder = declaration.parent.parent;
      const from = ts.isVariableDeclaration(holder) && holder.initializer;
      return from !== undefined && from !== false && HOLDS_ARGUMENTS.test(from.getText(module.source));
    }
    const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    return made !== undefined && !ts.isIdentifier(unwrapped(made)) && isArgumentsText(evaluator, made, module);
  }
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "arguments") return false;
  if (HOLDS_ARGUMENTS.test(node.expression.getText(module.source))) return true;
  return taintOf(evaluator.evaluate(node, module))?.source === "tool argument";
}

function argumentsUse(evaluator: Evaluator, node: ts.Expression, module: Module): ToolCallUse {
  const { validation, reliance } = trackParsed(node, module, true);
  return {
    fact: "tool call use",
    use: "arguments",
    place: place({ module, node }),
    text: shortened(node.getText(module.source)),
    validation,
    reliance,
    schemaInScope: onlySchema(module),
    isHeldToSchema: HELD_TO_SCHEMA.test(module.source.text),
    guard: "unknown",
    lookup: undefined,
    context: contextOf(node, module, evaluator),
  };
}

/** `toolUse.input` of Bedrock and `block.input` of Anthropic, which come parsed and unchecked. */
export function toolInputUses(evaluator: Evaluator, module: Module): ToolCallUse[] {
  const { text } = module.source;
  if (!/\.input\b/.test(text) || !/tool_?use/i.test(text)) return [];
  // A check of one reading counts for the others of its function.
  const found = new Map<string, ToolCallUse>();
  walk(module.source, (node) => {
    if (!ts.isPropertyAccessExpression(node) || node.name.text !== "input") return;
    if (!isToolInput(evaluator, node, module)) return;
    const use = argumentsUse(evaluator, node, module);
    const key = `${enclosingFunction(node)?.pos} ${use.text}`;
    const known = found.get(key);
    if (!known || isMoreTelling(use, known)) found.set(key, use);
  });
  return [...found.values()];
}

const TELLING = { validated: 2, unchecked: 1, unknown: 0 } as const;

function isMoreTelling(use: ToolCallUse, known: ToolCallUse): boolean {
  return TELLING[use.validation] > TELLING[known.validation];
}

function isToolInput(evaluator: Evaluator, node: ts.PropertyAccessExpression, module: Module): boolean {
  if (/(^|[.\]?_])\w*tool_?use$/i.test(node.expression.getText(module.source).replace(/[!)]+$/, ""))) return true;
  return taintOf(evaluator.evaluate(node, module))?.source === "tool argument";
}

/** `handlers[call.function.name](…)`, or a call of a variable that holds the like. */
function dispatchOf(evaluator: Evaluator, node: ts.CallExpression, module: Module): ToolCallUse | undefined {
  const called = lookupOf(node.expression, module);
  if (!called) return undefined;
  const { access, variable } = called;
  const key = unwrapped(access.argumentExpression);
  if (!isToolName(key, module)) return undefined;
  const tables = alternativesOf(evaluator.evaluate(access.expression, module));
  const isPlain = tables.every((each) => each.kind === "object" && !each.properties.has("__proto__"));
  if (!isPlain || tables.length === 0) return undefined;
  const object = access.expression.getText(module.source);
  const keyText = key.getText(module.source);
  const isSimple = [object, keyText].every((each) => /^[\w$]+(\.[\w$]+)*$/.test(each));
  return {
    fact: "tool call use",
    use: "dispatch",
    place: place({ module, node: access }),
    text: shortened(access.getText(module.source)),
    validation: "unknown",
    reliance: undefined,
    schemaInScope: undefined,
    isHeldToSchema: false,
    guard: guardOf(node, access, variable, module),
    lookup: isSimple ? { object, key: keyText } : undefined,
    context: contextOf(node, module, evaluator),
  };
}

const CALLS_ITS_OBJECT = /^(?:call|apply|bind)$/;

interface Lookup {
  readonly access: ts.ElementAccessExpression;
  /** Name of the variable that holds what was found. */
  readonly variable: string | undefined;
}

function lookupOf(callee: ts.Expression, module: Module): Lookup | undefined {
  const node = unwrapped(callee);
  if (ts.isElementAccessExpression(node)) return { access: node, variable: undefined };
  // What is inherited has no `execute` to call, but every function has these.
  if (ts.isPropertyAccessExpression(node) && CALLS_ITS_OBJECT.test(node.name.text)) {
    const holder = unwrapped(node.expression);
    if (ts.isElementAccessExpression(holder)) return { access: holder, variable: undefined };
    return ts.isIdentifier(holder) ? heldLookup(holder, module) : undefined;
  }
  return ts.isIdentifier(node) ? heldLookup(node, module) : undefined;
}

function heldLookup(name: ts.Identifier, module: Module): Lookup | undefined {
  const declaration = module.scopes.resolve(name.text, name);
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  const made = unwrapped(declaration.initializer);
  return ts.isElementAccessExpression(made) ? { access: made, variable: name.text } : undefined;
}

function guardOf(
  call: ts.CallExpression,
  access: ts.ElementAccessExpression,
  variable: string | undefined,
  module: Module,
): ToolCallUse["guard"] {
  const around = outermostFunction(call)?.getText(module.source) ?? module.source.text;
  const object = escaped(access.expression.getText(module.source));
  const names = keysOf(access, module).map(escaped).join("|");
  const own = new RegExp(
    [
      `hasOwn\\w*(\\.call)?\\(\\s*${object}`,
      `${object}\\s*\\.\\s*hasOwnProperty\\(`,
      `(${names})!?\\s+in\\s+${object}`,
      `\\.(includes|has|indexOf)\\(\\s*(${names})`,
      `Object\\.keys\\(\\s*${object}`,
      `switch\\s*\\(\\s*(${names})\\s*\\)`,
      `(${names})\\s*[!=]==?\\s*["'\`]`,
      `\\b(is|assert|validate|check|ensure)[A-Z]\\w*\\(\\s*(${names})`,
      `\\.(parse|safeParse)\\(\\s*(${names})`,
    ].join("|"),
  );
  if (own.test(around)) return "own property";
  const isTested =
    call.questionDotToken !== undefined ||
    new RegExp(`!\\s*${object}\\[|if\\s*\\(\\s*${object}\\[|typeof\\s+${object}\\[`).test(around) ||
    (variable !== undefined &&
      new RegExp(
        `!\\s*${variable}\\b|if\\s*\\(\\s*${variable}\\b|typeof\\s+${variable}\\b|${variable}\\s*(&&|\\?)`,
      ).test(around));
  return isTested ? "presence" : "none";
}

/** How a look-up's name reads, here and where it comes from. */
function keysOf(access: ts.ElementAccessExpression, module: Module): string[] {
  const key = unwrapped(access.argumentExpression);
  const texts = [key.getText(module.source)];
  const declaration = ts.isIdentifier(key) ? module.scopes.resolve(key.text, key) : undefined;
  if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer)
    texts.push(unwrapped(declaration.initializer).getText(module.source));
  return texts;
}

function outermostFunction(node: ts.Node): ts.Node | undefined {
  let found: ts.Node | undefined = enclosingFunction(node);
  for (let current = found?.parent; current; current = current.parent) if (isFunctionWithBody(current)) found = current;
  return found;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

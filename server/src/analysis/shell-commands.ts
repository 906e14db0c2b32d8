import type { RunWithoutShell } from "../../../lens/facts.ts";
import { alternativesOf } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { isFunctionWithBody, propertyName, ts, unwrapped } from "./syntax.ts";
import { taintedPieces } from "./taint.ts";
import { place } from "./values.ts";

/** What runs a program without a shell, by what runs a command line; Node 20, `child_process`. */
const WITHOUT_SHELL: ReadonlyMap<string, RunWithoutShell["instead"]> = new Map([
  ["exec", "execFile"],
  ["execSync", "execFileSync"],
]);

/**
 * Programs that run what they are given, words that only a shell knows, and scripts that Windows starts by a shell:
 * without one they are as dangerous as before, or do not start.
 */
const NOT_BY_ITSELF = new Set(
  (
    "sh bash zsh dash ksh fish cmd cmd.exe powershell pwsh env eval exec source xargs sudo su nohup time watch timeout find " +
    "ssh docker podman kubectl node deno bun tsx ts-node python python2 python3 ruby perl php lua Rscript awk gawk sed " +
    "osascript npm npx pnpm pnpx yarn bunx cd export set unset alias ulimit umask trap type echo printf test true false start dir"
  ).split(" "),
);

/** What a shell reads as more than text, outside quotes. */
const SPECIAL = /[|&;<>()$`\\*?[\]#~{}!%^\n\r]/u;

/** The same between double quotes. */
const SPECIAL_IN_QUOTES = /[$`\\!%\n\r]/u;

type Word = readonly (string | ts.Expression)[];

/**
 * How the program of a call that runs one command line would be started without a shell; `undefined` where the line
 * is more than a program and its arguments, or the call sets up its shell.
 */
export function runWithoutShell(
  evaluator: Evaluator,
  call: ts.CallExpression,
  module: Module,
): RunWithoutShell | undefined {
  const [command, ...rest] = call.arguments;
  if (command === undefined || !rest.every((each) => isAlikeWithoutShell(each))) return undefined;
  const callee = calleeOf(evaluator, call, module);
  const words = callee && wordsOf(partsOf(command));
  const [first, ...others] = words ?? [];
  const program = first?.length === 1 && typeof first[0] === "string" ? first[0] : undefined;
  if (!callee || program === undefined || !/^[\w./+-]+$/u.test(program)) return undefined;
  if (NOT_BY_ITSELF.has(program.slice(program.lastIndexOf("/") + 1))) return undefined;
  const written = others.map((word) => codeOf(evaluator, word, module));
  if (!written.every((code) => code !== undefined)) return undefined;
  return {
    ...callee,
    program,
    command: place({ module, node: command }),
    words: `${JSON.stringify(program)}, [${written.join(", ")}]`,
  };
}

/** What is called, or handed to `promisify` for this call alone. */
function calleeOf(
  evaluator: Evaluator,
  call: ts.CallExpression,
  module: Module,
): Pick<RunWithoutShell, "callee" | "owner" | "was" | "instead"> | undefined {
  const callee = unwrapped(call.expression);
  const named = ts.isIdentifier(callee) ? namedFunction(callee, module) : callee;
  if (named === undefined) return undefined;
  const [origin, ...more] = alternativesOf(evaluator.evaluate(named, module)).map((each) =>
    each.kind === "unknown" ? each.origin : undefined,
  );
  const was = more.length === 0 && origin?.startsWith("child_process:") ? origin.slice("child_process:".length) : "";
  const instead = WITHOUT_SHELL.get(was);
  if (instead === undefined) return undefined;
  const at = place({ module, node: named });
  if (ts.isIdentifier(named)) return { callee: at, owner: undefined, was, instead };
  if (!ts.isPropertyAccessExpression(named) || named.questionDotToken !== undefined) return undefined;
  const owner = unwrapped(named.expression);
  return ts.isIdentifier(owner) ? { callee: at, owner: owner.text, was, instead } : undefined;
}

/** What names the function: the name that is called, or `exec` of `const run = promisify(exec)` where `run` is called once. */
function namedFunction(callee: ts.Identifier, module: Module): ts.Expression | undefined {
  const declaration = module.scopes.resolve(callee.text, callee);
  if (!declaration || !ts.isVariableDeclaration(declaration)) return callee;
  const made = declaration.initializer && unwrapped(declaration.initializer);
  if (!made || !ts.isCallExpression(made) || calleeName(made) !== "promisify") return undefined;
  const [given, ...more] = made.arguments;
  const isForOneCall = module.scopes.references(declaration).length === 1;
  return given && more.length === 0 && isForOneCall ? unwrapped(given) : undefined;
}

/** Options that say nothing of a shell, or the function that is called back. */
function isAlikeWithoutShell(argument: ts.Expression): boolean {
  const value = unwrapped(argument);
  // The two call back with errors of different types.
  if (isFunctionWithBody(value)) return value.parameters.every(({ type }) => type === undefined);
  if (!ts.isObjectLiteralExpression(value)) return false;
  return value.properties.every((each) => each.name !== undefined && isNamedOtherwise(each.name));
}

function isNamedOtherwise(name: ts.PropertyName): boolean {
  const text = propertyName(name);
  return text !== undefined && text !== "shell";
}

/** The pieces of a template or of texts put together with `+`; `undefined` for anything else. */
function partsOf(command: ts.Expression): Word | undefined {
  const node = unwrapped(command);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.flatMap((span) => [span.expression, span.literal.text])];
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const left = partsOf(node.left);
  if (left === undefined) return undefined;
  return [...left, ...(partsOf(node.right) ?? [node.right])];
}

/** The words that a shell would make of a command line; `undefined` where it would do more. */
function wordsOf(parts: Word | undefined): readonly Word[] | undefined {
  if (parts === undefined) return undefined;
  const words: Word[] = [];
  let word: (string | ts.Expression)[] | undefined;
  let quote: string | undefined;
  const add = (text: string): void => {
    word ??= [];
    const last = word.at(-1);
    if (typeof last === "string") word[word.length - 1] = last + text;
    else word.push(text);
  };
  for (const [index, part] of parts.entries()) {
    if (typeof part !== "string") {
      (word ??= []).push(part);
      continue;
    }
    const text = index === parts.length - 1 ? part.trimEnd() : index === 0 ? part.trimStart() : part;
    for (const character of text) {
      if (quote !== undefined) {
        if (character === quote) quote = undefined;
        else if (quote === '"' && SPECIAL_IN_QUOTES.test(character)) return undefined;
        else add(character);
      } else if (character === '"' || character === "'") {
        quote = character;
        word ??= [];
      } else if (character === " " || character === "\t") {
        if (word) words.push(word);
        word = undefined;
      } else if (SPECIAL.test(character)) {
        return undefined;
      } else {
        add(character);
      }
    }
  }
  if (quote !== undefined) return undefined;
  return word ? [...words, word] : words;
}

/** A word as an argument: a text, the expression that gives one, or a template of both. */
function codeOf(evaluator: Evaluator, word: Word, module: Module): string | undefined {
  const texts = word.map((part) => (typeof part === "string" ? part : part.getText(module.source)));
  if (word.some((part, index) => typeof part !== "string" && /[\n`]/u.test(texts[index]!))) return undefined;
  const [only] = word;
  if (word.length === 0) return '""';
  if (word.length > 1) {
    const inner = word.map((part, index) =>
      typeof part === "string" ? texts[index]!.replace(/[`\\]|\$(?=\{)/gu, "\\$&") : `\${${texts[index]!}}`,
    );
    return `\`${inner.join("")}\``;
  }
  if (typeof only === "string") return JSON.stringify(only);
  // What a model writes is text; the rest may be a number.
  const isText = only !== undefined && taintedPieces(evaluator.evaluate(only, module)).length > 0;
  return isText ? texts[0] : `String(${texts[0]!})`;
}

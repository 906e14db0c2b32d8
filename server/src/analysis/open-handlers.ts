import { posix } from "node:path";
import type { AnalysisHost } from "./analysis.ts";
import { calleeName } from "./calls.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped, walk } from "./syntax.ts";

/** Words that have to do with who asks, whether they may, and how often. */
const GUARDS =
  /auth(?!or)|session|jwt|login|sign_?in|permission|protect|middleware|limiter|rate_?limit|throttl|captcha|turnstile|botid|arcjet|api[-_]?key|secret|signature|hmac|cookie|bearer|csrf|token(?!s|iz|_?count|_?usage)|\b(401|403|429)\b|get_?user|current_?user|require_?user|is_?admin|credits?\b|quota|subscription|supabase|firebase|clerk|kinde|unkey|stytch|origin\b|allowed|whitelist|passw|headers\(/i;

/** Parts of a text in which such words are about the key of the model's provider, or about the length of a text. */
const OF_PROVIDER =
  /process\.env\.\w+|process\.env\[[^\]]*\]|\b\w*api_?key\w*\s*[:=]\s*[^,}\n;]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\b(max|min|input|output|total|prompt|completion|cached)_?\w*tokens?\w*\b|import\s[^;]*?["'][^"']*["']/gi;

/** Steps before handlers that ask nobody who they are. */
const HARMLESS_STEP =
  /^\.use\(\s*(?:["'`][^"'`]*["'`]\s*,\s*)?(express\.(json|urlencoded|static|text|raw)|cors|helmet|morgan|compression|bodyParser\.\w+|logger|requestId|prettyJSON|poweredBy|secureHeaders|serveStatic)\s*\(/;

const MAKES_APP = /\b(express|fastify|Fastify)\(|\bnew\s+(Hono|Koa|Elysia|OpenAPIHono)\b/;

/** Files that run before the routes of Next.js and SvelteKit. */
const NEXT_FILES = ["middleware", "proxy"];
const SVELTE_FILES = ["hooks.server"];
const EXTENSIONS = [".ts", ".js", ".tsx", ".mjs"];

/** Folders above a file that are looked into. */
const MAXIMUM_FOLDERS = 12;

/**
 * Whether everybody who knows the address may use a handler, as often as they like, as far as the workspace shows:
 * neither its file nor what runs before it has to do with who asks or how often. False wherever that cannot be told.
 */
export function isOpenHandler(
  handler: ts.FunctionLikeDeclaration,
  framework: string,
  module: Module,
  world: { readonly host: AnalysisHost; readonly dependencies: Set<string> },
): boolean {
  if (!isKnownToStandAlone(handler, framework, module)) return false;
  if (!isOpenText(module) || handsOnRequest(handler)) return false;
  const before = framework.startsWith("Next.js") ? NEXT_FILES : framework === "SvelteKit route" ? SVELTE_FILES : [];
  return !hasFileAbove(module.file, before, world);
}

/** Whether all that runs before a handler stands in its file, or in files of known names. */
function isKnownToStandAlone(handler: ts.FunctionLikeDeclaration, framework: string, module: Module): boolean {
  switch (framework) {
    case "Next.js route handler":
    case "Next.js API route":
      return !ts.isCallExpression(handler.parent);
    case "SvelteKit route":
    case "Worker fetch handler":
      return true;
    case "Express route":
    case "Koa route":
    case "Hono route":
    case "route": {
      const { text } = module.source;
      const call = handler.parent;
      if (!MAKES_APP.test(text) || !ts.isCallExpression(call) || call.arguments.length !== 2) return false;
      if (calleeName(call) === "use") return false;
      return [...text.matchAll(/\.use\(/g)].every(({ index }) => HARMLESS_STEP.test(text.slice(index, index + 200)));
    }
    default:
      return false;
  }
}

const openTexts = new WeakMap<Module, boolean>();

function isOpenText(module: Module): boolean {
  let isOpen = openTexts.get(module);
  if (isOpen === undefined) {
    isOpen = !GUARDS.test(withoutImportsOf(module.source.text));
    openTexts.set(module, isOpen);
  }
  return isOpen;
}

/** The text without what is about the provider; imported names stay, since a check may be one of them. */
function withoutImportsOf(text: string): string {
  return text.replaceAll(OF_PROVIDER, (part) =>
    part.startsWith("import") ? (/\{[^}]*\}|\w+/.exec(part.slice(6))?.[0] ?? "") : "",
  );
}

/** Whether the whole request goes to some other function, which may look at anything in it. */
function handsOnRequest(handler: ts.FunctionLikeDeclaration): boolean {
  const [first] = handler.parameters;
  const name = first && ts.isIdentifier(first.name) ? first.name.text : undefined;
  let isFound = false;
  if (handler.body && name !== undefined) {
    walk(handler.body, (node) => {
      if (isFound) return false;
      if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
      isFound = (node.arguments ?? []).some((argument) => {
        const inner = unwrapped(argument);
        return ts.isIdentifier(inner) && inner.text === name;
      });
      return undefined;
    });
  }
  return isFound;
}

function hasFileAbove(
  file: string,
  names: readonly string[],
  { host, dependencies }: { readonly host: AnalysisHost; readonly dependencies: Set<string> },
): boolean {
  if (names.length === 0) return false;
  let folder = posix.dirname(file);
  for (let count = 0; count < MAXIMUM_FOLDERS; count++) {
    for (const inner of ["", "/src"]) {
      for (const name of names) {
        for (const extension of EXTENSIONS) {
          const path = `${folder}${inner}/${name}${extension}`;
          dependencies.add(path);
          if (host.isFile(path)) return true;
        }
      }
    }
    if (folder === host.root || folder === "/" || folder === ".") return false;
    folder = posix.dirname(folder);
  }
  return false;
}

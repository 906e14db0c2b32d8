import { posix } from "node:path";
import { type Abstract, alternativesOf, type Located } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { type Evaluator, isNothing } from "./evaluator.ts";
import type { Module } from "./module.ts";
import { ts, unwrapped } from "./syntax.ts";

/** A Lambda function as infrastructure code makes it. */
export interface FunctionConstruct {
  readonly at: Located;
  /** Such as `NodejsFunction`. */
  readonly constructName: string;
  readonly id: string | undefined;
  /** What stands under a name in its properties. */
  readonly property: (name: string) => Abstract;
}

const EXTENSIONS = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"];

/** Folders above the file that are looked through for the one that the CDK runs in. */
const MAXIMUM_FOLDERS = 12;

/** The source file that a Lambda function runs; `undefined` where the code does not name one that is there. */
export function lambdaEntry(evaluator: Evaluator, made: FunctionConstruct): string | undefined {
  const { module } = made.at;
  const entry = made.property("entry");
  if (!isNothing(entry)) {
    const path = pathOf(evaluator, entry);
    return path && existing(evaluator, module, path, [""]);
  }
  const code = made.property("code");
  if (isNothing(code)) {
    const isDefault = made.constructName.endsWith("NodejsFunction") && made.id !== undefined;
    const base = module.file.replace(/\.[cm]?[jt]sx?$/, "");
    return isDefault ? firstFile(evaluator, [`${base}.${made.id}`], suffixes()) : undefined;
  }
  const folder = assetFolder(evaluator, code);
  const handler = made.property("handler");
  if (!folder || handler.kind !== "constant" || typeof handler.value !== "string") return undefined;
  const name = handler.value.slice(0, handler.value.lastIndexOf("."));
  return existing(evaluator, module, { ...folder, path: posix.join(folder.path, name) }, suffixes());
}

function suffixes(): readonly string[] {
  return EXTENSIONS.map((extension) => `.${extension}`);
}

/** A path as it is written; a relative one counts from where the CDK runs. */
interface WrittenPath {
  readonly path: string;
  readonly isAbsolute: boolean;
}

/** The folder of `Code.fromAsset(folder)`. */
function assetFolder(evaluator: Evaluator, code: Abstract): WrittenPath | undefined {
  const at = "at" in code ? code.at : code.kind === "instance" ? code.creation : undefined;
  if (!at || !ts.isCallExpression(at.node) || !/^(fromAsset|asset)$/.test(calleeName(at.node) ?? "")) return undefined;
  const [folder] = at.node.arguments;
  return folder && pathOf(evaluator, evaluator.evaluate(folder, at.module));
}

function pathOf(evaluator: Evaluator, value: Abstract): WrittenPath | undefined {
  if (value.kind === "constant") return typeof value.value === "string" ? written(value.value) : undefined;
  if (value.kind === "template") return joinedPath(value.parts, "");
  if (value.kind === "alternatives") return urlPath(value.values);
  if (value.kind !== "unknown" || !value.at) return undefined;
  const own = directoryOf(value.at);
  if (own !== undefined) return { path: own, isAbsolute: true };
  const { node } = value.at;
  if (!ts.isCallExpression(node)) return undefined;
  const name = calleeName(node) ?? "";
  const parts = node.arguments.map((each) => evaluator.evaluate(each, value.at!.module));
  if (name === "join" || name === "resolve") return joinedPath(parts, "/");
  return name === "fileURLToPath" && parts[0] ? urlPath(alternativesOf(parts[0])) : undefined;
}

/** Pieces of a path, of which only the first may be a folder that the program learns as it runs. */
function joinedPath(parts: readonly (string | Abstract)[], separator: "" | "/"): WrittenPath | undefined {
  const texts: string[] = [];
  let isAbsolute = false;
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string") texts.push(part);
    else if (part.kind === "constant") texts.push(String(part.value));
    else {
      const folder = part.kind === "unknown" && part.at ? directoryOf(part.at) : undefined;
      const isFirst = texts.every((text) => text.length === 0);
      if (folder === undefined || !isFirst || index > 1) return undefined;
      texts.push(folder);
      isAbsolute = true;
    }
  }
  const path = posix.normalize(texts.filter((text) => text !== "").join(separator));
  return { path, isAbsolute: isAbsolute || path.startsWith("/") };
}

/** `new URL("./handler.ts", import.meta.url)`: its text and what that is relative to. */
function urlPath(values: readonly Abstract[]): WrittenPath | undefined {
  const [first, base] = values;
  if (values.length !== 2 || first?.kind !== "constant" || base?.kind !== "unknown" || !base.at) return undefined;
  const { module, node } = base.at;
  if (node.getText(module.source) !== "import.meta.url") return undefined;
  return { path: posix.join(posix.dirname(module.file), String(first.value)), isAbsolute: true };
}

/** The folder that `__dirname`, `import.meta.dirname` or `process.cwd()` gives; `undefined` for other expressions. */
function directoryOf({ module, node }: Located): string | undefined {
  const text = unwrapped(node as ts.Expression).getText(module.source);
  return text === "__dirname" || text === "import.meta.dirname" ? posix.dirname(module.file) : undefined;
}

function written(path: string): WrittenPath {
  return { path: posix.normalize(path), isAbsolute: path.startsWith("/") };
}

/** The first file that is there under one of the endings. */
function existing(
  evaluator: Evaluator,
  module: Module,
  { path, isAbsolute }: WrittenPath,
  endings: readonly string[],
): string | undefined {
  const bases = isAbsolute
    ? [path]
    : foldersAbove(module.file, evaluator.host.root).map((each) => posix.join(each, path));
  return firstFile(evaluator, bases, endings);
}

/** Folders from a file's own up to the workspace's. The CDK may be run in any of them. */
function foldersAbove(file: string, root: string): string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(file); folders.length < MAXIMUM_FOLDERS; folder = posix.dirname(folder)) {
    folders.push(folder);
    if (folder === root || folder === posix.dirname(folder)) break;
  }
  return folders;
}

function firstFile(evaluator: Evaluator, bases: readonly string[], endings: readonly string[]): string | undefined {
  for (const base of bases) {
    for (const ending of endings) {
      const file = base + ending;
      evaluator.dependencies.add(file);
      if (evaluator.host.isFile(file)) return file;
    }
  }
  return undefined;
}

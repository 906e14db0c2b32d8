import type { ModelCall } from "../facts.ts";

/** Names of functions that say how they are reached, and not what they do. */
const GENERIC_FUNCTIONS =
  /^(?:get|post|put|patch|delete|handler?|handle_?request|main|run|execute|invoke|call|start|action|loader|default|constructor|fn|callback|_.*)$/i;

/** Names of files and folders that say where they stand, and not what they hold. */
const GENERIC_PATHS =
  /^(?:index|main|app|server|route|page|layout|handlers?|actions?|\+server|\+page|api|src|source|lib|libs|lambdas?|functions?|utils|services|packages|apps)$/i;

/** What the code around a call is for, in the words of its function, its file or its folder: `sortLetters`. */
export function nameOfWork({ context, place }: ModelCall): string {
  const { functionName } = context;
  if (functionName !== undefined && !GENERIC_FUNCTIONS.test(functionName)) return functionName;
  const segments = place.file.split("/");
  const file = segments.at(-1)?.split(".")[0] ?? "";
  // Routes with parameters have folders such as `[id]`.
  const folder = segments.slice(0, -1).findLast((each) => /^[a-z][\w-]*$/i.test(each) && !GENERIC_PATHS.test(each));
  const name = GENERIC_PATHS.test(file) ? (folder ?? file) : file;
  return wordsOf(name).length === 0 ? "chat" : name;
}

/** The words of a name in any style, in small letters: `sort`, `letters` of `sortLetters`. Never begins with a digit. */
export function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^A-Za-z0-9]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  const first = words.findIndex((word) => /^[a-z]/.test(word));
  return first === -1 ? [] : words.slice(first);
}

/** A path below the folder of a file. */
export function besideFile(file: string, path: string): string {
  return `${file.slice(0, file.lastIndexOf("/"))}/${path}`;
}

/** How a new file beside another one ends, that has no markup; `undefined` for kinds of file that others cannot import. */
export function sourceExtension(file: string): string | undefined {
  const extension = /\.([mc]?[jt]s|[jt]sx)$/.exec(file)?.[1];
  return extension === undefined || extension.startsWith("c") ? undefined : `.${extension.replace("x", "")}`;
}

/** The innermost folder that holds all of some files. */
export function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => file.split("/").slice(0, -1));
  const end = first.findIndex((segment, index) => others.some((other) => other[index] !== segment));
  return (end === -1 ? first : first.slice(0, end)).join("/");
}

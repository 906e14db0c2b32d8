import type { LaunchWord } from "../facts.ts";

/** The package that a command downloads and runs. */
export interface CommandPackage {
  readonly name: string;
  /** `exact` for one version only; `unknown` where it is worked out; else the range or tag, `undefined` where none is written. */
  readonly version: "exact" | "unknown" | (string & {}) | undefined;
  readonly word: LaunchWord;
  /** Whether it runs in the version that is installed beside the code, if one is; `without its tag`: it would. */
  readonly takesInstalled: "yes" | "without its tag" | "no";
}

/** A program that downloads packages and runs them. */
interface Runner {
  /** Words behind its name that make it one: `dlx` of `pnpm dlx`. */
  readonly subcommands: readonly string[];
  /** Options whose value is the package. */
  readonly packageOptions: readonly string[];
  /** Other options that have a value. */
  readonly valueOptions: readonly string[];
  /** Options with which nothing is downloaded. */
  readonly localOptions: readonly string[];
  /** Without one of these, a plain name may mean a program that is installed beside the code. */
  readonly downloadOptions: readonly string[] | undefined;
  /**
   * What it takes from the packages that are installed beside the code: `any but tags` for npm, which asks the registry
   * what a tag means (libnpmexec of npm 11, `missingFromTree`); `none` for `dlx`, which always downloads.
   */
  readonly installed: "all" | "any but tags" | "none";
}

const npx: Runner = {
  subcommands: [],
  packageOptions: ["-p", "--package"],
  valueOptions: ["--prefix", "--cache", "--registry", "-w", "--workspace", "-c", "--call", "--userconfig"],
  localOptions: ["--no-install", "--no", "--offline"],
  downloadOptions: ["-y", "--yes"],
  installed: "any but tags",
};

const bunx: Runner = { ...npx, packageOptions: ["-p", "--package"], downloadOptions: [], installed: "all" };

const dlx: Runner = { ...npx, subcommands: ["dlx"], downloadOptions: undefined, installed: "none" };

const uvx: Runner = {
  subcommands: [],
  packageOptions: ["--from"],
  valueOptions: ["--with", "--python", "-p", "--index-url", "--index", "--extra-index-url", "--refresh-package"],
  localOptions: ["--offline"],
  downloadOptions: undefined,
  installed: "none",
};

/** Each program with the words that make it a runner. pnpm 10, yarn 4, npm 11, Bun 1, uv 0.9 and pipx 1. */
const RUNNERS: Readonly<Record<string, readonly Runner[]>> = {
  npx: [npx],
  bunx: [bunx],
  npm: [{ ...npx, subcommands: ["exec", "x"] }],
  pnpm: [dlx],
  yarn: [dlx],
  bun: [{ ...bunx, subcommands: ["x"] }],
  uvx: [uvx],
  uv: [{ ...uvx, subcommands: ["tool"] }],
  pipx: [{ ...uvx, packageOptions: ["--spec"], subcommands: ["run"] }],
};

/** They run a file of the workspace; what they are themselves is no server. */
const RUNS_FILES =
  /^(tsx|ts-node|ts-node-esm|node|nodemon|vite-node|esno|jiti|@swc-node\/register|cross-env|dotenv|dotenv-cli)$/;

/** The package that a command downloads; `none` where it downloads none, `unknown` where that cannot be told. */
export function commandPackage(words: readonly LaunchWord[]): CommandPackage | "none" | "unknown" {
  let index = 0;
  const text = (at: number): string | undefined => (words[at]?.isOpen === false ? words[at].start : undefined);
  // `cmd /c npx …` on Windows.
  if (/^cmd(\.exe)?$/i.test(text(0) ?? "") && /^\/[ck]$/i.test(text(1) ?? "")) index = 2;
  const program = text(index);
  if (program === undefined) return words.length === 0 ? "none" : "unknown";
  const base = program.replace(/^.*[\\/]/, "").replace(/\.(cmd|exe|ps1)$/i, "");
  const runner = RUNNERS[base]?.find(
    ({ subcommands }) => subcommands.length === 0 || subcommands.includes(text(index + 1) ?? ""),
  );
  if (!runner) return "none";
  index += runner.subcommands.length === 0 ? 1 : 2;
  if (base === "uv" && text(index) === "run") index += 1;
  const found = packageAfter(words, index, runner);
  if (typeof found === "string") return found;
  // A tag is a word: `@latest`.
  const isTag = /^@[a-z]/i.test(found.version ?? "");
  const { installed } = runner;
  const takesInstalled = installed === "none" ? "no" : isTag && installed !== "all" ? "without its tag" : "yes";
  return { ...found, takesInstalled };
}

type NamedPackage = Omit<CommandPackage, "takesInstalled">;

function packageAfter(words: readonly LaunchWord[], start: number, runner: Runner): NamedPackage | "none" | "unknown" {
  let isDownloaded = runner.downloadOptions === undefined || runner.downloadOptions.length === 0;
  for (let index = start; index < words.length; index++) {
    const word = words[index]!;
    const { start: text, isOpen } = word;
    if (text === "" && isOpen) return "unknown";
    if (text === "--") continue;
    if (runner.localOptions.includes(text)) return "none";
    if (runner.downloadOptions?.includes(text) === true) isDownloaded = true;
    else if (runner.packageOptions.includes(text)) {
      const named = words[index + 1];
      return named === undefined ? "unknown" : packageOf(named, true);
    } else if (runner.packageOptions.some((option) => text.startsWith(`${option}=`))) {
      return packageOf({ ...word, start: text.slice(text.indexOf("=") + 1) }, true);
    } else if (runner.valueOptions.includes(text)) index += 1;
    else if (!text.startsWith("-")) return packageOf(word, isDownloaded);
  }
  return "unknown";
}

/** `@acme/server@1.4.2`, `mcp-server-git==1.2`, `github:acme/server#0a1b2c3`. */
function packageOf(word: LaunchWord, isDownloaded: boolean): NamedPackage | "none" | "unknown" {
  const text = word.start;
  if (/^(\.{0,2}[\\/]|file:|link:|~\/)/.test(text) || /\.(js|mjs|cjs|ts|mts|py|tgz|whl)$/.test(text)) return "none";
  if (/^(git\+|github:|gitlab:|https?:|ssh:)/.test(text)) {
    const isCommit = /[#@][0-9a-f]{7,40}$/.test(text);
    return { name: text, version: isCommit ? "exact" : word.isOpen ? "unknown" : undefined, word };
  }
  const found = /^((?:@[\w.-]+\/)?[A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?(?:(@|===?|~=|>=|<=|!=|<|>)(.*))?$/.exec(text);
  if (!found) return "unknown";
  const [, name = "", mark, version = ""] = found;
  if (RUNS_FILES.test(name)) return "none";
  if (mark === undefined) {
    if (word.isOpen) return "unknown";
    // A plain name may be a program that is installed beside the code.
    return isDownloaded || name.startsWith("@") ? { name, version: undefined, word } : "unknown";
  }
  if (word.isOpen) return { name, version: "unknown", word };
  const isExact =
    (mark === "@" || mark === "==" || mark === "===") && /^v?\d+\.\d+(\.\d+)?([-+.]?\w[\w.-]*)?$/.test(version);
  // Of npm's versions those with three numbers are exact; Python's may have two.
  const isShort = mark === "@" && !/^v?\d+\.\d+\.\d+/.test(version);
  return { name, version: isExact && !isShort ? "exact" : `${mark}${version}`, word };
}

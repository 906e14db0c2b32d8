import path from "node:path";
import ts from "typescript";
import type { PageBlock } from "../rules/page-blocks.ts";

/** A page's code, with the name that its errors are reported under. */
export interface PageCode {
  /** Path of the page from the root of the project. */
  readonly page: string;
  readonly blocks: readonly PageBlock[];
}

/** An error of the type checker, at its place on the page. */
export interface PageTypeError {
  readonly page: string;
  /** Line of the block's fence, from 1. */
  readonly block: number;
  /** The line of code, without its indentation. */
  readonly code: string;
  readonly message: string;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: [
    "lib.es2023.d.ts",
    "lib.dom.d.ts",
    "lib.dom.iterable.d.ts",
    "lib.dom.asynciterable.d.ts",
    "lib.esnext.disposable.d.ts",
  ],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.ReactJSX,
  types: ["node"],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  experimentalDecorators: true,
  allowJs: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
};

/**
 * Type-checks the code of pages against the packages installed in `folder`. Each block is a program of its own as far
 * as its files go. `ai=5` on a block takes the package installed as `ai-5`, and what `companions` name for it.
 * `declarations` is a file of types that no package has.
 */
export function pageTypeErrors(
  folder: string,
  declarations: string,
  pages: readonly PageCode[],
  companions: ReadonlyMap<string, Readonly<Record<string, string>>>,
): readonly PageTypeError[] {
  const texts = new Map<string, { readonly page: string; readonly block: PageBlock; readonly text: string }>();
  const aliases = new Map<string, ReadonlyMap<string, string>>();
  for (const { page, blocks } of pages) {
    for (const [index, block] of blocks.entries()) {
      const place = path.posix.join(folder, "pages", path.posix.basename(page, ".md"), String(block.line));
      // What a fix makes of a block is written for the same majors.
      aliases.set(place, aliasesOf((block.isFixed ? blocks[index - 1] : block) ?? block, companions));
      for (const file of block.files) texts.set(path.posix.join(place, file.name), { page, block, text: file.text });
    }
  }
  const program = ts.createProgram(
    [declarations, ...[...texts.keys()].filter(isCode)],
    OPTIONS,
    hostOf(folder, texts, aliases),
  );
  return [...texts].flatMap(([name, { page, block }]) => {
    const source = program.getSourceFile(name);
    if (source === undefined) return [];
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .filter((diagnostic) => !isFileNotShown(diagnostic))
      .map((diagnostic) => ({
        page,
        block: block.line,
        code: lineAt(source.text, diagnostic.start ?? 0),
        message: ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").replaceAll(/\s+/gu, " "),
      }));
  });
}

/** A page need not show the reader's own files that its code imports. */
function isFileNotShown(diagnostic: ts.Diagnostic): boolean {
  const cannotFindModule = 2307;
  const specifier = diagnostic.file?.text.slice(diagnostic.start, (diagnostic.start ?? 0) + (diagnostic.length ?? 0));
  return diagnostic.code === cannotFindModule && /^["']\.\.?\//u.test(specifier ?? "");
}

function isCode(name: string): boolean {
  return /\.[cm]?[jt]sx?$/u.test(name);
}

function hostOf(
  folder: string,
  texts: ReadonlyMap<string, { readonly text: string }>,
  aliases: ReadonlyMap<string, ReadonlyMap<string, string>>,
): ts.CompilerHost {
  const disk = ts.createCompilerHost(OPTIONS, true);
  const folders = new Set([...texts.keys()].flatMap((name) => foldersAbove(name, folder)));
  const host: ts.CompilerHost = {
    ...disk,
    getCurrentDirectory: () => folder,
    fileExists: (name) => texts.has(name) || disk.fileExists(name),
    readFile: (name) => texts.get(name)?.text ?? disk.readFile(name),
    directoryExists: (name) => folders.has(name) || (disk.directoryExists?.(name) ?? true),
    getSourceFile: (name, options) => {
      const own = texts.get(name)?.text;
      return own === undefined ? disk.getSourceFile(name, options) : ts.createSourceFile(name, own, options, true);
    },
  };
  const cache = ts.createModuleResolutionCache(folder, (name) => name, OPTIONS);
  return {
    ...host,
    resolveModuleNameLiterals: (literals, containing, redirected, options) =>
      literals.map((literal) => {
        const names = aliases.get(
          containing
            .split("/")
            .slice(0, folder.split("/").length + 3)
            .join("/"),
        );
        const name = withAlias(literal.text, names ?? new Map<string, string>());
        return ts.resolveModuleName(name, containing, options, host, cache, redirected, ts.ModuleKind.ESNext);
      }),
  };
}

function foldersAbove(name: string, root: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = path.posix.dirname(name); folder.length > root.length; folder = path.posix.dirname(folder)) {
    folders.push(folder);
  }
  return folders;
}

/** The installed names to take in place of packages: those of the block's majors, and what goes with them. */
function aliasesOf(
  block: PageBlock,
  companions: ReadonlyMap<string, Readonly<Record<string, string>>>,
): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const [name, major] of block.properties) {
    const installed = `${name}-${major}`;
    for (const [companion, alias] of Object.entries(companions.get(installed) ?? {})) aliases.set(companion, alias);
  }
  return aliases;
}

function withAlias(specifier: string, aliases: ReadonlyMap<string, string>): string {
  for (const [name, alias] of aliases) {
    if (specifier === name || specifier.startsWith(`${name}/`)) return alias + specifier.slice(name.length);
  }
  return specifier;
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, end === -1 ? undefined : end).trim();
}

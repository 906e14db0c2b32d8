import { namesModelHost } from "../../../lens/sdks/endpoints.ts";
import type { AnalysisHost } from "./analysis.ts";
import { Evaluator, type ModuleSource } from "./evaluator.ts";
import { handsOn, importSpecifiersIn, mentionsAny } from "./import-specifiers.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Module } from "./module.ts";
import { resolveSpecifier } from "./resolve.ts";
import {
  findWrappers,
  MAXIMUM_LEVEL,
  type ModuleWrappers,
  NO_WRAPPERS,
  type WrapperLookup,
} from "./wrapper-functions.ts";

const NONE: ReadonlySet<string> = new Set();

/** What a look at a file's imports tells. One object stands for one state of the file. */
interface KeptText {
  /** Whether it imports something that models can be called by, or names the address of a provider. */
  readonly mayCallModels: boolean;
  readonly imports: readonly string[];
  /** Paths that were looked at to find them, there or not. */
  readonly probed: readonly string[];
}

interface KeptNames {
  readonly text: KeptText;
  /** What the imports gave when the names were found. */
  readonly imported: string;
  readonly names: ReadonlySet<string>;
  /** Files that the names were told from, with their versions. */
  readonly versions: ReadonlyMap<string, string | undefined>;
  readonly isImported: boolean;
  epoch: number;
}

interface KeptWrappers {
  readonly wrappers: ModuleWrappers;
  readonly versions: ReadonlyMap<string, string | undefined>;
  readonly imported: string;
  readonly isImported: boolean;
  epoch: number;
}

/**
 * The app's own wrappers of every file that was asked about. Most files are turned away by their text: only those
 * that name an SDK, or the name of a wrapper that they import, are parsed. What is found is kept while the texts
 * behind it stay the same.
 */
export class WrapperIndex implements WrapperLookup {
  readonly #knowledge: Knowledge;
  readonly #host: AnalysisHost;
  readonly #modules: ModuleSource;
  readonly #texts = new Map<string, KeptText>();
  readonly #names = new Map<string, KeptNames[]>();
  readonly #wrappers = new WeakMap<Module, KeptWrappers[]>();
  #epoch = 0;

  constructor(knowledge: Knowledge, host: AnalysisHost, modules: ModuleSource) {
    this.#knowledge = knowledge;
    this.#host = host;
    this.#modules = modules;
  }

  /** A file changed, came or went: what is kept is looked at again before it is used. */
  changed(file: string): void {
    this.#epoch++;
    // A file that comes or goes may change what specifiers anywhere stand for.
    if (!this.#texts.delete(file) || !this.#host.isFile(file)) this.#texts.clear();
  }

  wrappers(module: Module, level: number, evaluator = this.#evaluator()): ModuleWrappers {
    const known = this.#wrappers.get(module) ?? [];
    this.#wrappers.set(module, known);
    const kept = known[level];
    if (kept && this.#isCurrent(kept, module.file, level)) return kept.wrappers;
    // Asked for again while it is being found, it has none: so cycles end.
    const isImported = this.isImported(module.file);
    known[level] = { wrappers: NO_WRAPPERS, versions: new Map(), imported: "", isImported, epoch: this.#epoch };
    const wrappers = findWrappers(evaluator, module, level, this);
    const versions = new Map([...evaluator.dependencies].map((file) => [file, this.#versionOf(file)]));
    const imported = this.#importedKey(module.file, level);
    known[level] = { wrappers, versions, imported, isImported, epoch: this.#epoch };
    return wrappers;
  }

  use(evaluator: Evaluator, module: Module): void {
    evaluator.dependencies.add(module.file);
    for (const kept of this.#wrappers.get(module) ?? [])
      for (const file of kept?.versions.keys() ?? []) evaluator.dependencies.add(file);
  }

  isImported(file: string): boolean {
    return this.#host.isImported?.(file) !== false;
  }

  importedNames(file: string, level: number): ReadonlySet<string> {
    const text = this.#text(file);
    if (!text || level < 0) return NONE;
    let found: Set<string> | undefined;
    for (const imported of text.imports) {
      if (imported === file) continue;
      for (const name of this.#exportedNames(imported, level)) (found ??= new Set()).add(name);
    }
    return found ?? NONE;
  }

  /** Names under which other files may call a wrapper of this one, its own or handed on. */
  exportedNames(file: string): ReadonlySet<string> {
    return this.#exportedNames(file, MAXIMUM_LEVEL);
  }

  /** One text for the wrapper names that a file may import: a change of it makes an analysis stale. */
  signature(file: string): string {
    return [...this.importedNames(file, MAXIMUM_LEVEL)].sort().join(" ");
  }

  /** Files whose texts decide which wrapper names a file may import, there or not. */
  sources(file: string): ReadonlySet<string> {
    const found = new Set<string>();
    let files: readonly string[] = [file];
    for (let level = MAXIMUM_LEVEL; level >= 0; level--) {
      const texts = files.flatMap((each) => this.#text(each) ?? []);
      files = [...new Set(texts.flatMap((text) => text.imports))].filter((each) => !found.has(each));
      for (const text of texts) for (const path of text.probed) found.add(path);
    }
    return found;
  }

  #exportedNames(file: string, level: number): ReadonlySet<string> {
    const kept = this.#names.get(file)?.[level];
    if (kept?.epoch === this.#epoch) return kept.names;
    const text = this.#text(file);
    if (!text) return NONE;
    const imported = this.importedNames(file, level - 1);
    const key = [...imported].sort().join(" ");
    const isImported = this.isImported(file);
    const isSame =
      kept !== undefined &&
      kept.text === text &&
      kept.imported === key &&
      kept.isImported === isImported &&
      this.#areSame(kept.versions);
    const versions = isSame ? kept.versions : new Map<string, string | undefined>();
    const names = isSame ? kept.names : this.#findNames(file, text, imported, level, versions);
    const levels = this.#names.get(file) ?? [];
    this.#names.set(file, levels);
    levels[level] = { text, imported: key, names, versions, isImported, epoch: this.#epoch };
    return names;
  }

  #findNames(
    file: string,
    text: KeptText,
    imported: ReadonlySet<string>,
    level: number,
    versions: ReadonlyMap<string, string | undefined>,
  ): ReadonlySet<string> {
    const source = imported.size > 0 ? this.#host.read(file)?.text : undefined;
    const isMentioned = source !== undefined && mentionsAny(source, imported);
    const module = text.mayCallModels || isMentioned ? this.#modules.module(file) : undefined;
    const own = module ? this.wrappers(module, level) : NO_WRAPPERS;
    if (module) {
      for (const [dependency, version] of this.#wrappers.get(module)?.[level]?.versions ?? [])
        (versions as Map<string, string | undefined>).set(dependency, version);
    }
    if (source === undefined || !handsOn(source)) return own.exportedNames;
    const handedOn = exportsDefault(source) ? imported : [...imported].filter((name) => name !== "default");
    return new Set([...own.exportedNames, ...handedOn, ...newNames(source, imported)]);
  }

  #isCurrent(kept: KeptWrappers, file: string, level: number): boolean {
    if (kept.epoch === this.#epoch) return true;
    if (kept.isImported !== this.isImported(file) || !this.#areSame(kept.versions)) return false;
    if (kept.imported !== this.#importedKey(file, level)) return false;
    kept.epoch = this.#epoch;
    return true;
  }

  #importedKey(file: string, level: number): string {
    return [...this.importedNames(file, level - 1)].sort().join(" ");
  }

  #areSame(versions: ReadonlyMap<string, string | undefined>): boolean {
    for (const [file, version] of versions) if (this.#versionOf(file) !== version) return false;
    return true;
  }

  #versionOf(file: string): string | undefined {
    return this.#host.isFile(file) ? this.#host.read(file)?.version : undefined;
  }

  #evaluator(): Evaluator {
    return new Evaluator(this.#knowledge, this.#host, this.#modules);
  }

  #specifiersOf(file: string): readonly string[] | undefined {
    const source = this.#host.read(file);
    return source && importSpecifiersIn(source.text);
  }

  #namesModelHost(file: string): boolean {
    return this.#host.namesModelHost?.(file) ?? namesModelHost(this.#host.read(file)?.text ?? "");
  }

  #text(file: string): KeptText | undefined {
    const kept = this.#texts.get(file);
    if (kept) return kept;
    const specifiers = this.#host.importsOf?.(file) ?? this.#specifiersOf(file);
    if (!specifiers) return undefined;
    const imports = new Set<string>();
    const probed = new Set<string>();
    let mayCallModels = this.#namesModelHost(file);
    for (const specifier of specifiers) {
      if (this.#knowledge.module(specifier)) {
        mayCallModels ||= this.#knowledge.mayCallModels(specifier);
        continue;
      }
      const target = resolveSpecifier(specifier, file, this.#host, (path) => probed.add(path));
      if (target !== undefined) imports.add(target);
    }
    const text: KeptText = { mayCallModels, imports: [...imports], probed: [...probed] };
    this.#texts.set(file, text);
    return text;
  }
}

/** Whether a text may hand on something as its default export. */
function exportsDefault(text: string): boolean {
  return /\bexport\s+default\b|\bas\s+default\b|\{[^{}]*\bdefault\b[^{}]*\}\s*from\b|\bexports\b/.test(text);
}

/** Names that a text gives to what it hands on: `generate` in `export { ask as generate } from "./ask"`. */
function newNames(text: string, names: ReadonlySet<string>): readonly string[] {
  return [...text.matchAll(/\b([\w$]+)\s+as\s+([\w$]+)/g)].flatMap(([, name, other]) =>
    names.has(name!) && other !== undefined ? [other] : [],
  );
}

import type { Rule } from "../../../lens/rules/rule.ts";
import type { AnalysisHost, Problem } from "../analysis/analysis.ts";
import { EVERY_NAME } from "../analysis/carriers.ts";
import { resolveSpecifier } from "../analysis/resolve.ts";
import { Configurations } from "./configurations.ts";
import { isRegularFile, nodeDisk } from "./disk.ts";
import { compileGlobs } from "./globs.ts";
import { type IgnoreReason, type IgnoreSource, Ignoring } from "./ignoring.ts";
import { ImportGraph } from "./import-graph.ts";
import { ImportScanner } from "./import-scan.ts";
import { ListedDisk } from "./listed-disk.ts";
import { isInside, relativePath } from "./paths.ts";
import { reachOf } from "./reach.ts";
import { RecordingDisk } from "./recording-disk.ts";
import { findRepository } from "./repository.ts";
import { Resolution } from "./resolution.ts";
import { isSdkSpecifier } from "./sdk-imports.ts";
import { SourceTexts, binary, tooLarge, unreadable } from "./source-texts.ts";
import { DEFAULT_MAX_FILE_SIZE, type WorkspaceOptions } from "./workspace-options.ts";

/** What a file imports, as its bytes say. */
export interface ImportsOfFile {
  readonly specifiers: readonly string[];
  /** Its text says, and no import, that it may reach a model or a store. */
  readonly isNamedInText: boolean;
  readonly problem: Problem | undefined;
  readonly isUnreadable: boolean;
}

/** The files of one folder: their texts, those of open editors before the disk's, what holds for them, and how they import each other. */
export class FolderSources {
  readonly root: string;
  readonly disk: ListedDisk;
  /** Notes what configuration was read, where a cache needs to know. */
  readonly recorder: RecordingDisk;
  readonly texts: SourceTexts;
  readonly configurations: Configurations;
  readonly ignoring: Ignoring;
  readonly resolution: Resolution;
  readonly graph: ImportGraph;
  /** What the analysis sees of the folder. */
  readonly host: AnalysisHost;
  readonly #maxFileSize: number;
  readonly #scanner: ImportScanner;
  readonly #areFiles = new Map<string, boolean>();
  /** Whether each file that was looked at names a URL of a provider of models. */
  readonly #namesModelHost = new Map<string, boolean>();
  #changed = new Set<string>();

  constructor(root: string, rules: readonly Rule[], options: WorkspaceOptions) {
    this.root = root;
    this.disk = new ListedDisk(options.disk ?? nodeDisk);
    this.#maxFileSize = options.maxFileSize ?? DEFAULT_MAX_FILE_SIZE;
    this.recorder = new RecordingDisk(this.disk);
    // Noting costs time that only a cache pays back.
    const configurationDisk = options.cache === undefined ? this.disk : this.recorder;
    const repository = findRepository(root, this.disk);
    const boundary = repository ?? root;
    this.texts = new SourceTexts(this.disk, this.#maxFileSize);
    this.configurations = new Configurations({
      disk: configurationDisk,
      boundary,
      rules: rules.map((rule) => rule.meta),
      readText: (file) => this.texts.overlay(file)?.text ?? configurationDisk.read(file).toString("utf8"),
      defaults: options.defaults,
      overriding: options.overriding,
    });
    this.ignoring = new Ignoring(root, repository, this.disk, [
      ...(options.exclude === undefined ? [] : [new ExcludedByCaller(root, options.exclude)]),
      this.configurations,
    ]);
    this.resolution = new Resolution(configurationDisk, boundary);
    this.#scanner = new ImportScanner(this.disk, this.#maxFileSize);
    this.host = {
      root,
      read: (file) => this.texts.read(file),
      isFile: (file) => this.isFile(file),
      resolveAlias: (specifier, fromFile) => this.resolution.aliasBases(specifier, fromFile),
      // A file that changed since is looked at itself.
      importsOf: (file) => (this.#changed.has(file) ? undefined : this.graph.specifiers(file)),
      namesModelHost: (file) => (this.#changed.has(file) ? undefined : this.#namesModelHost.get(file)),
      isImported: (file) => this.isImported(file),
      packageMajor: (packageName, fromFile) => this.resolution.packageMajor(packageName, fromFile),
      packageNames: (file) => this.resolution.packageNames(file),
    };
    // Only listed files can become part of a scan, and asking the listing is cheaper than asking the disk.
    const listed = {
      isFile: (file: string) => this.graph.specifiers(file) !== undefined,
      resolveAlias: this.host.resolveAlias,
    };
    this.graph = new ImportGraph((specifier, fromFile) => resolveSpecifier(specifier, fromFile, listed));
  }

  /** Files that changed since `takeChanges`. */
  get changed(): ReadonlySet<string> {
    return this.#changed;
  }

  /** The files that changed, which count as taken in from now on. */
  takeChanges(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** Files that could not be taken in after all. */
  putBack(changed: ReadonlySet<string>): void {
    for (const file of changed) this.#changed.add(file);
  }

  noteChange(file: string): void {
    this.texts.forget(file);
    this.disk.forget(file);
    this.#areFiles.delete(file);
    this.#changed.add(file);
  }

  /** `path` is gone, a file or a folder, and with it these files that were known. */
  noteDeletion(path: string, files: Iterable<string>): void {
    this.disk.forget(path);
    for (const file of files) {
      this.texts.forget(file);
      this.forgetImports(file);
      this.#changed.add(file);
    }
    for (const file of this.#areFiles.keys()) {
      if (isInside(file, path)) this.#areFiles.delete(file);
    }
  }

  /** Forgets what a file imports. */
  forgetImports(file: string): void {
    this.graph.delete(file);
    this.#namesModelHost.delete(file);
  }

  /** Forgets what all files import. */
  forgetAllImports(): void {
    this.graph.clear();
    this.#namesModelHost.clear();
  }

  /** Forgets all that was read, and reads the folders' contents at once until `endReading`. */
  readAnew(): void {
    this.texts.forgetAll();
    this.disk.note();
    this.recorder.forgetAll();
    this.#areFiles.clear();
    this.ignoring.reset();
    this.configurations.forgetAll();
  }

  endReading(): void {
    this.disk.forgetAll();
  }

  isFile(file: string): boolean {
    const known = this.#areFiles.get(file);
    if (known !== undefined) return known;
    const isFile = this.texts.overlay(file) !== undefined || isRegularFile(file, this.disk);
    this.#areFiles.set(file, isFile);
    return isFile;
  }

  /** Text of a file as it was examined; `undefined` where there is none. */
  text(file: string): string | undefined {
    const source = this.texts.read(file);
    if (source !== undefined) return source.text;
    try {
      return isRegularFile(file, this.disk)
        ? this.disk
            .read(file)
            .toString("utf8")
            .replace(/^\uFEFF/, "")
        : undefined;
    } catch {
      // Asked for places in files that have a problem already; that problem tells why.
      return undefined;
    }
  }

  /** Whether a fix may make a file: a source file of this workspace that would be checked, where nothing is yet. */
  canCreate(file: string): boolean {
    if (!isInside(file, this.root) || this.texts.overlay(file) !== undefined) return false;
    try {
      return this.ignoring.fileReason(file) === undefined && this.disk.stat(file) === undefined;
    } catch {
      // Nobody can tell what is there.
      return false;
    }
  }

  scanImports(file: string): ImportsOfFile {
    const overlay = this.texts.overlay(file);
    const scan = overlay === undefined ? this.#scanner.scanFile(file) : this.#scanner.scanText(overlay.text);
    if (scan.outcome === "unreadable")
      return { specifiers: [], isNamedInText: false, problem: unreadable(file, scan.reason), isUnreadable: true };
    const problem = scan.isTooLarge ? tooLarge(file, this.#maxFileSize) : scan.isBinary ? binary(file) : undefined;
    this.#namesModelHost.set(file, scan.namesModelHost);
    const isNamedInText = scan.namesModelHost || scan.mayHoldVectorSearch;
    return { specifiers: scan.specifiers, isNamedInText, problem, isUnreadable: false };
  }

  importsOf(file: string): readonly string[] {
    return this.scanImports(file).specifiers;
  }

  importsSdk(file: string): boolean {
    return this.nameSdk(file, this.graph.specifiers(file) ?? this.importsOf(file));
  }

  /** Whether one of a file's imports is an SDK, or a package that the team says to call models. */
  nameSdk(file: string, specifiers: readonly string[]): boolean {
    if (specifiers.some(isSdkSpecifier)) return true;
    const { wrappers } = this.configurations.for(file).names;
    return wrappers.some((each) => specifiers.includes(each.package));
  }

  isImported(file: string): boolean | undefined {
    if (this.graph.specifiers(file) === undefined) return undefined;
    // What a changed file imports now is not looked up yet.
    const mayBeNow = this.#changed.size > (this.#changed.has(file) ? 1 : 0);
    return mayBeNow || this.graph.importersOf(file).length > 0;
  }

  /** Files that can get something of what a file exports, from itself or from files that hand all of it on. */
  importersReached(file: string, exportedNames: readonly string[]): readonly string[] {
    if (exportedNames.length === 0) return [];
    const reached = new Set<string>();
    let names: ReadonlySet<string> = new Set(exportedNames);
    const givers = new Set([file]);
    for (const giver of givers) {
      for (const importer of this.graph.importersOf(giver)) {
        const text = this.texts.read(importer)?.text;
        const specifiers = this.graph.specifiersMeaning(giver, importer);
        const reach = text === undefined ? undefined : reachOf(text, specifiers, names);
        if (reach?.isReached === true || names.has(EVERY_NAME)) reached.add(importer);
        if (reach?.handsAllOn === true) givers.add(importer);
      }
      if (giver === file) names = new Set([...names].filter((name) => name !== "default"));
      if (names.size === 0) break;
    }
    return [...reached];
  }
}

class ExcludedByCaller implements IgnoreSource {
  readonly #root: string;
  readonly #matches: (path: string) => boolean;

  constructor(root: string, globs: readonly string[]) {
    this.#root = root;
    this.#matches = compileGlobs(globs);
  }

  reason(path: string): IgnoreReason | undefined {
    return isInside(path, this.#root) && this.#matches(relativePath(this.#root, path))
      ? "the editor's settings leave it out"
      : undefined;
  }
}

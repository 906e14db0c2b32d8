import { rules as allRules } from "../../../lens/rules/index.ts";
import { NO_OWN_NAMES, type OwnNames } from "../../../lens/own-names.ts";
import type { PackageFacts, Rule, RuleMeta, WorkspaceView } from "../../../lens/rules/rule.ts";
import type { Signal } from "../../../lens/signals/signal-kind.ts";
import {
  type AnalysisHost,
  Cancelled,
  type CancellationToken,
  type FileAnalysis,
  NEVER_CANCELLED,
  type Problem,
} from "../analysis/analysis.ts";
import { EVERY_NAME } from "../analysis/carriers.ts";
import { Project } from "../analysis/project.ts";
import { resolveSpecifier } from "../analysis/resolve.ts";
import type { FixReach } from "../lint/edits.ts";
import type { FileReport } from "../lint/finding.ts";
import { lint } from "../lint/lint.ts";
import { lintInWorkspace } from "../lint/workspace-lint.ts";
import { CONFIGURATION_NAME } from "./configuration-name.ts";
import { Configurations, type EffectiveConfiguration, type OutsideChoices } from "./configurations.ts";
import { type Disk, isRegularFile, nodeDisk } from "./disk.ts";
import { Crew, type Examination } from "./crew.ts";
import { compileGlobs } from "./globs.ts";
import { type IgnoreReason, type IgnoreSource, Ignoring } from "./ignoring.ts";
import { ImportGraph } from "./import-graph.ts";
import { ImportScanner } from "./import-scan.ts";
import { ListedDisk } from "./listed-disk.ts";
import { listSourceFiles } from "./listing.ts";
import { packagesOf } from "./package-facts.ts";
import { compareText, directoriesUpTo, isInside, parentDirectory, relativePath } from "./paths.ts";
import { reachOf } from "./reach.ts";
import { RecordingDisk } from "./recording-disk.ts";
import { type CacheStore, ReportCache } from "./report-cache.ts";
import { Resolution } from "./resolution.ts";
import { isSdkSpecifier, mayHoldFacts } from "./sdk-imports.ts";
import { isSignalDocument } from "./signal-files.ts";
import { SignalFinder } from "./signals.ts";
import { SourceTexts, binary, tooLarge, unreadable } from "./source-texts.ts";
import { TimeSlice } from "./time-slice.ts";

/** Bytes of the largest file that is checked unless told otherwise. */
export const DEFAULT_MAX_FILE_SIZE = 1024 * 1024;

/** What every comment that suppresses findings holds. */
const DIRECTIVE = "genai-lens-";

/** Bytes at the start of a document that can make it a signal. */
const SIGNAL_BYTES = 64 * 1024;

/** What the workspace asks of the analysis; `Project` is the one there is. */
export interface Analyser {
  analyse(file: string, token: CancellationToken): FileAnalysis;
  /** See `Project`. */
  wrapperSources(file: string): ReadonlySet<string>;
  changed(file: string): void;
  deleted(file: string): void;
}

export interface WorkspaceOptions {
  /** Globs to leave out, relative to the root, as an editor's `files.exclude` gives them. */
  readonly exclude?: readonly string[];
  /** Bytes; longer files are not checked. */
  readonly maxFileSize?: number;
  /** Choices that count less than any `genai-lens.json`. */
  readonly defaults?: OutsideChoices;
  /** Choices that count more than any `genai-lens.json`. */
  readonly overriding?: OutsideChoices;
  /** ISO date that ages are counted from; without it the day on which a report is made. */
  readonly today?: string;
  readonly rules?: readonly Rule[];
  readonly disk?: Disk;
  readonly createAnalyser?: (host: AnalysisHost, names: OwnNames) => Analyser;
  /** Where results are kept between runs, and what they depend on beside files, such as the product's version. */
  readonly cache?: { readonly store: (root: string) => CacheStore; readonly key: string };
  /** Threads that take part in a scan; without it the one that asks does everything. */
  readonly threads?: { readonly script: string; readonly count: number };
}

/** How far a scan is, in files. Neither number ever gets smaller. */
export interface ScanProgress {
  readonly done: number;
  readonly total: number;
}

/** A report with what the whole workspace adds to it, and what that was worked out from. */
interface Completed {
  readonly entry: Entry;
  readonly view: WorkspaceView;
  readonly report: FileReport;
}

/** What a scan found. */
export interface WorkspaceScan {
  /** Of every file that touches a model or has a problem, in the order of their paths. */
  readonly reports: readonly FileReport[];
  /** Of folders, configuration files and the like; those of source files stand in their reports. */
  readonly problems: readonly Problem[];
  readonly stats: WorkspaceStats;
}

export interface WorkspaceStats {
  /** Source files that were listed. */
  readonly files: number;
  /** Source files that were parsed and described. */
  readonly analysedFiles: number;
  readonly modelCalls: number;
}

interface Entry extends Examination {
  /** `undefined` where the file could not be analysed, or another thread did it. */
  readonly analysis: FileAnalysis | undefined;
  readonly configuration: EffectiveConfiguration;
  readonly today: string;
  /** Paths that its fixes would make files at, there or not. */
  readonly soughtFiles: ReadonlySet<string>;
  /** Its text shows that it holds nothing, unless another file gives it something: it was not parsed. */
  readonly isPassedOver?: true;
}

/**
 * One folder of source code: which files matter, what holds for them, and what is found in them. The editor
 * and the command line both ask here, so both get the same findings. Paths are absolute, with `/`.
 */
export class Workspace {
  readonly root: string;
  readonly #rules: readonly Rule[];
  readonly #disk: ListedDisk;
  readonly #maxFileSize: number;
  readonly #today: string | undefined;
  readonly #createAnalyser: (host: AnalysisHost, names: OwnNames) => Analyser;
  readonly #host: AnalysisHost;
  readonly #texts: SourceTexts;
  readonly #configurations: Configurations;
  readonly #ignoring: Ignoring;
  readonly #resolution: Resolution;
  readonly #graph: ImportGraph;
  readonly #scanner: ImportScanner;
  readonly #threads: WorkspaceOptions["threads"];
  readonly #cacheOptions: WorkspaceOptions["cache"];
  readonly #recorder: RecordingDisk;
  readonly #plainOptions: Readonly<Record<string, unknown>>;
  readonly #areFiles = new Map<string, boolean>();
  /** One for each set of names that a configuration gives the team's own functions; most folders have one set, of none. */
  #analysers = new Map<string, Analyser>();
  #files: ReadonlySet<string> | undefined;
  #entries = new Map<string, Entry>();
  #listingProblems: readonly Problem[] = [];
  #documents: ReadonlySet<string> = new Set();
  readonly #signalFinder = new SignalFinder();
  #signals: readonly Signal[] | undefined;
  #view: WorkspaceView | undefined;
  readonly #completed = new Map<string, Completed>();
  readonly #hasWorkspaceRules: boolean;
  #changed = new Set<string>();
  /** Whether each file that was looked at names a URL of a provider of models. */
  readonly #namesModelHost = new Map<string, boolean>();
  #isListingStale = false;
  #isResolutionStale = false;

  constructor(root: string, options: WorkspaceOptions = {}) {
    this.root = root;
    this.#rules = options.rules ?? allRules;
    this.#hasWorkspaceRules = this.#rules.some((rule) => rule.needsWorkspace === true);
    this.#disk = new ListedDisk(options.disk ?? nodeDisk);
    this.#maxFileSize = options.maxFileSize ?? DEFAULT_MAX_FILE_SIZE;
    this.#today = options.today;
    this.#createAnalyser = options.createAnalyser ?? ((host, names) => new Project(host, { names }));
    this.#threads = options.threads;
    this.#cacheOptions = options.cache;
    this.#recorder = new RecordingDisk(this.#disk);
    // Noting costs time that only a cache pays back.
    const configurationDisk = options.cache === undefined ? this.#disk : this.#recorder;
    const { exclude, maxFileSize, defaults, overriding, today } = options;
    this.#plainOptions = Object.fromEntries(
      Object.entries({ exclude, maxFileSize, defaults, overriding, today }).filter(([, value]) => value !== undefined),
    );
    const repository = findRepository(root, this.#disk);
    const boundary = repository ?? root;
    this.#texts = new SourceTexts(this.#disk, this.#maxFileSize);
    this.#configurations = new Configurations({
      disk: configurationDisk,
      boundary,
      rules: this.#rules.map((rule) => rule.meta),
      readText: (file) => this.#texts.overlay(file)?.text ?? configurationDisk.read(file).toString("utf8"),
      defaults: options.defaults,
      overriding: options.overriding,
    });
    this.#ignoring = new Ignoring(root, repository, this.#disk, [
      ...(options.exclude === undefined ? [] : [new ExcludedByCaller(root, options.exclude)]),
      this.#configurations,
    ]);
    this.#resolution = new Resolution(configurationDisk, boundary);
    this.#scanner = new ImportScanner(this.#disk, this.#maxFileSize);
    this.#host = {
      root,
      read: (file) => this.#texts.read(file),
      isFile: (file) => this.#isFile(file),
      resolveAlias: (specifier, fromFile) => this.#resolution.aliasBases(specifier, fromFile),
      // A file that changed since is looked at itself.
      importsOf: (file) => (this.#changed.has(file) ? undefined : this.#graph.specifiers(file)),
      namesModelHost: (file) => (this.#changed.has(file) ? undefined : this.#namesModelHost.get(file)),
      isImported: (file) => this.#isImported(file),
      packageMajor: (packageName, fromFile) => this.#resolution.packageMajor(packageName, fromFile),
    };
    // Only listed files can become part of a scan, and asking the listing is cheaper than asking the disk.
    const listed = {
      isFile: (file: string) => this.#graph.specifiers(file) !== undefined,
      resolveAlias: this.#host.resolveAlias,
    };
    this.#graph = new ImportGraph((specifier, fromFile) => resolveSpecifier(specifier, fromFile, listed));
  }

  /** Takes an editor's text instead of the disk's until `clearOverlay`. */
  setOverlay(file: string, text: string, version: string | number): void {
    this.#texts.setOverlay(file, text, String(version));
    this.changed(file);
  }

  clearOverlay(file: string): void {
    if (this.#texts.clearOverlay(file)) this.changed(file);
  }

  /** To be called when a file was written or made. Costs nothing until something is asked. */
  changed(file: string): void {
    this.#texts.forget(file);
    this.#disk.forget(file);
    this.#areFiles.delete(file);
    this.#signalFinder.changed(file);
    this.#forgetView();
    for (const analyser of this.#analysers.values()) analyser.changed(file);
    this.#changed.add(file);
    this.#noteConfiguration(file);
  }

  /** To be called when a file or a whole folder is gone. */
  deleted(path: string): void {
    this.#disk.forget(path);
    const gone = new Set([path]);
    for (const known of [...(this.#files ?? []), ...this.#documents, ...this.#entries.keys()]) {
      if (isInside(known, path)) gone.add(known);
    }
    this.#forgetView();
    for (const file of gone) {
      this.#texts.forget(file);
      this.#signalFinder.changed(file);
      for (const analyser of this.#analysers.values()) analyser.deleted(file);
      this.#graph.delete(file);
      this.#namesModelHost.delete(file);
      this.#entries.delete(file);
      this.#completed.delete(file);
      this.#changed.add(file);
    }
    for (const file of this.#areFiles.keys()) {
      if (isInside(file, path)) this.#areFiles.delete(file);
    }
    if (this.#files !== undefined) this.#files = new Set([...this.#files].filter((file) => !gone.has(file)));
    this.#documents = new Set([...this.#documents].filter((file) => !gone.has(file)));
    this.#noteConfiguration(path);
  }

  /**
   * What is found in one file as it is now; needs no scan. Empty for a file that is left out, and for one that
   * is not there. Throws nothing but `Cancelled`.
   */
  report(file: string, token: CancellationToken = NEVER_CANCELLED): FileReport {
    this.#applyConfigurationChanges();
    if (this.#ignoring.fileReason(file) !== undefined) {
      if (this.#entries.delete(file)) this.#forgetView();
      return emptyReport(file, this.#texts.read(file)?.version ?? "");
    }
    const entry = this.#examine(file, token);
    this.#keep(file, entry);
    return this.#complete(file, entry, token);
  }

  /** Lists the folder and examines every file in it that touches a model. Throws `Cancelled`; then nothing has changed. */
  async scan(
    token: CancellationToken = NEVER_CANCELLED,
    onProgress: (progress: ScanProgress) => void = () => {},
  ): Promise<WorkspaceScan> {
    this.#texts.forgetAll();
    this.#disk.note();
    this.#recorder.forgetAll();
    this.#areFiles.clear();
    this.#ignoring.reset();
    this.#configurations.forgetAll();
    this.#isResolutionStale = true;
    this.#applyConfigurationChanges();
    const changedBefore = this.#changed;
    this.#changed = new Set();
    try {
      const listing = await listSourceFiles(this.root, this.#ignoring, this.#disk, token);
      const files = new Set(listing.files);
      const entries = await this.#examineAll(listing.files, token, onProgress);
      this.#files = files;
      this.#documents = new Set(listing.documents);
      this.#signalFinder.forgetAll();
      this.#listingProblems = listing.problems;
      this.#entries = entries;
      this.#forgetView();
      this.#completed.clear();
      this.#isListingStale = false;
    } catch (error) {
      for (const file of changedBefore) this.#changed.add(file);
      throw error;
    } finally {
      this.#disk.forgetAll();
    }
    return { reports: this.reports(), problems: this.problems(), stats: this.stats() };
  }

  /**
   * Brings what the last scan found up to date with the changes since. Returns the files whose report is a new
   * one or is gone. Throws `Cancelled`; then the next call makes up for it.
   */
  async refresh(token: CancellationToken = NEVER_CANCELLED): Promise<readonly string[]> {
    const before = this.#toldReports();
    if (this.#files === undefined || this.#isListingStale) {
      await this.scan(token);
      return differences(before, this.#reportsByFile());
    }
    this.#applyConfigurationChanges();
    const changed = this.#changed;
    this.#changed = new Set();
    if (changed.size > 0) this.#forgetView();
    // They may have been looked at before they were listed.
    for (const file of changed) this.#signalFinder.changed(file);
    try {
      const files = new Set(this.#files);
      this.#updateDocuments(changed);
      const queue = new Set<string>();
      for (const file of changed) {
        if (this.#ignoring.fileReason(file) === undefined && isInside(file, this.root) && this.#isFile(file)) {
          files.add(file);
          this.#graph.set(file, this.#importsOf(file));
          queue.add(file);
        } else {
          files.delete(file);
          this.#graph.delete(file);
          this.#namesModelHost.delete(file);
          this.#entries.delete(file);
        }
      }
      this.#files = files;
      // What is known is asked again: an answer that still holds costs a look, no work.
      for (const [file, entry] of this.#entries) if (entry.isPassedOver !== true) queue.add(file);
      const slice = new TimeSlice(token);
      for (const file of queue) {
        if (slice.isOver) await slice.pause();
        const isLeftOut = this.#ignoring.fileReason(file) !== undefined;
        const entry = isLeftOut ? undefined : this.#examine(file, token);
        this.#keep(file, entry);
        for (const importer of this.#importersReached(file, entry)) queue.add(importer);
      }
    } catch (error) {
      for (const file of changed) this.#changed.add(file);
      throw error;
    }
    return differences(before, this.#reportsByFile());
  }

  /** What was last found, of every file that touches a model or has a problem, in the order of their paths. */
  reports(): readonly FileReport[] {
    return [...this.#reportsByFile().values()].sort((first, second) => compareText(first.file, second.file));
  }

  /** What stands in the way beside the files' own problems: folders that cannot be read, broken configuration. */
  problems(): readonly Problem[] {
    const found = new Map<string, Problem>();
    const add = (problem: Problem): void => {
      found.set(`${problem.file}\n${problem.offset ?? ""}\n${problem.message}`, problem);
    };
    this.#listingProblems.forEach(add);
    this.configuration(`${this.root}/${CONFIGURATION_NAME}`).problems.forEach(add);
    for (const file of this.#entries.keys()) {
      this.#configurations.for(file).problems.forEach(add);
      this.#resolution.problems(file).forEach(add);
    }
    return [...found.values()].sort(
      (first, second) => compareText(first.file, second.file) || (first.offset ?? 0) - (second.offset ?? 0),
    );
  }

  stats(): WorkspaceStats {
    let modelCalls = 0;
    let analysedFiles = 0;
    for (const { report, isAnalysed } of this.#entries.values()) {
      if (isAnalysed) analysedFiles++;
      for (const fact of report.facts) if (fact.fact === "model call") modelCalls++;
    }
    return { files: this.#files?.size ?? analysedFiles, analysedFiles, modelCalls };
  }

  /**
   * What in the workspace speaks for practices beside the findings, as it is now; empty until a scan has listed the
   * files. Worked out when it is asked for.
   */
  signals(): readonly Signal[] {
    if (this.#files === undefined) return [];
    this.#signals ??= this.#signalFinder.find({
      root: this.root,
      sourceFiles: this.#files,
      documents: this.#documents,
      specifiersOf: (file) => this.#graph.specifiers(file) ?? [],
      textOf: (file) => this.#signalText(file),
      reports: [...this.#entries.values()].map((entry) => entry.report),
    });
    return this.#signals;
  }

  /** What `genai-lens.json` files say for a file. */
  configuration(file: string): EffectiveConfiguration {
    return this.#configurations.for(file);
  }

  /** Why a file is not checked; `undefined` where it is. */
  ignoreReason(file: string): IgnoreReason | undefined {
    return this.#ignoring.fileReason(file);
  }

  /** Why a folder is not looked into; `undefined` where it is. */
  folderIgnoreReason(directory: string): IgnoreReason | undefined {
    return this.#ignoring.directoryReason(directory);
  }

  /** The source files that the last scan listed, in a stable order. */
  files(): readonly string[] {
    return [...(this.#files ?? [])].sort(compareText);
  }

  /** Text of a file as it was examined; `undefined` where there is none. */
  text(file: string): string | undefined {
    const source = this.#texts.read(file);
    if (source !== undefined) return source.text;
    try {
      return isRegularFile(file, this.#disk)
        ? this.#disk
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
    if (!isInside(file, this.root) || this.#texts.overlay(file) !== undefined) return false;
    try {
      return this.#ignoring.fileReason(file) === undefined && this.#disk.stat(file) === undefined;
    } catch {
      // Nobody can tell what is there.
      return false;
    }
  }

  /** Rules of the workspace. */
  rules(): readonly RuleMeta[] {
    return this.#rules.map((rule) => rule.meta);
  }

  async #examineAll(
    files: readonly string[],
    token: CancellationToken,
    onProgress: (progress: ScanProgress) => void,
  ): Promise<Map<string, Entry>> {
    const cache = this.#openCache();
    const crew = cache === undefined ? this.#startCrew(files.length) : undefined;
    try {
      const examine = (file: string): Entry => this.#examineCached(cache, file, token);
      const entries = await this.#examineWith(crew, files, examine, token, onProgress);
      cache?.save(this.#recorder.record());
      return entries;
    } finally {
      crew?.close();
    }
  }

  async #examineWith(
    crew: Crew | undefined,
    files: readonly string[],
    examine: (file: string) => Entry,
    token: CancellationToken,
    onProgress: (progress: ScanProgress) => void,
  ): Promise<Map<string, Entry>> {
    const entries = new Map<string, Entry>();
    const passedOver: string[] = [];
    const known = new Set<string>();
    // The last found is examined first: other threads begin at the other end.
    const waiting: string[] = [];
    const add = (file: string): void => {
      if (known.has(file)) return;
      known.add(file);
      waiting.push(file);
      crew?.offer(file);
    };
    const total = files.length;
    let done = 0;
    const slice = new TimeSlice(token);
    this.#graph.clear();
    this.#namesModelHost.clear();
    for (const file of files) {
      if (slice.isOver) {
        onProgress({ done, total });
        await slice.pause();
      }
      const scan = this.#scanImports(file);
      this.#graph.set(file, scan.specifiers);
      const importsSdk = this.#nameSdk(file, scan.specifiers);
      if (scan.problem !== undefined && (importsSdk || scan.isUnreadable))
        entries.set(file, this.#failed(file, scan.problem));
      else if (importsSdk && this.#isPassedOver(file, scan.specifiers)) passedOver.push(file);
      else if (importsSdk || scan.isNamedInText) add(file);
      if (!known.has(file)) done++;
    }
    // What a file imports is examined before it, so that what is found there need not be found twice.
    waiting.push(...this.#graph.importersFirst(waiting.splice(0)));
    let counted = known.size;
    const settle = (file: string, entry: Entry): void => {
      if (counted > 0) {
        counted--;
        done++;
      }
      if (this.#isWorthKeeping(file, entry)) entries.set(file, entry);
      for (const importer of this.#importersReached(file, entry)) if (!entries.has(importer)) add(importer);
    };
    for (;;) {
      for (const { file, examination } of crew?.answers() ?? []) settle(file, this.#entryOf(file, examination));
      const file = waiting.pop();
      if (file !== undefined) {
        if (slice.isOver) {
          onProgress({ done, total });
          await slice.pause();
        }
        if (crew === undefined || crew.take(file)) settle(file, examine(file));
      } else if (crew?.isBusy === true) {
        await crew.wait();
        if (token.isCancellationRequested) throw new Cancelled();
      } else {
        const lost = crew?.abandoned() ?? [];
        for (const each of lost) settle(each, examine(each));
        if (lost.length === 0 && waiting.length === 0) break;
      }
    }
    for (const file of passedOver) if (!known.has(file)) entries.set(file, this.#passedOver(file));
    onProgress({ done: total, total });
    return entries;
  }

  /** The same as a part of somebody else's scan; nothing is remembered of it but texts and syntax trees. */
  examine(file: string, token: CancellationToken): Examination {
    const { report, isAnalysed, exportedNames } = this.#examine(file, token);
    return { report, isAnalysed, exportedNames };
  }

  #entryOf(file: string, examination: Examination): Entry {
    const { report, isAnalysed, exportedNames } = examination;
    const shared = { report, isAnalysed, exportedNames };
    return {
      ...shared,
      analysis: undefined,
      configuration: this.#configurations.for(file),
      today: "",
      soughtFiles: NO_FILES,
    };
  }

  /** An editor's texts are no content of files, so then there is no cache. */
  #openCache(): ReportCache | undefined {
    if (this.#cacheOptions === undefined || this.#texts.hasOverlays) return undefined;
    const { store, key } = this.#cacheOptions;
    return new ReportCache(store(this.root), `${key}\n${this.root}\n${this.#presentDay()}`, (environment) =>
      this.#recorder.stillHolds(environment),
    );
  }

  #examineCached(cache: ReportCache | undefined, file: string, token: CancellationToken): Entry {
    if (cache === undefined) return this.#examine(file, token);
    const versionOf = (each: string): string | undefined =>
      this.#isFile(each) ? this.#texts.read(each)?.version : undefined;
    const known = cache.get(file, versionOf);
    const isImported = this.#isImported(file) !== false;
    if (known !== undefined && known.isImported === isImported) {
      return this.#entryOf(file, { ...known, isAnalysed: true });
    }
    const entry = this.#examine(file, token);
    const { report, analysis, exportedNames } = entry;
    if (analysis !== undefined && report.problems.length === 0) {
      const versions = Object.fromEntries(
        [file, ...analysis.dependencies, ...entry.soughtFiles, ...this.#analyserOf(file).wrapperSources(file)].map(
          (each) => [each, versionOf(each) ?? null],
        ),
      );
      cache.set(file, { report, exportedNames, isImported, versions });
    }
    return entry;
  }

  #presentDay(): string {
    return this.#today ?? new Date().toISOString().slice(0, 10);
  }

  /** Open editors' texts are known to this thread only, so then there is no other. */
  #startCrew(most: number): Crew | undefined {
    if (this.#threads === undefined || this.#threads.count < 1 || this.#texts.hasOverlays) return undefined;
    const { script, count } = this.#threads;
    return new Crew(script, count, { root: this.root, options: this.#plainOptions }, most);
  }

  /** Files that can get something of what a file exports, from itself or from files that hand all of it on. */
  #importersReached(file: string, entry: Entry | undefined): readonly string[] {
    if (entry === undefined || entry.exportedNames.length === 0) return [];
    const reached = new Set<string>();
    let names: ReadonlySet<string> = new Set(entry.exportedNames);
    const givers = new Set([file]);
    for (const giver of givers) {
      for (const importer of this.#graph.importersOf(giver)) {
        const text = this.#texts.read(importer)?.text;
        const specifiers = this.#graph.specifiersMeaning(giver, importer);
        const reach = text === undefined ? undefined : reachOf(text, specifiers, names);
        if (reach?.isReached === true || names.has(EVERY_NAME)) reached.add(importer);
        if (reach?.handsAllOn === true) givers.add(importer);
      }
      if (giver === file) names = new Set([...names].filter((name) => name !== "default"));
      if (names.size === 0) break;
    }
    return [...reached];
  }

  #scanImports(file: string): {
    readonly specifiers: readonly string[];
    /** Its text says, and no import, that it may reach a model or a store. */
    readonly isNamedInText: boolean;
    readonly problem: Problem | undefined;
    readonly isUnreadable: boolean;
  } {
    const overlay = this.#texts.overlay(file);
    const scan = overlay === undefined ? this.#scanner.scanFile(file) : this.#scanner.scanText(overlay.text);
    if (scan.outcome === "unreadable")
      return { specifiers: [], isNamedInText: false, problem: unreadable(file, scan.reason), isUnreadable: true };
    const problem = scan.isTooLarge ? tooLarge(file, this.#maxFileSize) : scan.isBinary ? binary(file) : undefined;
    this.#namesModelHost.set(file, scan.namesModelHost);
    const isNamedInText = scan.namesModelHost || scan.mayHoldVectorSearch;
    return { specifiers: scan.specifiers, isNamedInText, problem, isUnreadable: false };
  }

  #reportsByFile(): ReadonlyMap<string, FileReport> {
    return new Map([...this.#entries].map(([file, entry]) => [file, this.#complete(file, entry, NEVER_CANCELLED)]));
  }

  /** The reports as they were last asked for. */
  #toldReports(): ReadonlyMap<string, FileReport> {
    return new Map(
      [...this.#entries].map(([file, entry]) => {
        const told = this.#completed.get(file);
        return [file, told?.entry === entry ? told.report : entry.report];
      }),
    );
  }

  #forgetView(): void {
    this.#signals = undefined;
    this.#view = undefined;
  }

  /** The view of the whole workspace; `undefined` before a scan, and where no rule asks for it. */
  #currentView(): WorkspaceView | undefined {
    if (this.#files === undefined || !this.#hasWorkspaceRules) return undefined;
    if (this.#view === undefined) {
      const files = [...this.#entries.values()]
        .filter(({ report }) => report.facts.length > 0)
        .map(({ report: { file, facts } }) => ({ file, facts }))
        .sort((first, second) => compareText(first.file, second.file));
      const signals = (): readonly Signal[] => this.signals();
      const packages = (): readonly PackageFacts[] => packagesOf(this.#documents, (file) => this.#signalText(file));
      let knownPackages: readonly PackageFacts[] | undefined;
      this.#view = {
        files,
        get signals() {
          return signals();
        },
        get packages() {
          return (knownPackages ??= packages());
        },
      };
    }
    return this.#view;
  }

  /** Adds to a file's own report what the rules say that need the whole workspace. The same object while nothing changes. */
  #complete(file: string, entry: Entry, token: CancellationToken): FileReport {
    const view = this.#currentView();
    if (view === undefined || entry.report.facts.length === 0 || this.#files?.has(file) !== true) return entry.report;
    const known = this.#completed.get(file);
    if (known?.view === view && known.entry === entry) return known.report;
    const { configuration } = entry;
    const text = (): string => this.#texts.read(file)?.text ?? "";
    const completed = lintInWorkspace(entry.report, {
      workspace: view,
      rules: this.#rules,
      level: (rule) => configuration.level(rule, file),
      options: (rule) => configuration.options(rule, file),
      today: this.#presentDay(),
      settings: configuration.settings,
      reach: this.#fixReach(file, (other) => {
        const known = this.#entries.get(other);
        // What changed is looked at anew with the next refresh; until then nobody knows what the view's facts speak of.
        return known === undefined
          ? !this.#changed.has(other)
          : known.report.version === this.#texts.read(other)?.version;
      }),
      text,
      directives: () => (text().includes(DIRECTIVE) ? this.#analyserOf(file).analyse(file, token).directives : []),
    });
    const report = known?.entry === entry && isSameOutcome(known.report, completed) ? known.report : completed;
    this.#completed.set(file, { entry, view, report });
    return report;
  }

  /**
   * What the fixes of a file may change beside it. `isAsAnalysed` tells whether another file's text is what its facts speak
   * of; `soughtFiles` takes the paths that are looked at for new files.
   */
  #fixReach(file: string, isAsAnalysed: (other: string) => boolean, soughtFiles = new Set<string>()): FixReach {
    return {
      textOf: (other) =>
        isInside(other, this.root) &&
        this.#ignoring.fileReason(other) === undefined &&
        !this.#resolution.isLibraryApart(other, file) &&
        isAsAnalysed(other)
          ? this.#texts.read(other)?.text
          : undefined,
      canCreate: (other) => {
        soughtFiles.add(other);
        return this.canCreate(other);
      },
    };
  }

  #signalText(file: string): string | undefined {
    if (this.#files?.has(file) === true) return this.#texts.read(file)?.text;
    const overlay = this.#texts.overlay(file);
    if (overlay !== undefined) return overlay.text;
    try {
      const buffer = Buffer.allocUnsafe(SIGNAL_BYTES);
      return buffer.toString("utf8", 0, this.#disk.readInto(file, buffer));
    } catch {
      // A document that cannot be read shows nothing.
      return undefined;
    }
  }

  #updateDocuments(changed: Iterable<string>): void {
    const documents = new Set(this.#documents);
    for (const file of changed) {
      if (!isInside(file, this.root) || !isSignalDocument(relativePath(this.root, file))) continue;
      const parent = parentDirectory(file);
      const reason =
        (parent === undefined ? undefined : this.#ignoring.directoryReason(parent)) ??
        this.#ignoring.listedFileReason(file);
      if (reason === undefined && this.#isFile(file)) documents.add(file);
      else documents.delete(file);
    }
    this.#documents = documents;
  }

  #keep(file: string, entry: Entry | undefined): void {
    if (this.#entries.get(file) !== entry) this.#forgetView();
    if (entry !== undefined && this.#isWorthKeeping(file, entry)) this.#entries.set(file, entry);
    else this.#entries.delete(file);
  }

  /** Whether a file counts as one that touches a model, or has something else to say. */
  #isWorthKeeping(file: string, { report, isAnalysed }: Entry): boolean {
    return report.facts.length > 0 || report.problems.length > 0 || (isAnalysed && this.#importsSdk(file));
  }

  #importsOf(file: string): readonly string[] {
    return this.#scanImports(file).specifiers;
  }

  #importsSdk(file: string): boolean {
    return this.#nameSdk(file, this.#graph.specifiers(file) ?? this.#importsOf(file));
  }

  /** Whether one of a file's imports is an SDK, or a package that the team says to call models. */
  #nameSdk(file: string, specifiers: readonly string[]): boolean {
    if (specifiers.some(isSdkSpecifier)) return true;
    const { wrappers } = this.#configurations.for(file).names;
    return wrappers.some((each) => specifiers.includes(each.package));
  }

  #analyserOf(file: string): Analyser {
    const { names } = this.#configurations.for(file);
    const key = names === NO_OWN_NAMES ? "" : JSON.stringify(names);
    let analyser = this.#analysers.get(key);
    if (!analyser) this.#analysers.set(key, (analyser = this.#createAnalyser(this.#host, names)));
    return analyser;
  }

  #examine(file: string, token: CancellationToken): Entry {
    const source = this.#texts.read(file);
    if (source === undefined) {
      const problem = this.#texts.problem(file);
      if (problem !== undefined && this.#nameSdk(file, this.#importsOf(file))) return this.#failed(file, problem);
      return this.#empty(file);
    }
    const configuration = this.#configurations.for(file);
    const today = this.#presentDay();
    try {
      const analyser = this.#analyserOf(file);
      let analysis = analyser.analyse(file, token);
      if (analysis.version !== source.version) {
        // The disk changed without anyone saying so.
        analyser.changed(file);
        analysis = analyser.analyse(file, token);
      }
      const known = this.#entries.get(file);
      if (known?.analysis === analysis && known.configuration === configuration && known.today === today) return known;
      const level = (rule: RuleMeta) => configuration.level(rule, file);
      const soughtFiles = new Set<string>();
      const report = lint(this.#withoutStrayFacts(file, analysis), {
        text: source.text,
        rules: this.#rules,
        level,
        options: (rule) => configuration.options(rule, file),
        today,
        settings: configuration.settings,
        reach: this.#fixReach(file, (other) => analysis.dependencies.has(other), soughtFiles),
      });
      const exportedNames = [...analysis.exportedNames];
      return { report, isAnalysed: true, exportedNames, analysis, configuration, today, soughtFiles };
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
      return this.#failed(
        file,
        { file, offset: undefined, message: `Could not be analysed: ${reason}. Please report this as a defect` },
        source.version,
      );
    }
  }

  /**
   * A scan only examines files that reach a model, so a report made without one must say nothing of others.
   * Such files have no facts but text that looks like a key, and uses of what another file's model call gave.
   */
  #withoutStrayFacts(file: string, analysis: FileAnalysis): FileAnalysis {
    if (analysis.facts.some((fact) => fact.fact !== "credential" && fact.fact !== "flow")) return analysis;
    if (analysis.facts.length === 0 || this.#importsSdk(file)) return analysis;
    return { ...analysis, facts: [] };
  }

  #isPassedOver(file: string, specifiers: readonly string[]): boolean {
    if (this.#configurations.for(file).names !== NO_OWN_NAMES) return false;
    const text = this.#texts.read(file)?.text;
    return text !== undefined && !mayHoldFacts(text, specifiers);
  }

  #passedOver(file: string): Entry {
    const report = emptyReport(file, this.#texts.read(file)?.version ?? "");
    return { ...this.#empty(file), report, isAnalysed: true, isPassedOver: true };
  }

  #failed(file: string, problem: Problem, version = ""): Entry {
    return { ...this.#empty(file), report: { ...emptyReport(file, version), problems: [problem] } };
  }

  #empty(file: string): Entry {
    return {
      report: emptyReport(file, ""),
      isAnalysed: false,
      exportedNames: [],
      analysis: undefined,
      configuration: this.#configurations.for(file),
      today: "",
      soughtFiles: NO_FILES,
    };
  }

  #isFile(file: string): boolean {
    const known = this.#areFiles.get(file);
    if (known !== undefined) return known;
    const isFile = this.#texts.overlay(file) !== undefined || isRegularFile(file, this.#disk);
    this.#areFiles.set(file, isFile);
    return isFile;
  }

  #isImported(file: string): boolean | undefined {
    if (this.#graph.specifiers(file) === undefined) return undefined;
    // What a changed file imports now is not looked up yet.
    const mayBeNow = this.#changed.size > (this.#changed.has(file) ? 1 : 0);
    return mayBeNow || this.#graph.importersOf(file).length > 0;
  }

  #noteConfiguration(path: string): void {
    const name = path.slice(path.lastIndexOf("/") + 1);
    // An extended configuration may have any name.
    if (name === CONFIGURATION_NAME || this.#configurations.hasRead(path)) {
      this.#configurations.forgetAll();
      this.#ignoring.reset();
      this.#isListingStale = true;
      this.#analysers.clear();
    }
    if (name === ".gitignore") {
      this.#ignoring.reset();
      this.#isListingStale = true;
    }
    if (this.#resolution.isConfiguredBy(path)) this.#isResolutionStale = true;
  }

  #applyConfigurationChanges(): void {
    if (!this.#isResolutionStale) return;
    this.#isResolutionStale = false;
    this.#resolution.forgetAll();
    this.#graph.forgetEdges();
    this.#analysers.clear();
  }
}

const NO_FILES: ReadonlySet<string> = new Set();

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

function emptyReport(file: string, version: string): FileReport {
  return { file, version, findings: [], suppressed: [], evidence: [], problems: [], facts: [] };
}

function differences(
  before: ReadonlyMap<string, FileReport>,
  after: ReadonlyMap<string, FileReport>,
): readonly string[] {
  const files = new Set([...before.keys(), ...after.keys()]);
  return [...files].filter((file) => before.get(file) !== after.get(file)).sort(compareText);
}

/** Whether two reports of the same facts say the same. */
function isSameOutcome(first: FileReport, second: FileReport): boolean {
  const told = ({ findings, suppressed, evidence, problems }: FileReport): string =>
    JSON.stringify([findings, suppressed, evidence, problems]);
  return first === second || told(first) === told(second);
}

/** The folder around `root`, or `root` itself, that git works in; `undefined` where there is none. */
export function findRepository(root: string, disk: Disk = nodeDisk): string | undefined {
  for (const directory of directoriesUpTo(root, "/")) {
    // In a worktree or a submodule it is a file.
    if (isRegularFile(`${directory}/.git`, disk) || isRegularFile(`${directory}/.git/HEAD`, disk)) return directory;
  }
  return undefined;
}

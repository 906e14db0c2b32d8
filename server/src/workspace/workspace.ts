import { rules as allRules } from "../../../lens/rules/index.ts";
import type { Rule, RuleMeta } from "../../../lens/rules/rule.ts";
import type { Signal } from "../../../lens/signals/signal-kind.ts";
import { type CancellationToken, NEVER_CANCELLED, type Problem } from "../analysis/analysis.ts";
import type { FileReport } from "../lint/finding.ts";
import { CONFIGURATION_NAME } from "./configuration-name.ts";
import type { EffectiveConfiguration } from "./configurations.ts";
import type { Examination } from "./crew.ts";
import { type Entry, FileExaminer, emptyReport } from "./file-examiner.ts";
import { FolderScan, type ScanProgress } from "./folder-scan.ts";
import { FolderSources } from "./folder-sources.ts";
import type { IgnoreReason } from "./ignoring.ts";
import { listSourceFiles } from "./listing.ts";
import { compareText, isInside, parentDirectory, relativePath } from "./paths.ts";
import { isSignalDocument } from "./signal-files.ts";
import { TimeSlice } from "./time-slice.ts";
import { WorkspaceFindings } from "./workspace-findings.ts";
import type { WorkspaceOptions } from "./workspace-options.ts";

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

/**
 * One folder of source code: which files matter, what holds for them, and what is found in them. The editor
 * and the command line both ask here, so both get the same findings. Paths are absolute, with `/`.
 */
export class Workspace {
  readonly root: string;
  readonly #rules: readonly Rule[];
  readonly #sources: FolderSources;
  readonly #examiner: FileExaminer;
  readonly #scan: FolderScan;
  readonly #findings: WorkspaceFindings;
  readonly #found: {
    files: ReadonlySet<string> | undefined;
    documents: ReadonlySet<string>;
    entries: Map<string, Entry>;
  } = { files: undefined, documents: new Set(), entries: new Map() };
  #listingProblems: readonly Problem[] = [];
  #isListingStale = false;
  #isResolutionStale = false;

  constructor(root: string, options: WorkspaceOptions = {}) {
    this.root = root;
    this.#rules = options.rules ?? allRules;
    this.#sources = new FolderSources(root, this.#rules, options);
    this.#examiner = new FileExaminer(this.#sources, this.#rules, options);
    this.#scan = new FolderScan(this.#sources, this.#examiner, options);
    this.#findings = new WorkspaceFindings(this.#sources, this.#examiner, this.#rules, this.#found);
  }

  /** Takes an editor's text instead of the disk's until `clearOverlay`. */
  setOverlay(file: string, text: string, version: string | number): void {
    this.#sources.texts.setOverlay(file, text, String(version));
    this.changed(file);
  }

  clearOverlay(file: string): void {
    if (this.#sources.texts.clearOverlay(file)) this.changed(file);
  }

  /** To be called when a file was written or made. Costs nothing until something is asked. */
  changed(file: string): void {
    this.#sources.noteChange(file);
    this.#findings.noteChange(file);
    this.#examiner.noteChange(file);
    this.#noteConfiguration(file);
  }

  /** To be called when a file or a whole folder is gone. */
  deleted(path: string): void {
    const gone = new Set([path]);
    for (const known of [...(this.#found.files ?? []), ...this.#found.documents, ...this.#found.entries.keys()]) {
      if (isInside(known, path)) gone.add(known);
    }
    this.#sources.noteDeletion(path, gone);
    this.#findings.noteDeletion(gone);
    this.#examiner.noteDeletion(gone);
    for (const file of gone) this.#found.entries.delete(file);
    if (this.#found.files !== undefined) {
      this.#found.files = new Set([...this.#found.files].filter((file) => !gone.has(file)));
    }
    this.#found.documents = new Set([...this.#found.documents].filter((file) => !gone.has(file)));
    this.#noteConfiguration(path);
  }

  /**
   * What is found in one file as it is now; needs no scan. Empty for a file that is left out, and for one that
   * is not there. Throws nothing but `Cancelled`.
   */
  report(file: string, token: CancellationToken = NEVER_CANCELLED): FileReport {
    this.#applyConfigurationChanges();
    if (this.#sources.ignoring.fileReason(file) !== undefined) {
      if (this.#found.entries.delete(file)) this.#findings.forgetView();
      return emptyReport(file, this.#sources.texts.read(file)?.version ?? "");
    }
    const entry = this.#examiner.examine(file, this.#found.entries.get(file), token);
    this.#keep(file, entry);
    return this.#findings.complete(file, entry, token);
  }

  /** Lists the folder and examines every file in it that touches a model. Throws `Cancelled`; then nothing has changed. */
  async scan(
    token: CancellationToken = NEVER_CANCELLED,
    onProgress: (progress: ScanProgress) => void = () => {},
  ): Promise<WorkspaceScan> {
    this.#sources.readAnew();
    this.#isResolutionStale = true;
    this.#applyConfigurationChanges();
    const changedBefore = this.#sources.takeChanges();
    try {
      const listing = await listSourceFiles(this.root, this.#sources.ignoring, this.#sources.disk, token);
      const entries = await this.#scan.examineAll(listing.files, this.#found.entries, token, onProgress);
      this.#found.files = new Set(listing.files);
      this.#found.documents = new Set(listing.documents);
      this.#listingProblems = listing.problems;
      this.#found.entries = entries;
      this.#findings.forgetAll();
      this.#isListingStale = false;
    } catch (error) {
      this.#sources.putBack(changedBefore);
      throw error;
    } finally {
      this.#sources.endReading();
    }
    return { reports: this.reports(), problems: this.problems(), stats: this.stats() };
  }

  /**
   * Brings what the last scan found up to date with the changes since. Returns the files whose report is a new
   * one or is gone. Throws `Cancelled`; then the next call makes up for it.
   */
  async refresh(token: CancellationToken = NEVER_CANCELLED): Promise<readonly string[]> {
    const before = this.#toldReports();
    if (this.#found.files === undefined || this.#isListingStale) {
      await this.scan(token);
      return differences(before, this.#reportsByFile());
    }
    this.#applyConfigurationChanges();
    const changed = this.#sources.takeChanges();
    if (changed.size > 0) this.#findings.forgetView();
    this.#findings.noteListed(changed);
    try {
      const files = new Set(this.#found.files);
      this.#updateDocuments(changed);
      const queue = new Set<string>();
      for (const file of changed) {
        if (
          this.#sources.ignoring.fileReason(file) === undefined &&
          isInside(file, this.root) &&
          this.#sources.isFile(file)
        ) {
          files.add(file);
          this.#sources.graph.set(file, this.#sources.importsOf(file));
          queue.add(file);
        } else {
          files.delete(file);
          this.#sources.forgetImports(file);
          this.#found.entries.delete(file);
        }
      }
      this.#found.files = files;
      // What is known is asked again: an answer that still holds costs a look, no work.
      for (const [file, entry] of this.#found.entries) if (entry.isPassedOver !== true) queue.add(file);
      const slice = new TimeSlice(token);
      for (const file of queue) {
        if (slice.isOver) await slice.pause();
        const isLeftOut = this.#sources.ignoring.fileReason(file) !== undefined;
        const entry = isLeftOut ? undefined : this.#examiner.examine(file, this.#found.entries.get(file), token);
        this.#keep(file, entry);
        for (const importer of this.#sources.importersReached(file, entry?.exportedNames ?? [])) queue.add(importer);
      }
    } catch (error) {
      this.#sources.putBack(changed);
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
    for (const file of this.#found.entries.keys()) {
      this.#sources.configurations.for(file).problems.forEach(add);
      this.#sources.resolution.problems(file).forEach(add);
    }
    return [...found.values()].sort(
      (first, second) => compareText(first.file, second.file) || (first.offset ?? 0) - (second.offset ?? 0),
    );
  }

  stats(): WorkspaceStats {
    let modelCalls = 0;
    let analysedFiles = 0;
    for (const { report, isAnalysed } of this.#found.entries.values()) {
      if (isAnalysed) analysedFiles++;
      for (const fact of report.facts) if (fact.fact === "model call") modelCalls++;
    }
    return { files: this.#found.files?.size ?? analysedFiles, analysedFiles, modelCalls };
  }

  /**
   * What in the workspace speaks for practices beside the findings, as it is now; empty until a scan has listed the
   * files. Worked out when it is asked for.
   */
  signals(): readonly Signal[] {
    return this.#findings.signals();
  }

  /** What `genai-lens.json` files say for a file. */
  configuration(file: string): EffectiveConfiguration {
    return this.#sources.configurations.for(file);
  }

  /** Why a file is not checked; `undefined` where it is. */
  ignoreReason(file: string): IgnoreReason | undefined {
    return this.#sources.ignoring.fileReason(file);
  }

  /** Why a folder is not looked into; `undefined` where it is. */
  folderIgnoreReason(directory: string): IgnoreReason | undefined {
    return this.#sources.ignoring.directoryReason(directory);
  }

  /** The source files that the last scan listed, in a stable order. */
  files(): readonly string[] {
    return [...(this.#found.files ?? [])].sort(compareText);
  }

  /** Text of a file as it was examined; `undefined` where there is none. */
  text(file: string): string | undefined {
    return this.#sources.text(file);
  }

  /** Whether a fix may make a file: a source file of this workspace that would be checked, where nothing is yet. */
  canCreate(file: string): boolean {
    return this.#sources.canCreate(file);
  }

  /** Rules of the workspace. */
  rules(): readonly RuleMeta[] {
    return this.#rules.map((rule) => rule.meta);
  }

  /** The same as a part of somebody else's scan; nothing is remembered of it but texts and syntax trees. */
  examine(file: string, token: CancellationToken): Examination {
    const { report, isAnalysed, exportedNames } = this.#examiner.examine(file, this.#found.entries.get(file), token);
    return { report, isAnalysed, exportedNames };
  }

  #reportsByFile(): ReadonlyMap<string, FileReport> {
    return new Map(
      [...this.#found.entries].map(([file, entry]) => [file, this.#findings.complete(file, entry, NEVER_CANCELLED)]),
    );
  }

  /** The reports as they were last asked for. */
  #toldReports(): ReadonlyMap<string, FileReport> {
    return new Map([...this.#found.entries].map(([file, entry]) => [file, this.#findings.told(file, entry)]));
  }

  #updateDocuments(changed: Iterable<string>): void {
    const documents = new Set(this.#found.documents);
    for (const file of changed) {
      if (!isInside(file, this.root) || !isSignalDocument(relativePath(this.root, file))) continue;
      const parent = parentDirectory(file);
      const reason =
        (parent === undefined ? undefined : this.#sources.ignoring.directoryReason(parent)) ??
        this.#sources.ignoring.listedFileReason(file);
      if (reason === undefined && this.#sources.isFile(file)) documents.add(file);
      else documents.delete(file);
    }
    this.#found.documents = documents;
  }

  #keep(file: string, entry: Entry | undefined): void {
    if (this.#found.entries.get(file) !== entry) this.#findings.forgetView();
    if (entry !== undefined && this.#examiner.isWorthKeeping(file, entry)) this.#found.entries.set(file, entry);
    else this.#found.entries.delete(file);
  }

  #noteConfiguration(path: string): void {
    const name = path.slice(path.lastIndexOf("/") + 1);
    // An extended configuration may have any name.
    if (name === CONFIGURATION_NAME || this.#sources.configurations.hasRead(path)) {
      this.#sources.configurations.forgetAll();
      this.#sources.ignoring.reset();
      this.#isListingStale = true;
      this.#examiner.forgetAll();
    }
    if (name === ".gitignore") {
      this.#sources.ignoring.reset();
      this.#isListingStale = true;
    }
    if (this.#sources.resolution.isConfiguredBy(path)) this.#isResolutionStale = true;
  }

  #applyConfigurationChanges(): void {
    if (!this.#isResolutionStale) return;
    this.#isResolutionStale = false;
    this.#sources.resolution.forgetAll();
    this.#sources.graph.forgetEdges();
    this.#examiner.forgetAll();
  }
}

function differences(
  before: ReadonlyMap<string, FileReport>,
  after: ReadonlyMap<string, FileReport>,
): readonly string[] {
  const files = new Set([...before.keys(), ...after.keys()]);
  return [...files].filter((file) => before.get(file) !== after.get(file)).sort(compareText);
}

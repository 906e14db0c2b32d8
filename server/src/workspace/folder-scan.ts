import { Cancelled, type CancellationToken } from "../analysis/analysis.ts";
import { Crew } from "./crew.ts";
import type { Entry, FileExaminer } from "./file-examiner.ts";
import type { FolderSources } from "./folder-sources.ts";
import { ReportCache } from "./report-cache.ts";
import { TimeSlice } from "./time-slice.ts";
import type { WorkspaceOptions } from "./workspace-options.ts";

/** How far a scan is, in files. Neither number ever gets smaller. */
export interface ScanProgress {
  readonly done: number;
  readonly total: number;
}

/** Examines all files of a folder that reach a model: alone or with other threads, and with what an earlier run found. */
export class FolderScan {
  readonly #sources: FolderSources;
  readonly #examiner: FileExaminer;
  readonly #threads: WorkspaceOptions["threads"];
  readonly #cacheOptions: WorkspaceOptions["cache"];
  /** What other threads are told of the options. */
  readonly #plainOptions: Readonly<Record<string, unknown>>;

  constructor(sources: FolderSources, examiner: FileExaminer, options: WorkspaceOptions) {
    this.#sources = sources;
    this.#examiner = examiner;
    this.#threads = options.threads;
    this.#cacheOptions = options.cache;
    const { exclude, maxFileSize, defaults, overriding, today } = options;
    this.#plainOptions = Object.fromEntries(
      Object.entries({ exclude, maxFileSize, defaults, overriding, today }).filter(([, value]) => value !== undefined),
    );
  }

  /** `files` are all there are, `known` what was found in them before. Throws `Cancelled`. */
  async examineAll(
    files: readonly string[],
    known: ReadonlyMap<string, Entry>,
    token: CancellationToken,
    onProgress: (progress: ScanProgress) => void,
  ): Promise<Map<string, Entry>> {
    const cache = this.#openCache();
    const crew = cache === undefined ? this.#startCrew(files.length) : undefined;
    try {
      const examine = (file: string): Entry => this.#examineCached(cache, file, known, token);
      const entries = await this.#examineWith(crew, files, examine, token, onProgress);
      cache?.save(this.#sources.recorder.record());
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
    this.#sources.forgetAllImports();
    for (const file of files) {
      if (slice.isOver) {
        onProgress({ done, total });
        await slice.pause();
      }
      const scan = this.#sources.scanImports(file);
      this.#sources.graph.set(file, scan.specifiers);
      const importsSdk = this.#sources.nameSdk(file, scan.specifiers);
      if (scan.problem !== undefined && (importsSdk || scan.isUnreadable))
        entries.set(file, this.#examiner.failed(file, scan.problem));
      else if (importsSdk && this.#examiner.isPassedOver(file, scan.specifiers)) passedOver.push(file);
      else if (importsSdk || scan.isNamedInText) add(file);
      if (!known.has(file)) done++;
    }
    // What a file imports is examined before it, so that what is found there need not be found twice.
    waiting.push(...this.#sources.graph.importersFirst(waiting.splice(0)));
    let counted = known.size;
    const settle = (file: string, entry: Entry): void => {
      if (counted > 0) {
        counted--;
        done++;
      }
      if (this.#examiner.isWorthKeeping(file, entry)) entries.set(file, entry);
      for (const importer of this.#sources.importersReached(file, entry.exportedNames))
        if (!entries.has(importer)) add(importer);
    };
    for (;;) {
      for (const { file, examination } of crew?.answers() ?? [])
        settle(file, this.#examiner.entryOf(file, examination));
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
    for (const file of passedOver) if (!known.has(file)) entries.set(file, this.#examiner.passedOver(file));
    onProgress({ done: total, total });
    return entries;
  }

  /** An editor's texts are no content of files, so then there is no cache. */
  #openCache(): ReportCache | undefined {
    if (this.#cacheOptions === undefined || this.#sources.texts.hasOverlays) return undefined;
    const { store, key } = this.#cacheOptions;
    return new ReportCache(
      store(this.#sources.root),
      `${key}\n${this.#sources.root}\n${this.#examiner.presentDay()}`,
      (environment) => this.#sources.recorder.stillHolds(environment),
    );
  }

  #examineCached(
    cache: ReportCache | undefined,
    file: string,
    known: ReadonlyMap<string, Entry>,
    token: CancellationToken,
  ): Entry {
    if (cache === undefined) return this.#examiner.examine(file, known.get(file), token);
    const versionOf = (each: string): string | undefined =>
      this.#sources.isFile(each) ? this.#sources.texts.read(each)?.version : undefined;
    const kept = cache.get(file, versionOf);
    const isImported = this.#sources.isImported(file) !== false;
    if (kept !== undefined && kept.isImported === isImported) {
      return this.#examiner.entryOf(file, { ...kept, isAnalysed: true });
    }
    const entry = this.#examiner.examine(file, known.get(file), token);
    const { report, analysis, exportedNames } = entry;
    if (analysis !== undefined && report.problems.length === 0) {
      const versions = Object.fromEntries(
        [
          file,
          ...analysis.dependencies,
          ...entry.soughtFiles,
          ...this.#examiner.analyserOf(file).wrapperSources(file),
        ].map((each) => [each, versionOf(each) ?? null]),
      );
      cache.set(file, { report, exportedNames, isImported, versions });
    }
    return entry;
  }

  /** Open editors' texts are known to this thread only, so then there is no other. */
  #startCrew(most: number): Crew | undefined {
    if (this.#threads === undefined || this.#threads.count < 1 || this.#sources.texts.hasOverlays) return undefined;
    const { script, count } = this.#threads;
    return new Crew(script, count, { root: this.#sources.root, options: this.#plainOptions }, most);
  }
}

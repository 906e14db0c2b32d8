import type { OwnNames } from "../../../lens/own-names.ts";
import type { Rule } from "../../../lens/rules/rule.ts";
import type { AnalysisHost, CancellationToken, FileAnalysis } from "../analysis/analysis.ts";
import type { OutsideChoices } from "./configurations.ts";
import type { Disk } from "./disk.ts";
import type { CacheStore } from "./report-cache.ts";

/** Bytes of the largest file that is checked unless told otherwise. */
export const DEFAULT_MAX_FILE_SIZE = 1024 * 1024;

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

import type { Fact } from "../../../lens/facts.ts";

/** Asked often during long work; true means: stop and throw `Cancelled`. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

/** Thrown by long entries when their token asks for it. Nothing is half written. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
  constructor() {
    super("The work was cancelled");
  }
}

export const NEVER_CANCELLED: CancellationToken = { isCancellationRequested: false };

/** The only door from the analysis to the world. All paths are absolute, with `/`. */
export interface AnalysisHost {
  /** The workspace folder; only what a path says below it tells tests and examples. */
  readonly root: string;
  /** Text of a file, an open editor's before the disk's; `undefined` where there is none or it cannot be read. */
  read(file: string): SourceText | undefined;
  isFile(file: string): boolean;
  /** Base paths, without extension or not, that a non-relative specifier may stand for (tsconfig `paths`, package `imports`, workspace packages), best first. Empty for npm packages. */
  resolveAlias(specifier: string, fromFile: string): readonly string[];
  /** What a file imports, as written, where that is known without reading it again; `undefined` where it is not. */
  importsOf?(file: string): readonly string[] | undefined;
  /** Whether a file names a URL of a provider of models, where that is known without reading it again. */
  namesModelHost?(file: string): boolean | undefined;
  /** Whether another file imports this one, as far as import specifiers tell; `undefined` where that is not known. */
  isImported?(file: string): boolean | undefined;
  /** Major version of a package as installed or declared for a file; `undefined` where neither says. */
  packageMajor(packageName: string, fromFile: string): number | undefined;
}

export interface SourceText {
  readonly text: string;
  /** Changes whenever the text does. */
  readonly version: string;
}

/** A file that could not be analysed, or only in part. It costs nothing else. */
export interface Problem {
  readonly file: string;
  /** UTF-16 offset where there is one. */
  readonly offset: number | undefined;
  /** One line: what, and how to mend it. */
  readonly message: string;
  /** The name that was probably meant by what stands from `offset` on. */
  readonly rename?: Rename;
}

/** A name in quotes to stand in place of another. */
export interface Rename {
  /** UTF-16 offset behind the other name and its quotes. */
  readonly end: number;
  readonly name: string;
}

/** Everything the analysis says of one file's text. */
export interface FileAnalysis {
  readonly file: string;
  /** Version of the text that every offset speaks of. */
  readonly version: string;
  /** In the order of their places. */
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Other files that were read, or looked for in vain, on the way: a change in one of them makes this stale. */
  readonly dependencies: ReadonlySet<string>;
  /**
   * Names under which files that import this one can get a client, a model or a tool from it, or may call a wrapper:
   * the app's own function that calls a model. `*` stands for every name. Without those of files that it hands on
   * with `export *`: whoever knows which files import which passes them on.
   */
  readonly exportedNames: ReadonlySet<string>;
  /** Comments that hold `genai-lens-`. */
  readonly directives: readonly DirectiveComment[];
}

/** A comment that may hold a suppression. Offsets cover the whole comment with its marks. */
export interface DirectiveComment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

import type { SdkDescription } from "../../../lens/sdks/description.ts";
import type { OwnNames } from "../../../lens/own-names.ts";
import { sdks as allSdks } from "../../../lens/sdks/index.ts";
import { type AnalysisHost, Cancelled, type CancellationToken, type FileAnalysis, type Problem } from "./analysis.ts";
import { Evaluator } from "./evaluator.ts";
import { carriedNames } from "./carriers.ts";
import { factsOfFile, inOrder } from "./file-facts.ts";
import { type Knowledge, knowledgeOf } from "./knowledge.ts";
import { Module } from "./module.ts";
import { flowsIntoSinks } from "./sinks.ts";
import { parse } from "./syntax.ts";
import { wrapperCallFacts } from "./wrapper-calls.ts";
import { MAXIMUM_LEVEL } from "./wrapper-functions.ts";
import { WrapperIndex } from "./wrapper-index.ts";

/** Parsed files kept for look-ups from other files; the least recently used go first. */
const MAXIMUM_MODULES = 150;

interface Kept {
  readonly analysis: FileAnalysis;
  /** Version of every file that it depends on; `undefined` for files that were not there. */
  readonly versions: ReadonlyMap<string, string | undefined>;
  /** Names of wrappers that its imports gave. */
  readonly wrapperNames: string;
  /** Whether another file may import it: only then it was looked through for what others can get. */
  readonly isImported: boolean;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Analyses files one at a time, on demand, and keeps the results while the texts behind them stay the
 * same. It never throws on any text; it throws `Cancelled` when a token asks for it.
 */
export class Project {
  readonly #host: AnalysisHost;
  readonly #knowledge: Knowledge;
  readonly #modules = new Map<string, { version: string; module: Module | undefined; problem: string | undefined }>();
  readonly #kept = new Map<string, Kept>();
  readonly #maximumLength: number | undefined;
  readonly #wrappers: WrapperIndex;

  constructor(
    host: AnalysisHost,
    options: {
      readonly sdks?: readonly SdkDescription[];
      readonly maximumLength?: number;
      /** What the team says of its own functions. */
      readonly names?: OwnNames;
    } = {},
  ) {
    this.#host = host;
    this.#knowledge = knowledgeOf(options.sdks ?? allSdks, options.names);
    this.#maximumLength = options.maximumLength;
    this.#wrappers = new WrapperIndex(this.#knowledge, host, { module: (file) => this.#load(file)?.module });
  }

  /** What one file's text says, at its present version. */
  analyse(file: string, token: CancellationToken): FileAnalysis {
    const kept = this.#kept.get(file);
    if (kept && this.#isCurrent(kept)) return kept.analysis;
    const analysis = this.#analyse(file, token);
    const versions = new Map([...analysis.dependencies, file].map((each) => [each, this.#versionOf(each)]));
    const isImported = this.#wrappers.isImported(file);
    this.#kept.set(file, { analysis, versions, wrapperNames: this.#wrappers.signature(file), isImported });
    return analysis;
  }

  /**
   * Files whose texts tell that a file calls no other wrapper, there or not. A change in one of them seldom changes
   * anything; who keeps an analysis beyond this project has to look at them all the same.
   */
  wrapperSources(file: string): ReadonlySet<string> {
    return this.#wrappers.sources(file);
  }

  /** A file's text changed: what is kept of it is dropped. */
  changed(file: string): void {
    this.#modules.delete(file);
    this.#kept.delete(file);
    this.#wrappers.changed(file);
  }

  /** A file is gone. */
  deleted(file: string): void {
    this.changed(file);
  }

  #isCurrent(kept: Kept): boolean {
    for (const [file, version] of kept.versions) if (this.#versionOf(file) !== version) return false;
    const { file } = kept.analysis;
    return kept.isImported === this.#wrappers.isImported(file) && this.#wrappers.signature(file) === kept.wrapperNames;
  }

  #versionOf(file: string): string | undefined {
    return this.#host.isFile(file) ? this.#host.read(file)?.version : undefined;
  }

  #analyse(file: string, token: CancellationToken): FileAnalysis {
    if (token.isCancellationRequested) throw new Cancelled();
    const loaded = this.#load(file);
    const version = loaded?.version ?? "";
    const dependencies = new Set<string>();
    const module = loaded?.module;
    if (!module) {
      const message = loaded?.problem ?? "Not analysed: the file cannot be read.";
      return emptyAnalysis(file, version, [{ file, offset: undefined, message }]);
    }
    const evaluator = new Evaluator(
      this.#knowledge,
      this.#host,
      { module: (other) => this.#load(other)?.module },
      dependencies,
    );
    const problems: Problem[] = [];
    const isImported = this.#wrappers.isImported(file);
    try {
      const facts = factsOfFile(evaluator, module, token);
      const carried = isImported ? carriedNames(evaluator, module) : NOTHING;
      const wrappers = this.#wrappers.wrappers(module, MAXIMUM_LEVEL, evaluator);
      const imported = this.#wrappers.importedNames(file, MAXIMUM_LEVEL);
      const calls = wrapperCallFacts(evaluator, module, wrappers, imported, this.#wrappers, token);
      const told = [...facts, ...calls];
      // Last: they may use up what is left of the evaluator's budget.
      const flows = flowsIntoSinks(evaluator, module, told, token);
      return {
        file,
        version,
        facts: calls.length + flows.length > 0 ? [...told, ...flows].sort(inOrder) : facts,
        problems,
        dependencies,
        exportedNames: new Set([...carried, ...this.#wrappers.exportedNames(file)]),
        directives: module.directives(),
      };
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      const isStack = error instanceof RangeError;
      const message = isStack
        ? "Not analysed: the code is nested too deeply. Split the expression."
        : `Not analysed: the analysis failed (${error instanceof Error ? error.message : String(error)}). Please report this.`;
      return emptyAnalysis(file, version, [{ file, offset: undefined, message }], dependencies);
    }
  }

  #load(file: string): { version: string; module: Module | undefined; problem: string | undefined } | undefined {
    const source = this.#host.read(file);
    if (!source) return undefined;
    const known = this.#modules.get(file);
    if (known?.version === source.version) {
      this.#modules.delete(file);
      this.#modules.set(file, known);
      return known;
    }
    const parsed = parse(file, source.text, this.#maximumLength);
    const loaded =
      "problem" in parsed
        ? { version: source.version, module: undefined, problem: parsed.problem }
        : { version: source.version, module: new Module(file, source.version, parsed.source), problem: undefined };
    this.#modules.set(file, loaded);
    if (this.#modules.size > MAXIMUM_MODULES) this.#modules.delete(this.#modules.keys().next().value!);
    return loaded;
  }
}

function emptyAnalysis(
  file: string,
  version: string,
  problems: readonly Problem[],
  dependencies: ReadonlySet<string> = new Set(),
): FileAnalysis {
  return {
    file,
    version,
    facts: [],
    problems,
    dependencies,
    exportedNames: new Set(),
    directives: [],
  };
}

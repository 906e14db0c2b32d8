import { NO_OWN_NAMES, type OwnNames } from "../../../lens/own-names.ts";
import type { Rule, RuleMeta } from "../../../lens/rules/rule.ts";
import {
  type AnalysisHost,
  Cancelled,
  type CancellationToken,
  type FileAnalysis,
  type Problem,
} from "../analysis/analysis.ts";
import { Project } from "../analysis/project.ts";
import type { FixReach } from "../lint/edits.ts";
import type { FileReport } from "../lint/finding.ts";
import { lint } from "../lint/lint.ts";
import type { EffectiveConfiguration } from "./configurations.ts";
import type { Examination } from "./crew.ts";
import type { FolderSources } from "./folder-sources.ts";
import { isInside } from "./paths.ts";
import { mayHoldFacts } from "./sdk-imports.ts";
import type { Analyser, WorkspaceOptions } from "./workspace-options.ts";

/** What was found in one file, and what that was worked out from. */
export interface Entry extends Examination {
  /** `undefined` where the file could not be analysed, or another thread did it. */
  readonly analysis: FileAnalysis | undefined;
  readonly configuration: EffectiveConfiguration;
  readonly today: string;
  /** Paths that its fixes would make files at, there or not. */
  readonly soughtFiles: ReadonlySet<string>;
  /** Its text shows that it holds nothing, unless another file gives it something: it was not parsed. */
  readonly isPassedOver?: true;
}

const NO_FILES: ReadonlySet<string> = new Set();

/** Analyses single files of a folder and holds the rules against them. */
export class FileExaminer {
  readonly #sources: FolderSources;
  readonly #rules: readonly Rule[];
  readonly #today: string | undefined;
  readonly #createAnalyser: (host: AnalysisHost, names: OwnNames) => Analyser;
  /** One for each set of names that a configuration gives the team's own functions; most folders have one set, of none. */
  readonly #analysers = new Map<string, Analyser>();

  constructor(sources: FolderSources, rules: readonly Rule[], options: WorkspaceOptions) {
    this.#sources = sources;
    this.#rules = rules;
    this.#today = options.today;
    this.#createAnalyser = options.createAnalyser ?? ((host, names) => new Project(host, { names }));
  }

  noteChange(file: string): void {
    for (const analyser of this.#analysers.values()) analyser.changed(file);
  }

  noteDeletion(files: Iterable<string>): void {
    for (const file of files) for (const analyser of this.#analysers.values()) analyser.deleted(file);
  }

  /** Forgets every analysis: what imports or names mean is another thing now. */
  forgetAll(): void {
    this.#analysers.clear();
  }

  /** The day that ages are counted from, as an ISO date. */
  presentDay(): string {
    return this.#today ?? new Date().toISOString().slice(0, 10);
  }

  /** What is found in a file as it is now; `known` itself where that still holds. Throws nothing but `Cancelled`. */
  examine(file: string, known: Entry | undefined, token: CancellationToken): Entry {
    const source = this.#sources.texts.read(file);
    if (source === undefined) {
      const problem = this.#sources.texts.problem(file);
      if (problem !== undefined && this.#sources.nameSdk(file, this.#sources.importsOf(file)))
        return this.failed(file, problem);
      return this.#empty(file);
    }
    const configuration = this.#sources.configurations.for(file);
    const today = this.presentDay();
    try {
      const analyser = this.analyserOf(file);
      let analysis = analyser.analyse(file, token);
      if (analysis.version !== source.version) {
        // The disk changed without anyone saying so.
        analyser.changed(file);
        analysis = analyser.analyse(file, token);
      }
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
        reach: this.fixReach(file, (other) => analysis.dependencies.has(other), soughtFiles),
      });
      const exportedNames = [...analysis.exportedNames];
      return { report, isAnalysed: true, exportedNames, analysis, configuration, today, soughtFiles };
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
      return this.failed(
        file,
        { file, offset: undefined, message: `Could not be analysed: ${reason}. Please report this as a defect` },
        source.version,
      );
    }
  }

  /** What another thread or an earlier run found. */
  entryOf(file: string, examination: Examination): Entry {
    const { report, isAnalysed, exportedNames } = examination;
    const shared = { report, isAnalysed, exportedNames };
    return {
      ...shared,
      analysis: undefined,
      configuration: this.#sources.configurations.for(file),
      today: "",
      soughtFiles: NO_FILES,
    };
  }

  /** Whether the text of a file that imports an SDK shows that it holds nothing by itself. */
  isPassedOver(file: string, specifiers: readonly string[]): boolean {
    if (this.#sources.configurations.for(file).names !== NO_OWN_NAMES) return false;
    const text = this.#sources.texts.read(file)?.text;
    return text !== undefined && !mayHoldFacts(text, specifiers);
  }

  passedOver(file: string): Entry {
    const report = emptyReport(file, this.#sources.texts.read(file)?.version ?? "");
    return { ...this.#empty(file), report, isAnalysed: true, isPassedOver: true };
  }

  failed(file: string, problem: Problem, version = ""): Entry {
    return { ...this.#empty(file), report: { ...emptyReport(file, version), problems: [problem] } };
  }

  /** Whether a file counts as one that touches a model, or has something else to say. */
  isWorthKeeping(file: string, { report, isAnalysed }: Entry): boolean {
    return report.facts.length > 0 || report.problems.length > 0 || (isAnalysed && this.#sources.importsSdk(file));
  }

  /**
   * What the fixes of a file may change beside it. `isAsAnalysed` tells whether another file's text is what its facts speak
   * of; `soughtFiles` takes the paths that are looked at for new files.
   */
  fixReach(file: string, isAsAnalysed: (other: string) => boolean, soughtFiles = new Set<string>()): FixReach {
    return {
      textOf: (other) =>
        isInside(other, this.#sources.root) &&
        this.#sources.ignoring.fileReason(other) === undefined &&
        !this.#sources.resolution.isLibraryApart(other, file) &&
        isAsAnalysed(other)
          ? this.#sources.texts.read(other)?.text
          : undefined,
      canCreate: (other) => {
        soughtFiles.add(other);
        return this.#sources.canCreate(other);
      },
    };
  }

  analyserOf(file: string): Analyser {
    const { names } = this.#sources.configurations.for(file);
    const key = names === NO_OWN_NAMES ? "" : JSON.stringify(names);
    let analyser = this.#analysers.get(key);
    if (!analyser) this.#analysers.set(key, (analyser = this.#createAnalyser(this.#sources.host, names)));
    return analyser;
  }

  /**
   * A scan only examines files that reach a model, so a report made without one must say nothing of others.
   * Such files have no facts but text that looks like a key, and uses of what another file's model call gave.
   */
  #withoutStrayFacts(file: string, analysis: FileAnalysis): FileAnalysis {
    if (analysis.facts.some((fact) => fact.fact !== "credential" && fact.fact !== "flow")) return analysis;
    if (analysis.facts.length === 0 || this.#sources.importsSdk(file)) return analysis;
    return { ...analysis, facts: [] };
  }

  #empty(file: string): Entry {
    return {
      report: emptyReport(file, ""),
      isAnalysed: false,
      exportedNames: [],
      analysis: undefined,
      configuration: this.#sources.configurations.for(file),
      today: "",
      soughtFiles: NO_FILES,
    };
  }
}

/** A report that says nothing. */
export function emptyReport(file: string, version: string): FileReport {
  return { file, version, findings: [], suppressed: [], evidence: [], problems: [], facts: [] };
}

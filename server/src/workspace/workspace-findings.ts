import type { PackageFacts, Rule, WorkspaceView } from "../../../lens/rules/rule.ts";
import type { Signal } from "../../../lens/signals/signal-kind.ts";
import type { CancellationToken } from "../analysis/analysis.ts";
import type { FileReport } from "../lint/finding.ts";
import { lintInWorkspace } from "../lint/workspace-lint.ts";
import type { Entry, FileExaminer } from "./file-examiner.ts";
import type { FolderSources } from "./folder-sources.ts";
import { packagesOf } from "./package-facts.ts";
import { compareText } from "./paths.ts";
import { SignalFinder } from "./signals.ts";

/** What every comment that suppresses findings holds. */
const DIRECTIVE = "genai-lens-";

/** Bytes at the start of a document that can make it a signal. */
const SIGNAL_BYTES = 64 * 1024;

/** What is known of a folder so far. */
export interface FoundSoFar {
  /** The source files that the last scan listed; `undefined` before the first. */
  readonly files: ReadonlySet<string> | undefined;
  /** Other files that may be signals. */
  readonly documents: ReadonlySet<string>;
  /** What was found in files, of each that touches a model or has a problem. */
  readonly entries: ReadonlyMap<string, Entry>;
}

/** A report with what the whole workspace adds to it, and what that was worked out from. */
interface Completed {
  readonly entry: Entry;
  readonly view: WorkspaceView;
  readonly report: FileReport;
}

/** What only the whole workspace shows: its signals, and the findings of rules that look at all of it. */
export class WorkspaceFindings {
  readonly #sources: FolderSources;
  readonly #examiner: FileExaminer;
  readonly #rules: readonly Rule[];
  readonly #hasWorkspaceRules: boolean;
  readonly #found: FoundSoFar;
  readonly #signalFinder = new SignalFinder();
  readonly #completed = new Map<string, Completed>();
  #signals: readonly Signal[] | undefined;
  #view: WorkspaceView | undefined;

  /** `found` is looked at whenever something is asked. */
  constructor(sources: FolderSources, examiner: FileExaminer, rules: readonly Rule[], found: FoundSoFar) {
    this.#sources = sources;
    this.#examiner = examiner;
    this.#rules = rules;
    this.#hasWorkspaceRules = rules.some((rule) => rule.needsWorkspace === true);
    this.#found = found;
  }

  noteChange(file: string): void {
    this.#signalFinder.changed(file);
    this.forgetView();
  }

  noteDeletion(files: Iterable<string>): void {
    this.forgetView();
    for (const file of files) {
      this.#signalFinder.changed(file);
      this.#completed.delete(file);
    }
  }

  /** Files that may have been looked at before they were listed. */
  noteListed(files: Iterable<string>): void {
    for (const file of files) this.#signalFinder.changed(file);
  }

  /** To be called after a scan. */
  forgetAll(): void {
    this.#signalFinder.forgetAll();
    this.forgetView();
    this.#completed.clear();
  }

  /** To be called when what was found in any file changed. */
  forgetView(): void {
    this.#signals = undefined;
    this.#view = undefined;
  }

  /**
   * What in the workspace speaks for practices beside the findings, as it is now; empty until a scan has listed the
   * files. Worked out when it is asked for.
   */
  signals(): readonly Signal[] {
    if (this.#found.files === undefined) return [];
    this.#signals ??= this.#signalFinder.find({
      root: this.#sources.root,
      sourceFiles: this.#found.files,
      documents: this.#found.documents,
      specifiersOf: (file) => this.#sources.graph.specifiers(file) ?? [],
      textOf: (file) => this.#signalText(file),
      reports: [...this.#found.entries.values()].map((entry) => entry.report),
    });
    return this.#signals;
  }

  /** Adds to a file's own report what the rules say that need the whole workspace. The same object while nothing changes. */
  complete(file: string, entry: Entry, token: CancellationToken): FileReport {
    const view = this.#currentView();
    if (view === undefined || entry.report.facts.length === 0 || this.#found.files?.has(file) !== true)
      return entry.report;
    const known = this.#completed.get(file);
    if (known?.view === view && known.entry === entry) return known.report;
    const { configuration } = entry;
    const text = (): string => this.#sources.texts.read(file)?.text ?? "";
    const completed = lintInWorkspace(entry.report, {
      workspace: view,
      rules: this.#rules,
      level: (rule) => configuration.level(rule, file),
      options: (rule) => configuration.options(rule, file),
      today: this.#examiner.presentDay(),
      settings: configuration.settings,
      reach: this.#examiner.fixReach(file, (other) => {
        const known = this.#found.entries.get(other);
        // What changed is looked at anew with the next refresh; until then nobody knows what the view's facts speak of.
        return known === undefined
          ? !this.#sources.changed.has(other)
          : known.report.version === this.#sources.texts.read(other)?.version;
      }),
      text,
      directives: () =>
        text().includes(DIRECTIVE) ? this.#examiner.analyserOf(file).analyse(file, token).directives : [],
    });
    const report = known?.entry === entry && isSameOutcome(known.report, completed) ? known.report : completed;
    this.#completed.set(file, { entry, view, report });
    return report;
  }

  /** The report as it was last asked for. */
  told(file: string, entry: Entry): FileReport {
    const told = this.#completed.get(file);
    return told?.entry === entry ? told.report : entry.report;
  }

  /** The view of the whole workspace; `undefined` before a scan, and where no rule asks for it. */
  #currentView(): WorkspaceView | undefined {
    if (this.#found.files === undefined || !this.#hasWorkspaceRules) return undefined;
    if (this.#view === undefined) {
      const files = [...this.#found.entries.values()]
        .filter(({ report }) => report.facts.length > 0)
        .map(({ report: { file, facts } }) => ({ file, facts }))
        .sort((first, second) => compareText(first.file, second.file));
      const signals = (): readonly Signal[] => this.signals();
      const packages = (): readonly PackageFacts[] =>
        packagesOf(this.#found.documents, (file) => this.#signalText(file));
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

  #signalText(file: string): string | undefined {
    if (this.#found.files?.has(file) === true) return this.#sources.texts.read(file)?.text;
    const overlay = this.#sources.texts.overlay(file);
    if (overlay !== undefined) return overlay.text;
    try {
      const buffer = Buffer.allocUnsafe(SIGNAL_BYTES);
      return buffer.toString("utf8", 0, this.#sources.disk.readInto(file, buffer));
    } catch {
      // A document that cannot be read shows nothing.
      return undefined;
    }
  }
}

/** Whether two reports of the same facts say the same. */
function isSameOutcome(first: FileReport, second: FileReport): boolean {
  const told = ({ findings, suppressed, evidence, problems }: FileReport): string =>
    JSON.stringify([findings, suppressed, evidence, problems]);
  return first === second || told(first) === told(second);
}

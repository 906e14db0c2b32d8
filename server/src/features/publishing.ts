import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver";
import type { Problem } from "../analysis/analysis.ts";
import type { FileReport } from "../lint/finding.ts";
import { isInside } from "../workspace/paths.ts";
import type { ClientFeatures } from "./client-features.ts";
import { problemDiagnostic, resultIdOf, toDiagnostics } from "./diagnostics.ts";
import type { Documents } from "./documents.ts";
import type { Folder, Folders } from "./folders.ts";
import { lensFileDiagnostics } from "./lens-files.ts";
import { documentOfFile } from "./positions.ts";
import type { TextOf } from "./positions.ts";
import type { FolderSpecification, Specifications } from "./specification.ts";
import { uriOfFile } from "./uris.ts";

/** What was last sent of a file. */
interface Shown {
  readonly id: string;
  readonly version: number | undefined;
  readonly report: FileReport | undefined;
  /** The folder's specification that it was held against. */
  readonly specification?: FolderSpecification["drift"] | undefined;
}

/**
 * Diagnostics that the server sends by itself: of files that a scan saw and that are not open, of
 * configuration files, of a specification that is not open, and, to clients that cannot ask, of open documents and
 * lens files. What a client asks for is never sent too, since editors would show it twice.
 */
export class Publisher {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #documents: Documents;
  readonly #folders: Folders;
  readonly #client: ClientFeatures;
  readonly #textOf: TextOf;
  readonly #specifications: Specifications;
  readonly #shown = new Map<string, Shown>();

  constructor(
    send: (params: PublishDiagnosticsParams) => void,
    documents: Documents,
    folders: Folders,
    client: ClientFeatures,
    textOf: TextOf,
    specifications: Specifications,
  ) {
    this.#send = send;
    this.#documents = documents;
    this.#folders = folders;
    this.#client = client;
    this.#textOf = textOf;
    this.#specifications = specifications;
  }

  /** Brings what is shown of a folder up to date with what is known of it. */
  sync(folder: Folder): void {
    const present = new Set<string>();
    const problems = byFile(folder.workspace.problems());
    const specified = this.#specifications.of(folder);
    for (const report of folder.workspace.reports()) {
      const { file } = report;
      // Where one folder lies in another, the inner one speaks for its files.
      if (this.#folders.find(file) !== folder) continue;
      const open = this.#documents.ofFile(file);
      if (open === undefined ? folder.scan.state !== "scanned" : this.#client.hasPull) continue;
      present.add(file);
      const version = open?.document.version;
      const shown = this.#shown.get(file);
      // Most files of a large workspace have not changed since they were shown.
      const isSame = shown?.report === report && shown.version === version && shown.specification === specified?.drift;
      if (isSame && !problems.has(file)) continue;
      this.#show(file, {
        diagnostics: this.#ofReport(report, specified),
        version,
        report,
        specification: specified?.drift,
      });
    }
    for (const [file, itsProblems] of problems) {
      const document = this.#textOf(file) ?? documentOfFile(file, "");
      const diagnostics = itsProblems.map((problem) => problemDiagnostic(problem, document));
      this.#show(file, { diagnostics, version: undefined, report: undefined });
      present.add(file);
    }
    const written = specified === undefined ? undefined : this.#documents.ofFile(specified.file);
    if (specified !== undefined && (written === undefined ? folder.scan.state === "scanned" : !this.#client.hasPull)) {
      const { file } = specified;
      const diagnostics = this.#specifications.diagnostics(file, this.#client) ?? [];
      this.#show(file, { diagnostics, version: written?.document.version, report: undefined });
      present.add(file);
    }
    for (const { file, document } of this.#client.hasPull ? [] : this.#documents.all()) {
      const diagnostics = this.#folders.find(file) === folder ? lensFileDiagnostics(file, document) : undefined;
      if (diagnostics === undefined) continue;
      this.#show(file, { diagnostics, version: document.version, report: undefined });
      present.add(file);
    }
    for (const file of this.#shown.keys()) {
      if (isInside(file, folder.root) && this.#folders.find(file) === folder && !present.has(file)) this.clear(file);
    }
  }

  /** Takes back what was sent of a file. */
  clear(file: string): void {
    this.#show(file, { diagnostics: [], version: undefined, report: undefined });
  }

  /** Takes back all that was sent of files below a folder. */
  clearFolder(root: string): void {
    for (const file of this.#shown.keys()) if (isInside(file, root)) this.clear(file);
  }

  #ofReport(report: FileReport, specified: FolderSpecification | undefined): Diagnostic[] {
    const { file } = report;
    const departs = specified?.drift.some(({ places }) => places.some((place) => place.file === file)) === true;
    if (report.findings.length === 0 && report.problems.length === 0 && !departs) return [];
    const document = this.#textOf(file);
    if (document === undefined) return [];
    const departures = departs ? this.#specifications.codeDiagnostics(file, document, this.#client) : [];
    return [...toDiagnostics(report, document, this.#textOf, this.#client), ...departures];
  }

  #show(
    file: string,
    { diagnostics, version, report, specification }: Omit<Shown, "id"> & { diagnostics: Diagnostic[] },
  ): void {
    const shown = this.#shown.get(file);
    if (diagnostics.length === 0 && shown === undefined) return;
    const id = resultIdOf(diagnostics);
    if (diagnostics.length === 0) this.#shown.delete(file);
    else this.#shown.set(file, { id, version, report, specification });
    if (shown?.id === id && shown.version === version) return;
    const uri = this.#documents.ofFile(file)?.uri ?? uriOfFile(file);
    this.#send({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}

function byFile(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const files = new Map<string, Problem[]>();
  for (const problem of problems) files.set(problem.file, [...(files.get(problem.file) ?? []), problem]);
  return files;
}

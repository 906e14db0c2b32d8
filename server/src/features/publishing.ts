import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver";
import type { Problem } from "../analysis/analysis.ts";
import type { FileReport } from "../lint/finding.ts";
import { isInside } from "../workspace/paths.ts";
import type { ClientFeatures } from "./client-features.ts";
import { problemDiagnostic, resultIdOf, toDiagnostics } from "./diagnostics.ts";
import type { Documents } from "./documents.ts";
import type { Folder, Folders } from "./folders.ts";
import { documentOfFile } from "./positions.ts";
import type { TextOf } from "./positions.ts";
import { uriOfFile } from "./uris.ts";

/**
 * Diagnostics that the server sends by itself: of files that a scan saw and that are not open, of
 * configuration files, and, to clients that cannot ask, of open documents. What a client asks for is
 * never sent too, since editors would show it twice.
 */
export class Publisher {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #documents: Documents;
  readonly #folders: Folders;
  readonly #client: ClientFeatures;
  readonly #textOf: TextOf;
  readonly #shown = new Map<string, string>();

  constructor(
    send: (params: PublishDiagnosticsParams) => void,
    documents: Documents,
    folders: Folders,
    client: ClientFeatures,
    textOf: TextOf,
  ) {
    this.#send = send;
    this.#documents = documents;
    this.#folders = folders;
    this.#client = client;
    this.#textOf = textOf;
  }

  /** Brings what is shown of a folder up to date with what is known of it. */
  sync(folder: Folder): void {
    const current = new Map<string, { diagnostics: Diagnostic[]; version: number | undefined }>();
    for (const report of folder.workspace.reports()) {
      // Where one folder lies in another, the inner one speaks for its files.
      if (this.#folders.find(report.file) !== folder) continue;
      const open = this.#documents.ofFile(report.file);
      if (open === undefined ? folder.scan.state !== "scanned" : this.#client.hasPull) continue;
      const diagnostics = this.#ofReport(report);
      if (diagnostics !== undefined) current.set(report.file, { diagnostics, version: open?.document.version });
    }
    for (const [file, problems] of byFile(folder.workspace.problems())) {
      const document = this.#textOf(file) ?? documentOfFile(file, "");
      const known = current.get(file);
      const diagnostics = [
        ...(known?.diagnostics ?? []),
        ...problems.map((problem) => problemDiagnostic(problem, document)),
      ];
      current.set(file, { diagnostics, version: known?.version });
    }
    for (const [file, { diagnostics, version }] of current) this.#show(file, diagnostics, version);
    for (const file of this.#shown.keys()) {
      if (isInside(file, folder.root) && this.#folders.find(file) === folder && !current.has(file)) this.clear(file);
    }
  }

  /** Takes back what was sent of a file. */
  clear(file: string): void {
    this.#show(file, [], undefined);
  }

  /** Takes back all that was sent of files below a folder. */
  clearFolder(root: string): void {
    for (const file of this.#shown.keys()) if (isInside(file, root)) this.clear(file);
  }

  #ofReport(report: FileReport): Diagnostic[] | undefined {
    const document = this.#textOf(report.file);
    return document && toDiagnostics(report, document, this.#textOf, this.#client);
  }

  #show(file: string, diagnostics: Diagnostic[], version: number | undefined): void {
    if (diagnostics.length === 0 && !this.#shown.has(file)) return;
    const id = `${version ?? ""} ${resultIdOf(diagnostics)}`;
    if (this.#shown.get(file) === id) return;
    if (diagnostics.length === 0) this.#shown.delete(file);
    else this.#shown.set(file, id);
    const uri = this.#documents.ofFile(file)?.uri ?? uriOfFile(file);
    this.#send({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}

function byFile(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const files = new Map<string, Problem[]>();
  for (const problem of problems) files.set(problem.file, [...(files.get(problem.file) ?? []), problem]);
  return files;
}

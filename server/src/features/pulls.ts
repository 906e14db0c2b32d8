import { DocumentDiagnosticReportKind, ErrorCodes, ResponseError } from "vscode-languageserver";
import type {
  CancellationToken,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { FileReport } from "../lint/finding.ts";
import type { ClientFeatures } from "./client-features.ts";
import { resultIdOf, toDiagnostics } from "./diagnostics.ts";
import type { Documents } from "./documents.ts";
import type { Folder, Folders } from "./folders.ts";
import { IdleCollection } from "./idle-collection.ts";
import { lensFileDiagnostics } from "./lens-files.ts";
import { documentOfFile } from "./positions.ts";
import type { TextOf } from "./positions.ts";
import type { Specifications } from "./specification.ts";
import { fileOfUri } from "./uris.ts";
import { Warming } from "./warming.ts";

/** ms: a report that takes no longer is made at every keystroke, without waiting for a pause. */
const CHEAP = 40;

interface Answered {
  readonly version: number;
  readonly resultId: string;
}

/** Answers editors that ask for the diagnostics of a document, and remembers what each was told. */
export class Pulls {
  readonly #documents: Documents;
  readonly #folders: Folders;
  readonly #client: ClientFeatures;
  readonly #textOf: TextOf;
  readonly #specifications: Specifications;
  readonly #warming = new Warming();
  readonly #collection = new IdleCollection();
  readonly #answered = new Map<string, Answered>();
  /** ms that the last report of each document took. */
  readonly #costs = new Map<string, number>();

  constructor(
    documents: Documents,
    folders: Folders,
    client: ClientFeatures,
    textOf: TextOf,
    specifications: Specifications,
  ) {
    this.#documents = documents;
    this.#folders = folders;
    this.#client = client;
    this.#textOf = textOf;
    this.#specifications = specifications;
  }

  /**
   * Diagnostics of a document: at once where its last report was cheap, else as it is when typing pauses. Throws
   * `Cancelled`.
   */
  async answer(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const { uri } = params.textDocument;
    this.#warming.stop();
    this.#collection.stop();
    await this.#folders.ready;
    await this.#documents.settle(uri, token, (this.#costs.get(uri) ?? CHEAP + 1) <= CHEAP ? 0 : undefined);
    if (this.#documents.isLost(uri)) {
      throw new ResponseError(
        ErrorCodes.InvalidRequest,
        `${uri} is out of step with the editor. Close it and open it again`,
      );
    }
    const open = this.#documents.get(uri);
    const file = open?.file ?? fileOfUri(uri);
    if (file === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const start = performance.now();
    const { workspace } = this.#folders.of(file);
    const report = workspace.report(file, token);
    const cost = performance.now() - start;
    this.#costs.set(uri, cost);
    if (open !== undefined && report.facts.length > 0) {
      this.#warming.after(workspace.root, file, open.document.getText(), cost, (now) => this.#costs.set(uri, now));
    }
    this.#collection.after();
    const document = open?.document ?? this.#textOf(file) ?? documentOfFile(file, "");
    const items = this.#diagnostics(file, document, report);
    const resultId = resultIdOf(items);
    if (open !== undefined) this.#answered.set(uri, { version: open.document.version, resultId });
    return resultId === params.previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /**
   * Whether what an open document of a folder shows is no longer right although its own text is the same.
   * A document whose text changed is asked for by the editor itself.
   */
  isAnyStale(folder: Folder): boolean {
    return this.#documents.all().some((open) => {
      const answered = this.#answered.get(open.uri);
      if (answered?.version !== open.document.version || this.#folders.find(open.file) !== folder) return false;
      const report = folder.workspace.report(open.file);
      return resultIdOf(this.#diagnostics(open.file, open.document, report)) !== answered.resultId;
    });
  }

  forget(uri: string): void {
    this.#answered.delete(uri);
    this.#costs.delete(uri);
  }

  #diagnostics(file: string, document: TextDocument, report: FileReport): Diagnostic[] {
    return (
      lensFileDiagnostics(file, document) ??
      this.#specifications.diagnostics(file, this.#client) ?? [
        ...toDiagnostics(report, document, this.#textOf, this.#client),
        ...this.#specifications.codeDiagnostics(file, document, this.#client),
      ]
    );
  }
}

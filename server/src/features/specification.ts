import type { Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Place } from "../../../lens/facts.ts";
import type { FileReport } from "../lint/finding.ts";
import { type CodePicture, PictureReader } from "../specification/code-picture.ts";
import { codeRecordOf } from "../specification/code-record.ts";
import { type Drift, driftOf } from "../specification/drift.ts";
import { contextOf } from "../specification/folder-specification.ts";
import { parseSpecification } from "../specification/parse-specification.ts";
import { type CodeRecord, DEFAULT_SPECIFICATION_PATH, type Specification } from "../specification/specification.ts";
import type { ClientFeatures } from "./client-features.ts";
import { SEVERITIES, SOURCE } from "./diagnostics.ts";
import type { Folder, Folders } from "./folders.ts";
import { type TextOf, locationOf, rangeAt } from "./positions.ts";

/** Places of one drift that a diagnostic leads to. */
const MOST_RELATED = 20;

/** A folder's specification as it is now, held against what is known of the folder's code. */
export interface FolderSpecification {
  readonly file: string;
  /** The text that `specification` and `drift` speak of. */
  readonly document: TextDocument;
  readonly specification: Specification;
  readonly picture: CodePicture;
  readonly record: CodeRecord;
  /** In the order of their places in the document. */
  readonly drift: readonly Drift[];
}

interface State {
  readonly reader: PictureReader;
  text: string;
  reports: readonly FileReport[];
  isScanned: boolean;
  found: FolderSpecification;
}

/** The specifications of all folders. Works one out anew only when its text or a report of its folder is another one. */
export class Specifications {
  readonly #folders: Folders;
  readonly #textOf: TextOf;
  readonly #states = new WeakMap<Folder, State>();

  constructor(folders: Folders, textOf: TextOf) {
    this.#folders = folders;
    this.#textOf = textOf;
  }

  /** `undefined` where the folder has none. */
  of(folder: Folder): FolderSpecification | undefined {
    const file = specificationFile(folder);
    // A folder that was made for one file outside of all others has none.
    const document = folder.uri === undefined ? undefined : this.#textOf(file);
    if (document === undefined) return undefined;
    const text = document.getText();
    const reports = folder.workspace.reports();
    const isScanned = folder.scan.state === "scanned";
    const known = this.#states.get(folder);
    if (known?.text === text && known.isScanned === isScanned && isSame(known.reports, reports)) {
      // The same text may be that of a newer version of the document.
      if (known.found.document.version !== document.version) known.found = { ...known.found, document };
      return known.found;
    }
    const reader =
      known?.reader ?? new PictureReader(contextOf(folder.workspace, new Date().toISOString().slice(0, 10)));
    const picture = reader.of(reports);
    const record = codeRecordOf(picture, folder.root);
    const parsed = parseSpecification(text);
    const drift = driftOf(parsed, picture, record).filter(({ ruleId }) => isScanned || !NEEDS_SCAN.has(ruleId));
    const found = { file, document, specification: parsed.specification, picture, record, drift };
    this.#states.set(folder, { reader, text, reports, isScanned, found });
    return found;
  }

  /** The specification that a file is; `undefined` for any other file. */
  ofDocument(file: string): FolderSpecification | undefined {
    const folder = this.#folders.find(file);
    return folder !== undefined && specificationFile(folder) === file ? this.of(folder) : undefined;
  }

  /** What is wrong in a specification; `undefined` for any other file. */
  diagnostics(file: string, client: ClientFeatures): Diagnostic[] | undefined {
    const found = this.ofDocument(file);
    return found?.drift.map((drift) => this.#documentDiagnostic(drift, found.document, client));
  }

  /** Where one file of code departs from its folder's specification. `document` is the file's text as it was examined. */
  codeDiagnostics(file: string, document: TextDocument, client: ClientFeatures): Diagnostic[] {
    const folder = this.#folders.find(file);
    const found = folder === undefined ? undefined : this.of(folder);
    return (found?.drift ?? []).flatMap((drift) =>
      drift.places
        .filter((place) => place.file === file)
        .map((place) => codeDiagnostic(drift, place, found!, document, client)),
    );
  }

  #documentDiagnostic(drift: Drift, document: TextDocument, client: ClientFeatures): Diagnostic {
    const related = drift.places.slice(0, MOST_RELATED).flatMap((place) => {
      const location = locationOf(place, this.#textOf);
      return location === undefined ? [] : [{ location, message: "Here" }];
    });
    const { places } = drift;
    const count = places.length < 2 ? "" : ` (at ${places.length} places)`;
    return {
      source: SOURCE,
      code: drift.ruleId,
      severity: SEVERITIES[drift.severity],
      range: rangeAt(document, drift.written.start, drift.written.end),
      message: drift.message + count,
      ...(client.hasRelatedInformation && related.length > 0 ? { relatedInformation: related } : {}),
    };
  }
}

/** Where a folder's specification is, or would be. */
export function specificationFile({ root }: Folder): string {
  return `${root === "/" ? "" : root}/${DEFAULT_SPECIFICATION_PATH}`;
}

/** As long as part of the code is not known, nobody can say that something is missing in it. */
const NEEDS_SCAN: ReadonlySet<Drift["ruleId"]> = new Set<Drift["ruleId"]>(["spec-outdated", "spec-tool-unknown"]);

function codeDiagnostic(
  drift: Drift,
  place: Place,
  found: FolderSpecification,
  document: TextDocument,
  client: ClientFeatures,
): Diagnostic {
  const range = rangeAt(found.document, drift.written.start, drift.written.end);
  const location = { uri: found.document.uri, range };
  return {
    source: SOURCE,
    code: drift.ruleId,
    severity: SEVERITIES[drift.severity],
    range: rangeAt(document, place.start, place.end),
    message: drift.message,
    ...(client.hasRelatedInformation
      ? { relatedInformation: [{ location, message: "The specification says so here" }] }
      : {}),
  };
}

function isSame(first: readonly FileReport[], second: readonly FileReport[]): boolean {
  return first.length === second.length && first.every((report, index) => report === second[index]);
}

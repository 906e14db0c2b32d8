import { CodeActionKind } from "vscode-languageserver";
import type { CodeAction, CodeActionParams, Diagnostic, WorkspaceEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Drift } from "../specification/drift.ts";
import { allowingTitle } from "../specification/drift-findings.ts";
import { type SpecificationEdit, addToList, markReviewed } from "../specification/edit-front-matter.ts";
import type { ClientFeatures } from "./client-features.ts";
import { SOURCE } from "./diagnostics.ts";
import { type TextOf, rangeAt } from "./positions.ts";
import { showing } from "./specification-lenses.ts";
import type { FolderSpecification } from "./specification.ts";
import { workspaceEdit } from "./workspace-edits.ts";

/** What the light bulb needs beside the request. */
export interface SpecificationActionContext {
  readonly found: FolderSpecification;
  /** Whether the specification is open in the editor, so that its version counts. */
  readonly isOpen: boolean;
  /** ISO day. */
  readonly today: string;
  readonly client: ClientFeatures;
  readonly textOf: TextOf;
}

/** What can be done about drift, in the document itself or at the code that departs from it. */
export function specificationActions(
  params: CodeActionParams,
  document: TextDocument,
  file: string,
  context: SpecificationActionContext,
): CodeAction[] {
  const { found, client } = context;
  const { only } = params.context;
  if (!client.hasCodeActionLiterals || (only !== undefined && !only.includes(CodeActionKind.QuickFix))) return [];
  const [start, end] = [document.offsetAt(params.range.start), document.offsetAt(params.range.end)];
  const isTouched = (range: { readonly start: number; readonly end: number }): boolean =>
    range.start <= end && start <= range.end;
  return found.drift
    .filter(({ written, places }) =>
      file === found.file ? isTouched(written) : places.some((place) => place.file === file && isTouched(place)),
    )
    .flatMap((drift) => actionsFor(drift, diagnosticsAbout(drift, params.context.diagnostics), file, context));
}

function actionsFor(
  drift: Drift,
  diagnostics: Diagnostic[],
  file: string,
  context: SpecificationActionContext,
): CodeAction[] {
  const { found, client, textOf, today } = context;
  const shared = { kind: CodeActionKind.QuickFix, diagnostics };
  const { document } = found;
  const text = document.getText();
  const actions: CodeAction[] = [];
  const add = (title: string, edits: readonly SpecificationEdit[] | undefined, isPreferred = false): void => {
    if (edits !== undefined) actions.push({ ...shared, title, isPreferred, edit: editOf(edits, context) });
  };
  const { allowing, rename, written, places, ruleId } = drift;
  if (rename !== undefined && file === found.file)
    add(`Write \`${rename.name}\``, [{ start: written.start, end: rename.end, text: rename.name }], true);
  if (allowing !== undefined) add(allowingTitle(allowing), addToList(text, allowing.list, allowing.value));
  if (ruleId === "spec-outdated" && file === found.file)
    add("Mark as reviewed today", markReviewed(text, today, found.record));
  if (file === found.file && places.length > 0 && client.isOwnExtension) {
    const title = places.length === 1 ? "Open the code that does so" : `Show the ${places.length} places that do so`;
    const position = document.positionAt(written.start);
    actions.push({ ...shared, title, command: showing(title, document.uri, position, places, textOf, client) });
  }
  if (file !== found.file && client.isOwnExtension) {
    const title = "Open the specification";
    const place = { file: found.file, ...written };
    const position = document.positionAt(written.start);
    actions.push({ ...shared, title, command: showing(title, document.uri, position, [place], textOf, client) });
  }
  return actions;
}

function editOf(
  edits: readonly SpecificationEdit[],
  { found, isOpen, client }: SpecificationActionContext,
): WorkspaceEdit {
  const { document } = found;
  const written = edits.map(({ start, end, text }) => ({ range: rangeAt(document, start, end), newText: text }));
  if (isOpen || !client.hasVersionedEdits) return workspaceEdit(written, document, client);
  return { documentChanges: [{ textDocument: { uri: document.uri, version: null }, edits: written }] };
}

function diagnosticsAbout({ ruleId, message }: Drift, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(
    (each) => each.source === SOURCE && each.code === ruleId && String(each.message).startsWith(message),
  );
}

import {
  Disposable,
  LanguageStatusSeverity,
  languages,
  window,
  workspace,
  type LanguageStatusItem,
  type Uri,
} from "vscode";
import type { LensClient } from "./language-client.ts";
import { DOCUMENT_SELECTOR } from "./languages.ts";
import { isEnabled } from "./settings.ts";

/** Name under which the server reports findings. */
export const DIAGNOSTIC_SOURCE = "genai-lens";

/** Wherever the document is: whoever sees no findings in one that is not on disk is told why. */
const LANGUAGES = DOCUMENT_SELECTOR.filter(({ scheme }) => scheme === "file").map(({ language }) => ({ language }));

/** Says for the open file whether it is looked at, why not, and how many findings it has. */
export function createStatusItem(client: LensClient): Disposable {
  const item = languages.createLanguageStatusItem("genaiLens.status", LANGUAGES);
  item.name = "GenAI Lens";
  item.command = { command: "genaiLens.showStatus", title: "Show Status" };
  let work: { state: string; detail: string } | undefined;
  const update = (): void => show(item, client, work, window.activeTextEditor?.document.uri);
  update();
  return Disposable.from(
    item,
    client.onDidChangeState(() => {
      work = undefined;
      update();
    }),
    client.onDidChangeWork((change) => {
      work = change;
      update();
    }),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("genaiLens.enable")) {
        update();
      }
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (active !== undefined && uris.some((uri) => uri.toString() === active)) {
        update();
      }
    }),
  );
}

function show(
  item: LanguageStatusItem,
  client: LensClient,
  work: { state: string; detail: string } | undefined,
  resource: Uri | undefined,
): void {
  item.busy = client.state === "starting" || (client.state === "running" && work?.state === "scanning");
  item.severity = LanguageStatusSeverity.Information;
  item.detail = work?.detail ?? "";
  if (!isEnabled(resource)) {
    item.text = "GenAI Lens: off";
    item.detail = "Switched off by the setting genaiLens.enable";
  } else if (resource !== undefined && !DOCUMENT_SELECTOR.some(({ scheme }) => scheme === resource.scheme)) {
    item.text = "GenAI Lens: not looked at";
    item.detail = "Only files on disk and new ones are";
    item.busy = false;
  } else if (client.state === "stopped") {
    item.text = "GenAI Lens: stopped";
    item.detail = "The language server is not running";
    item.severity = LanguageStatusSeverity.Error;
  } else if (client.state === "starting") {
    item.text = "GenAI Lens: starting";
  } else {
    item.text = `GenAI Lens: ${countFindings(resource)}`;
    if (work?.state === "degraded") {
      item.severity = LanguageStatusSeverity.Warning;
    }
  }
}

function countFindings(resource: Uri | undefined): string {
  if (resource === undefined) {
    return "ready";
  }
  const count = languages.getDiagnostics(resource).filter(({ source }) => source === DIAGNOSTIC_SOURCE).length;
  return count === 0 ? "no findings" : count === 1 ? "1 finding" : `${count} findings`;
}

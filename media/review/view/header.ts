import { html, nothing, type TemplateResult } from "lit";
import type { FolderReference, ReviewSnapshot, ScanState } from "../../../server/src/protocol.ts";
import { count, type Tally } from "../model.ts";
import type { Actions } from "./actions.ts";
import { icon } from "./icons.ts";
import { answersText, progressBar, progressText } from "./progress-bar.ts";

/** Folder, overall progress, and the scan. */
export function header(
  snapshot: ReviewSnapshot,
  folders: readonly FolderReference[],
  tally: Tally,
  actions: Actions,
): TemplateResult {
  const isScanning = snapshot.scan.state === "scanning";
  return html`
    <header>
      ${folders.length > 1 ? folderSelect(snapshot.folder.uri, folders, actions) : nothing}
      <div class="overall" role="img" aria-label=${progressText(tally)} title=${progressText(tally)}>
        <div class="overall-text">
          <span><strong>${tally.answered}</strong> of ${tally.total} answered</span>
          <span class="muted">${answersText(tally)}</span>
        </div>
        ${progressBar(tally)}
      </div>
      <div class="scan">
        ${scanState(snapshot.scan)}
        <button
          class="secondary"
          type="button"
          data-action="scan"
          ?disabled=${isScanning}
          @click=${() => actions.scan()}
        >
          ${icon("scan")} ${snapshot.scan.state === "not scanned" ? "Scan" : "Scan again"}
        </button>
      </div>
    </header>
  `;
}

function folderSelect(selected: string, folders: readonly FolderReference[], actions: Actions): TemplateResult {
  return html`<label class="folder">
    <span class="visually-hidden">Workspace folder</span>
    <select
      @change=${(event: Event) => actions.selectFolder((event.target as HTMLSelectElement).value)}
      .value=${selected}
    >
      ${folders.map(({ uri, name }) => html`<option value=${uri} ?selected=${uri === selected}>${name}</option>`)}
    </select>
  </label>`;
}

function scanState(scan: ScanState): TemplateResult {
  switch (scan.state) {
    case "not scanned":
      return html`<span class="scan-state muted">Not scanned yet</span>`;
    case "scanning":
      return html`<span class="scan-state muted">
        <span>${scan.total > 0 ? `Scanning ${scan.done} of ${count(scan.total, "file")}` : "Scanning"}</span>
        <progress
          aria-label="Scan"
          max=${Math.max(scan.total, 1)}
          .value=${scan.total > 0 ? Math.min(scan.done, scan.total) : 0}
        ></progress>
      </span>`;
    case "scanned":
      return html`<span class="scan-state muted">
        ${count(scan.modelCalls, "model call")} in ${count(scan.files, "file")}
      </span>`;
    case "failed":
      return html`<span class="scan-state problem">${icon("warning")} <span>Scan failed: ${scan.message}</span></span>`;
  }
}

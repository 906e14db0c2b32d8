import { html, nothing, type TemplateResult } from "lit";
import type { ScanState } from "../../../server/src/protocol.ts";
import { count } from "../labels.ts";
import type { PanelView } from "../panel-state.ts";
import type { PanelContext } from "./context.ts";
import { icon, type IconName } from "./icons.ts";
import { exportMenu } from "./export-menu.ts";
import { roveThroughGroup } from "./roving.ts";
import { selectBox } from "./select-box.ts";

const VIEWS: readonly (readonly [PanelView, string])[] = [
  ["overview", "Overview"],
  ["practices", "Practices"],
];

/** Folder, lens and scan; the two views; and what can be done anywhere. */
export function header(context: PanelContext): TemplateResult {
  const { snapshot, folders, actions } = context;
  return html`<header>
    <div class="choices-bar">
      ${
        folders.length > 1
          ? selectBox({
              label: "Workspace folder",
              isLabelHidden: true,
              value: snapshot.folder.uri,
              options: folders.map(({ uri, name }) => [uri, name] as const),
              onChange: (uri) => actions.selectFolder(uri),
            })
          : nothing
      }
      ${selectBox({
        label: "Lens",
        isLabelHidden: true,
        value: snapshot.lens.id,
        options: [
          ...snapshot.lenses.map(
            ({ id, title, isImported }) => [id, isImported ? `${title} (imported)` : title] as const,
          ),
          [IMPORT, "Import a lens from a file …"],
        ],
        onChange: (lens) => (lens === IMPORT ? actions.importLens() : actions.selectLens(lens)),
      })}
      <div class="scan">
        ${scanState(snapshot.scan)}
        ${toolButton("scan", snapshot.scan.state === "not scanned" ? "Scan" : "Scan again", () => actions.scan(), {
          isDisabled: snapshot.scan.state === "scanning",
          action: "scan",
        })}
      </div>
    </div>
    <div class="views-bar">${tabs(context)} ${tools(context)}</div>
  </header>`;
}

/** Value of the last entry in the list of lenses. No lens has it: a lens's id is never empty. */
const IMPORT = "";

function tabs({ view, actions }: PanelContext): TemplateResult {
  return html`<div class="tabs" role="tablist" aria-label="Views" @keydown=${roveThroughGroup}>
    ${VIEWS.map(
      ([id, title]) =>
        html`<button
          class="tab"
          type="button"
          role="tab"
          id="tab-${id}"
          aria-selected=${view === id ? "true" : "false"}
          aria-controls="view"
          tabindex=${view === id ? 0 : -1}
          @click=${() => actions.show(id)}
        >
          ${title}
        </button>`,
    )}
  </div>`;
}

function tools(context: PanelContext): TemplateResult {
  const { actions, canUndo, canRedo } = context;
  return html`<div class="tools">
    ${toolButton("undo", "Undo", () => actions.undo(), { isDisabled: !canUndo, action: "undo" })}
    ${canRedo ? toolButton("redo", "Redo", () => actions.redo(), { action: "redo" }) : nothing} ${exportMenu(context)}
    ${toolButton("question", "Keyboard shortcuts", () => actions.help(), { action: "help" })}
  </div>`;
}

function toolButton(
  name: IconName,
  label: string,
  run: () => void,
  { isDisabled = false, action }: { isDisabled?: boolean; action: string },
): TemplateResult {
  return html`<button
    class="tool"
    type="button"
    data-action=${action}
    title=${label}
    aria-label=${label}
    ?disabled=${isDisabled}
    @click=${run}
  >
    ${icon(name)}
  </button>`;
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

import { html, type TemplateResult } from "lit";
import type { ExportFormat } from "../../../server/src/protocol.ts";
import type { PanelContext } from "./context.ts";
import { icon } from "./icons.ts";
import { roveThroughGroup } from "./roving.ts";

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ["summary", "One-page summary"],
  ["markdown", "Markdown, for a pull request"],
  ["html", "HTML, to print or send"],
  ["csv", "Improvement plan as CSV"],
  ["json", "JSON"],
];

/** The button that saves the review as a file, with its menu. */
export function exportMenu({ actions }: PanelContext): TemplateResult {
  const choose = (format: ExportFormat): void => {
    document.getElementById("export-menu")?.hidePopover();
    actions.exportReview(format);
  };
  return html`<span class="menu-anchor">
    <button
      class="tool"
      type="button"
      id="export-button"
      data-action="export"
      title="Export"
      aria-label="Export"
      aria-haspopup="menu"
      popovertarget="export-menu"
    >
      ${icon("export")}
    </button>
    <div
      id="export-menu"
      class="menu"
      role="menu"
      aria-label="Export"
      popover
      @keydown=${roveThroughGroup}
      @toggle=${(event: ToggleEvent) => {
        if (event.newState === "open") {
          (event.target as HTMLElement).querySelector("button")?.focus();
        }
      }}
    >
      ${FORMATS.map(
        ([format, label], index) =>
          html`<button
            type="button"
            role="menuitem"
            tabindex=${index === 0 ? 0 : -1}
            data-format=${format}
            @click=${() => choose(format)}
          >
            ${label}
          </button>`,
      )}
    </div>
  </span>`;
}

import { html, nothing, type TemplateResult } from "lit";
import { SHORTCUTS } from "../shortcuts.ts";
import type { PanelContext } from "./context.ts";
import { filterBar } from "./filter-bar.ts";
import { practiceDetails } from "./practice-details.ts";
import { practiceTree } from "./practice-tree.ts";

/** List and practice, side by side where there is room, else one at a time. */
export function practices(context: PanelContext): TemplateResult {
  const { open, isWide } = context;
  const isListShown = isWide || open === undefined;
  return html`<div class="practices">
    <div class="list-pane" ?hidden=${!isListShown}>
      ${isListShown ? html`${filterBar(context)} ${practiceTree(context)}` : nothing}
    </div>
    ${
      open === undefined
        ? isWide
          ? html`<div class="details-pane">${placeholder()}</div>`
          : nothing
        : html`<div class="details-pane">${practiceDetails(open, context)}</div>`
    }
  </div>`;
}

function placeholder(): TemplateResult {
  return html`<div class="empty" data-state="nothing open">
    <p>Choose a practice on the left. The keyboard does it all:</p>
    ${shortcutList()}
  </div>`;
}

/** Keys and what they do. */
export function shortcutList(): TemplateResult {
  return html`<dl class="shortcuts">
    ${SHORTCUTS.map(
      ({ keys, label }) =>
        html`<dt><kbd>${keys}</kbd></dt>
          <dd>${label}</dd>`,
    )}
  </dl>`;
}

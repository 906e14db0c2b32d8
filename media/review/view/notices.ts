import { html, nothing, type TemplateResult } from "lit";
import type { Actions } from "./context.ts";
import { icon } from "./icons.ts";

/** Why there is nothing to show, or nothing new. */
export type Absence = "loading" | "no folder" | "not on disk" | "starting" | "stopped" | "failed";

const OUTPUT_LINK = html`<a href="command:genaiLens.showOutput">Show output</a>`;
const RESTART_LINK = html`<a href="command:genaiLens.restartServer">Restart</a>`;
const SETTING_LINK = html`<a href="command:workbench.action.openSettings?%5B%22genaiLens.enable%22%5D"
  >Open setting</a
>`;

/** In place of the review. */
export function emptyState(absence: Absence): TemplateResult {
  switch (absence) {
    case "loading":
    case "starting":
      return html`<div class="empty" data-state="loading">
        <p>${absence === "starting" ? "The language server is starting." : "Loading the review."}</p>
        <div class="indeterminate" role="progressbar" aria-label="Loading"></div>
      </div>`;
    case "no folder":
      return html`<div class="empty" data-state="no folder">
        <p>A review belongs to a folder. Open one to see what its code shows.</p>
        <p><a class="button" href="command:workbench.action.files.openFolder">Open Folder</a></p>
      </div>`;
    case "not on disk":
      return html`<div class="empty" data-state="not on disk">
        <p>
          The folder of this window is not on disk, so its code cannot be read. Open a folder on disk, such as a clone
          of the repository.
        </p>
        <p><a class="button" href="command:workbench.action.files.openFolder">Open Folder</a></p>
      </div>`;
    case "failed":
      return html`<div class="empty" data-state="failed">
        <p>The review could not be loaded.</p>
        <p class="links">${RESTART_LINK} ${OUTPUT_LINK}</p>
      </div>`;
    case "stopped":
      return html`<div class="empty" data-state="stopped">
        <p>
          The language server is not running. It was switched off by the setting <code>genaiLens.enable</code>, or it
          stopped.
        </p>
        <p class="links">${RESTART_LINK} ${OUTPUT_LINK} ${SETTING_LINK}</p>
      </div>`;
  }
}

/** Above a review that may be out of date. */
export function staleNotice(absence: Absence | undefined): TemplateResult | typeof nothing {
  switch (absence) {
    case "starting":
      return html`<div class="notice" role="status">
        The language server is starting. Evidence may be out of date.
      </div>`;
    case "stopped":
      return html`<div class="notice problem" role="alert">
        ${icon("warning")}<span>The language server is not running. ${RESTART_LINK} ${OUTPUT_LINK}</span>
      </div>`;
    default:
      return nothing;
  }
}

/** A request that failed. */
export function failureNotice(message: string | undefined, actions: Actions): TemplateResult | typeof nothing {
  if (message === undefined) {
    return nothing;
  }
  return html`<div class="notice problem" role="alert">
    ${icon("warning")}<span>${message}</span>
    <button class="link" type="button" @click=${() => actions.dismissFailure()}>Dismiss</button>
  </div>`;
}

/** Something that was done, until the next thing is. Screen readers get it from the panel's live region. */
export interface Outcome {
  readonly text: string;
  readonly canUndo: boolean;
}

/** Tells what was done. */
export function outcomeNotice(outcome: Outcome | undefined, actions: Actions): TemplateResult | typeof nothing {
  if (outcome === undefined) {
    return nothing;
  }
  return html`<div class="notice" data-part="outcome">
    ${icon("check")}<span>${outcome.text}</span>
    ${outcome.canUndo ? html`<button class="link" type="button" @click=${() => actions.undo()}>Undo</button>` : nothing}
    <button class="link" type="button" @click=${() => actions.dismissOutcome()}>Dismiss</button>
  </div>`;
}

/** Things of the folder that a person has to mend. */
export function problemNotices(problems: readonly string[]): readonly TemplateResult[] {
  return problems.map(
    (problem) => html`<div class="notice problem" role="alert">${icon("warning")}<span>${problem}</span></div>`,
  );
}

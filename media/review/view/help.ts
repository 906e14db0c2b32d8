import { html, type TemplateResult } from "lit";
import { shortcutList } from "./practices.ts";

const HELP = "help";

/** The dialog with all shortcuts. */
export function help(): TemplateResult {
  return html`<dialog id=${HELP} aria-labelledby="help-heading">
    <h2 id="help-heading">Keyboard</h2>
    <p class="muted">Letters work in the list and in a practice, not where text is typed.</p>
    ${shortcutList()}
    <form method="dialog"><vscode-button type="submit" autofocus>Close</vscode-button></form>
  </dialog>`;
}

/** Opens the dialog. */
export function showHelp(): void {
  const dialog = document.getElementById(HELP);
  if (dialog instanceof HTMLDialogElement && !dialog.open) {
    dialog.showModal();
  }
}

import { html, nothing, type TemplateResult } from "lit";
import type { PracticeReview } from "../../../server/src/protocol.ts";
import { codeText } from "./code-text.ts";
import type { PanelContext } from "./context.ts";
import { icon } from "./icons.ts";

/** What the code proposes as the answer; one click takes it over. */
export function proposal(
  practice: PracticeReview,
  { answerOf, actions }: PanelContext,
): TemplateResult | typeof nothing {
  const { proposal } = practice;
  if (proposal === null || answerOf(practice).status === proposal.status) {
    return nothing;
  }
  return html`<div class="box proposal-box" data-part="proposal">
    ${icon("proposal")}
    <p>The code proposes <strong>${proposal.status}</strong>: ${codeText(proposal.because)}</p>
    <vscode-button data-action="take" title="Take over (P)" @click=${() => actions.takeProposal(practice)}>
      Answer “${proposal.status}”
    </vscode-button>
  </div>`;
}

/** That the code speaks against the answer. */
export function contradiction({ contradiction }: PracticeReview): TemplateResult | typeof nothing {
  return contradiction === null
    ? nothing
    : html`<div class="box contradiction-box" data-part="contradiction">
        ${icon("warning")}
        <p>The code contradicts this answer: ${codeText(contradiction)}</p>
      </div>`;
}

import { html, nothing, type TemplateResult } from "lit";
import type { PracticeReview } from "../../../server/src/protocol.ts";
import { riskLabel } from "../labels.ts";
import { placedPractices } from "../practices.ts";
import { answerForm } from "./answer-form.ts";
import type { PanelContext } from "./context.ts";
import { evidence } from "./evidence.ts";
import { icon } from "./icons.ts";
import { contradiction, proposal } from "./proposal.ts";
import { webLink } from "./web-link.ts";

/** Everything about one practice: what it asks for, what the code shows, what the team answers. */
export function practiceDetails(practice: PracticeReview, context: PanelContext): TemplateResult {
  const { actions, snapshot, isWide } = context;
  const placed = placedPractices(snapshot.pillars).find((placed) => placed.practice.id === practice.id);
  return html`<article class="details" id="details" aria-labelledby="practice-title">
    <div class="details-head">
      ${
        isWide
          ? nothing
          : html`<button class="link back" type="button" data-action="back" @click=${() => actions.back()}>
              ${icon("back")}All practices
            </button>`
      }
      ${
        placed === undefined
          ? nothing
          : html`<p class="place muted">${placed.pillar.title} › ${placed.question.title}</p>`
      }
      <h2 id="practice-title" tabindex="-1">${practice.title}</h2>
      <p class="facts">
        <span class="risk risk-${practice.risk}">${riskLabel(practice.risk)}</span>
        ${practice.phases.map((phase) => html`<span>${phase}</span>`)}
        <span class="id">${practice.id}</span>
      </p>
      <p class="summary">${practice.summary}</p>
      <p class="links">
        <button class="link" type="button" data-action="page" @click=${() => actions.openPage(practice.id)}>
          ${icon("page")}How to do it
        </button>
        ${practice.url === "" ? nothing : webLink(practice.url, "AWS documentation")}
      </p>
    </div>
    <div class="details-body">
      <div class="details-answer">
        ${contradiction(practice)} ${proposal(practice, context)} ${answerForm(practice, context)}
      </div>
      <section class="details-evidence" aria-labelledby="evidence-heading">
        <h3 id="evidence-heading">What the code shows</h3>
        ${evidence(practice, context)} ${concerns(practice)}
      </section>
    </div>
    <nav class="steps" aria-label="Other practices">
      <vscode-button
        secondary
        data-action="previous"
        title="Previous practice (K)"
        @click=${() => actions.goTo("previous")}
        >${icon("back")}<span class="step-label">Previous</span></vscode-button
      >
      <vscode-button secondary data-action="next" title="Next practice (J)" @click=${() => actions.goTo("next")}
        ><span class="step-label">Next</span>${icon("next")}</vscode-button
      >
      <vscode-button
        data-action="next open"
        title="Next unanswered practice (U)"
        @click=${() => actions.goTo("next open")}
        >Next unanswered</vscode-button
      >
    </nav>
  </article>`;
}

function concerns({ roles, awsServices }: PracticeReview): TemplateResult | typeof nothing {
  if (roles.length + awsServices.length === 0) {
    return nothing;
  }
  return html`<h4>Whom and what it concerns</h4>
    <dl class="concerns">
      ${
        roles.length > 0
          ? html`<dt>Model</dt>
              <dd>${roles.join(", ")}</dd>`
          : nothing
      }
      ${
        awsServices.length > 0
          ? html`<dt>Services</dt>
              <dd>${awsServices.join(", ")}</dd>`
          : nothing
      }
    </dl>`;
}

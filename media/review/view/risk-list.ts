import { html, nothing, type TemplateResult } from "lit";
import type { PillarReview, QuestionReview } from "../../../server/src/protocol.ts";
import { count } from "../labels.ts";
import type { PanelContext } from "./context.ts";
import { icon } from "./icons.ts";

/** Questions with a risk: high ones at once, medium ones on demand. */
export function riskList(context: PanelContext): TemplateResult | typeof nothing {
  const { high, medium } = context.snapshot.lens.counts.questions;
  if (high + medium === 0) {
    return nothing;
  }
  return html`<section class="half" aria-labelledby="risks-heading">
    <h2 id="risks-heading">Risks</h2>
    ${high > 0 ? risks("high", context) : nothing}
    ${
      medium > 0
        ? html`<details class="more-risks" ?open=${high === 0}>
            <summary>${count(medium, "medium risk")}</summary>
            ${risks("medium", context)}
          </details>`
        : nothing
    }
  </section>`;
}

function risks(risk: "high" | "medium", context: PanelContext): TemplateResult {
  const placed = context.snapshot.pillars.flatMap((pillar) =>
    pillar.questions.filter((question) => question.risk === risk).map((question) => ({ pillar, question })),
  );
  return html`<ul class="list" data-risks=${risk}>
    ${placed.map(({ pillar, question }) => html`<li>${riskItem(risk, pillar, question, context)}</li>`)}
  </ul>`;
}

function riskItem(
  risk: "high" | "medium",
  pillar: PillarReview,
  question: QuestionReview,
  { actions, answerOf }: PanelContext,
): TemplateResult {
  const missing = question.practices.filter((practice) => {
    const { status } = answerOf(practice);
    return status === "open" || status === "not done";
  }).length;
  return html`<button
    class="list-item"
    type="button"
    data-question=${question.id}
    title=${question.title}
    @click=${() => actions.open(question.id)}
  >
    ${icon(risk, risk === "high" ? "bad" : "against")}
    <span class="list-text">
      <span>${question.shortTitle || question.title}</span>
      <span class="muted">
        <span class="visually-hidden">${risk} risk. </span>${pillar.title} · ${question.id} · ${missing} of
        ${count(question.practices.length, "practice")} missing
      </span>
    </span>
  </button>`;
}

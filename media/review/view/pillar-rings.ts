import { html, nothing, svg, type TemplateResult } from "lit";
import type { AnswerStatus, PillarReview } from "../../../server/src/protocol.ts";
import { count } from "../labels.ts";
import { practicesOf, tally, type Tally } from "../practices.ts";
import type { PanelContext } from "./context.ts";
import { icon } from "./icons.ts";
import { progressText, riskText } from "./progress-bar.ts";

/** One ring per pillar: how far it is answered, and its risks. Each leads to the pillar's practices. */
export function pillarRings(context: PanelContext): TemplateResult {
  return html`<ul class="rings">
    ${context.snapshot.pillars.map((pillar) => html`<li>${pillarRing(pillar, context)}</li>`)}
  </ul>`;
}

function pillarRing(pillar: PillarReview, { actions, answerOf }: PanelContext): TemplateResult {
  const numbers = tally(practicesOf([pillar]), answerOf);
  const { high, medium } = pillar.counts.questions;
  const words = `${progressText(numbers)}. Questions: ${riskText(pillar.counts.questions)}.`;
  return html`<button
    class="ring-card"
    type="button"
    data-pillar=${pillar.id}
    title="${pillar.title}: ${words}"
    @click=${() => actions.showOnly({ pillar: pillar.id })}
  >
    ${ring(numbers)}
    <span class="ring-text">
      <span class="ring-title">${pillar.title}</span>
      ${high > 0 ? html`<span class="ring-risk risk-high">${icon("high")}${count(high, "high risk")}</span>` : nothing}
      ${
        medium > 0
          ? html`<span class="ring-risk risk-medium">${icon("medium")}${count(medium, "medium risk")}</span>`
          : nothing
      }
      ${high + medium === 0 ? quietRisk(pillar) : nothing}
      <span class="visually-hidden">${words} Show its practices.</span>
    </span>
  </button>`;
}

function quietRisk({ counts: { questions } }: PillarReview): TemplateResult {
  const answered = questions.none + questions["not applicable"];
  if (answered === 0) {
    return html`<span class="ring-risk muted">No answers yet</span>`;
  }
  return questions.unanswered === 0
    ? html`<span class="ring-risk risk-none">${icon("none")}No risk</span>`
    : html`<span class="ring-risk muted">No risk so far</span>`;
}

const RADIUS = 20;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
const PARTS: readonly Exclude<AnswerStatus, "open">[] = ["done", "not done", "not applicable"];

function ring(tally: Tally): TemplateResult {
  let start = 0;
  return html`<svg class="ring" viewBox="0 0 52 52" aria-hidden="true" focusable="false">
    <circle class="ring-open" cx="26" cy="26" r=${RADIUS} />
    ${PARTS.map((status) => {
      const length = tally.total === 0 ? 0 : (tally.byStatus[status] / tally.total) * CIRCUMFERENCE;
      const part = svg`<circle class="ring-part ring-${status.replace(" ", "-")}" cx="26" cy="26" r=${RADIUS}
        stroke-dasharray="${length} ${CIRCUMFERENCE - length}" stroke-dashoffset=${-start}
        transform="rotate(-90 26 26)"/>`;
      start += length;
      return length > 0 ? part : nothing;
    })}
    ${svg`<text x="26" y="26" class="ring-number" text-anchor="middle" dominant-baseline="central">${tally.answered}/${tally.total}</text>`}
  </svg>`;
}

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { AnswerStatus, PillarReview, PracticeReview, QuestionReview } from "../../../server/src/protocol.ts";
import { count, riskLabel, statusLabel, summariseEvidence, type EvidenceSummary } from "../model.ts";
import type { TreeContext } from "./actions.ts";
import { icon, type IconName } from "./icons.ts";
import { practiceDetails } from "./practice-details.ts";
import { progressBar, progressText } from "./progress-bar.ts";

const STATUS_ICONS: Readonly<Record<AnswerStatus, IconName>> = {
  open: "circle",
  done: "check",
  "not done": "cross",
  "not applicable": "dash",
};

const EVIDENCE_ICONS: Readonly<Record<EvidenceSummary["kind"], IconName>> = {
  against: "warning",
  proofs: "proof",
  nothing: "eye",
  people: "person",
};

/** Id of the element of a pillar, question or practice. */
export function elementId(item: string): string {
  return `item-${item}`;
}

/** Pillars, their questions, and their practices. */
export function tree(pillars: readonly PillarReview[], context: TreeContext): TemplateResult {
  return html`<ul class="tree" role="tree" aria-label="Pillars" @keydown=${context.actions.press}>
    ${repeat(
      pillars,
      ({ id }) => id,
      (pillar) => pillarItem(pillar, context),
    )}
  </ul>`;
}

function pillarItem(pillar: PillarReview, context: TreeContext): TemplateResult {
  const numbers = context.tallyOf(pillar.id);
  const label = html`
    <span class="title">${pillar.title}</span>
    ${findingMark(numbers.withFindings)}
    <span class="fraction" title=${progressText(numbers)}>
      <span aria-hidden="true">${numbers.answered}/${numbers.total}</span>
      <span class="visually-hidden">, ${progressText(numbers)}</span>
    </span>
    ${progressBar(numbers)}
  `;
  return branch(pillar.id, 1, label, context, () =>
    repeat(
      pillar.questions,
      ({ id }) => id,
      (question) => questionItem(question, context),
    ),
  );
}

function questionItem(question: QuestionReview, context: TreeContext): TemplateResult {
  const numbers = context.tallyOf(question.id);
  const label = html`
    <span class="title">${question.title}</span>
    ${findingMark(numbers.withFindings)}
    <span class="fraction" title=${progressText(numbers)}>
      <span aria-hidden="true">${numbers.answered}/${numbers.total}</span>
      <span class="visually-hidden">, ${progressText(numbers)}</span>
    </span>
  `;
  return branch(question.id, 2, label, context, () =>
    repeat(
      question.practices,
      ({ id }) => id,
      (practice) => practiceItem(practice, context),
    ),
  );
}

function findingMark(practices: number): TemplateResult | typeof nothing {
  if (practices === 0) {
    return nothing;
  }
  const text = `${count(practices, "practice")} with findings`;
  return html`<span class="findings" title=${text}>
    ${icon("warning")}<span aria-hidden="true">${practices}</span>
    <span class="visually-hidden">, ${text}</span>
  </span>`;
}

function branch(
  id: string,
  level: 1 | 2,
  label: TemplateResult,
  context: TreeContext,
  children: () => unknown,
): TemplateResult {
  const isExpanded = context.isExpanded(id, level);
  return html`<li
    id=${elementId(id)}
    class="item level-${level}"
    role="treeitem"
    aria-level=${level}
    aria-expanded=${isExpanded ? "true" : "false"}
    aria-labelledby="label-${id}"
    tabindex=${context.active === id ? 0 : -1}
    data-item=${id}
    @focus=${() => context.actions.activate(id)}
  >
    <div class="row" id="label-${id}" @click=${() => context.actions.toggle(id)}>
      ${icon("chevron", "chevron")}${label}
    </div>
    ${
      isExpanded
        ? html`<ul role="group">
            ${children()}
          </ul>`
        : nothing
    }
  </li>`;
}

function practiceItem(practice: PracticeReview, context: TreeContext): TemplateResult {
  const { id } = practice;
  const isExpanded = context.isExpanded(id, 3);
  const { status } = context.answerOf(practice);
  const evidence = summariseEvidence(practice.evidence);
  return html`<li
    id=${elementId(id)}
    class="item level-3"
    role="treeitem"
    aria-level="3"
    aria-expanded=${isExpanded ? "true" : "false"}
    aria-labelledby="label-${id}"
    tabindex=${context.active === id ? 0 : -1}
    data-item=${id}
    data-status=${status}
    @focus=${() => context.actions.activate(id)}
  >
    <div class="row" id="label-${id}" @click=${() => context.actions.toggle(id)}>
      ${icon("chevron", "chevron")}
      <span class="status status-${status.replace(" ", "-")}" title=${statusLabel(status)}>
        ${icon(STATUS_ICONS[status])}<span class="visually-hidden">${statusLabel(status)}:</span>
      </span>
      <span class="title">${practice.title}</span>
      <span class="facts">
        <span class="id">${id}</span>
        <span class="risk risk-${practice.risk}">${riskLabel(practice.risk)}</span>
        <span class="evidence-summary evidence-${evidence.kind}"
          >${icon(EVIDENCE_ICONS[evidence.kind])}${evidence.text}</span
        >
      </span>
    </div>
    ${isExpanded ? practiceDetails(practice, context) : nothing}
  </li>`;
}

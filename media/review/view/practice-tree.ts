import { html, nothing, type TemplateResult } from "lit";
import type { PillarReview, PracticeReview, QuestionReview, QuestionRisk } from "../../../server/src/protocol.ts";
import {
  count,
  dateLabel,
  questionRiskLabel,
  riskLabel,
  statusLabel,
  summariseEvidence,
  type EvidenceSummary,
} from "../labels.ts";
import { openProposal, practicesOf, tally, type Tally } from "../practices.ts";
import type { TreeRow } from "../tree.ts";
import type { ListEntry } from "../virtual-list.ts";
import { STATUS_ICONS, type PanelContext } from "./context.ts";
import { icon, type IconName } from "./icons.ts";
import { progressBar, progressText, riskText } from "./progress-bar.ts";

const EVIDENCE_ICONS: Readonly<Record<EvidenceSummary["kind"], IconName>> = {
  against: "warning",
  proofs: "proof",
  nothing: "eye",
  people: "person",
};

const RISK_ICONS: Readonly<Record<QuestionRisk, IconName>> = {
  high: "high",
  medium: "medium",
  none: "none",
  unanswered: "circle",
  "not applicable": "dash",
};

/** Height of a row that was not drawn yet, in CSS pixels. */
const GUESS = 44;

/** Pillars, their questions, and their practices, as one flat tree. */
export function practiceTree(context: PanelContext): TemplateResult {
  const { rows, actions } = context;
  if (rows.length === 0) {
    return html`<p class="empty muted" data-state="no match">No practice matches the filter.</p>`;
  }
  return html`<virtual-list
    id="tree"
    class="tree"
    role="tree"
    aria-label="Practices"
    .guess=${GUESS}
    .entries=${rows.map((row): ListEntry => ({ key: row.id, draw: () => treeRow(row, context) }))}
    @keydown=${actions.pressInTree}
  ></virtual-list>`;
}

function treeRow(row: TreeRow, context: PanelContext): TemplateResult {
  const { actions, active, open } = context;
  const isOpen = open?.id === row.id;
  return html`<div
    id="row-${row.id}"
    class="row level-${row.level} ${isOpen ? "is-open" : ""}"
    role="treeitem"
    aria-level=${row.level}
    aria-setsize=${row.siblings}
    aria-posinset=${row.position}
    aria-expanded=${row.level === 3 ? nothing : row.isExpanded ? "true" : "false"}
    aria-selected=${isOpen ? "true" : "false"}
    tabindex=${active === row.id ? 0 : -1}
    data-key=${row.id}
    @focus=${() => actions.activate(row.id)}
    @click=${() => (row.level === 3 ? actions.open(row.id) : actions.toggle(row.id))}
  >
    ${row.level === 3 ? nothing : icon("chevron", "chevron")} ${rowContent(row, context)}
  </div>`;
}

function rowContent(row: TreeRow, context: PanelContext): TemplateResult {
  switch (row.level) {
    case 1:
      return pillarContent(row.pillar, context);
    case 2:
      return questionContent(row.question, context);
    case 3:
      return practiceContent(row.practice, context);
  }
}

function pillarContent(shownPillar: PillarReview, { snapshot, answerOf }: PanelContext): TemplateResult {
  // What a filter hides of a pillar counts all the same.
  const pillar = snapshot.pillars.find(({ id }) => id === shownPillar.id) ?? shownPillar;
  const numbers = tally(practicesOf([pillar]), answerOf);
  return html`<span class="title">${pillar.title}</span>
    <span class="visually-hidden">, ${riskText(pillar.counts.questions)}.</span>
    ${findingMark(numbers.withFindings)} ${fraction(numbers)} ${progressBar(numbers)}`;
}

function questionContent(shownQuestion: QuestionReview, { snapshot, answerOf }: PanelContext): TemplateResult {
  const question =
    snapshot.pillars.flatMap(({ questions }) => questions).find(({ id }) => id === shownQuestion.id) ?? shownQuestion;
  const numbers = tally(question.practices, answerOf);
  const risk = questionRiskLabel(question.risk);
  return html`<span class="title" title=${question.title}>${question.shortTitle || question.title}</span>
    <span class="visually-hidden">,</span>
    <span class="question-risk question-risk-${question.risk.replace(" ", "-")}" title=${risk}
      >${icon(RISK_ICONS[question.risk])}<span class="visually-hidden">${risk}</span></span
    >
    ${fraction(numbers)}`;
}

function fraction(numbers: Tally): TemplateResult {
  return html`<span class="fraction" title=${progressText(numbers)}>
    <span aria-hidden="true">${numbers.answered}/${numbers.total}</span>
    <span class="visually-hidden">, ${progressText(numbers)}</span>
  </span>`;
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

function practiceContent(practice: PracticeReview, { answerOf }: PanelContext): TemplateResult {
  const { status, owner, due } = answerOf(practice);
  const evidence = summariseEvidence(practice.evidence);
  const proposal = openProposal(practice, answerOf);
  return html`<span class="status status-${status.replace(" ", "-")}" title=${statusLabel(status)}>
      ${icon(STATUS_ICONS[status])}<span class="visually-hidden">${statusLabel(status)}:</span>
    </span>
    <span class="title">${practice.title}</span>
    <span class="facts">
      <span class="risk risk-${practice.risk}">${riskLabel(practice.risk)}</span>
      ${
        practice.contradiction === null
          ? nothing
          : html`<span class="fact bad">${icon("warning")}Contradicted by code</span>`
      }
      ${
        proposal === null
          ? nothing
          : html`<span class="fact proposal">${icon("proposal")}Proposed: ${proposal.status}</span>`
      }
      <span class="fact evidence-${evidence.kind}">${icon(EVIDENCE_ICONS[evidence.kind])}${evidence.text}</span>
      ${owner === "" ? nothing : html`<span class="fact">${icon("person")}${owner}</span>`}
      ${due === "" ? nothing : html`<span class="fact">${icon("calendar")}${dateLabel(due)}</span>`}
      <span class="id">${practice.id}</span>
    </span>`;
}

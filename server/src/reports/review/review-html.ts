import type { EvidenceItem, PillarReview, PracticeReview, QuestionReview } from "../../protocol.ts";
import { escapeMarkup } from "../markup.ts";
import { type PlanStep, improvementPlan } from "./improvement-plan.ts";
import {
  FOOTER,
  changesPart,
  heading,
  link,
  problemsPart,
  rings,
  riskOf,
  trendPart,
  withCode,
} from "./review-page-parts.ts";
import type { ReviewReporter } from "./review-report.ts";
import { page } from "./review-style.ts";
import { STATUS_WORDS } from "./standing.ts";

/** Steps of the plan that are shown; the CSV has all. */
const MOST_STEPS = 20;

/** Items of a list of evidence that are shown. */
const MOST_EVIDENCE = 10;

/** The whole review as one page that needs nothing else, and prints well. */
export const reviewHtml: ReviewReporter = (snapshot, { today }) => {
  const plan = improvementPlan(snapshot);
  return page(`Pillar review of ${escapeMarkup(snapshot.folder.name)}`, [
    heading(snapshot, "Pillar review", today),
    rings(snapshot),
    problemsPart(snapshot),
    trendPart(snapshot, today),
    changesPart(snapshot, 20),
    planPart(plan),
    ...snapshot.pillars.map(pillarPart),
    FOOTER,
  ]);
};

function planPart(plan: readonly PlanStep[]): string {
  if (plan.length === 0) return "";
  const rows = plan
    .slice(0, MOST_STEPS)
    .map(
      ({ practice, effort, first }) =>
        `<tr><td>${link(practice.id, practice.url)}</td><td>${riskOf(practice.risk === "low" ? "none" : practice.risk).replace("No risk", "Low risk")}</td><td>${effort}</td><td>${withCode(first)}</td><td>${escapeMarkup([practice.answer.owner, practice.answer.due].filter((part) => part !== "").join(", "))}</td></tr>`,
    );
  const rest = plan.length > MOST_STEPS ? `<p class="quiet">And ${plan.length - MOST_STEPS} more.</p>` : "";
  return `<section><h2>Next steps</h2><table class="plan"><thead><tr><th>Practice</th><th>Risk</th><th>Effort</th><th>First</th><th>Owner, due</th></tr></thead><tbody>${rows.join("")}</tbody></table>${rest}</section>`;
}

function pillarPart({ title, url, questions }: PillarReview): string {
  return `<section><h2>${link(title, url)}</h2>${questions.map(questionPart).join("")}</section>`;
}

function questionPart({ id, title, url, risk, practices }: QuestionReview): string {
  return `<section><h3>${link(id, url)}: ${escapeMarkup(title)}</h3><p>${riskOf(risk)}</p>${practices.map(practicePart).join("")}</section>`;
}

function practicePart({ id, title, url, risk, answer, evidence, contradiction, proposal }: PracticeReview): string {
  const owner = [answer.owner === "" ? "" : `Owner: ${answer.owner}`, answer.due === "" ? "" : `due ${answer.due}`]
    .filter((part) => part !== "")
    .join(", ");
  const proposes = answer.status === "open" && proposal !== null;
  const lines = [
    contradiction === null ? "" : `<p class="high">${withCode(contradiction)}</p>`,
    answer.reason === "" ? "" : `<p>Does not apply: ${escapeMarkup(answer.reason)}</p>`,
    answer.note === "" ? "" : `<p>${escapeMarkup(answer.note)}</p>`,
    owner === "" ? "" : `<p>${escapeMarkup(owner)}</p>`,
    ...answer.links.map((address) => `<p>${link(address, address)}</p>`),
    proposes ? `<p>The code proposes "${proposal.status}": ${withCode(proposal.because)}</p>` : "",
    ...evidence.tallies.map((tally) => `<p class="quiet small">${withCode(tally)}</p>`),
    list("Against it", evidence.against, evidence.againstCount),
    list("Signs of it", evidence.signals, evidence.signalCount),
  ];
  return `<div class="practice"><p><span class="status">${STATUS_WORDS[answer.status]}</span> ${link(id, url)} ${escapeMarkup(title)} <span class="quiet">(${risk} risk)</span></p>${lines.join("")}</div>`;
}

function list(title: string, items: readonly EvidenceItem[], total: number): string {
  if (total === 0) return "";
  const shown = items
    .slice(0, MOST_EVIDENCE)
    .map(({ location, label }) => `<li><code>${escapeMarkup(location)}</code> ${withCode(label)}</li>`);
  const rest = total > shown.length ? `<li class="quiet">and ${total - shown.length} more</li>` : "";
  return `<p class="small"><b>${title}</b></p><ul class="small">${shown.join("")}${rest}</ul>`;
}

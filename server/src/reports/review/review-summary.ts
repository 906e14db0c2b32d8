import type { ReviewSnapshot } from "../../protocol.ts";
import { escapeMarkup } from "../markup.ts";
import { type PlanStep, improvementPlan } from "./improvement-plan.ts";
import { FOOTER, changesPart, heading, link, problemsPart, rings, withCode } from "./review-page-parts.ts";
import type { ReviewReporter } from "./review-report.ts";
import { page } from "./review-style.ts";

const STEPS = 5;

/** One page for people who decide: where the folder stands, the five most valuable steps, what changed. */
export const reviewSummary: ReviewReporter = (snapshot, { today }) =>
  page(`Summary of ${escapeMarkup(snapshot.folder.name)}`, [
    heading(snapshot, "Pillar review", today),
    rings(snapshot),
    problemsPart(snapshot),
    steps(snapshot),
    changesPart(snapshot, 4),
    FOOTER,
  ]);

/** One finding may stand against several practices; mending it once is one step. */
function isFirstOfItsFinding({ practice }: PlanStep, index: number, plan: readonly PlanStep[]): boolean {
  const [finding] = practice.evidence.against;
  return (
    finding === undefined || plan.findIndex((step) => step.practice.evidence.against[0]?.id === finding.id) === index
  );
}

function steps(snapshot: ReviewSnapshot): string {
  const plan = improvementPlan(snapshot).filter(isFirstOfItsFinding).slice(0, STEPS);
  if (plan.length === 0) return "<section><h2>Next steps</h2><p>Nothing is left to do.</p></section>";
  const items = plan.map(({ pillar, practice, effort, first }) => {
    const owner = practice.answer.owner === "" ? "" : `, ${escapeMarkup(practice.answer.owner)}`;
    return `<li><b>${escapeMarkup(practice.title)}</b> <span class="quiet">(${escapeMarkup(pillar.title)}, ${practice.risk} risk, ${effort} effort${owner}; ${link(practice.id, practice.url)})</span><br>${withCode(first)}</li>`;
  });
  return `<section><h2>The ${plan.length === 1 ? "most valuable step" : `${plan.length} most valuable steps`}</h2><ol class="next">${items.join("")}</ol></section>`;
}

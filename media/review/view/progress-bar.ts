import { svg, html, type TemplateResult } from "lit";
import type { QuestionRisk } from "../../../server/src/protocol.ts";
import { QUESTION_RISKS, questionRiskLabel } from "../labels.ts";
import type { Tally } from "../practices.ts";

/** A bar of answers: done is solid, not done is hollow, not applicable is a line. The text beside it gives the numbers. */
export function progressBar(tally: Tally): TemplateResult {
  const { total, byStatus } = tally;
  const scale = total === 0 ? 0 : 100 / total;
  const done = byStatus.done * scale;
  const notDone = byStatus["not done"] * scale;
  const notApplicable = byStatus["not applicable"] * scale;
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="bar-open" width="100" height="4" />
    ${svg`
      <rect class="bar-done" width=${done} height="4"/>
      <rect class="bar-not-done" x=${done} width=${notDone} height="4"/>
      <rect class="bar-not-applicable" x=${done + notDone} y="1.25" width=${notApplicable} height="1.5"/>
    `}
  </svg>`;
}

/** The same in words. */
export function progressText(tally: Tally): string {
  const answers = answersText(tally);
  const answered = `${tally.answered} of ${tally.total} answered`;
  return answers === "" ? answered : `${answered}: ${answers}`;
}

/** How many of which answer; empty where there is none yet. */
export function answersText({ byStatus }: Tally): string {
  return (["done", "not done", "not applicable"] as const)
    .filter((status) => byStatus[status] > 0)
    .map((status) => `${byStatus[status]} ${status}`)
    .join(", ");
}

/** A bar of questions by risk; high is full height and the others are lower, so that it reads without colours too. */
export function riskBar(questions: Readonly<Record<QuestionRisk, number>>): TemplateResult {
  const total = QUESTION_RISKS.reduce((sum, risk) => sum + questions[risk], 0);
  let x = 0;
  return html`<svg
    class="bar risk-bar"
    viewBox="0 0 100 10"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${QUESTION_RISKS.map((risk) => {
      const width = total === 0 ? 0 : (questions[risk] * 100) / total;
      const height = RISK_HEIGHTS[risk];
      const part = svg`<rect class="bar-risk-${risk.replace(" ", "-")}" x=${x} y=${10 - height} width=${width} height=${height}/>`;
      x += width;
      return part;
    })}
  </svg>`;
}

const RISK_HEIGHTS: Readonly<Record<QuestionRisk, number>> = {
  high: 10,
  medium: 7,
  unanswered: 1,
  none: 4,
  "not applicable": 1,
};

/** Questions by risk in words, the worst first: `2 high risk, 1 unanswered`. */
export function riskText(questions: Readonly<Record<QuestionRisk, number>>): string {
  return QUESTION_RISKS.filter((risk) => questions[risk] > 0)
    .map((risk) => `${questions[risk]} ${questionRiskLabel(risk).toLowerCase()}`)
    .join(", ");
}

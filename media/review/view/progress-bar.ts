import { svg, html, type TemplateResult } from "lit";
import type { Tally } from "../model.ts";

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

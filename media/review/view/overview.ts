import { html, nothing, type TemplateResult } from "lit";
import { count } from "../labels.ts";
import { nextOpen, openProposal, practicesOf, tally } from "../practices.ts";
import { changesSince } from "./changes.ts";
import type { PanelContext } from "./context.ts";
import { icon } from "./icons.ts";
import { milestones } from "./milestones.ts";
import { pillarRings } from "./pillar-rings.ts";
import { answersText, progressBar } from "./progress-bar.ts";
import { riskList } from "./risk-list.ts";
import { webLink } from "./web-link.ts";

/** Where the review stands, what to do next, and how it came here. */
export function overview(context: PanelContext): TemplateResult {
  const { lens } = context.snapshot;
  return html`
    ${standing(context)}
    <section aria-labelledby="pillars-heading">
      <h2 id="pillars-heading">Pillars</h2>
      ${pillarRings(context)}
    </section>
    ${riskList(context)} ${changesSince(context)} ${milestones(context)}
    <footer class="muted">${webLink(lens.url, lens.title)}, ${lens.version}. GenAI Lens is independent of AWS.</footer>
  `;
}

function standing({ snapshot, answerOf, actions }: PanelContext): TemplateResult {
  const practices = practicesOf(snapshot.pillars);
  const numbers = tally(practices, answerOf);
  const { high, medium } = snapshot.lens.counts.questions;
  const next = nextOpen(practices, undefined, answerOf);
  const proposals = practices.filter((practice) => openProposal(practice, answerOf) !== null).length;
  const contradicted = practices.filter((practice) => practice.contradiction !== null).length;
  return html`<section class="standing" aria-labelledby="standing-heading">
    <h2 id="standing-heading" class="visually-hidden">Where the review stands</h2>
    <p class="headline">${headline(high, medium, numbers.answered)}</p>
    <p class="overall-text">
      <span><strong>${numbers.answered}</strong> of ${numbers.total} practices answered</span>
      <span class="muted">${answersText(numbers)}</span>
    </p>
    ${progressBar(numbers)}
    <ul class="next-steps">
      ${
        contradicted > 0
          ? html`<li>
              ${icon("warning", "bad")}<span>The code contradicts ${count(contradicted, "answer")}.</span>
              <button class="link" type="button" @click=${() => actions.showOnly({ isContradicted: true })}>
                Look at ${contradicted === 1 ? "it" : "them"}
              </button>
            </li>`
          : nothing
      }
      ${
        proposals > 0
          ? html`<li>
              ${icon("proposal")}<span>The code proposes ${count(proposals, "answer")}.</span>
              <button class="link" type="button" @click=${() => actions.showOnly({ hasProposal: true })}>
                Look at ${proposals === 1 ? "it" : "them"}
              </button>
            </li>`
          : nothing
      }
    </ul>
    ${
      next === undefined
        ? html`<p class="all-answered">
            ${icon("check", "good")}<span
              >Every practice is answered. Save a milestone below to keep this state, and export the review to share
              it.</span
            >
          </p>`
        : html`<vscode-button data-action="continue" @click=${() => actions.open(next.id)}>
            ${numbers.answered === 0 ? "Start the review" : "Continue the review"}
          </vscode-button>`
    }
  </section>`;
}

function headline(high: number, medium: number, answered: number): TemplateResult {
  if (high > 0) {
    return html`${icon("high", "bad")}<span
        >${count(high, "high risk")}${medium > 0 ? `, ${count(medium, "medium risk")}` : ""}</span
      >`;
  }
  if (medium > 0) {
    return html`${icon("medium", "against")}<span>${count(medium, "medium risk")}</span>`;
  }
  return answered === 0
    ? html`<span>Nothing answered yet</span>`
    : html`${icon("none", "good")}<span>No risk so far</span>`;
}

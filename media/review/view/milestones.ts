import { html, nothing, type TemplateResult } from "lit";
import type { MilestoneSummary, RiskCounts } from "../../../server/src/protocol.ts";
import { dateLabel } from "../labels.ts";
import { practicesOf, tally } from "../practices.ts";
import type { PanelContext } from "./context.ts";
import { icon } from "./icons.ts";
import { riskBar, riskText } from "./progress-bar.ts";

const LONGEST_NAME = 100;

/** The trend over the milestones down to now, and a form for a new one. */
export function milestones(context: PanelContext): TemplateResult {
  const { snapshot, answerOf, actions } = context;
  const now = tally(practicesOf(snapshot.pillars), answerOf);
  return html`<section aria-labelledby="milestones-heading">
    <h2 id="milestones-heading">Milestones</h2>
    ${
      snapshot.milestones.length === 0
        ? html`<p class="muted">A milestone keeps today's answers, so that later reviews show what changed.</p>`
        : html`<ol class="trend">
            ${snapshot.milestones.map((milestone) => trendItem(milestone, context))}
            <li class="trend-item trend-now">
              <span class="trend-name">Now</span>
              ${trendPicture(snapshot.lens.counts, now.answered, now.total)}
            </li>
          </ol>`
    }
    <form
      class="inline-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const field = (event.target as HTMLElement).querySelector("vscode-textfield");
        const name = field?.value.trim() ?? "";
        if (field === null || name === "") {
          field?.focus();
          return;
        }
        actions.createMilestone(name);
        field.value = "";
      }}
    >
      <vscode-textfield
        .label=${"Name of a new milestone"}
        placeholder="Name, such as Release 1.4"
        maxlength=${LONGEST_NAME}
      ></vscode-textfield>
      <vscode-button secondary type="submit">Save milestone</vscode-button>
    </form>
  </section>`;
}

function trendItem(milestone: MilestoneSummary, { actions, snapshot }: PanelContext): TemplateResult {
  const { id, name, date, commit, counts } = milestone;
  const { open, ...answered } = counts.practices;
  const answeredCount = Object.values(answered).reduce((sum, number) => sum + number, 0);
  const isCompared = snapshot.comparison?.milestone === id && snapshot.comparison.until === null;
  return html`<li class="trend-item">
    <span class="trend-name"
      >${name} <span class="muted">${dateLabel(date)}${commit === null ? "" : ` · ${commit.slice(0, 7)}`}</span></span
    >
    ${trendPicture(counts, answeredCount, answeredCount + open)}
    <span class="trend-actions">
      ${
        isCompared
          ? html`<span class="muted">Compared with now</span>`
          : html`<button class="link" type="button" @click=${() => actions.compare(id, null)}>
              Compare<span class="visually-hidden"> ${name} with now</span>
            </button>`
      }
      <button
        class="tool"
        type="button"
        title="Remove ${name}"
        aria-label="Remove ${name}"
        @click=${() => actions.removeMilestone(id)}
      >
        ${icon("close")}
      </button>
    </span>
  </li>`;
}

function trendPicture(counts: RiskCounts, answered: number, total: number): TemplateResult {
  return html`${riskBar(counts.questions)}
    <span class="trend-text muted"
      >${riskText(counts.questions) || "No questions"}${
        total > 0 ? html` · ${answered} of ${total} answered` : nothing
      }</span
    >`;
}

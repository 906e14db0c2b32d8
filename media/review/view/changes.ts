import { html, nothing, type TemplateResult } from "lit";
import type { MilestoneSummary, ReviewChange } from "../../../server/src/protocol.ts";
import { dateLabel } from "../labels.ts";
import type { PanelContext } from "./context.ts";
import { icon, type IconName } from "./icons.ts";
import { selectBox } from "./select-box.ts";

/** What changed since a milestone, the last one unless another is chosen. */
export function changesSince({ snapshot, actions }: PanelContext): TemplateResult | typeof nothing {
  const { comparison, milestones } = snapshot;
  if (comparison === null) {
    return nothing;
  }
  const { better, worse, other, milestone, until } = comparison;
  const position = milestones.findIndex(({ id }) => id === milestone);
  const later = milestones.slice(position + 1);
  return html`<section class="half" aria-labelledby="changes-heading">
    <h2 id="changes-heading">What changed</h2>
    <div class="comparison">
      ${selectBox({
        label: "From",
        value: milestone,
        options: milestoneOptions(milestones),
        onChange: (value) => actions.compare(value, null),
      })}
      ${selectBox({
        label: "To",
        value: until ?? NOW,
        options: [[NOW, "Now"], ...milestoneOptions(later)],
        onChange: (value) => actions.compare(milestone, value === NOW ? null : value),
      })}
    </div>
    ${
      better.length + worse.length + other.length === 0
        ? html`<p class="muted">Nothing changed between the two.</p>`
        : html`${changeList("worse", "Worse", "worse", worse, actions.open.bind(actions))}
          ${changeList("better", "Better", "better", better, actions.open.bind(actions))}
          ${changeList("other", "Other", "changed", other, actions.open.bind(actions))}`
    }
  </section>`;
}

/** Value of the choice that is no milestone. */
const NOW = "";

/** The newest first. */
function milestoneOptions(milestones: readonly MilestoneSummary[]): readonly (readonly [string, string])[] {
  return [...milestones].reverse().map(({ id, name, date }) => [id, `${name} (${dateLabel(date)})`] as const);
}

function changeList(
  kind: string,
  heading: string,
  iconName: IconName,
  changes: readonly ReviewChange[],
  open: (id: string) => void,
): TemplateResult | typeof nothing {
  if (changes.length === 0) {
    return nothing;
  }
  return html`<h3>${heading} <vscode-badge>${changes.length}</vscode-badge></h3>
    <ul class="list changes-${kind}">
      ${changes.map(
        ({ id, title, text }) =>
          html`<li>
            <button class="list-item" type="button" @click=${() => open(id)}>
              ${icon(iconName)}
              <span class="list-text"><span>${title}</span><span class="muted">${id} · ${text}</span></span>
            </button>
          </li>`,
      )}
    </ul>`;
}

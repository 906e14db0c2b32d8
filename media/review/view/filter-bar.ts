import { html, type TemplateResult } from "lit";
import type { Filter, Tally } from "../model.ts";
import type { Actions } from "./actions.ts";
import { icon } from "./icons.ts";

/** Search box and the two switches. */
export function filterBar(filter: Filter, tally: Tally, actions: Actions): TemplateResult {
  const clearOnEscape = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && filter.text !== "") {
      event.preventDefault();
      actions.filter({ text: "" });
    }
  };
  return html`
    <div class="filter" role="search">
      <div class="search">
        ${icon("search")}
        <input
          type="text"
          placeholder="Filter practices"
          aria-label="Filter practices"
          spellcheck="false"
          .value=${filter.text}
          @input=${(event: Event) => actions.filter({ text: (event.target as HTMLInputElement).value })}
          @keydown=${clearOnEscape}
        />
      </div>
      <div class="switches">
        ${switchButton("With findings", tally.withFindings, filter.hasFindings, () =>
          actions.filter({ hasFindings: !filter.hasFindings }),
        )}
        ${switchButton("Unanswered", tally.byStatus.open, filter.isUnanswered, () =>
          actions.filter({ isUnanswered: !filter.isUnanswered }),
        )}
      </div>
    </div>
  `;
}

function switchButton(label: string, number: number, isOn: boolean, toggle: () => void): TemplateResult {
  return html`<button class="switch" type="button" aria-pressed=${isOn ? "true" : "false"} @click=${toggle}>
    ${label} <span class="switch-count">${number}</span>
  </button>`;
}

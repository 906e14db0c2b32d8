import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { choiceCount, filterOptions, isFiltering, NO_FILTER, type Filter, type OwnerChoice } from "../filter.ts";
import { RISKS, STATUSES, count, riskLabel, statusLabel } from "../labels.ts";
import { openProposal, practicesOf } from "../practices.ts";
import type { PanelContext } from "./context.ts";
import { icon } from "./icons.ts";
import { selectBox } from "./select-box.ts";

/** Search, the other filters behind a button, and how much passes them. */
export function filterBar(context: PanelContext): TemplateResult {
  const { filter, areFiltersShown, actions } = context;
  const choices = choiceCount(filter);
  const label = choices === 0 ? "Filters" : `Filters, ${choices} set`;
  return html`<div class="filter" role="search" aria-label="Practices">
    <div class="search">
      <vscode-textfield
        id="search"
        .label=${"Search practices"}
        placeholder="Search practices"
        .value=${live(filter.text)}
        @input=${(event: Event) => actions.filter({ text: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Escape" && filter.text !== "") {
            event.preventDefault();
            event.stopPropagation();
            actions.filter({ text: "" });
          }
        }}
      >
        <span slot="content-before" class="search-icon">${icon("search")}</span>
      </vscode-textfield>
      <button
        class="tool"
        type="button"
        data-action="filters"
        aria-expanded=${areFiltersShown ? "true" : "false"}
        aria-controls="filters"
        title=${label}
        aria-label=${label}
        @click=${() => actions.toggleFilters()}
      >
        ${icon("filter")}${choices > 0 ? html`<span class="tool-count" aria-hidden="true">${choices}</span>` : nothing}
      </button>
    </div>
    <div id="filters" class="filters" ?hidden=${!areFiltersShown}>${areFiltersShown ? filters(context) : nothing}</div>
    ${isFiltering(filter) ? outcome(context) : nothing}
  </div>`;
}

function filters({ snapshot, filter, me, answerOf, actions }: PanelContext): TemplateResult {
  const { phases, owners } = filterOptions(snapshot.pillars, answerOf);
  const choice = <Name extends keyof Filter>(
    name: Name,
    label: string,
    all: string,
    options: readonly (readonly [Filter[Name] & string, string])[],
  ): TemplateResult =>
    selectBox({
      label,
      value: String(filter[name]),
      options: [["", all], ...options],
      onChange: (value) => {
        const chosen = options.find(([option]) => option === value)?.[0];
        actions.filter({ [name]: chosen ?? NO_FILTER[name] });
      },
    });
  const owner = (name: string): OwnerChoice => `of:${name}`;
  return html`
    <div class="filter-choices">
      ${choice(
        "pillar",
        "Pillar",
        "All pillars",
        snapshot.pillars.map(({ id, title }) => [id, title] as const),
      )}
      ${
        phases.length > 0
          ? choice(
              "phase",
              "Phase",
              "All phases",
              phases.map((phase) => [phase, phase] as const),
            )
          : nothing
      }
      ${choice(
        "risk",
        "Risk",
        "Any risk",
        RISKS.map((risk) => [risk, riskLabel(risk)] as const),
      )}
      ${choice(
        "status",
        "Answer",
        "Any answer",
        STATUSES.map((status) => [status, statusLabel(status)] as const),
      )}
      ${choice("owner", "Owner", "Any owner", [
        ["me", me === "" ? "Me" : `Me (${me})`],
        ["nobody", "Nobody"],
        ...owners.map((name) => [owner(name), name] as const),
      ])}
    </div>
    ${
      filter.owner === "me"
        ? html`<label class="field me-field">
            <span class="select-label">Your name, as you write it in “Owner”</span>
            <vscode-textfield
              .label=${"Your name"}
              .value=${live(me)}
              @input=${(event: Event) => actions.rememberMe((event.target as HTMLInputElement).value)}
            ></vscode-textfield>
          </label>`
        : nothing
    }
    <div class="filter-switches">
      ${checkbox("With findings", filter.hasFindings, (hasFindings) => actions.filter({ hasFindings }))}
      ${checkbox("With a proposal", filter.hasProposal, (hasProposal) => actions.filter({ hasProposal }))}
      ${checkbox("Contradicted by code", filter.isContradicted, (isContradicted) => actions.filter({ isContradicted }))}
    </div>
  `;
}

function checkbox(label: string, isOn: boolean, change: (isOn: boolean) => void): TemplateResult {
  return html`<vscode-checkbox
    label=${label}
    .checked=${live(isOn)}
    @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
  ></vscode-checkbox>`;
}

function outcome({ filter, shown, answerOf, actions }: PanelContext): TemplateResult {
  const practices = practicesOf(shown);
  const proposals = practices.filter((practice) => openProposal(practice, answerOf) !== null);
  return html`<p class="outcome">
    <span>${count(practices.length, "practice")} shown</span>
    <button class="link" type="button" data-action="clear" @click=${() => actions.filter(NO_FILTER)}>Clear</button>
    ${
      filter.hasProposal && proposals.length > 1
        ? html`<button
            class="link"
            type="button"
            data-action="take all"
            @click=${() => actions.takeProposals(proposals)}
          >
            Take over all ${proposals.length} proposals
          </button>`
        : nothing
    }
  </p>`;
}

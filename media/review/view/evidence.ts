import { html, nothing, type TemplateResult } from "lit";
import type { EvidenceItem, PracticeReview } from "../../../server/src/protocol.ts";
import { count } from "../labels.ts";
import type { ListEntry } from "../virtual-list.ts";
import { codeText } from "./code-text.ts";
import type { PanelContext } from "./context.ts";
import { icon } from "./icons.ts";

/** Entries of a list of evidence that are shown before a person asks for all. */
const SHORT_LIST = 5;

/** Height of an entry that was not drawn yet, in CSS pixels. */
const GUESS = 48;

type Kind = "against" | "proofs" | "signals";

/** What the code shows for a practice: findings, proofs, signals, and what it leaves open. */
export function evidence(practice: PracticeReview, context: PanelContext): TemplateResult {
  const { rules, against, againstCount, proofs, proofCount, signals, signalCount, unknownCount, tallies } =
    practice.evidence;
  const total = againstCount + proofCount + signalCount;
  if (rules.length === 0 && total === 0) {
    return html`<p class="muted">Code cannot show whether this is done. The team decides.</p>`;
  }
  return html`
    ${tallies.map((tally) => html`<p class="tally">${codeText(tally)}</p>`)}
    ${evidenceList(practice.id, "against", `${count(againstCount, "finding")} against`, against, againstCount, context)}
    ${evidenceList(practice.id, "proofs", count(proofCount, "proof"), proofs, proofCount, context)}
    ${evidenceList(practice.id, "signals", `${count(signalCount, "signal")} in the workspace`, signals, signalCount, context)}
    ${total === 0 ? html`<p class="muted">Nothing seen in code so far.</p>` : nothing}
    ${
      unknownCount > 0
        ? html`<p class="muted">${count(unknownCount, "place")} where the code does not show it either way.</p>`
        : nothing
    }
    ${rules.length > 0 ? ruleLinks(rules, context) : nothing}
  `;
}

function ruleLinks(rules: readonly string[], { actions }: PanelContext): TemplateResult {
  return html`<p class="rules muted">
    ${rules.length === 1 ? "Rule" : "Rules"}:
    ${rules.map(
      (rule, index) =>
        html`${index > 0 ? ", " : ""}<button class="link" type="button" @click=${() => actions.openPage(rule)}>
            ${rule}
          </button>`,
    )}
  </p>`;
}

function evidenceList(
  practice: string,
  kind: Kind,
  heading: string,
  items: readonly EvidenceItem[],
  total: number,
  context: PanelContext,
): TemplateResult | typeof nothing {
  if (total === 0) {
    return nothing;
  }
  const list = `${practice}/${kind}`;
  const shown = context.isShownWhole(list) ? items : items.slice(0, SHORT_LIST);
  const hidden = items.length - shown.length;
  const unsent = total - items.length;
  const entries = shown.map((item, index): ListEntry => ({
    key: item.id,
    draw: () => evidenceItem(kind, item, index, shown.length, context),
  }));
  return html`
    <h4 id="heading-${kind}">${heading}</h4>
    <virtual-list
      class="evidence evidence-list-${kind}"
      role="list"
      aria-labelledby="heading-${kind}"
      .guess=${GUESS}
      .entries=${entries}
      @keydown=${roveThroughEvidence}
    ></virtual-list>
    ${
      hidden > 0
        ? html`<button class="link more" type="button" @click=${() => context.actions.showAll(list)}>
            Show ${hidden.toLocaleString("en")} more
          </button>`
        : unsent > 0
          ? html`<p class="muted more">and ${unsent.toLocaleString("en")} more</p>`
          : nothing
    }
  `;
}

/** Findings are told by their message, proofs by the code that was looked at. */
function evidenceItem(
  kind: Kind,
  item: EvidenceItem,
  index: number,
  total: number,
  { actions }: PanelContext,
): TemplateResult {
  const { fix } = item;
  return html`<div
    class="evidence-entry"
    role="listitem"
    aria-setsize=${total}
    aria-posinset=${index + 1}
    data-key=${item.id}
  >
    <button
      type="button"
      class="evidence-item"
      data-evidence=${item.id}
      tabindex=${index === 0 ? 0 : -1}
      title=${item.location === "" ? "Open" : `Open ${item.location}`}
      @click=${() => actions.openEvidence(item.id)}
    >
      ${
        kind === "proofs"
          ? html`<span class="evidence-label evidence-code">${item.label}</span>`
          : html`<span class="evidence-label">${codeText(item.label)}</span>`
      }
      <span class="location">${item.location}</span>
    </button>
    ${
      fix === null
        ? nothing
        : html`<button
            type="button"
            class="fix link"
            data-fix=${item.id}
            aria-label="${fixLabel(fix)}: ${item.label} (${item.location})"
            title=${fix === "safe" ? "Applies the fix; save the file to keep it" : "Shows the change before it is made"}
            @click=${() => actions.fixEvidence(item.id, fix)}
          >
            ${icon("fix")}${fixLabel(fix)}
          </button>`
    }
  </div>`;
}

function fixLabel(fix: "safe" | "review"): string {
  return fix === "safe" ? "Fix this" : "Fix this …";
}

/** Up and down go through the entries, also those that are not drawn yet. */
function roveThroughEvidence(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElementTagNameMap["virtual-list"];
  const key = (event.target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset["key"];
  const index = list.entries.findIndex((entry) => entry.key === key);
  const target = {
    ArrowDown: list.entries[index + 1],
    ArrowUp: list.entries[index - 1],
    Home: list.entries[0],
    End: list.entries.at(-1),
  }[event.key];
  if (index === -1 || target === undefined) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  void focusEntry(list, target.key);
}

async function focusEntry(list: HTMLElementTagNameMap["virtual-list"], key: string): Promise<void> {
  const element = await list.reveal(key);
  for (const button of list.querySelectorAll<HTMLButtonElement>(".evidence-item")) {
    button.tabIndex = button.closest("[data-key]") === element ? 0 : -1;
  }
  element?.querySelector<HTMLButtonElement>(".evidence-item")?.focus();
}

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { EvidenceItem, PracticeReview } from "../../../server/src/protocol.ts";
import { STATUSES, count, statusLabel } from "../model.ts";
import type { DraftState } from "../drafts.ts";
import type { TreeContext } from "./actions.ts";
import { icon } from "./icons.ts";

/** Entries of a list of evidence that are shown before a person asks for all. */
const SHORT_LIST = 5;

const LONGEST_NOTE = 10_000;

/** Everything about one practice: what it asks for, what the code shows, what the team answers. */
export function practiceDetails(practice: PracticeReview, context: TreeContext): TemplateResult {
  const { actions } = context;
  return html`<div class="details" role="group" aria-label="${practice.id}, ${practice.title}">
    <p class="summary">${practice.summary}</p>
    <p class="links">
      <button class="link" type="button" data-action="page" @click=${() => actions.openPage(practice.id)}>
        ${icon("page")}Open page
      </button>
      <a class="link" href=${practice.url}>${icon("external")}AWS documentation</a>
    </p>
    ${evidence(practice, context)} ${answer(practice, context)}
  </div>`;
}

function evidence(practice: PracticeReview, context: TreeContext): TemplateResult {
  const { rules, against, againstCount, proofs, proofCount } = practice.evidence;
  if (rules.length === 0) {
    return html`<p class="muted">Code cannot show whether this is done. The team decides.</p>`;
  }
  return html`
    ${
      againstCount > 0
        ? evidenceList(
            practice.id,
            "against",
            count(againstCount, "finding") + " against",
            against,
            againstCount,
            context,
          )
        : nothing
    }
    ${
      proofCount > 0
        ? evidenceList(practice.id, "proofs", count(proofCount, "proof"), proofs, proofCount, context)
        : nothing
    }
    ${againstCount + proofCount === 0 ? html`<p class="muted">Nothing seen in code so far.</p>` : nothing}
    <p class="rules muted">
      ${rules.length === 1 ? "Rule" : "Rules"}:
      ${rules.map(
        (rule, index) =>
          html`${index > 0 ? ", " : ""}<button
              class="link"
              type="button"
              @click=${() => context.actions.openPage(rule)}
            >
              ${rule}
            </button>`,
      )}
    </p>
  `;
}

/** Findings are told by their message, proofs by the code that was looked at. */
function evidenceList(
  practice: string,
  kind: "against" | "proofs",
  heading: string,
  items: readonly EvidenceItem[],
  total: number,
  context: TreeContext,
): TemplateResult {
  const list = `${practice}/${kind}`;
  const shown = context.isShownWhole(list) ? items : items.slice(0, SHORT_LIST);
  const hidden = items.length - shown.length;
  const unsent = total - items.length;
  const headingId = `heading-${list}`;
  return html`
    <h4 id=${headingId}>${heading}</h4>
    <ul class="evidence" aria-labelledby=${headingId} @keydown=${roveThroughList}>
      ${repeat(
        shown,
        ({ id }) => id,
        (item, index) =>
          html`<li>
            <button
              type="button"
              class="evidence-item"
              data-evidence=${item.id}
              tabindex=${index === 0 ? 0 : -1}
              title="Open ${item.location}"
              @click=${() => context.actions.openEvidence(item.id)}
            >
              ${
                kind === "against"
                  ? html`<span class="evidence-label">${codeText(item.label)}</span>`
                  : html`<span class="evidence-label evidence-code">${item.label}</span>`
              }
              <span class="location">${item.location}</span>
            </button>
          </li>`,
      )}
    </ul>
    ${
      hidden > 0
        ? html`<button class="link more" type="button" @click=${() => context.actions.showAll(list)}>
            Show ${hidden} more
          </button>`
        : unsent > 0
          ? html`<p class="muted more">and ${unsent} more</p>`
          : nothing
    }
  `;
}

/** Shows text between backticks as code. */
function codeText(text: string): readonly (string | TemplateResult)[] {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}

function roveThroughList(event: KeyboardEvent): void {
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLButtonElement>("button")];
  const index = buttons.findIndex((button) => button === event.target);
  const target = {
    ArrowDown: buttons[index + 1],
    ArrowUp: buttons[index - 1],
    Home: buttons[0],
    End: buttons.at(-1),
  }[event.key];
  if (index === -1 || target === undefined) {
    return;
  }
  event.preventDefault();
  for (const button of buttons) {
    button.tabIndex = button === target ? 0 : -1;
  }
  target.focus();
}

function answer(practice: PracticeReview, context: TreeContext): TemplateResult {
  const { id } = practice;
  const { actions } = context;
  const { status, note } = context.answerOf(practice);
  const saveState = context.draftState(id);
  return html`
    <fieldset class="answer">
      <legend>Answer</legend>
      <div class="choices">
        ${STATUSES.map(
          (choice) =>
            html`<label class="choice">
              <input
                type="radio"
                name="answer-${id}"
                value=${choice}
                .checked=${live(status === choice)}
                @change=${() => actions.answer(practice, { status: choice }, "now")}
              />
              <span>${statusLabel(choice)}</span>
            </label>`,
        )}
      </div>
    </fieldset>
    <div class="note-head">
      <label for="note-${id}">Note</label>
      <span class="save-state">${saveStateText(saveState, actions.saveNow)}</span>
    </div>
    <textarea
      id="note-${id}"
      rows="2"
      maxlength=${LONGEST_NOTE}
      placeholder="Why, since when, where it is written down"
      .value=${live(note)}
      @input=${(event: Event) =>
        actions.answer(practice, { note: (event.target as HTMLTextAreaElement).value }, "later")}
      @change=${() => actions.saveNow()}
    ></textarea>
  `;
}

function saveStateText(state: DraftState | undefined, retry: () => void): TemplateResult | string {
  switch (state) {
    case "edited":
    case "sent":
      return "Saving…";
    case "saved":
      return "Saved";
    case "failed":
      return html`<span class="problem">Not saved.</span>
        <button class="link" type="button" @click=${() => retry()}>Try again</button>`;
    case undefined:
      return "";
  }
}

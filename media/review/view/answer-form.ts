import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { PracticeAnswer, PracticeReview } from "../../../server/src/protocol.ts";
import { isComplete, isWebAddress } from "../answers.ts";
import type { DraftState } from "../drafts.ts";
import { STATUSES, statusLabel } from "../labels.ts";
import type { PanelContext } from "./context.ts";
import { icon } from "./icons.ts";

const LONGEST_NOTE = 10_000;
/** Characters that fit into one line of a note, about. */
const LINE = 40;
const LONGEST_NAME = 200;
const LONGEST_LINK = 2_000;

type TextName = "note" | "reason" | "owner" | "due";

/** Status, reason, note, owner, due date and links of one practice. */
export function answerForm(practice: PracticeReview, context: PanelContext): TemplateResult {
  const answer = context.answerOf(practice);
  const { actions } = context;
  const me = context.me.trim();
  const { id } = practice;
  const textOf = (event: Event): string => (event.target as HTMLInputElement).value;
  const typed = (name: TextName) => (event: Event) => actions.answer(practice, { [name]: textOf(event) }, "typing");
  const left = (): void => actions.saveNow();
  return html`
    <fieldset class="answer">
      <legend>
        <span>Answer</span>
        <span class="save-state" data-part="save state">${saveStateText(context.draftState(id), left)}</span>
      </legend>
      <div class="choices">
        ${STATUSES.map(
          (choice) =>
            html`<label class="choice">
              <input
                type="radio"
                name="answer-${id}"
                value=${choice}
                .checked=${live(answer.status === choice)}
                @change=${() => actions.answer(practice, { status: choice }, "once")}
              />
              <span>${statusLabel(choice)}</span>
            </label>`,
        )}
      </div>
    </fieldset>
    ${
      answer.status === "not applicable"
        ? html`<div class="field">
            <label for="reason">Why it does not apply (required)</label>
            <vscode-textfield
              id="reason"
              .label=${"Why it does not apply (required)"}
              ?invalid=${!isComplete(answer)}
              maxlength=${LONGEST_NOTE}
              placeholder="One sentence that a reviewer would accept"
              .value=${live(answer.reason)}
              @input=${typed("reason")}
              @change=${left}
              @keydown=${(event: KeyboardEvent) => {
                if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
                  left();
                  document.getElementById("practice-title")?.focus();
                }
              }}
            ></vscode-textfield>
            ${
              isComplete(answer)
                ? nothing
                : html`<p class="problem" data-part="needs reason">
                    ${icon("warning")} Give a reason. The answer is saved with it.
                  </p>`
            }
          </div>`
        : nothing
    }
    <div class="field">
      <label for="note">Note</label>
      <vscode-textarea
        id="note"
        .label=${"Note"}
        rows=${noteRows(answer.note)}
        maxlength=${LONGEST_NOTE}
        placeholder="Why, since when, where it is written down"
        .value=${live(answer.note)}
        @input=${typed("note")}
        @change=${left}
      ></vscode-textarea>
    </div>
    <div class="field-pair">
      <div class="field">
        <label for="owner">Owner</label>
        <div class="owner">
          <vscode-textfield
            id="owner"
            .label=${"Owner"}
            maxlength=${LONGEST_NAME}
            placeholder="Who sees to it"
            .value=${live(answer.owner)}
            @input=${typed("owner")}
            @change=${left}
          ></vscode-textfield>
          ${
            me.trim() === "" || me.trim() === answer.owner
              ? nothing
              : html`<button
                  class="link"
                  type="button"
                  @click=${() => actions.answer(practice, { owner: me.trim() }, "once")}
                >
                  Me
                </button>`
          }
        </div>
      </div>
      <div class="field">
        <label for="due">Due</label>
        <vscode-textfield
          id="due"
          type="date"
          .label=${"Due"}
          .value=${live(answer.due)}
          @input=${typed("due")}
          @change=${left}
        ></vscode-textfield>
      </div>
    </div>
    ${links(practice, answer, context)}
  `;
}

function links(practice: PracticeReview, { links }: PracticeAnswer, { actions }: PanelContext): TemplateResult {
  const keep = (links: readonly string[]): void => actions.answer(practice, { links }, "once");
  return html`<div class="field">
    <label for="link">Links</label>
    ${
      links.length > 0
        ? html`<ul class="answer-links">
            ${repeat(
              links,
              (link) => link,
              (link) =>
                html`<li>
                  ${
                    isWebAddress(link)
                      ? html`<button
                          class="link"
                          type="button"
                          title="Open ${link}"
                          @click=${() => actions.openLink(link)}
                        >
                          ${link}
                        </button>`
                      : html`<span>${link}</span>`
                  }
                  <button
                    class="tool"
                    type="button"
                    title="Remove the link"
                    aria-label="Remove the link ${link}"
                    @click=${() => keep(links.filter((kept) => kept !== link))}
                  >
                    ${icon("close")}
                  </button>
                </li>`,
            )}
          </ul>`
        : nothing
    }
    <form
      class="inline-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const field = (event.target as HTMLElement).querySelector("vscode-textfield");
        const link = field?.value.trim() ?? "";
        if (field === null || !isWebAddress(link)) {
          field?.toggleAttribute("invalid", link !== "");
          field?.focus();
          return;
        }
        field.value = "";
        field.removeAttribute("invalid");
        if (!links.includes(link)) {
          keep([...links, link]);
        }
      }}
    >
      <vscode-textfield
        id="link"
        .label=${"Links: add an address"}
        maxlength=${LONGEST_LINK}
        placeholder="https://…"
        spellcheck="false"
      ></vscode-textfield>
      <vscode-button secondary type="submit">Add</vscode-button>
    </form>
  </div>`;
}

/** The field grows with what is written in it. */
function noteRows(note: string): number {
  const lines = note.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / LINE), 0);
  return Math.min(Math.max(lines, 3), 14);
}

function saveStateText(state: DraftState | undefined, retry: () => void): TemplateResult | string {
  switch (state) {
    case "edited":
    case "sent":
      return "Saving…";
    case "saved":
      return "Saved";
    case "incomplete":
      return html`<span class="problem">${icon("warning")} Not saved yet</span>`;
    case "failed":
      return html`<span class="problem">${icon("warning")} Not saved.</span>
        <button class="link" type="button" @click=${() => retry()}>Try again</button>`;
    case undefined:
      return "";
  }
}

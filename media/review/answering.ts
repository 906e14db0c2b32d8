import { openProposal } from "./practices.ts";
import { focusReason, keepFocusInAnswer } from "./focus.ts";
import { count } from "./labels.ts";
import type { PanelParts } from "./panel-parts.ts";
import type { AnswerActions } from "./view/context.ts";

/** What a person does to answers. */
export function answering({ session, notices, saving, changed }: PanelParts): AnswerActions {
  const actions: AnswerActions = {
    answer(practice, change, manner) {
      session.edit(practice, change, manner);
      notices.outcome = undefined;
      changed();
      if (manner === "typing") {
        saving.soon();
        return;
      }
      saving.now();
      if (change.status === "not applicable") {
        focusReason();
      }
    },
    takeProposal(practice) {
      if (practice.proposal !== null) {
        actions.answer(practice, { status: practice.proposal.status }, "once");
        notices.announce(`Answered ${practice.proposal.status}`);
        keepFocusInAnswer();
      }
    },
    takeProposals(practices) {
      const changes = practices.flatMap((practice) => {
        const proposal = openProposal(practice, session.answerOf);
        return proposal === null ? [] : [[practice, { status: proposal.status }] as const];
      });
      session.editAll(changes, `${changes.length} proposals`);
      saving.now();
      notices.tell(`${count(changes.length, "proposal")} taken over.`, true);
    },
    undo() {
      const entry = session.undo();
      if (entry !== undefined) {
        saving.now();
        notices.tell(`Undone: ${entry.label}.`);
      }
    },
    redo() {
      const entry = session.redo();
      if (entry !== undefined) {
        saving.now();
        notices.tell(`Done again: ${entry.label}.`);
      }
    },
    saveNow: () => saving.now(),
  };
  return actions;
}

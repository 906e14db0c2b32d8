import { NO_FILTER } from "./filter.ts";
import { focusDetails, focusRow, revealRow } from "./focus.ts";
import { count } from "./labels.ts";
import type { PanelParts } from "./panel-parts.ts";
import { firstToMend, nextOpen, practicesOf } from "./practices.ts";
import { stepFor } from "./tree.ts";
import type { NavigationActions } from "./view/context.ts";
import { showHelp } from "./view/help.ts";

/** How a person gets from one part of the review to another. */
export function navigation(parts: PanelParts): NavigationActions {
  const { session, list, notices, saving, myName, shownWhole, draw, changed } = parts;

  const showPractice = (id: string): void => {
    list.show(id);
    if (list.isWide) {
      void revealRow(id).then((row) => row?.scrollIntoView({ block: "nearest" }));
    }
  };
  const announceCount = (): void =>
    notices.announceSoon(() => `${count(practicesOf(list.pillars()).length, "practice")} shown`);
  const allPractices = () => practicesOf(session.snapshot?.pillars ?? []);

  /** No other practice is open: the review is done, or the one that is shown is the last. */
  const endOfReview = (): void => {
    if (allPractices().every((practice) => session.answerOf(practice).status !== "open")) {
      saving.now();
      actions.show("overview");
      notices.announce("Every practice is answered.");
      document.getElementById("tab-overview")?.focus();
    } else {
      notices.tell("No other practice is unanswered.");
    }
  };

  const actions: NavigationActions = {
    show(view) {
      list.view = view;
      notices.outcome = undefined;
      changed();
      window.scrollTo(0, 0);
    },
    showOnly(filter) {
      list.filter = { ...NO_FILTER, ...filter };
      list.open = undefined;
      list.active = undefined;
      actions.show("practices");
      focusRow(list.rows()[0]?.id);
      announceCount();
    },
    filter(change) {
      list.filter = { ...list.filter, ...change };
      changed();
      announceCount();
    },
    toggleFilters() {
      list.areFiltersShown = !list.areFiltersShown;
      changed();
    },
    rememberMe(name) {
      myName.type(name);
      changed();
    },
    toggle(id) {
      list.toggle(id);
      changed();
      focusRow(id);
    },
    activate(id) {
      if (list.active === id) {
        return;
      }
      list.active = id;
      if (list.isWide && session.practice(id) !== undefined) {
        showPractice(id);
      }
      changed();
    },
    pressInTree(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) {
        return;
      }
      const id = event.target.dataset["key"];
      const step = id === undefined ? undefined : stepFor(event.key, id, list.rows());
      if (step === undefined) {
        return;
      }
      event.preventDefault();
      if ("toggle" in step) {
        actions.toggle(step.toggle);
      } else if ("open" in step) {
        actions.open(step.open);
      } else {
        focusRow(step.focus);
      }
    },
    open(id) {
      const questions = session.snapshot?.pillars.flatMap((pillar) => pillar.questions) ?? [];
      const question = questions.find((question) => question.id === id);
      const practice = question === undefined ? session.practice(id) : firstToMend(question, session.answerOf);
      if (practice === undefined) {
        return;
      }
      list.view = "practices";
      notices.outcome = undefined;
      showPractice(practice.id);
      changed();
      focusDetails(list.isWide);
    },
    back() {
      const row = list.open;
      session.endTyping();
      saving.now();
      if (!list.isWide) {
        list.open = undefined;
      }
      list.active = row ?? list.active;
      changed();
      focusRow(list.active, "center");
    },
    goTo(which) {
      const shown = practicesOf(list.pillars());
      const all = shown.length > 0 ? shown : allPractices();
      const current = list.open ?? list.active;
      const index = all.findIndex(({ id }) => id === current);
      const target =
        which === "next open"
          ? (nextOpen(all, current, session.answerOf) ?? nextOpen(allPractices(), current, session.answerOf))
          : which === "next"
            ? all[index + 1]
            : all[index - 1];
      if (target !== undefined) {
        saving.now();
        actions.open(target.id);
      } else if (which === "next open") {
        endOfReview();
      } else {
        notices.tell(`This is the ${which === "next" ? "last" : "first"} practice.`);
      }
    },
    search() {
      list.view = "practices";
      if (!list.isWide) {
        list.open = undefined;
      }
      changed();
      document.getElementById("search")?.focus();
    },
    showAll(evidence) {
      shownWhole.add(evidence);
      draw();
    },
    help: showHelp,
  };
  return actions;
}

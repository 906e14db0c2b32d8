import { html, nothing, render, type TemplateResult } from "lit";
import type {
  ExportFormat,
  FolderReference,
  PanelMessage,
  PracticeAnswer,
  PracticeReview,
  ReviewSnapshot,
} from "../../server/src/protocol.ts";
import { filterPillars, isFiltering, NO_FILTER, type Filter } from "./filter.ts";
import type { Host } from "./host.ts";
import { listenToKeys, type KeyTarget } from "./keyboard.ts";
import { count } from "./labels.ts";
import type { PanelView } from "./panel-state.ts";
import { firstToMend, nextOpen, openProposal, placedPractices, practicesOf } from "./practices.ts";
import { ReviewSession } from "./review-session.ts";
import { stepFor, visibleRows, type TreeRow } from "./tree.ts";
import type { Actions, PanelContext } from "./view/context.ts";
import { header } from "./view/header.ts";
import { help, HELP } from "./view/help.ts";
import {
  emptyState,
  failureNotice,
  outcomeNotice,
  problemNotices,
  staleNotice,
  type Absence,
  type Outcome,
} from "./view/notices.ts";
import { overview } from "./view/overview.ts";
import { practices } from "./view/practices.ts";

/** Pause in typing after which a note is saved, and after which results of a filter are read out. In ms. */
const PAUSE = 800;
const SCROLL_PAUSE = 200;

/** From this width on, in CSS pixels, list and practice stand side by side. */
const WIDE = 720;

/** The panel: takes messages and what a person does, and draws the whole from its state. */
export class Panel implements Actions, KeyTarget {
  readonly #host: Host;
  readonly #container: HTMLElement;
  readonly #session: ReviewSession;
  readonly #expanded: Set<string>;
  /** What was folded away while a filter unfolds everything. */
  readonly #foldedByHand = new Set<string>();
  readonly #shownWhole = new Set<string>();
  #folders: readonly FolderReference[] = [];
  #absence: Absence | undefined = "loading";
  #failure: string | undefined;
  #outcome: Outcome | undefined;
  #view: PanelView;
  #open: string | undefined;
  /** What the extension asked to be shown before there was a review. */
  #toReveal: string | undefined;
  #filter: Filter;
  #areFiltersShown: boolean;
  #me: string;
  #active: string | undefined;
  #scroll: number;
  #isWide = false;
  #isScrollRestored = false;
  #announcement = "";
  #saveTimer: number | undefined;
  #announceTimer: number | undefined;
  #scrollTimer: number | undefined;

  constructor(host: Host, container: HTMLElement) {
    const { view, open, expanded, filter, areFiltersShown, me, active, scroll, unsaved } = host.keptState;
    this.#host = host;
    this.#container = container;
    this.#session = new ReviewSession(unsaved);
    this.#expanded = new Set(expanded);
    this.#view = view;
    this.#open = open;
    this.#filter = filter;
    this.#areFiltersShown = areFiltersShown;
    this.#me = me;
    this.#active = active;
    this.#scroll = scroll;
  }

  /** Draws, and asks for the first snapshot. */
  start(): void {
    this.#host.onMessage((message) => this.#receive(message));
    window.addEventListener("scroll", this.#noteScroll, { passive: true });
    window.addEventListener("pagehide", this.#leave);
    document.addEventListener("visibilitychange", this.#leave);
    listenToKeys(this);
    this.#noteWidth();
    new ResizeObserver(() => this.#noteWidth()).observe(this.#container);
    this.#draw();
    this.#host.send({ type: "ready" });
  }

  selectFolder(folder: string): void {
    this.saveNow();
    this.#host.send({ type: "selectFolder", folder });
  }

  selectLens(lens: string): void {
    this.saveNow();
    this.#sendForFolder((folder) => ({ type: "selectLens", folder, lens }));
  }

  importLens(): void {
    this.#sendForFolder((folder) => ({ type: "importLens", folder }));
    this.#draw();
  }

  exportReview(format: ExportFormat): void {
    this.saveNow();
    const lens = this.#session.snapshot?.lens.id;
    if (lens !== undefined) {
      this.#sendForFolder((folder) => ({ type: "export", folder, lens, format }));
    }
  }

  scan(): void {
    this.#sendForFolder((folder) => ({ type: "scan", folder }));
  }

  show(view: PanelView): void {
    this.#view = view;
    this.#outcome = undefined;
    this.#changed();
    window.scrollTo(0, 0);
  }

  showOnly(filter: Partial<Filter>): void {
    this.#filter = { ...NO_FILTER, ...filter };
    this.#foldedByHand.clear();
    this.#open = undefined;
    this.#active = undefined;
    this.show("practices");
    this.#focusRow(this.#rows()[0]?.id);
    this.#announceSoon();
  }

  filter(change: Partial<Filter>): void {
    this.#filter = { ...this.#filter, ...change };
    this.#foldedByHand.clear();
    this.#changed();
    this.#announceSoon();
  }

  toggleFilters(): void {
    this.#areFiltersShown = !this.#areFiltersShown;
    this.#changed();
  }

  rememberMe(name: string): void {
    this.#me = name.trim();
    this.#changed();
  }

  toggle(id: string): void {
    const set = isFiltering(this.#filter) ? this.#foldedByHand : this.#expanded;
    if (!set.delete(id)) {
      set.add(id);
    }
    this.#active = id;
    this.#changed();
    this.#focusRow(id);
  }

  activate(id: string): void {
    if (this.#active === id) {
      return;
    }
    this.#active = id;
    if (this.#isWide && this.#session.practice(id) !== undefined) {
      this.#showPractice(id);
    }
    this.#changed();
  }

  readonly pressInTree = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) {
      return;
    }
    const id = event.target.dataset["key"];
    const step = id === undefined ? undefined : stepFor(event.key, id, this.#rows());
    if (step === undefined) {
      return;
    }
    event.preventDefault();
    if ("toggle" in step) {
      this.toggle(step.toggle);
    } else if ("open" in step) {
      this.open(step.open);
    } else {
      this.#focusRow(step.focus);
    }
  };

  open(id: string): void {
    const snapshot = this.#session.snapshot;
    const question = snapshot?.pillars.flatMap(({ questions }) => questions).find((question) => question.id === id);
    const practice =
      question === undefined ? this.#session.practice(id) : firstToMend(question, this.#session.answerOf);
    if (practice === undefined) {
      return;
    }
    this.#view = "practices";
    this.#outcome = undefined;
    this.#showPractice(practice.id);
    this.#changed();
    this.#scrollToDetails();
    document.getElementById("practice-title")?.focus({ preventScroll: true });
  }

  back(): void {
    const row = this.#open;
    this.#session.endTyping();
    this.saveNow();
    if (!this.#isWide) {
      this.#open = undefined;
    }
    this.#active = row ?? this.#active;
    this.#changed();
    this.#focusRow(this.#active, "center");
  }

  goTo(which: "next" | "previous" | "next open"): void {
    const shown = practicesOf(this.#shownPillars());
    const all = shown.length > 0 ? shown : practicesOf(this.#session.snapshot?.pillars ?? []);
    const current = this.#open ?? this.#active;
    const index = all.findIndex(({ id }) => id === current);
    const target =
      which === "next open"
        ? (nextOpen(all, current, this.#session.answerOf) ??
          nextOpen(practicesOf(this.#session.snapshot?.pillars ?? []), current, this.#session.answerOf))
        : which === "next"
          ? all[index + 1]
          : all[index - 1];
    if (target !== undefined) {
      this.saveNow();
      this.open(target.id);
    } else if (which === "next open") {
      this.#endOfReview();
    } else {
      this.#tell(`This is the ${which === "next" ? "last" : "first"} practice.`);
    }
  }

  /** No other practice is open: the review is done, or the one that is shown is the last. */
  #endOfReview(): void {
    const { snapshot, answerOf } = this.#session;
    const isDone = practicesOf(snapshot?.pillars ?? []).every((practice) => answerOf(practice).status !== "open");
    if (isDone) {
      this.saveNow();
      this.show("overview");
      this.announce("Every practice is answered.");
      document.getElementById("tab-overview")?.focus();
    } else {
      this.#tell("No other practice is unanswered.");
    }
  }

  /** The practice in whose details or row a key was pressed; `undefined` where practices are not shown. */
  practiceForKeys(row: string | undefined): PracticeReview | undefined {
    return this.#view === "practices" ? this.#session.practice(row ?? this.#open) : undefined;
  }

  get isReviewShown(): boolean {
    return this.#session.snapshot !== undefined;
  }

  get arePracticesShown(): boolean {
    return this.#view === "practices";
  }

  get isPracticeOpen(): boolean {
    return this.#view === "practices" && this.#open !== undefined;
  }

  search(): void {
    this.#view = "practices";
    if (!this.#isWide) {
      this.#open = undefined;
    }
    this.#changed();
    document.getElementById("search")?.focus();
  }

  announce(text: string): void {
    // The same words twice in a row would not be read out a second time.
    this.#announcement = text === this.#announcement ? `${text}\u00a0` : text;
    this.#draw();
  }

  openEvidence(evidence: string): void {
    this.#sendForFolder((folder) => ({ type: "openEvidence", folder, evidence }));
  }

  fixEvidence(evidence: string, manner: "safe" | "review"): void {
    this.#sendForFolder((folder) => ({ type: "fixEvidence", folder, evidence, manner }));
  }

  openPage(page: string): void {
    this.#sendForFolder((folder) => ({ type: "openPage", folder, page }));
  }

  openLink(url: string): void {
    this.#sendForFolder((folder) => ({ type: "openLink", folder, url }));
  }

  answer(practice: PracticeReview, change: Partial<PracticeAnswer>, manner: "once" | "typing"): void {
    this.#session.edit(practice, change, manner);
    this.#outcome = undefined;
    this.#changed();
    window.clearTimeout(this.#saveTimer);
    if (manner === "once") {
      this.saveNow();
      this.#focusReason(change);
    } else {
      this.#saveTimer = window.setTimeout(() => this.saveNow(), PAUSE);
    }
  }

  takeProposal(practice: PracticeReview): void {
    if (practice.proposal !== null) {
      this.answer(practice, { status: practice.proposal.status }, "once");
      this.announce(`Answered ${practice.proposal.status}`);
      // The button that was pressed is gone.
      if (document.activeElement === document.body) {
        document.querySelector<HTMLInputElement>(".choice input:checked")?.focus();
      }
    }
  }

  takeProposals(practices: readonly PracticeReview[]): void {
    const changes = practices.flatMap((practice) => {
      const proposal = openProposal(practice, this.#session.answerOf);
      return proposal === null ? [] : [[practice, { status: proposal.status }] as const];
    });
    this.#session.editAll(changes, `${changes.length} proposals`);
    this.saveNow();
    this.#tell(`${count(changes.length, "proposal")} taken over.`, true);
  }

  undo(): void {
    const entry = this.#session.undo();
    if (entry !== undefined) {
      this.saveNow();
      this.#tell(`Undone: ${entry.label}.`);
    }
  }

  redo(): void {
    const entry = this.#session.redo();
    if (entry !== undefined) {
      this.saveNow();
      this.#tell(`Done again: ${entry.label}.`);
    }
  }

  saveNow(): void {
    window.clearTimeout(this.#saveTimer);
    const snapshot = this.#session.snapshot;
    if (snapshot === undefined || this.#absence !== undefined) {
      return;
    }
    const answers = this.#session.takeUnsent();
    if (answers.length > 0) {
      this.#host.send({ type: "answers", folder: snapshot.folder.uri, lens: snapshot.lens.id, answers });
      this.#changed();
    }
  }

  showAll(list: string): void {
    this.#shownWhole.add(list);
    this.#draw();
  }

  compare(milestone: string, until: string | null): void {
    this.#sendForFolder((folder) => ({ type: "compare", folder, milestone, until }));
  }

  createMilestone(name: string): void {
    this.saveNow();
    this.#sendForFolder((folder) => ({ type: "createMilestone", folder, name }));
  }

  removeMilestone(milestone: string): void {
    this.#sendForFolder((folder) => ({ type: "removeMilestone", folder, milestone }));
  }

  help(): void {
    const dialog = document.getElementById(HELP);
    if (dialog instanceof HTMLDialogElement && !dialog.open) {
      dialog.showModal();
    }
  }

  dismissFailure(): void {
    this.#failure = undefined;
    this.#draw();
  }

  dismissOutcome(): void {
    this.#outcome = undefined;
    this.#draw();
  }

  #receive(message: PanelMessage): void {
    switch (message.type) {
      case "snapshot":
        this.#takeSnapshot(message.snapshot, message.folders);
        break;
      case "empty":
        this.#absence = message.reason;
        if (message.reason === "no folder" || message.reason === "not on disk") {
          this.#session.drop();
        } else {
          // Nobody will answer what is on its way; it is sent again with the next snapshot.
          this.#session.noteFailed();
        }
        break;
      case "saved":
        if (this.#session.noteSaved(message.folder, message.lens, message.practices)) {
          this.#failure = undefined;
          this.announce("Saved");
        }
        break;
      case "failed":
        this.#failure = message.message;
        this.#session.noteFailed();
        if (this.#session.snapshot === undefined) {
          this.#absence = "failed";
        }
        break;
      case "done":
        this.#tell(message.message);
        break;
      case "reveal":
        this.#toReveal = message.practice;
        this.#reveal();
        break;
    }
    this.#changed();
  }

  #takeSnapshot(snapshot: ReviewSnapshot, folders: readonly FolderReference[]): void {
    const last = this.#session.snapshot;
    const before = last?.folder.uri === snapshot.folder.uri ? last : undefined;
    // A server that was started anew counts from the start, and says so by being absent in between.
    const isLate = before !== undefined && this.#absence === undefined && snapshot.revision < before.revision;
    if (isLate) {
      return;
    }
    const wasAbsent = this.#absence !== undefined;
    this.#folders = folders;
    this.#absence = undefined;
    this.#session.take(snapshot);
    if (before?.scan.state === "scanning" && snapshot.scan.state === "scanned") {
      const { modelCalls, files } = snapshot.scan;
      this.announce(`Scan finished. ${count(modelCalls, "model call")} in ${count(files, "file")}.`);
    }
    if (wasAbsent || last?.folder.uri !== snapshot.folder.uri || last.lens.id !== snapshot.lens.id) {
      this.saveNow();
    }
    this.#reveal();
  }

  /** Shows what the extension asked for, once it is there. */
  #reveal(): void {
    if (this.#toReveal !== undefined && this.#session.practice(this.#toReveal) !== undefined) {
      const practice = this.#toReveal;
      this.#toReveal = undefined;
      this.open(practice);
    }
  }

  /** Makes a practice the one whose details are shown, and its row one that can be seen. */
  #showPractice(id: string): void {
    if (this.#open !== id) {
      this.#session.endTyping();
    }
    this.#open = id;
    this.#active = id;
    const all = this.#session.snapshot?.pillars ?? [];
    if (!practicesOf(this.#shownPillars()).some((practice) => practice.id === id)) {
      this.#filter = NO_FILTER;
    }
    const placed = placedPractices(all).find(({ practice }) => practice.id === id);
    if (placed !== undefined) {
      for (const parent of [placed.pillar.id, placed.question.id]) {
        this.#expanded.add(parent);
        this.#foldedByHand.delete(parent);
      }
    }
    if (this.#isWide) {
      void this.#revealRow(id).then((row) => row?.scrollIntoView({ block: "nearest" }));
    }
  }

  #scrollToDetails(): void {
    document.querySelector(".details-pane")?.scrollTo(0, 0);
    if (!this.#isWide) {
      window.scrollTo(0, 0);
    }
  }

  #shownPillars(): ReviewSnapshot["pillars"] {
    const { snapshot, answerOf } = this.#session;
    return filterPillars(snapshot?.pillars ?? [], this.#filter, answerOf, this.#me);
  }

  #rows(): readonly TreeRow[] {
    const isUnfolded = isFiltering(this.#filter);
    return visibleRows(this.#shownPillars(), (id) =>
      isUnfolded ? !this.#foldedByHand.has(id) : this.#expanded.has(id),
    );
  }

  #sendForFolder(request: (folder: string) => Parameters<Host["send"]>[0]): void {
    const folder = this.#session.snapshot?.folder.uri;
    if (folder !== undefined) {
      this.#host.send(request(folder));
    }
  }

  async #revealRow(id: string): Promise<HTMLElement | undefined> {
    const tree = document.getElementById("tree");
    return tree !== null && "reveal" in tree ? (tree as HTMLElementTagNameMap["virtual-list"]).reveal(id) : undefined;
  }

  #focusRow(id: string | undefined, block: ScrollLogicalPosition = "nearest"): void {
    if (id === undefined) {
      return;
    }
    void this.#focusRevealedRow(id, block);
  }

  async #focusRevealedRow(id: string, block: ScrollLogicalPosition): Promise<void> {
    const row = await this.#revealRow(id);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block });
  }

  /** Who answers "not applicable" has to say why next. */
  #focusReason(change: Partial<PracticeAnswer>): void {
    if (change.status === "not applicable") {
      // The field is new, and can take the focus only once it has drawn itself.
      window.requestAnimationFrame(() => document.getElementById("reason")?.focus());
    }
  }

  readonly #leave = (): void => {
    this.#session.endTyping();
    this.saveNow();
  };

  readonly #noteScroll = (): void => {
    window.clearTimeout(this.#scrollTimer);
    this.#scrollTimer = window.setTimeout(() => {
      this.#scroll = window.scrollY;
      this.#keep();
    }, SCROLL_PAUSE);
  };

  #noteWidth(): void {
    const isWide = this.#container.clientWidth >= WIDE;
    if (isWide !== this.#isWide) {
      this.#isWide = isWide;
      this.#draw();
    }
  }

  #tell(text: string, canUndo = false): void {
    this.#outcome = { text, canUndo };
    this.announce(text);
  }

  #announceSoon(): void {
    window.clearTimeout(this.#announceTimer);
    this.#announceTimer = window.setTimeout(() => {
      this.announce(`${count(practicesOf(this.#shownPillars()).length, "practice")} shown`);
    }, PAUSE);
  }

  #changed(): void {
    this.#draw();
    this.#keep();
  }

  #keep(): void {
    this.#host.keep({
      view: this.#view,
      open: this.#open,
      expanded: [...this.#expanded],
      filter: this.#filter,
      areFiltersShown: this.#areFiltersShown,
      me: this.#me,
      scroll: this.#scroll,
      active: this.#active,
      unsaved: this.#session.unsaved(),
    });
  }

  #draw(): void {
    this.#container.dataset["layout"] = this.#isWide ? "wide" : "narrow";
    render(
      html`<h1 class="visually-hidden">GenAI Lens pillar review</h1>
        ${this.#content()} ${help()}
        <div class="visually-hidden" role="status" aria-live="polite">${this.#announcement}</div>`,
      this.#container,
    );
    if (this.#session.snapshot !== undefined && !this.#isScrollRestored) {
      this.#isScrollRestored = true;
      window.scrollTo(0, this.#scroll);
    }
  }

  #content(): TemplateResult {
    const snapshot = this.#session.snapshot;
    if (snapshot === undefined) {
      return html`${failureNotice(this.#failure, this)}
      ${this.#absence === undefined ? nothing : emptyState(this.#absence)}`;
    }
    const context = this.#context(snapshot);
    return html`
      <div class="notices">
        ${staleNotice(this.#absence)} ${failureNotice(this.#failure, this)} ${problemNotices(snapshot.problems)}
        ${outcomeNotice(this.#outcome, this)}
      </div>
      ${header(context)}
      <div id="view" class="view view-${this.#view}" role="tabpanel" aria-labelledby="tab-${this.#view}">
        ${this.#view === "overview" ? overview(context) : practices(context)}
      </div>
    `;
  }

  #context(snapshot: ReviewSnapshot): PanelContext {
    const rows = this.#rows();
    return {
      actions: this,
      snapshot,
      folders: this.#folders,
      view: this.#view,
      isWide: this.#isWide,
      filter: this.#filter,
      areFiltersShown: this.#areFiltersShown,
      me: this.#me,
      shown: this.#shownPillars(),
      rows,
      answerOf: this.#session.answerOf,
      draftState: (practice) => this.#session.draftState(practice),
      open: this.#session.practice(this.#open),
      active: rows.some(({ id }) => id === this.#active) ? this.#active : rows[0]?.id,
      isShownWhole: (list) => this.#shownWhole.has(list),
      canUndo: this.#session.canUndo,
      canRedo: this.#session.canRedo,
    };
  }
}

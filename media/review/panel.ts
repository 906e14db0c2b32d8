import { html, nothing, render, type TemplateResult } from "lit";
import type {
  FolderReference,
  PanelMessage,
  PracticeAnswer,
  PracticeReview,
  ReviewSnapshot,
} from "../../server/src/protocol.ts";
import { Drafts } from "./drafts.ts";
import type { Host } from "./host.ts";
import { count, filterPillars, isFiltering, practicesOf, talliesById, tally, type Filter } from "./model.ts";
import { stepFor, visibleItems, type TreeItem } from "./tree.ts";
import type { Actions, TreeContext } from "./view/actions.ts";
import { filterBar } from "./view/filter-bar.ts";
import { header } from "./view/header.ts";
import { emptyState, failureNotice, problemNotices, staleNotice, type Absence } from "./view/notices.ts";
import { elementId, tree } from "./view/tree.ts";

/** Pause in typing after which a note is saved, and after which results of a filter are read out. In ms. */
const PAUSE = 800;
const SCROLL_PAUSE = 200;

/** The panel: takes messages and what a person does, and draws the whole from its state. */
export class Panel implements Actions {
  readonly #host: Host;
  readonly #container: HTMLElement;
  readonly #drafts = new Map<string, Drafts>();
  readonly #expanded: Set<string>;
  /** What was folded away while a filter unfolds everything. */
  readonly #foldedByHand = new Set<string>();
  readonly #shownWhole = new Set<string>();
  #folders: readonly FolderReference[] = [];
  #snapshot: ReviewSnapshot | undefined;
  #absence: Absence | undefined = "loading";
  #failure: string | undefined;
  #filter: Filter;
  #active: string | undefined;
  #scroll: number;
  #isScrollRestored = false;
  #announcement = "";
  #saveTimer: number | undefined;
  #announceTimer: number | undefined;
  #scrollTimer: number | undefined;

  constructor(host: Host, container: HTMLElement) {
    const { expanded, filter, active, scroll, unsaved } = host.keptState;
    this.#host = host;
    this.#container = container;
    this.#expanded = new Set(expanded);
    this.#filter = filter;
    this.#active = active;
    this.#scroll = scroll;
    for (const [folder, answers] of Object.entries(unsaved)) {
      this.#drafts.set(folder, new Drafts(answers));
    }
  }

  /** Draws, and asks for the first snapshot. */
  start(): void {
    this.#host.onMessage((message) => this.#receive(message));
    window.addEventListener("scroll", this.#noteScroll, { passive: true });
    window.addEventListener("pagehide", this.saveNow);
    document.addEventListener("visibilitychange", this.saveNow);
    this.#draw();
    this.#host.send({ type: "ready" });
  }

  selectFolder(folder: string): void {
    this.saveNow();
    this.#host.send({ type: "selectFolder", folder });
  }

  scan(): void {
    this.#sendForFolder((folder) => ({ type: "scan", folder }));
  }

  openEvidence(evidence: string): void {
    this.#sendForFolder((folder) => ({ type: "openEvidence", folder, evidence }));
  }

  openPage(page: string): void {
    this.#sendForFolder((folder) => ({ type: "openPage", folder, page }));
  }

  filter(change: Partial<Filter>): void {
    this.#filter = { ...this.#filter, ...change };
    this.#foldedByHand.clear();
    this.#changed();
    this.#announceSoon();
  }

  toggle(item: string): void {
    const level = this.#items().find(({ id }) => id === item)?.level;
    if (level === undefined) {
      return;
    }
    const set = this.#isUnfoldedByFilter(level) ? this.#foldedByHand : this.#expanded;
    if (!set.delete(item)) {
      set.add(item);
    }
    this.#active = item;
    this.#changed();
    this.#focus(item);
  }

  activate(item: string): void {
    if (this.#active !== item) {
      this.#active = item;
      this.#changed();
    }
  }

  readonly press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) {
      return;
    }
    const item = event.target.closest<HTMLElement>("[data-item]")?.dataset["item"];
    if (item === undefined) {
      return;
    }
    const isOnItem = event.target.dataset["item"] === item;
    const step = isOnItem
      ? stepFor(event.key, item, this.#items())
      : event.key === "Escape"
        ? { focus: item }
        : undefined;
    if (step === undefined) {
      return;
    }
    event.preventDefault();
    if ("toggle" in step) {
      this.toggle(step.toggle);
    } else {
      this.#focus(step.focus);
    }
  };

  answer(practice: PracticeReview, change: Partial<PracticeAnswer>, urgency: "now" | "later"): void {
    this.#currentDrafts()?.edit(practice.id, { ...this.#answerOf(practice), ...change });
    this.#changed();
    window.clearTimeout(this.#saveTimer);
    if (urgency === "now") {
      this.saveNow();
    } else {
      this.#saveTimer = window.setTimeout(this.saveNow, PAUSE);
    }
  }

  readonly saveNow = (): void => {
    window.clearTimeout(this.#saveTimer);
    const folder = this.#snapshot?.folder.uri;
    if (folder === undefined || this.#absence !== undefined) {
      return;
    }
    const unsent = this.#currentDrafts()?.takeUnsent() ?? [];
    for (const [practice, answer] of unsent) {
      this.#host.send({ type: "answer", folder, lens: this.#snapshot?.lens.id ?? "", practice, answer });
    }
    if (unsent.length > 0) {
      this.#draw();
    }
  };

  showAll(list: string): void {
    this.#shownWhole.add(list);
    this.#draw();
  }

  dismissFailure(): void {
    this.#failure = undefined;
    this.#draw();
  }

  #receive(message: PanelMessage): void {
    switch (message.type) {
      case "snapshot":
        this.#takeSnapshot(message.snapshot, message.folders);
        break;
      case "empty":
        this.#absence = message.reason;
        if (message.reason === "no folder") {
          this.#snapshot = undefined;
        } else {
          // Nobody will answer what is on its way; it is sent again with the next snapshot.
          this.#currentDrafts()?.noteFailed();
        }
        break;
      case "saved":
        if ([...this.#drafts.values()].some((drafts) => drafts.noteSaved(message.practice))) {
          this.#failure = undefined;
          this.#announce("Saved");
        }
        break;
      case "reveal":
        this.activate(message.practice);
        break;
      case "failed":
        this.#failure = message.message;
        this.#currentDrafts()?.noteFailed();
        if (this.#snapshot === undefined) {
          this.#absence = "failed";
        }
        break;
    }
    this.#changed();
  }

  #takeSnapshot(snapshot: ReviewSnapshot, folders: readonly FolderReference[]): void {
    const before = this.#snapshot?.folder.uri === snapshot.folder.uri ? this.#snapshot : undefined;
    // A server that was started anew counts from the start, and says so by being absent in between.
    const isLate = before !== undefined && this.#absence === undefined && snapshot.revision < before.revision;
    if (isLate) {
      return;
    }
    const wasAbsent = this.#absence !== undefined;
    this.#snapshot = snapshot;
    this.#folders = folders;
    this.#absence = undefined;
    this.#currentDrafts()?.noteSnapshot(new Map(practicesOf(snapshot.pillars).map(({ id, answer }) => [id, answer])));
    if (before?.scan.state === "scanning" && snapshot.scan.state === "scanned") {
      const { modelCalls, files } = snapshot.scan;
      this.#announce(`Scan finished. ${count(modelCalls, "model call")} in ${count(files, "file")}.`);
    }
    if (wasAbsent) {
      this.saveNow();
    }
  }

  #answerOf(practice: PracticeReview): PracticeAnswer {
    return this.#currentDrafts()?.answer(practice.id) ?? practice.answer;
  }

  #currentDrafts(): Drafts | undefined {
    const folder = this.#snapshot?.folder.uri;
    if (folder === undefined) {
      return undefined;
    }
    let drafts = this.#drafts.get(folder);
    if (drafts === undefined) {
      drafts = new Drafts();
      this.#drafts.set(folder, drafts);
    }
    return drafts;
  }

  #isUnfoldedByFilter(level: TreeItem["level"]): boolean {
    return level < 3 && isFiltering(this.#filter);
  }

  #isExpanded(id: string, level: TreeItem["level"]): boolean {
    return this.#isUnfoldedByFilter(level) ? !this.#foldedByHand.has(id) : this.#expanded.has(id);
  }

  #shownPillars(): ReviewSnapshot["pillars"] {
    return filterPillars(this.#snapshot?.pillars ?? [], this.#filter, (practice) => this.#answerOf(practice));
  }

  #items(): readonly TreeItem[] {
    return visibleItems(this.#shownPillars(), (id, level) => this.#isExpanded(id, level));
  }

  #sendForFolder(request: (folder: string) => Parameters<Host["send"]>[0]): void {
    const folder = this.#snapshot?.folder.uri;
    if (folder !== undefined) {
      this.#host.send(request(folder));
    }
  }

  #focus(item: string): void {
    const element = document.getElementById(elementId(item));
    element?.focus({ preventScroll: true });
    element?.querySelector(".row")?.scrollIntoView({ block: "nearest" });
  }

  readonly #noteScroll = (): void => {
    window.clearTimeout(this.#scrollTimer);
    this.#scrollTimer = window.setTimeout(() => {
      this.#scroll = window.scrollY;
      this.#keep();
    }, SCROLL_PAUSE);
  };

  #announce(text: string): void {
    // The same words twice in a row would not be read out a second time.
    this.#announcement = text === this.#announcement ? `${text}\u00a0` : text;
    this.#draw();
  }

  #announceSoon(): void {
    window.clearTimeout(this.#announceTimer);
    this.#announceTimer = window.setTimeout(() => {
      this.#announce(`${count(practicesOf(this.#shownPillars()).length, "practice")} shown`);
    }, PAUSE);
  }

  #changed(): void {
    this.#draw();
    this.#keep();
  }

  #keep(): void {
    this.#host.keep({
      expanded: [...this.#expanded],
      filter: this.#filter,
      scroll: this.#scroll,
      active: this.#active,
      unsaved: Object.fromEntries(
        [...this.#drafts]
          .map(([folder, drafts]) => [folder, drafts.unsaved()] as const)
          .filter(([, answers]) => Object.keys(answers).length > 0),
      ),
    });
  }

  #draw(): void {
    render(
      html`${this.#content()}
        <div class="visually-hidden" role="status" aria-live="polite">${this.#announcement}</div>`,
      this.#container,
    );
    if (this.#snapshot !== undefined && !this.#isScrollRestored) {
      this.#isScrollRestored = true;
      window.scrollTo(0, this.#scroll);
    }
  }

  #content(): TemplateResult {
    const snapshot = this.#snapshot;
    if (snapshot === undefined) {
      return html`${failureNotice(this.#failure, this)}
      ${this.#absence === undefined ? nothing : emptyState(this.#absence)}`;
    }
    const answerOf = (practice: PracticeReview): PracticeAnswer => this.#answerOf(practice);
    const all = tally(practicesOf(snapshot.pillars), answerOf);
    const tallies = talliesById(snapshot.pillars, answerOf);
    const shown = this.#shownPillars();
    const items = this.#items();
    const context: TreeContext = {
      actions: this,
      answerOf,
      tallyOf: (id) => tallies.get(id) ?? tally([], answerOf),
      draftState: (practice) => this.#currentDrafts()?.state(practice),
      isExpanded: (id, level) => this.#isExpanded(id, level),
      active: items.some(({ id }) => id === this.#active) ? this.#active : items[0]?.id,
      isShownWhole: (list) => this.#shownWhole.has(list),
    };
    return html`
      ${staleNotice(this.#absence)} ${failureNotice(this.#failure, this)} ${problemNotices(snapshot.problems)}
      ${header(snapshot, this.#folders, all, this)} ${filterBar(this.#filter, all, this)}
      ${
        shown.length > 0
          ? tree(shown, context)
          : html`<p class="empty muted" data-state="no match">No practice matches the filter.</p>`
      }
      <footer class="muted">
        <a href=${snapshot.lens.url}>${snapshot.lens.title}</a>, ${snapshot.lens.version}. GenAI Lens is independent of
        AWS.
      </footer>
    `;
  }
}

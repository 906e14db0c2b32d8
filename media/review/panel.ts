import { html, nothing, render, type TemplateResult } from "lit";
import type { ReviewSnapshot } from "../../server/src/protocol.ts";
import { answering } from "./answering.ts";
import { folderRequests } from "./folder-requests.ts";
import type { Host } from "./host.ts";
import { KeptScroll } from "./kept-scroll.ts";
import { listenToKeys } from "./keyboard.ts";
import { MyName } from "./my-name.ts";
import { navigation } from "./navigation.ts";
import { PanelNotices } from "./panel-notices.ts";
import type { PanelParts } from "./panel-parts.ts";
import { Receiving } from "./receiving.ts";
import { ReviewList } from "./review-list.ts";
import { ReviewSession } from "./review-session.ts";
import { Saving } from "./saving.ts";
import type { Actions, PanelContext } from "./view/context.ts";
import { header } from "./view/header.ts";
import { help } from "./view/help.ts";
import { emptyState, failureNotice, outcomeNotice, problemNotices, staleNotice } from "./view/notices.ts";
import { overview } from "./view/overview.ts";
import { practices } from "./view/practices.ts";

/** From this width on, in CSS pixels, list and practice stand side by side. */
const WIDE = 720;

/** The panel: puts its parts together, and draws the whole from their state. */
export class Panel {
  readonly #container: HTMLElement;
  readonly #parts: PanelParts;
  readonly #scroll: KeptScroll;
  readonly #actions: Actions;
  readonly #receiving: Receiving;

  constructor(host: Host, container: HTMLElement) {
    this.#container = container;
    const draw = (): void => this.#draw();
    const changed = (): void => {
      this.#draw();
      this.#keep();
    };
    const session = new ReviewSession(host.keptState.unsaved);
    const list = new ReviewList(session, host.keptState);
    const notices = new PanelNotices(draw);
    const saving = new Saving(host, session, notices, changed);
    const myName = new MyName(host, list);
    this.#parts = { host, session, list, notices, saving, myName, shownWhole: new Set(), draw, changed };
    this.#scroll = new KeptScroll(host.keptState.scroll);
    this.#actions = {
      ...folderRequests(this.#parts),
      ...navigation(this.#parts),
      ...answering(this.#parts),
      announce: (text) => notices.announce(text),
      dismissFailure: () => notices.dismissFailure(),
      dismissOutcome: () => notices.dismissOutcome(),
    };
    this.#receiving = new Receiving(this.#parts, this.#actions.open);
  }

  /** Draws, and asks for the first snapshot. */
  start(): void {
    const { host, session, list, saving, myName } = this.#parts;
    const leave = (): void => {
      session.endTyping();
      saving.now();
      myName.send();
    };
    host.onMessage((message) => this.#receiving.take(message));
    this.#scroll.listen(() => this.#keep());
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", leave);
    listenToKeys(this.#actions, session, list);
    this.#noteWidth();
    new ResizeObserver(() => this.#noteWidth()).observe(this.#container);
    this.#draw();
    host.send({ type: "ready" });
  }

  #noteWidth(): void {
    const { list } = this.#parts;
    const isWide = this.#container.clientWidth >= WIDE;
    if (isWide !== list.isWide) {
      list.isWide = isWide;
      this.#draw();
    }
  }

  #keep(): void {
    const { host, list, session } = this.#parts;
    host.keep({ ...list.kept(), scroll: this.#scroll.position, unsaved: session.unsaved() });
  }

  #draw(): void {
    const { session, list, notices } = this.#parts;
    this.#container.dataset["layout"] = list.isWide ? "wide" : "narrow";
    render(
      html`<h1 class="visually-hidden">GenAI Lens pillar review</h1>
        ${this.#content()} ${help()}
        <div class="visually-hidden" role="status" aria-live="polite">${notices.announcement}</div>`,
      this.#container,
    );
    if (session.snapshot !== undefined) {
      this.#scroll.restore();
    }
  }

  #content(): TemplateResult {
    const { session, list, notices } = this.#parts;
    const { absence, failure, outcome } = notices;
    const { snapshot } = session;
    if (snapshot === undefined) {
      return html`${failureNotice(failure, this.#actions)} ${absence === undefined ? nothing : emptyState(absence)}`;
    }
    const context = this.#context(snapshot);
    return html`
      <div class="notices">
        ${staleNotice(absence)} ${failureNotice(failure, this.#actions)} ${problemNotices(snapshot.problems)}
        ${outcomeNotice(outcome, this.#actions)}
      </div>
      ${header(context)}
      <div id="view" class="view view-${list.view}" role="tabpanel" aria-labelledby="tab-${list.view}">
        ${list.view === "overview" ? overview(context) : practices(context)}
      </div>
    `;
  }

  #context(snapshot: ReviewSnapshot): PanelContext {
    const { session, list, shownWhole } = this.#parts;
    const rows = list.rows();
    return {
      actions: this.#actions,
      snapshot,
      folders: this.#receiving.folders,
      view: list.view,
      isWide: list.isWide,
      filter: list.filter,
      areFiltersShown: list.areFiltersShown,
      me: list.me,
      shown: list.pillars(),
      rows,
      answerOf: session.answerOf,
      draftState: (practice) => session.draftState(practice),
      open: session.practice(list.open),
      active: rows.some(({ id }) => id === list.active) ? list.active : rows[0]?.id,
      isShownWhole: (evidence) => shownWhole.has(evidence),
      canUndo: session.canUndo,
      canRedo: session.canRedo,
    };
  }
}

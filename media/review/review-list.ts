import type { PillarReview } from "../../server/src/protocol.ts";
import { filterPillars, isFiltering, NO_FILTER, type Filter } from "./filter.ts";
import type { PanelState, PanelView } from "./panel-state.ts";
import { placedPractices, practicesOf } from "./practices.ts";
import type { ReviewSession } from "./review-session.ts";
import { visibleRows, type TreeRow } from "./tree.ts";

/** Which part of the review is shown: the side of the panel, the filter, what is unfolded, and the practice that is open. */
export class ReviewList {
  view: PanelView;
  /** The practice whose details are shown. */
  open: string | undefined;
  /** Row of the tree that Tab leads to, as long as it is shown. */
  active: string | undefined;
  areFiltersShown: boolean;
  /** Name under which the person at this panel owns practices; "" where it was not given. */
  me = "";
  /** Whether list and practice stand side by side. */
  isWide = false;
  readonly #session: ReviewSession;
  readonly #expanded: Set<string>;
  /** What was folded away while a filter unfolds everything. */
  readonly #foldedByHand = new Set<string>();
  #filter: Filter;

  constructor(session: ReviewSession, { view, open, active, areFiltersShown, expanded, filter }: PanelState) {
    this.#session = session;
    this.view = view;
    this.open = open;
    this.active = active;
    this.areFiltersShown = areFiltersShown;
    this.#expanded = new Set(expanded);
    this.#filter = filter;
  }

  get filter(): Filter {
    return this.#filter;
  }

  set filter(filter: Filter) {
    this.#filter = filter;
    this.#foldedByHand.clear();
  }

  /** The pillars with what passes the filter. */
  pillars(): readonly PillarReview[] {
    const { snapshot, answerOf } = this.#session;
    return filterPillars(snapshot?.pillars ?? [], this.#filter, answerOf, this.me);
  }

  /** The rows of the tree that can be seen. */
  rows(): readonly TreeRow[] {
    const isUnfolded = isFiltering(this.#filter);
    return visibleRows(this.pillars(), (id) => (isUnfolded ? !this.#foldedByHand.has(id) : this.#expanded.has(id)));
  }

  /** Folds or unfolds a row, and makes it the active one. */
  toggle(id: string): void {
    const set = isFiltering(this.#filter) ? this.#foldedByHand : this.#expanded;
    if (!set.delete(id)) {
      set.add(id);
    }
    this.active = id;
  }

  /** Makes a practice the one whose details are shown, and its row one that can be seen. */
  show(id: string): void {
    if (this.open !== id) {
      this.#session.endTyping();
    }
    this.open = id;
    this.active = id;
    if (!practicesOf(this.pillars()).some((practice) => practice.id === id)) {
      // What was folded by hand stays so for the next filter.
      this.#filter = NO_FILTER;
    }
    const all = this.#session.snapshot?.pillars ?? [];
    const placed = placedPractices(all).find(({ practice }) => practice.id === id);
    if (placed !== undefined) {
      for (const parent of [placed.pillar.id, placed.question.id]) {
        this.#expanded.add(parent);
        this.#foldedByHand.delete(parent);
      }
    }
  }

  /** What the panel keeps of it. */
  kept(): Omit<PanelState, "scroll" | "unsaved"> {
    return {
      view: this.view,
      open: this.open,
      active: this.active,
      areFiltersShown: this.areFiltersShown,
      expanded: [...this.#expanded],
      filter: this.#filter,
    };
  }
}

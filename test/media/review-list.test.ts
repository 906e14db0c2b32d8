import assert from "node:assert/strict";
import { NO_FILTER } from "../../media/review/filter.ts";
import { FIRST_STATE, type PanelState } from "../../media/review/panel-state.ts";
import { placedPractices } from "../../media/review/practices.ts";
import { ReviewList } from "../../media/review/review-list.ts";
import { ReviewSession } from "../../media/review/review-session.ts";
import { SNAPSHOT } from "./snapshot.ts";

function listOf(kept: Partial<PanelState> = {}): ReviewList {
  const session = new ReviewSession();
  session.take(SNAPSHOT);
  return new ReviewList(session, { ...FIRST_STATE, ...kept });
}

const shown = (list: ReviewList): readonly string[] => list.rows().map(({ id }) => id);
const [first, ...others] = placedPractices(SNAPSHOT.pillars);
const last = others.at(-1);
assert.ok(first !== undefined && last !== undefined);
const pillars = SNAPSHOT.pillars.map(({ id }) => id);

describe("what the panel shows of a review", () => {
  it("is folded at first, and unfolds row by row", () => {
    const list = listOf();
    assert.deepEqual(shown(list), pillars);
    list.toggle(first.pillar.id);
    assert.ok(shown(list).includes(first.question.id));
    assert.equal(list.active, first.pillar.id);
    list.toggle(first.pillar.id);
    assert.deepEqual(shown(list), pillars);
  });

  it("unfolds around a practice that is opened", () => {
    const list = listOf();
    list.show(last.practice.id);
    assert.deepEqual([list.open, list.active], [last.practice.id, last.practice.id]);
    assert.ok(shown(list).includes(last.practice.id));
    assert.equal(shown(list).includes(first.practice.id), false);
  });

  it("unfolds all that passes a filter, until a row is folded by hand or the filter changes", () => {
    const list = listOf();
    list.filter = { ...NO_FILTER, text: first.practice.id };
    assert.deepEqual(shown(list), [first.pillar.id, first.question.id, first.practice.id]);
    list.toggle(first.question.id);
    assert.deepEqual(shown(list), [first.pillar.id, first.question.id]);
    list.filter = { ...NO_FILTER, text: first.practice.id };
    assert.deepEqual(shown(list), [first.pillar.id, first.question.id, first.practice.id]);
    list.filter = NO_FILTER;
    assert.deepEqual(shown(list), pillars);
  });

  it("gives up a filter that a practice to be shown does not pass", () => {
    const list = listOf();
    list.filter = { ...NO_FILTER, text: first.practice.id };
    list.show(first.practice.id);
    assert.equal(list.filter.text, first.practice.id);
    list.show(last.practice.id);
    assert.equal(list.filter, NO_FILTER);
  });

  it("is kept, and comes back", () => {
    const list = listOf();
    list.view = "practices";
    list.areFiltersShown = true;
    list.filter = { ...NO_FILTER, risk: "high" };
    list.show(first.practice.id);
    const kept = list.kept();
    const { scroll, unsaved } = FIRST_STATE;
    assert.deepEqual(listOf({ ...kept, scroll, unsaved }).kept(), kept);
    assert.equal(kept.open, first.practice.id);
  });
});

import assert from "node:assert/strict";
import { OPEN_ANSWER } from "../../media/review/answers.ts";
import { NO_FILTER } from "../../media/review/filter.ts";
import { FIRST_STATE, readState, type PanelState } from "../../media/review/panel-state.ts";

describe("the panel's kept state", () => {
  it("comes back as it was", () => {
    const state: PanelState = {
      view: "practices",
      open: "GENSEC01-BP01",
      expanded: ["security"],
      filter: {
        text: "key",
        pillar: "security",
        phase: "Deployment",
        risk: "high",
        status: "not done",
        owner: "of:Ada",
        hasFindings: true,
        hasProposal: true,
        isContradicted: true,
      },
      areFiltersShown: true,
      scroll: 120,
      active: "security",
      unsaved: {
        "file:///shop": { "generative-ai": { "GENSEC01-BP01": { ...OPEN_ANSWER, status: "done", note: "x" } } },
      },
    };
    assert.deepEqual(readState(JSON.parse(JSON.stringify(state))), state);
  });

  it("starts empty where there is none, or one of another shape", () => {
    for (const kept of [undefined, null, 3, "x", [], {}]) {
      assert.deepEqual(readState(kept), FIRST_STATE);
    }
  });

  it("loses only what does not fit", () => {
    const kept = {
      view: "milestones",
      open: 3,
      expanded: ["security", 4],
      filter: { text: 7, risk: "huge", status: "maybe", owner: "everybody", hasFindings: true },
      scroll: Number.NaN,
      active: {},
      unsaved: {
        a: {
          lens: {
            p: { ...OPEN_ANSWER, status: "maybe" },
            q: { ...OPEN_ANSWER, status: "done", note: "kept" },
            r: { status: "done", note: "of an older version" },
          },
        },
        b: null,
      },
    };
    assert.deepEqual(readState(kept), {
      ...FIRST_STATE,
      expanded: ["security"],
      filter: { ...NO_FILTER, hasFindings: true },
      unsaved: { a: { lens: { q: { ...OPEN_ANSWER, status: "done", note: "kept" } } }, b: {} },
    });
  });
});

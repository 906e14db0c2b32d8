import assert from "node:assert/strict";
import { OPEN_ANSWER } from "../../media/review/model.ts";
import { FIRST_STATE, readState, type PanelState } from "../../media/review/panel-state.ts";

describe("the panel's kept state", () => {
  it("comes back as it was", () => {
    const state: PanelState = {
      expanded: ["security"],
      filter: { text: "key", hasFindings: true, isUnanswered: false },
      scroll: 120,
      active: "security",
      unsaved: { "file:///shop": { "GENSEC01-BP01": { ...OPEN_ANSWER, status: "done", note: "x" } } },
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
      expanded: ["security", 4],
      filter: { text: 7, hasFindings: true },
      scroll: Number.NaN,
      active: {},
      unsaved: {
        a: { p: { status: "maybe", note: "" }, q: { ...OPEN_ANSWER, status: "done", note: "kept" } },
        b: null,
      },
    };
    assert.deepEqual(readState(kept), {
      expanded: ["security"],
      filter: { text: "", hasFindings: true, isUnanswered: false },
      scroll: 0,
      active: undefined,
      unsaved: { a: { q: { ...OPEN_ANSWER, status: "done", note: "kept" } }, b: {} },
    });
  });
});

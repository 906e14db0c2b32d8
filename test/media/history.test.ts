import assert from "node:assert/strict";
import { OPEN_ANSWER } from "../../media/review/answers.ts";
import { AnswerHistory, type HistoryEntry } from "../../media/review/history.ts";

const noted = (text: string) => ({ ...OPEN_ANSWER, note: text });
const entry = (practice: string, before: string, after: string, label = "note"): HistoryEntry => ({
  label,
  steps: [{ practice, before: noted(before), after: noted(after) }],
});

describe("the history of answers", () => {
  it("takes back the last entry first, and does it again", () => {
    const history = new AnswerHistory();
    const first = entry("P1", "", "a");
    const second = entry("P2", "", "b");
    history.note(first);
    history.note(second);
    assert.deepEqual(history.undo(), second);
    assert.deepEqual(history.undo(), first);
    assert.equal(history.undo(), undefined);
    assert.deepEqual(history.redo(), first);
    assert.deepEqual(history.next, second);
  });

  it("joins what is typed in one go", () => {
    const history = new AnswerHistory();
    history.note(entry("P1", "", "a"), "typing");
    history.note(entry("P1", "a", "ab"), "typing");
    assert.deepEqual(history.undo()?.steps, entry("P1", "", "ab").steps);
    assert.equal(history.last, undefined);
  });

  it("keeps apart other fields, other practices, and what is typed after a pause", () => {
    const history = new AnswerHistory();
    history.note(entry("P1", "", "a"), "typing");
    history.note(entry("P1", "a", "ab", "owner"), "typing");
    history.note(entry("P2", "", "a", "owner"), "typing");
    history.close();
    history.note(entry("P2", "a", "ab", "owner"), "typing");
    assert.deepEqual(history.undo()?.steps, entry("P2", "a", "ab").steps);
    assert.deepEqual(history.undo()?.steps, entry("P2", "", "a").steps);
    assert.deepEqual(history.undo()?.steps, entry("P1", "a", "ab").steps);
    assert.deepEqual(history.undo()?.steps, entry("P1", "", "a").steps);
  });

  it("forgets what was taken back once something new is done", () => {
    const history = new AnswerHistory();
    history.note(entry("P1", "", "a"));
    history.undo();
    history.note(entry("P1", "", "b"));
    assert.equal(history.redo(), undefined);
  });

  it("does not count what changed nothing", () => {
    const history = new AnswerHistory();
    history.note(entry("P1", "a", "a"));
    assert.equal(history.last, undefined);
  });
});

import assert from "node:assert/strict";
import { OPEN_ANSWER } from "../../media/review/answers.ts";
import { Drafts } from "../../media/review/drafts.ts";
import type { PracticeAnswer } from "../../server/src/protocol.ts";

const P = "GENSEC01-BP01";
const first: PracticeAnswer = { ...OPEN_ANSWER, status: "open", note: "half" };
const second: PracticeAnswer = { ...OPEN_ANSWER, status: "open", note: "half typed" };
const stored = (answer: PracticeAnswer) => new Map([[P, answer]]);

describe("answers on their way", () => {
  it("are shown until a snapshot has them", () => {
    const drafts = new Drafts();
    drafts.edit(P, first, undefined);
    assert.deepEqual(drafts.takeUnsent(), [{ practice: P, answer: first }]);
    assert.deepEqual(drafts.takeUnsent(), []);
    assert.equal(drafts.noteSaved(P), true);
    assert.deepEqual(drafts.answer(P), first);
    drafts.noteSnapshot(stored(first));
    assert.equal(drafts.answer(P), undefined);
    assert.equal(drafts.state(P), "saved");
  });

  it("survive a snapshot that does not have them yet", () => {
    const drafts = new Drafts();
    drafts.edit(P, first, undefined);
    drafts.noteSnapshot(stored({ ...OPEN_ANSWER, status: "done", note: "of a colleague" }));
    assert.deepEqual(drafts.answer(P), first);
    drafts.takeUnsent();
    drafts.noteSnapshot(stored({ ...OPEN_ANSWER, status: "done", note: "of a colleague" }));
    assert.deepEqual(drafts.answer(P), first);
  });

  it("that were edited again while being saved are sent again", () => {
    const drafts = new Drafts();
    drafts.edit(P, first, undefined);
    drafts.takeUnsent();
    drafts.edit(P, second, undefined);
    assert.equal(drafts.noteSaved(P), false);
    assert.equal(drafts.state(P), "edited");
    assert.deepEqual(drafts.takeUnsent(), [{ practice: P, answer: second, before: first }]);
  });

  it("that could not be saved are kept, and sent with the next try", () => {
    const drafts = new Drafts();
    drafts.edit(P, first, undefined);
    drafts.takeUnsent();
    assert.equal(drafts.noteFailed(), true);
    assert.equal(drafts.state(P), "failed");
    assert.deepEqual(drafts.answer(P), first);
    assert.deepEqual(drafts.takeUnsent(), [{ practice: P, answer: first }]);
  });

  it("need no saving when they equal what is stored", () => {
    const drafts = new Drafts({ [P]: first });
    drafts.noteSnapshot(stored(first));
    assert.deepEqual(drafts.takeUnsent(), []);
  });

  it("outlive the panel while they are not saved", () => {
    const drafts = new Drafts();
    drafts.edit(P, first, undefined);
    drafts.takeUnsent();
    drafts.edit("GENSEC01-BP02", second, undefined);
    const again = new Drafts(drafts.unsaved());
    assert.deepEqual(again.takeUnsent(), [
      { practice: P, answer: first },
      { practice: "GENSEC01-BP02", answer: second },
    ]);
    again.noteSaved(P);
    assert.deepEqual(again.unsaved(), { "GENSEC01-BP02": second });
  });

  it("are held back while they lack the reason that they need", () => {
    const drafts = new Drafts();
    drafts.edit(P, { ...OPEN_ANSWER, status: "not applicable", reason: "  " }, undefined);
    assert.equal(drafts.state(P), "incomplete");
    assert.deepEqual(drafts.takeUnsent(), []);
    assert.equal(drafts.noteFailed(), false);
    assert.deepEqual(Object.keys(drafts.unsaved()), [P]);
    const whole: PracticeAnswer = { ...OPEN_ANSWER, status: "not applicable", reason: "No training" };
    drafts.edit(P, whole, undefined);
    assert.deepEqual(drafts.takeUnsent(), [{ practice: P, answer: whole }]);
  });

  it("say what was stored when they were given, as far as it is known", () => {
    const drafts = new Drafts();
    drafts.edit(P, first, OPEN_ANSWER);
    assert.deepEqual(drafts.takeUnsent(), [{ practice: P, answer: first, before: OPEN_ANSWER }]);
    drafts.edit(P, OPEN_ANSWER, OPEN_ANSWER);
    assert.deepEqual(drafts.takeUnsent(), [{ practice: P, answer: OPEN_ANSWER, before: first }]);
    drafts.noteFailed();
    assert.deepEqual(drafts.takeUnsent(), [{ practice: P, answer: OPEN_ANSWER, before: OPEN_ANSWER }]);
    drafts.noteSaved(P);
    drafts.edit(P, second, OPEN_ANSWER);
    assert.deepEqual(drafts.takeUnsent(), [{ practice: P, answer: second, before: OPEN_ANSWER }]);
  });

  it("know of nothing that was never edited", () => {
    const drafts = new Drafts();
    assert.equal(drafts.state(P), undefined);
    assert.equal(drafts.noteSaved(P), false);
    assert.equal(drafts.noteFailed(), false);
  });
});

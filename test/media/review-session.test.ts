import assert from "node:assert/strict";
import { OPEN_ANSWER } from "../../media/review/answers.ts";
import { ReviewSession } from "../../media/review/review-session.ts";
import type { PracticeReview, ReviewSnapshot } from "../../server/src/protocol.ts";
import { SNAPSHOT } from "./snapshot.ts";

const FOLDER = SNAPSHOT.folder.uri;
const LENS = SNAPSHOT.lens.id;

function begin(snapshot: ReviewSnapshot = SNAPSHOT): ReviewSession {
  const session = new ReviewSession();
  session.take(snapshot);
  return session;
}

function find(session: ReviewSession, id: string): PracticeReview {
  const practice = session.practice(id);
  assert.ok(practice);
  return practice;
}

describe("a review session", () => {
  it("lets what was answered here count before what is stored", () => {
    const session = begin();
    const practice = find(session, "GENSEC01-BP01");
    session.edit(practice, { status: "done" }, "once");
    assert.equal(session.answerOf(practice).status, "done");
    assert.deepEqual(session.takeUnsent(), [
      { practice: practice.id, answer: { ...OPEN_ANSWER, status: "done" }, before: OPEN_ANSWER },
    ]);
  });

  it("has nothing to send, or to undo, where an answer stays the same", () => {
    const session = begin();
    session.edit(find(session, "GENSEC01-BP01"), { status: "open" }, "once");
    assert.deepEqual(session.takeUnsent(), []);
    assert.equal(session.canUndo, false);
  });

  it("takes back several answers in one step, and sends what they were", () => {
    const session = begin();
    const practices = [find(session, "GENSEC01-BP01"), find(session, "GENREL02-BP01")];
    session.editAll(
      practices.map((practice) => [practice, { status: "done" }] as const),
      "2 proposals",
    );
    session.takeUnsent();
    assert.equal(session.undo()?.label, "2 proposals");
    assert.deepEqual(
      session.takeUnsent().map(({ practice, answer }) => [practice, answer.status]),
      [
        ["GENSEC01-BP01", "open"],
        ["GENREL02-BP01", "open"],
      ],
    );
    session.redo();
    assert.deepEqual(
      session.takeUnsent().map(({ answer }) => answer.status),
      ["done", "done"],
    );
  });

  it("keeps answers of other folders and lenses apart", () => {
    const session = begin();
    session.edit(find(session, "GENSEC01-BP01"), { note: "of the shop" }, "once");
    session.take({ ...SNAPSHOT, folder: { uri: "file:///home/me/blog", name: "blog" } });
    const practice = find(session, "GENSEC01-BP01");
    assert.equal(session.answerOf(practice).note, "");
    assert.equal(session.canUndo, false);
    session.take({ ...SNAPSHOT, lens: { ...SNAPSHOT.lens, id: "agentic-ai" } });
    assert.equal(session.answerOf(practice).note, "");
    session.take(SNAPSHOT);
    assert.equal(session.answerOf(practice).note, "of the shop");
    assert.equal(session.canUndo, true);
  });

  it("hears of what is saved also when another lens is shown by then", () => {
    const session = begin();
    session.edit(find(session, "GENSEC01-BP01"), { status: "done" }, "once");
    session.takeUnsent();
    session.take({ ...SNAPSHOT, lens: { ...SNAPSHOT.lens, id: "agentic-ai" } });
    assert.equal(session.noteSaved(FOLDER, "agentic-ai", ["GENSEC01-BP01"]), false);
    assert.equal(session.noteSaved(FOLDER, LENS, ["GENSEC01-BP01"]), true);
    assert.deepEqual(session.unsaved(), {});
  });

  it("gives what is not saved to the one that comes after it", () => {
    const session = begin();
    session.edit(find(session, "GENSEC01-BP01"), { note: "half" }, "typing");
    const again = new ReviewSession(session.unsaved());
    again.take(SNAPSHOT);
    assert.equal(again.answerOf(find(again, "GENSEC01-BP01")).note, "half");
    assert.equal(again.takeUnsent().length, 1);
  });

  it("has nothing to say without a snapshot", () => {
    const session = begin();
    session.drop();
    assert.equal(session.snapshot, undefined);
    assert.equal(session.practice("GENSEC01-BP01"), undefined);
    assert.equal(session.undo(), undefined);
    assert.deepEqual(session.takeUnsent(), []);
  });
});

import assert from "node:assert/strict";
import { OPEN_ANSWER } from "../../../server/src/review/answers.ts";
import { type NamedAnswer, questionNotes } from "../../../server/src/review/well-architected/question-notes.ts";

const named = (parts: Partial<NamedAnswer["answer"]>): NamedAnswer => ({
  practice: "GENSEC01-BP01",
  answer: { ...OPEN_ANSWER, status: "done", ...parts },
});

describe("notes of a question in the tool", () => {
  it("hold what the notes of choices have no room for", () => {
    const notes = questionNotes("", [
      named({ note: "short", owner: "Ann", due: "2027-01-31", links: ["https://example.com"] }),
      named({ note: "short" }),
      named({ status: "not applicable", reason: "no agents", note: "and a note" }),
    ]);
    assert.equal(
      notes,
      "[GenAI Lens]\nGENSEC01-BP01: owner Ann, due 2027-01-31, https://example.com\nGENSEC01-BP01: and a note\n[/GenAI Lens]",
    );
  });

  it("keep what people wrote around our part, and renew only that", () => {
    const first = questionNotes("Talk to Bob.", [named({ owner: "Ann" })]);
    const edited = `${first}\n\nBob agrees.`;
    const second = questionNotes(edited, [named({ owner: "Eve" })]);
    assert.match(
      second,
      /^Talk to Bob\.\n\nBob agrees\.\n\n\[GenAI Lens\]\nGENSEC01-BP01: owner Eve\n\[\/GenAI Lens\]$/,
    );
    assert.equal(questionNotes(second, [named({ owner: "Eve" })]), second);
    assert.equal(questionNotes(second, [named({})]), "Talk to Bob.\n\nBob agrees.");
    assert.equal(questionNotes("Talk to Bob.", []), "Talk to Bob.");
  });

  it("are cut at the limit, but not what people wrote", () => {
    const long = [named({ note: "x".repeat(5000) })];
    const notes = questionNotes("Talk to Bob.", long);
    assert.equal(notes.length, 2084);
    assert.match(notes, /^Talk to Bob\..*…\n\[\/GenAI Lens\]$/s);
    assert.equal(questionNotes(notes, long), notes);
    const full = "y".repeat(2050);
    assert.equal(questionNotes(full, long), full);
  });

  it("are not ended by what an answer says", () => {
    const answers = [named({ owner: "[/GenAI Lens] Ann\nEve" })];
    const notes = questionNotes("", answers);
    assert.equal(questionNotes(notes, answers), notes);
    assert.equal(questionNotes(notes, []), "");
  });
});

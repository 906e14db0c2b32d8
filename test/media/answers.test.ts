import assert from "node:assert/strict";
import { OPEN_ANSWER, isComplete, isSameAnswer, isWebAddress } from "../../media/review/answers.ts";
import type { PracticeAnswer } from "../../server/src/protocol.ts";

describe("an answer", () => {
  it("equals another only in all its parts", () => {
    assert.ok(isSameAnswer(OPEN_ANSWER, { ...OPEN_ANSWER }));
    const others: readonly Partial<PracticeAnswer>[] = [
      { status: "done" },
      { note: "x" },
      { reason: "x" },
      { owner: "x" },
      { due: "2026-12-01" },
      { links: ["https://example.com/"] },
    ];
    for (const other of others) {
      assert.equal(isSameAnswer(OPEN_ANSWER, { ...OPEN_ANSWER, ...other }), false);
    }
  });

  it("needs a reason only where it says that a practice does not apply", () => {
    assert.ok(isComplete(OPEN_ANSWER));
    assert.ok(!isComplete({ ...OPEN_ANSWER, status: "not applicable", reason: " " }));
    assert.ok(isComplete({ ...OPEN_ANSWER, status: "not applicable", reason: "No training" }));
  });

  it("links to the web and to nothing else", () => {
    assert.ok(isWebAddress("https://example.com/a?b#c"));
    assert.ok(isWebAddress("http://localhost:3000"));
    for (const address of ["", "example.com", "command:x", "javascript:alert(1)", "file:///etc/passwd", "https://"]) {
      assert.ok(!isWebAddress(address), address);
    }
  });
});

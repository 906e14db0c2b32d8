import assert from "node:assert/strict";
import fc from "fast-check";
import type { PracticeAnswer } from "../../server/src/protocol.ts";
import {
  ANSWER_STATUSES,
  isDate,
  isWebAddress,
  mergeAnswers,
  OPEN_ANSWER,
  problemWithAnswer,
} from "../../server/src/review/answers.ts";

const anyAnswer: fc.Arbitrary<PracticeAnswer> = fc
  .record({
    status: fc.constantFrom(...ANSWER_STATUSES),
    note: fc.constantFrom("", "a", "b"),
    reason: fc.constantFrom("", "a", "b"),
    owner: fc.constantFrom("", "ada", "bob"),
    due: fc.constantFrom("", "2027-01-31"),
    links: fc.uniqueArray(fc.constantFrom("https://a.example", "https://b.example", "https://c.example")),
  })
  .map((answer) => ({ ...answer }));
const FIELDS = ["status", "note", "reason", "owner", "due"] as const;

describe("answers of two people to one practice", () => {
  it("merge so that each field that only one of them changed is as that one wants it", () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, anyAnswer, (before, mine, theirs) => {
        const merged = mergeAnswers(before, mine, theirs);
        for (const field of FIELDS) {
          if (mine[field] === before[field]) assert.equal(merged[field], theirs[field]);
          else assert.equal(merged[field], mine[field]);
        }
      }),
    );
  });

  it("merge so that no link is lost that nobody removed, and none comes back", () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, anyAnswer, (before, mine, theirs) => {
        const { links } = mergeAnswers(before, mine, theirs);
        assert.equal(new Set(links).size, links.length);
        for (const link of new Set([...before.links, ...mine.links, ...theirs.links])) {
          const isRemoved = before.links.includes(link) && !(mine.links.includes(link) && theirs.links.includes(link));
          assert.equal(links.includes(link), !isRemoved, link);
        }
      }),
    );
  });

  it("merge to what one wants where the other changed nothing", () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, (before, changed) => {
        assert.deepEqual(mergeAnswers(before, changed, before), changed);
        assert.deepEqual(mergeAnswers(before, before, changed), changed);
      }),
    );
  });
});

describe("an answer", () => {
  const cases: readonly [string, Partial<PracticeAnswer>, RegExp | undefined][] = [
    ["nothing", {}, undefined],
    ["not applicable with a reason", { status: "not applicable", reason: "No agents." }, undefined],
    ["not applicable without one", { status: "not applicable", reason: " " }, /why P does not apply/],
    ["a due date", { due: "2028-02-29" }, undefined],
    ["a day that is none", { due: "2027-02-29" }, /cannot be due on "2027-02-29"/],
    ["a link", { links: ["https://example.com/a?b#c"] }, undefined],
    ["a link that runs something", { links: ["command:workbench.action.quit"] }, /https:\/\//],
    ["a note without end", { note: "x".repeat(20_001) }, /too long/],
  ];
  for (const [name, change, message] of cases) {
    it(`is judged: ${name}`, () => {
      const problem = problemWithAnswer("P", { ...OPEN_ANSWER, ...change }, OPEN_ANSWER);
      if (message === undefined) assert.equal(problem, undefined);
      else assert.match(problem ?? "", message);
    });
  }

  it("may keep what it had before, however it came there", () => {
    const before: PracticeAnswer = { ...OPEN_ANSWER, due: "soon", links: ["wiki"] };
    assert.equal(problemWithAnswer("P", { ...before, note: "more" }, before), undefined);
  });

  it("tells dates and addresses", () => {
    assert.deepEqual(["2027-01-31", "2027-1-31", "31.01.2027", "0000-00-00"].map(isDate), [true, false, false, false]);
    assert.deepEqual(["HTTP://x", "https://", "javascript:alert(1)", "https://a b"].map(isWebAddress), [
      true,
      false,
      false,
      false,
    ]);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import type { AnswerStatus, QuestionRisk } from "../../server/src/protocol.ts";
import { OPEN_ANSWER } from "../../server/src/review/answers.ts";
import { compareStates } from "../../server/src/review/comparison.ts";
import type { ComparedState, StateChanges } from "../../server/src/review/comparison.ts";

interface Given {
  readonly risk?: QuestionRisk;
  readonly status?: AnswerStatus;
  readonly findings?: number;
  readonly practice?: string;
}

function state(given: Given, isScanned = true): ComparedState {
  const { risk = "high", status = "open", findings = 0, practice = "Q-BP01" } = given;
  const evidence = { againstCount: findings, proofCount: 0, unknownCount: 0, signalCount: 0 };
  const practices = [{ id: practice, answer: { ...OPEN_ANSWER, status }, evidence }];
  return { isScanned, pillars: [{ id: "security", questions: [{ id: "Q", risk, practices }] }] };
}

function changes(before: Given, after: Given): Record<string, string[]> {
  const found = compareStates(state(before), state(after), () => undefined);
  return Object.fromEntries(
    Object.entries(found)
      .map(
        ([direction, list]: [string, StateChanges["better"]]) =>
          [direction, list.map(({ id, text }) => `${id}: ${text}`)] as const,
      )
      .filter(([, list]) => list.length > 0),
  );
}

describe("two states of a review", () => {
  const cases: readonly [string, Given, Given, Record<string, string[]>][] = [
    ["nothing", { status: "done" }, { status: "done" }, {}],
    ["done", { status: "not done" }, { status: "done" }, { better: ["Q-BP01: not done → done"] }],
    ["no longer done", { status: "done" }, { status: "open" }, { worse: ["Q-BP01: done → open"] }],
    ["looked at", { status: "open" }, { status: "not done" }, { other: ["Q-BP01: open → not done"] }],
    ["left out", { status: "done" }, { status: "not applicable" }, { other: ["Q-BP01: done → not applicable"] }],
    ["fewer findings", { findings: 3 }, { findings: 1 }, { better: ["Q-BP01: 3 findings → 1"] }],
    ["more findings", { findings: 1 }, { findings: 5 }, { worse: ["Q-BP01: 1 finding → 5"] }],
    ["less risk", { risk: "high" }, { risk: "medium" }, { better: ["Q: risk high → medium"] }],
    ["more risk", { risk: "none" }, { risk: "medium" }, { worse: ["Q: risk none → medium"] }],
    ["risk found out", { risk: "unanswered" }, { risk: "high" }, { other: ["Q: risk unanswered → high"] }],
    [
      "another practice",
      { practice: "Q-BP01", status: "done" },
      { practice: "Q-BP02" },
      { other: ["Q-BP02: new in the lens", "Q-BP01: done → no longer in the lens"] },
    ],
  ];
  for (const [name, before, after, expected] of cases) {
    it(`differ by: ${name}`, () => assert.deepEqual(changes(before, after), expected));
  }

  it("do not differ by findings where the code was not looked at", () => {
    const found = compareStates(state({ findings: 3 }), state({ findings: 0 }, false), () => undefined);
    assert.deepEqual(found, { better: [], worse: [], other: [] });
  });

  it("name what changed by its title", () => {
    const found = compareStates(state({}), state({ status: "done" }), (id) => `Title of ${id}`);
    assert.equal(found.better[0]?.title, "Title of Q-BP01");
  });

  it("differ the other way round by the opposite", () => {
    const any = fc.record({
      risk: fc.constantFrom<QuestionRisk>("high", "medium", "none", "unanswered"),
      status: fc.constantFrom<AnswerStatus>("done", "not done", "open"),
      findings: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(any, any, (first, second) => {
        const there = compareStates(state(first), state(second), () => undefined);
        const back = compareStates(state(second), state(first), () => undefined);
        assert.equal(there.better.length, back.worse.length);
        assert.equal(there.worse.length, back.better.length);
        assert.equal(there.other.length, back.other.length);
      }),
    );
  });
});

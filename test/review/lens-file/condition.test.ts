import assert from "node:assert/strict";
import fc from "fast-check";
import { choicesIn, evaluateRisk, isTrue, parseCondition } from "../../../server/src/review/lens-file/condition.ts";
import { idleRules } from "../../../server/src/review/lens-file/reachability.ts";

const NAMES = ["A_1", "B_2", "C_3", "D_4"];

/** A condition as text, with what it means worked out by itself. */
interface Sample {
  readonly text: string;
  readonly holds: (isSelected: (choice: string) => boolean) => boolean;
}

type Selection = Parameters<Sample["holds"]>[0];

const choice = (name: string): Sample => ({ text: name, holds: (isSelected) => isSelected(name) });

const not = (inner: Sample): Sample => ({
  text: `!(${inner.text})`,
  holds: (isSelected) => !inner.holds(isSelected),
});

const and = (parts: readonly Sample[]): Sample => ({
  text: parts.map((part) => `( ${part.text})`).join("&&"),
  holds: (isSelected) => parts.every((part) => part.holds(isSelected)),
});

const or = (parts: readonly Sample[]): Sample => ({
  text: parts.map((part) => `(${part.text} )`).join(" ||\n"),
  holds: (isSelected) => parts.some((part) => part.holds(isSelected)),
});

const sample = fc.letrec<{ any: Sample; leaf: Sample }>((tie) => ({
  leaf: fc.constantFrom(...NAMES).map(choice),
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    tie("leaf"),
    tie("any").map(not),
    fc.array(tie("any"), { minLength: 2, maxLength: 4 }).map(and),
    fc.array(tie("any"), { minLength: 2, maxLength: 4 }).map(or),
  ),
})).any;

const SELECTIONS = Array.from({ length: 2 ** NAMES.length }, (_, bits) => {
  const selected = new Set(NAMES.filter((_, index) => (bits >> index) & 1));
  const isSelected: Selection = (choice) => selected.has(choice);
  return isSelected;
});

function holds(text: string, ...selected: readonly string[]): boolean {
  const { condition } = parseCondition(text);
  assert.ok(condition !== undefined, text);
  return isTrue(condition, (choice) => selected.includes(choice));
}

describe("conditions of risk rules", () => {
  it("mean what a truth table says, for every selection", () => {
    fc.assert(
      fc.property(sample, ({ text, holds: expected }) => {
        const { condition } = parseCondition(text);
        assert.ok(condition !== undefined, text);
        for (const isSelected of SELECTIONS) assert.equal(isTrue(condition, isSelected), expected(isSelected), text);
      }),
    );
  });

  it("read the forms that AWS writes", () => {
    assert.equal(holds("default"), true);
    assert.equal(holds(" default "), true);
    assert.equal(holds("(!Q1_BP01) || (!Q1_BP02)", "Q1_BP01", "Q1_BP02"), false);
    assert.equal(holds("(!Q1_BP01) || (!Q1_BP02)", "Q1_BP02"), true);
    assert.equal(holds("((a_1 || b_1) && c_1) || (!a_1 && c_1)", "c_1"), true);
    assert.equal(holds("((a_1 || b_1) && c_1) || (!a_1 && c_1)", "a_1"), false);
    assert.equal(holds("!!a_1", "a_1"), true);
    assert.equal(holds("!a_1 && b_1", "b_1"), true);
  });

  it("take && before ||, and say that AWS leaves it open", () => {
    const parsed = parseCondition("aaa || bbb && ccc");
    assert.ok(parsed.condition !== undefined);
    assert.equal(holds("aaa || bbb && ccc", "aaa"), true);
    assert.equal(parsed.doubt?.offset, 4);
    for (const clear of ["aaa || (bbb && ccc)", "(aaa || bbb) && ccc", "aaa && bbb && ccc", "!(aaa && bbb) || ccc"]) {
      const { condition, ...others } = parseCondition(clear);
      assert.ok(condition !== undefined);
      assert.deepEqual(others, { doubt: undefined }, clear);
    }
    for (const open of ["aaa && bbb || ccc", "aaa || bbb || ccc && ddd", "(aaa && bbb || ccc)"]) {
      const other = parseCondition(open);
      assert.ok(other.condition !== undefined && other.doubt !== undefined, open);
    }
  });

  const MISTAKES: readonly (readonly [text: string, offset: number, message: RegExp])[] = [
    ["", 0, /is empty/],
    ["  ", 2, /is empty/],
    ["aaa &", 4, /write &&/],
    ["aaa | bbb", 4, /write \|\|/],
    ["aaa &&", 6, /ends where a choice is expected.*"&&"/],
    ["&& aaa", 0, /"&&" where a choice is expected/],
    ["aaa && || bbb", 7, /"\|\|" where a choice/],
    ["(aaa", 0, /"\(" without its "\)"/],
    ["aaa && (bbb || (ccc)", 7, /"\(" without its "\)"/],
    ["aaa)", 3, /"\)" without its "\("/],
    ["()", 1, /"\)" where a choice/],
    ["aaa bbb", 4, /"bbb" right behind "aaa"/],
    ["aaa and bbb", 4, /the word "and": write &&/],
    ["(aaa OR bbb)", 5, /the word "OR": write \|\|/],
    ["not aaa", 4, /the word "not": write !/],
    ["aaa == bbb", 4, /"==" cannot stand/],
    ["GENSEC01-BP01", 8, /"-" cannot stand/],
    ["aaa || default", 7, /^names "default" among choices/],
    ["!", 1, /ends where/],
    ["(".repeat(5000), 50, /more than 50 deep/],
    ["!".repeat(5000) + "aaa", 50, /more than 50 deep/],
  ];
  for (const [text, offset, message] of MISTAKES) {
    it(`say what is wrong with ${JSON.stringify(text.slice(0, 20))}`, () => {
      const parsed = parseCondition(text);
      assert.ok(parsed.condition === undefined);
      assert.match(parsed.mistake.message, message);
      assert.equal(parsed.mistake.offset, offset);
    });
  }

  it("never throw, and place every mistake inside", () => {
    const pieces = fc.array(fc.constantFrom("(", ")", "!", "&&", "||", "&", " ", "default", "aaa", "é", "😀", "\n"));
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((parts) => parts.join("")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          const parsed = parseCondition(text);
          if (parsed.condition !== undefined) return;
          assert.ok(parsed.mistake.offset >= 0 && parsed.mistake.offset + parsed.mistake.length <= text.length);
        },
      ),
    );
  });

  it("take long chains", () => {
    const long = Array.from({ length: 20_000 }, (_, index) => `choice_${index}`).join(" && ");
    const { condition } = parseCondition(long);
    assert.ok(condition !== undefined);
    assert.equal(choicesIn(condition).length, 20_000);
    assert.equal(
      isTrue(condition, () => true),
      true,
    );
  });
});

describe("the risk of a question", () => {
  const rules = [
    { condition: "aaa && bbb", risk: "NO_RISK" },
    { condition: "aaa", risk: "MEDIUM_RISK" },
    { condition: "default", risk: "HIGH_RISK" },
  ] as const;
  const risk = (...selected: readonly string[]) => evaluateRisk(rules, new Set(selected));

  it("comes from the first rule that is true", () => {
    assert.equal(risk("aaa", "bbb"), "NO_RISK");
    assert.equal(risk("aaa"), "MEDIUM_RISK");
    assert.equal(risk("bbb"), "HIGH_RISK");
    assert.equal(risk(), "HIGH_RISK");
  });

  it("is not known where no rule is true", () => {
    assert.equal(evaluateRisk([{ condition: "aaa &&", risk: "NO_RISK" }], new Set(["aaa"])), undefined);
  });
});

describe("rules that never decide", () => {
  const idle = (...texts: readonly string[]) =>
    idleRules(
      texts.map((text) => {
        const { condition } = parseCondition(text);
        assert.ok(condition !== undefined);
        return condition;
      }),
    );

  it("are the ones that a truth table shows", () => {
    assert.deepEqual(idle("aaa && bbb", "aaa", "default"), [undefined, undefined, undefined]);
    assert.deepEqual(idle("aaa", "aaa && bbb", "default"), [undefined, "always decided before", undefined]);
    assert.deepEqual(idle("aaa && !aaa", "default"), ["never true", undefined]);
    assert.deepEqual(idle("default", "aaa"), [undefined, "always decided before"]);
    assert.deepEqual(idle("aaa && bbb", "(!aaa) || (!bbb)", "default"), [
      undefined,
      undefined,
      "always decided before",
    ]);
  });

  it("are found by trying every selection", () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 4 }), (samples) => {
        const expected = samples.map((one, index) => {
          if (!SELECTIONS.some((isSelected) => one.holds(isSelected))) return "never true";
          const decides = SELECTIONS.some(
            (isSelected) => one.holds(isSelected) && !samples.slice(0, index).some((other) => other.holds(isSelected)),
          );
          return decides ? undefined : "always decided before";
        });
        assert.deepEqual(idle(...samples.map(({ text }) => text)), expected);
      }),
    );
  });

  it("are not sought among more choices than AWS takes", () => {
    const names = Array.from({ length: 16 }, (_, index) => `choice_${index}`);
    assert.deepEqual(idle(names.join(" && "), names.join(" && ")), [undefined, undefined]);
    assert.deepEqual(idle(names.slice(1).join(" && "), names.slice(1).join(" && ")), [
      undefined,
      "always decided before",
    ]);
  });
});

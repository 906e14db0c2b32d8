import assert from "node:assert/strict";
import {
  AGENTIC_AI_LENS,
  GENERATIVE_AI_LENS,
  type Lens,
  positionsIn,
  RESPONSIBLE_AI_LENS,
} from "../../../lens/practices/practices.ts";
import { joinChoices, type QuestionWithChoices } from "../../../server/src/review/well-architected/choice-join.ts";

/** The lens as the tool shows it once its file is imported. */
function imported(lens: Lens, pageOf: (url: string) => string = (url) => url): readonly QuestionWithChoices[] {
  return lens.pillars
    .flatMap(({ questions }) => questions)
    .map(({ customLensQuestionId, practices }) => ({
      questionId: customLensQuestionId,
      choices: [
        ...practices.map(({ customLensChoiceId, title, url }) => ({
          id: customLensChoiceId,
          title,
          pages: [pageOf(url)].filter((page) => page !== ""),
        })),
        { id: `${customLensQuestionId}_no`, title: "None of these", pages: [] },
      ],
    }));
}

function renamed(questions: readonly QuestionWithChoices[]): readonly QuestionWithChoices[] {
  return questions.map(({ questionId, choices }, index) => ({
    questionId: `q${index}`,
    choices: choices.map((choice, position) => ({
      ...choice,
      id: choice.id === `${questionId}_no` ? `q${index}_no` : `q${index}_${position + 1}`,
    })),
  }));
}

const [FIRST] = positionsIn(GENERATIVE_AI_LENS);
assert.ok(FIRST);

describe("joining the tool's choices with practices", () => {
  it("finds every practice of the built-in lenses, by page or by id alone", () => {
    for (const lens of [GENERATIVE_AI_LENS, AGENTIC_AI_LENS, RESPONSIBLE_AI_LENS]) {
      const questions = imported(lens);
      const all = positionsIn(lens).map(({ practice }) => practice.id);
      for (const tool of [questions, renamed(questions), imported(lens, () => "")]) {
        const { joined, missing, unknown } = joinChoices(lens, tool);
        assert.deepEqual(
          joined.map(({ practice }) => practice.id),
          all,
        );
        assert.deepEqual([missing, unknown], [[], []]);
      }
    }
  });

  it("reads only the last part of a page's address", () => {
    const moved = imported(GENERATIVE_AI_LENS, (url) => `${url.replace("/latest/", "/2026-05-01/")}?ref=wat#top`);
    assert.equal(joinChoices(GENERATIVE_AI_LENS, renamed(moved)).missing.length, 0);
  });

  it("goes by the page where the ids say something else", () => {
    const [question] = imported(GENERATIVE_AI_LENS);
    assert.ok(question);
    const [first, second, ...others] = question.choices;
    assert.ok(first && second);
    const swapped = { ...question, choices: [{ ...first, id: second.id }, { ...second, id: first.id }, ...others] };
    const { joined } = joinChoices(GENERATIVE_AI_LENS, [swapped]);
    assert.deepEqual(
      joined.map(({ practice, choice }) => [practice.id, choice.id]),
      [
        ["GENOPS01-BP01", second.id],
        ["GENOPS01-BP02", first.id],
      ],
    );
  });

  it("does not guess between two choices, and names what it does not know", () => {
    const { url } = FIRST.practice;
    const twice = {
      questionId: "own",
      choices: ["own_a", "own_b"].map((id) => ({ id, title: id, pages: [url] })),
    };
    const { joined, missing, unknown } = joinChoices(GENERATIVE_AI_LENS, [twice]);
    assert.deepEqual([joined.length, missing.length], [0, 51]);
    assert.deepEqual(
      unknown.map(({ id }) => id),
      ["own_a", "own_b"],
    );
    const named = {
      ...twice,
      questionId: "GENOPS01",
      choices: [{ ...twice.choices[0]!, id: "GENOPS01_BP01" }, twice.choices[1]!],
    };
    assert.equal(joinChoices(GENERATIVE_AI_LENS, [named]).joined[0]?.choice.id, "GENOPS01_BP01");
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import schema from "../../lens/review.schema.json" with { type: "json" };
import { ANSWER_STATUSES, isOpen, OPEN_ANSWER } from "../../server/src/review/answers.ts";
import type { StoredAnswer } from "../../server/src/review/answers.ts";
import { parseReviewFile, REVIEW_FILE_VERSION } from "../../server/src/review/review-file.ts";
import { writeAnswers } from "../../server/src/review/review-file-text.ts";

const STORED = { status: "done", note: "See the runbook." };
const DONE: StoredAnswer = { ...OPEN_ANSWER, status: "done", note: "See the runbook." };

const LENS = "generative-ai";

const anyAnswer: fc.Arbitrary<StoredAnswer> = fc
  .record({
    status: fc.constantFrom(...ANSWER_STATUSES),
    note: fc.string(),
    reason: fc.string(),
    owner: fc.string(),
    due: fc.constantFrom("", "2027-01-31"),
    links: fc.array(fc.webUrl(), { maxLength: 3 }),
  })
  .map((answer) => ({ ...answer }));

function written(document: Parameters<typeof writeAnswers>[0], practice: string, answer: StoredAnswer): string {
  return writeAnswers(document, LENS, new Map([[practice, answer]]));
}

describe("the text of a review file", () => {
  it("has practices in order and one value per line", () => {
    const first = written(undefined, "GENSEC02-BP01", DONE);
    const second = written(parseReviewFile(first).document, "GENSEC01-BP01", {
      ...OPEN_ANSWER,
      status: "not done",
      note: "",
    });
    assert.equal(
      second,
      `{
  "version": 2,
  "answers": {
    "generative-ai": {
      "GENSEC01-BP01": {
        "status": "not done"
      },
      "GENSEC02-BP01": {
        "status": "done",
        "note": "See the runbook."
      }
    }
  }
}
`,
    );
  });

  it("keeps fields that it does not know, and brings the first version's answers over to their lenses", () => {
    const text = JSON.stringify({
      milestones: [{ name: "May" }],
      answers: {
        "GENSEC01-BP01": { owner: "ada", status: "open", effort: "small" },
        "AGENTOPS01-BP01": { status: "not applicable", note: "No agents." },
        "OWN01-BP01": { status: "done", note: "" },
      },
      version: 1,
      lens: "my-lens",
      $schema: "./review.schema.json",
    });
    const { document, answers, problems } = parseReviewFile(text);
    assert.deepEqual(problems, []);
    assert.equal(answers.get("agentic-ai")?.get("AGENTOPS01-BP01")?.reason, "No agents.");
    assert.deepEqual(JSON.parse(written(document, "GENSEC01-BP01", DONE)), {
      $schema: "./review.schema.json",
      version: 2,
      answers: {
        "agentic-ai": { "AGENTOPS01-BP01": { status: "not applicable", reason: "No agents." } },
        "generative-ai": { "GENSEC01-BP01": { ...STORED, effort: "small" } },
        "my-lens": { "OWN01-BP01": { status: "done", note: "" } },
      },
      milestones: [{ name: "May" }],
    });
  });

  it("drops an answer that is open again, but not what else is known of the practice", () => {
    const text = JSON.stringify({ version: 2, answers: { [LENS]: { A: STORED, B: { ...STORED, effort: "small" } } } });
    const withoutFirst = written(parseReviewFile(text).document, "A", OPEN_ANSWER);
    const withoutBoth = written(parseReviewFile(withoutFirst).document, "B", OPEN_ANSWER);
    assert.deepEqual((JSON.parse(withoutBoth) as { answers: unknown }).answers, { [LENS]: { B: { effort: "small" } } });
  });

  it("reads back what it wrote, for any lens, practice, answer and unknown fields", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        anyAnswer,
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
        (lens, practice, answer, others) => {
          const { version: _version, answers: _answers, ...unknown } = others;
          const before = parseReviewFile(JSON.stringify({ ...unknown, version: 2 }));
          const after = parseReviewFile(writeAnswers(before.document, lens, new Map([[practice, answer]])));
          assert.ok(after.problems.every((problem) => problem.message.includes("has an answer for")));
          const read = after.answers.get(lens)?.get(practice);
          // Nobody writes such names, and the parser with places leaves them out.
          if (lens !== "__proto__" && practice !== "__proto__")
            assert.deepEqual(read, isOpen(answer) ? undefined : answer);
          const plain = JSON.parse(JSON.stringify(unknown)) as Record<string, unknown>;
          for (const [name, value] of Object.entries(plain)) {
            assert.deepEqual(Object.entries(after.document!).find(([other]) => other === name)?.[1], value);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("gives the same text in whatever order practices were answered", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Z]{2}\d$/), anyAnswer), fc.nat(), (answers, seed) => {
        const entries = Object.entries(answers);
        const turned = [
          ...entries.slice(seed % (entries.length + 1)),
          ...entries.slice(0, seed % (entries.length + 1)),
        ];
        const textOf = (order: typeof entries): string => {
          let document: ReturnType<typeof parseReviewFile>["document"];
          for (const [practice, answer] of order)
            document = parseReviewFile(written(document, practice, answer)).document;
          return JSON.stringify(document);
        };
        assert.equal(textOf(turned), textOf(entries));
      }),
      { numRuns: 50 },
    );
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.string({ unit: fc.constantFrom(...'{}[]",:1\u00a0\n<>=v') })),
        (text) => {
          const { document, problems } = parseReviewFile(text);
          assert.ok(document !== undefined || problems.length === 1);
        },
      ),
      { numRuns: 500 },
    );
    assert.equal(parseReviewFile("[".repeat(200_000)).document, undefined);
  });

  const damaged: readonly (readonly [string, string, number | undefined, RegExp])[] = [
    ["half a file", '{\n  "version": 1,\n  "answers": {', 3, /not valid JSON/],
    ["a missing comma", '{\n  "version": 1\n  "answers": {}\n}', 3, /comma expected/],
    ["a comment", '{\n  // note\n  "version": 1\n}', 2, /not valid JSON/],
    [
      "a merge conflict",
      '{\n  "version": 1,\n<<<<<<< HEAD\n  "lens": "a"\n=======\n  "lens": "b"\n>>>>>>> theirs\n}',
      3,
      /merge conflict/,
    ],
    ["a list", "[]", 1, /not a review/],
    ["no version", '{ "answers": {} }', 1, /"version": 2/],
    ["a newer version", '{\n  "version": 3\n}', 2, /version 3.*Update GenAI Lens/],
    ["answers of another shape", '{ "version": 1,\n"answers": [] }', 2, /not an object/],
  ];
  for (const [name, text, line, message] of damaged) {
    it(`takes nothing from a file that holds ${name}, and says where`, () => {
      const parsed = parseReviewFile(text);
      assert.equal(parsed.document, undefined);
      assert.equal(parsed.isLossy, true);
      assert.equal(parsed.problems.length, 1);
      assert.equal(parsed.problems[0]?.line, line);
      assert.match(parsed.problems[0]!.message, message);
    });
  }

  it("says of an empty file that it is empty; there is nothing in it to keep", () => {
    const { document, problems, isLossy } = parseReviewFile(" \n");
    assert.equal(document, undefined);
    assert.match(problems[0]!.message, /^is empty/);
    assert.equal(isLossy, false);
  });

  it("reads what is well formed beside an entry that is not", () => {
    const text = `{
  "version": 2,
  "answers": { "generative-ai": {
    "A": { "status": "done" },
    "B": { "status": "doing" },
    "C": "done",
    "D": { "note": 4 },
    "E": { "links": "https://example.com" }
  } }
}`;
    const { answers, problems, unreadable, isLossy } = parseReviewFile(text);
    assert.deepEqual([...answers.get(LENS)!], [["A", { ...OPEN_ANSWER, status: "done" }]]);
    assert.deepEqual(
      problems.map((problem) => problem.line),
      [5, 6, 7, 8],
    );
    assert.match(problems[0]!.message, /"not applicable"/);
    assert.deepEqual([...unreadable.get(LENS)!], ["B", "C", "D", "E"]);
    assert.equal(isLossy, false);
  });

  it("takes an answer that a person should mend, and says how", () => {
    const text = `{
  "version": 2,
  "answers": { "generative-ai": {
    "A": { "status": "not applicable", "note": "never" },
    "B": { "status": "not done", "due": "next week" },
    "C": { "status": "not done", "due": "2027-02-30" },
    "D": { "status": "done", "links": ["file:///etc/passwd"] }
  } }
}`;
    const { answers, problems, isLossy } = parseReviewFile(text);
    assert.equal(answers.get(LENS)?.size, 4);
    assert.equal(isLossy, false);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [4, 5, 6, 7],
    );
    assert.match(
      problems.map(({ message }) => message).join("\n"),
      /add a "reason"[^]*2027-01-31[^]*2027-01-31[^]*https:/,
    );
  });

  it("keeps what stands in the place of a lens's answers, and says so", () => {
    const { problems, isLossy, document } = parseReviewFile('{ "version": 2, "answers": {\n"generative-ai": [] } }');
    assert.equal(problems[0]?.line, 2);
    assert.match(problems[0]!.message, /"generative-ai" that are no object/);
    assert.equal(isLossy, true);
    assert.notEqual(document, undefined);
  });

  it("notices a name that stands twice", () => {
    const { answers, problems, isLossy } = parseReviewFile(
      '{ "version": 1, "answers": {\n"A": { "status": "done" },\n"A": { "status": "open" } } }',
    );
    assert.equal(answers.get(LENS)?.get("A")?.status, "open");
    assert.equal(problems[0]?.line, 3);
    assert.equal(isLossy, true);
  });

  it("agrees with the schema that editors get", () => {
    assert.equal(schema.properties.version.const, REVIEW_FILE_VERSION);
    const { properties } = schema.properties.answers.additionalProperties.additionalProperties;
    assert.deepEqual(properties.status.enum, ANSWER_STATUSES);
    assert.deepEqual(Object.keys(properties), [...Object.keys(OPEN_ANSWER), "findings"]);
    assert.equal("additionalProperties" in schema, false);
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { Scratch } from "./scratch.ts";

const ANSWERS = {
  "GENOPS01-BP01": { status: "done", note: "x".repeat(300), owner: "Ann" },
  "GENSEC01-BP01": { status: "done", note: "IAM", links: ["https://example.com"] },
  "GENSEC01-BP02": { status: "not done" },
  "GENSEC02-BP01": { status: "not applicable", reason: "Architecture constraints: y" },
  "GENCOST03-BP03": { status: "done" },
  "GENREL01-BP01": { status: "open", note: "who knows" },
};

describe("the command review answers", () => {
  let scratch: Scratch;
  beforeEach(() => {
    const review = { version: 2, answers: { "generative-ai": ANSWERS } };
    scratch = new Scratch({ ".genai-lens/review.json": JSON.stringify(review), "other/a.txt": "" });
  });
  afterEach(() => scratch.remove());

  const run = (args: readonly string[], replies?: readonly string[]) =>
    scratch.run(["review", "answers", ...args], replies === undefined ? {} : { replies });
  const inOther = (): Record<string, unknown> =>
    (JSON.parse(scratch.read("other/.genai-lens/review.json")) as { answers: Record<string, never> }).answers[
      "generative-ai"
    ] ?? {};

  async function assertFails(args: readonly string[], message: RegExp): Promise<void> {
    const { code, output, errors } = await run(args);
    assert.deepEqual([code, output], [2, ""]);
    assert.match(errors, /^genai-lens: [^\n]+\n$/);
    assert.match(errors, message);
  }

  it("writes a file that follows its schema, the same each time", async () => {
    const schema = JSON.parse(readFileSync("lens/tool-answers.schema.json", "utf8")) as object;
    const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
    for (const ids of ["custom", "catalog"]) {
      const { code, output } = await run(["export", "--ids", ids]);
      assert.equal(code, 0);
      assert.ok(validate(JSON.parse(output)), JSON.stringify(validate.errors));
      assert.equal((await run(["export", "--ids", ids])).output, output);
    }
    assert.equal(validate({ schemaVersion: 1, lens: {}, answers: [] }), false);
  });

  it("has what UpdateAnswer needs, question by question", async () => {
    const { output } = await run(["export"]);
    const { answers } = JSON.parse(output) as { answers: { update: Record<string, unknown> }[] };
    const security = answers.find(({ update }) => update["QuestionId"] === "GENSEC01")?.update;
    assert.deepEqual(security, {
      QuestionId: "GENSEC01",
      SelectedChoices: ["GENSEC01_BP01"],
      ChoiceUpdates: {
        GENSEC01_BP01: { Status: "SELECTED", Notes: "IAM" },
        GENSEC01_BP02: { Status: "UNSELECTED" },
      },
      Notes: "[GenAI Lens]\nGENSEC01-BP01: https://example.com\n[/GenAI Lens]",
    });
    const none = answers.find(({ update }) => update["QuestionId"] === "GENSEC02")?.update;
    assert.deepEqual(none, {
      QuestionId: "GENSEC02",
      ChoiceUpdates: { GENSEC02_BP01: { Status: "NOT_APPLICABLE", Reason: "ARCHITECTURE_CONSTRAINTS", Notes: "y" } },
      IsApplicable: false,
      Reason: "ARCHITECTURE_CONSTRAINTS",
    });
    assert.equal(output.includes("_no"), false);
    assert.equal(output.includes("who knows"), false);
  });

  it("takes a file over into another folder, when it may", async () => {
    for (const ids of ["custom", "catalog"]) {
      await run(["export", "--ids", ids, "--output", "answers.json"]);
      assert.equal((await run(["import", "answers.json", "other"], ["n"])).code, 1);
      assert.throws(inOther);
      const { code, output } = await run(["import", "answers.json", "other", "--yes"]);
      assert.equal(code, 0);
      assert.match(output, ids === "custom" ? /Took over 5 answers\n$/ : /Took over 4 answers\n$/);
      const { "GENSEC01-BP01": first, "GENSEC01-BP02": second, "GENSEC02-BP01": third } = inOther();
      assert.deepEqual(first, { status: "done", note: "IAM" });
      assert.deepEqual(second, { status: "not done" });
      assert.deepEqual(third, ANSWERS["GENSEC02-BP01"]);
      assert.match((await run(["import", "answers.json", "other"])).output, /^Nothing to take over/);
      scratch.write("other/.genai-lens/review.json", "");
      scratch.remove();
      scratch = new Scratch({
        ".genai-lens/review.json": JSON.stringify({ version: 2, answers: { "generative-ai": ANSWERS } }),
        "other/a.txt": "",
      });
    }
  });

  it("says what has no id in the catalog", async () => {
    const { errors } = await run(["export", "--ids", "catalog"]);
    assert.equal(errors, "Left out, as their ids in AWS's lens catalog are not known: GENCOST03-BP03\n");
  });

  it("reads what the AWS CLI lists", async () => {
    const url = "https://docs.aws.amazon.com/wellarchitected/latest/generative-ai-lens/gensec01-bp01.html";
    const listed = {
      WorkloadId: "a",
      AnswerSummaries: [
        {
          QuestionId: "gensec1",
          Choices: [{ ChoiceId: "gensec1_1", Title: "x", ImprovementPlan: { Url: url } }, { ChoiceId: "gensec1_no" }],
          SelectedChoices: ["gensec1_1"],
          ChoiceAnswerSummaries: [{ ChoiceId: "gensec1_1", Status: "SELECTED" }],
          IsApplicable: true,
        },
      ],
    };
    scratch.write("list.json", JSON.stringify(listed));
    assert.equal((await run(["import", "list.json", "other", "--yes"])).code, 0);
    assert.deepEqual(inOther(), { "GENSEC01-BP01": { status: "done" } });
  });

  it("says what is wrong with a file, and where", async () => {
    const entry = { title: "", choices: [{ id: "a" }], update: { QuestionId: "GENSEC01", ChoiceUpdates: { a: {} } } };
    for (const [text, message] of [
      ["{", /bad\.json is no JSON: /],
      ["[]", /bad\.json has neither "answers"/],
      ['{"answers":[]}', /bad\.json has the schemaVersion/],
      ['{"schemaVersion":1,"answers":[1]}', /needs an object at answers\[0\]/],
      [
        JSON.stringify({ schemaVersion: 1, answers: [entry] }),
        /no status at answers\[0\]\.update\.ChoiceUpdates\.a: write one of/,
      ],
      ['{"AnswerSummaries":[{"QuestionId":"a"}]}', /needs a list at AnswerSummaries\[0\]\.Choices/],
    ] as const) {
      scratch.write("bad.json", text);
      await assertFails(["import", "bad.json"], message);
    }
    await assertFails(["import", "none.json"], /none\.json is not there/);
    await assertFails(["import"], /takes one file/);
    await assertFails([], /lacks what to do/);
    await assertFails(["exprot"], /Did you mean "export"\?/);
    await assertFails(["export", "--yes"], /"review answers export" has no option --yes/);
    await assertFails(["export", "--ids", "mine"], /--ids cannot be "mine"/);
  });
});

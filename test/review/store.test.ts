import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import schema from "../../lens/review.schema.json" with { type: "json" };
import { ANSWER_STATUSES, OPEN_ANSWER } from "../../server/src/review/answers.ts";
import { parseReviewFile, REVIEW_FILE_VERSION, writeAnswer } from "../../server/src/review/review-file.ts";
import { ReviewStore } from "../../server/src/review/store.ts";
import type { PracticeAnswer } from "../../server/src/protocol.ts";

const STORED = { status: "done", note: "See the runbook." };
const DONE: PracticeAnswer = { ...OPEN_ANSWER, status: "done", note: "See the runbook." };

describe("the text of a review file", () => {
  it("has practices in order and one value per line", () => {
    const first = writeAnswer(undefined, "GENSEC02-BP01", DONE, "generative-ai");
    const second = writeAnswer(
      parseReviewFile(first).document,
      "GENSEC01-BP01",
      { ...OPEN_ANSWER, status: "not done", note: "" },
      "generative-ai",
    );
    assert.equal(
      second,
      `{
  "version": 1,
  "lens": "generative-ai",
  "answers": {
    "GENSEC01-BP01": {
      "status": "not done",
      "note": ""
    },
    "GENSEC02-BP01": {
      "status": "done",
      "note": "See the runbook."
    }
  }
}
`,
    );
  });

  it("keeps fields that it does not know", () => {
    const text = JSON.stringify({
      milestones: [{ name: "May" }],
      answers: { "GENSEC01-BP01": { owner: "ada", status: "open", due: "2027-01-01" } },
      version: 1,
      lens: "my-lens",
      $schema: "./review.schema.json",
    });
    const written = writeAnswer(parseReviewFile(text).document, "GENSEC01-BP01", DONE, "generative-ai");
    assert.deepEqual(JSON.parse(written), {
      $schema: "./review.schema.json",
      version: 1,
      lens: "my-lens",
      answers: { "GENSEC01-BP01": { ...STORED, owner: "ada", due: "2027-01-01" } },
      milestones: [{ name: "May" }],
    });
    assert.deepEqual(Object.keys(JSON.parse(written) as object).slice(0, 4), ["$schema", "version", "lens", "answers"]);
  });

  it("drops an answer that is open again, but not what else is known of the practice", () => {
    const text = JSON.stringify({ version: 1, answers: { A: STORED, B: { ...STORED, owner: "ada" } } });
    const open: PracticeAnswer = { ...OPEN_ANSWER, status: "open", note: "" };
    const withoutFirst = writeAnswer(parseReviewFile(text).document, "A", open, "x");
    const withoutBoth = writeAnswer(parseReviewFile(withoutFirst).document, "B", open, "x");
    assert.deepEqual((JSON.parse(withoutBoth) as { answers: unknown }).answers, { B: { owner: "ada" } });
  });

  it("reads back what it wrote, for any practice, note and unknown fields", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...ANSWER_STATUSES),
        fc.string(),
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
        (practice, status, note, others) => {
          const { version: _version, answers: _answers, ...unknown } = others;
          const before = parseReviewFile(JSON.stringify({ ...unknown, version: 1 }));
          const text = writeAnswer(before.document, practice, { ...OPEN_ANSWER, status, note }, "generative-ai");
          const after = parseReviewFile(text);
          assert.deepEqual(after.problems, []);
          const expected = status === "open" && note === "" ? undefined : { ...OPEN_ANSWER, status, note };
          assert.deepEqual(after.answers.get(practice), expected);
          const plain = JSON.parse(JSON.stringify(unknown)) as Record<string, unknown>;
          for (const [name, value] of Object.entries(plain)) {
            assert.deepEqual(Object.entries(after.document!).find(([other]) => other === name)?.[1], value);
          }
        },
      ),
      { numRuns: 100 },
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
    ["no version", '{ "answers": {} }', 1, /"version": 1/],
    ["a newer version", '{\n  "version": 2\n}', 2, /version 2.*Update GenAI Lens/],
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
  "version": 1,
  "answers": {
    "A": { "status": "done" },
    "B": { "status": "doing" },
    "C": "done",
    "D": { "note": 4 }
  }
}`;
    const { answers, problems, unreadable, isLossy } = parseReviewFile(text);
    assert.deepEqual([...answers], [["A", { ...OPEN_ANSWER, status: "done", note: "" }]]);
    assert.deepEqual(
      problems.map((problem) => problem.line),
      [5, 6, 7],
    );
    assert.match(problems[0]!.message, /"not applicable"/);
    assert.deepEqual([...unreadable], ["B", "C", "D"]);
    assert.equal(isLossy, false);
  });

  it("notices a name that stands twice", () => {
    const { answers, problems, isLossy } = parseReviewFile(
      '{ "version": 1, "answers": {\n"A": { "status": "done" },\n"A": { "status": "open" } } }',
    );
    assert.equal(answers.get("A")?.status, "open");
    assert.equal(problems[0]?.line, 3);
    assert.equal(isLossy, true);
  });

  it("agrees with the schema that editors get", () => {
    assert.equal(schema.properties.version.const, REVIEW_FILE_VERSION);
    assert.deepEqual(schema.properties.answers.additionalProperties.properties.status.enum, ANSWER_STATUSES);
    assert.equal("additionalProperties" in schema, false);
  });
});

describe("the review file of a folder", () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "genai-lens-review-"));
    file = path.join(folder, ".genai-lens", "review.json");
  });

  afterEach(async () => {
    await fs.rm(folder, { recursive: true, force: true });
  });

  async function given(text: string): Promise<void> {
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, text);
  }

  async function names(): Promise<string[]> {
    return (await fs.readdir(path.dirname(file))).sort();
  }

  it("is not made by reading", async () => {
    assert.deepEqual(await new ReviewStore(folder).load(), { answers: new Map(), problems: [] });
    assert.deepEqual(await fs.readdir(folder), []);
  });

  it("keeps an answer, and leaves nothing else behind", async () => {
    const { error, review } = await new ReviewStore(folder).answer("GENSEC01-BP01", DONE);
    assert.equal(error, undefined);
    assert.deepEqual([...review.answers], [["GENSEC01-BP01", DONE]]);
    assert.deepEqual(review.problems, []);
    assert.deepEqual([...(await new ReviewStore(folder).load()).answers], [["GENSEC01-BP01", DONE]]);
    assert.deepEqual(await names(), ["review.json"]);
  });

  it("keeps what two windows and a person write", async () => {
    const one = new ReviewStore(folder);
    const two = new ReviewStore(folder);
    await one.answer("A", DONE);
    await two.answer("B", DONE);
    const edited = JSON.parse(await fs.readFile(file, "utf8")) as { answers: Record<string, unknown> };
    edited.answers["C"] = { status: "not applicable", note: "by hand" };
    await fs.writeFile(file, JSON.stringify(edited));
    const { review } = await one.answer("D", DONE);
    assert.deepEqual([...review.answers.keys()], ["A", "B", "C", "D"]);
  });

  it("keeps every answer of many that are given at once", async () => {
    const store = new ReviewStore(folder);
    const ids = Array.from({ length: 20 }, (_, index) => `P${String(index).padStart(2, "0")}`);
    const outcomes = await Promise.all(ids.map((id) => store.answer(id, DONE)));
    assert.ok(outcomes.every((outcome) => outcome.error === undefined));
    assert.deepEqual([...(await store.load()).answers.keys()], ids);
  });

  it("keeps every answer of two windows that write at the same time", async () => {
    const stores = [new ReviewStore(folder), new ReviewStore(folder)];
    const ids = Array.from({ length: 10 }, (_, index) => `P${index}`);
    await Promise.all(ids.map((id, index) => stores[index % 2]!.answer(id, DONE)));
    assert.deepEqual([...(await stores[0]!.load()).answers.keys()], ids);
    assert.deepEqual(await names(), ["review.json"]);
  });

  it("does not wait for a lock that a dead process left", async () => {
    await given('{ "version": 1 }');
    await fs.writeFile(`${file}.lock`, "");
    await fs.utimes(`${file}.lock`, 1, 1);
    assert.equal((await new ReviewStore(folder).answer("A", DONE)).error, undefined);
    assert.deepEqual(await names(), ["review.json"]);
  });

  it("does not touch a file that would stay the same", async () => {
    const store = new ReviewStore(folder);
    await store.answer("A", DONE);
    await fs.utimes(file, 1, 1);
    await store.answer("A", DONE);
    assert.equal((await fs.stat(file)).mtimeMs, 1000);
  });

  it("keeps line ends and permissions, and reads over a byte order mark", async () => {
    await given('\uFEFF{\r\n  "version": 1\r\n}\r\n');
    await fs.chmod(file, 0o640);
    await new ReviewStore(folder).answer("A", DONE);
    const text = await fs.readFile(file, "utf8");
    assert.match(text, /^\{\r\n {2}"version": 1,\r\n/);
    assert.equal(/[^\r]\n/.test(text), false);
    if (process.platform !== "win32") assert.equal((await fs.stat(file)).mode & 0o777, 0o640);
  });

  it("shows where a damaged file is damaged, and writes nothing by itself", async () => {
    const text = '{\n  "version": 1,\n  "answers": {\n';
    await given(text);
    const { answers, problems } = await new ReviewStore(folder).load();
    assert.equal(answers.size, 0);
    assert.match(problems[0]!, /^\.genai-lens\/review\.json:\d is not valid JSON/);
    assert.match(problems[1]!, /review\.json\.bak/);
    assert.equal(await fs.readFile(file, "utf8"), text);
    assert.deepEqual(await names(), ["review.json"]);
  });

  it("keeps each damaged file beside the new one, and says so until it is dealt with", async () => {
    const store = new ReviewStore(folder);
    await given("first damage");
    const { error, review } = await store.answer("A", DONE);
    assert.equal(error, undefined);
    assert.deepEqual([...review.answers], [["A", DONE]]);
    assert.match(review.problems.join("\n"), /^\.genai-lens\/review\.json\.bak holds answers/);
    assert.equal(await fs.readFile(`${file}.bak`, "utf8"), "first damage");

    await given('{ "version": 99 }');
    await store.answer("B", DONE);
    assert.equal(await fs.readFile(`${file}.bak`, "utf8"), "first damage");
    assert.equal(await fs.readFile(`${file}.bak.1`, "utf8"), '{ "version": 99 }');
    assert.deepEqual(await names(), ["review.json", "review.json.bak", "review.json.bak.1"]);

    await fs.rm(`${file}.bak`);
    await fs.rm(`${file}.bak.1`);
    assert.deepEqual((await store.load()).problems, []);
  });

  it("copies a file before it replaces an entry that it cannot read, and not before", async () => {
    const text = '{ "version": 1, "answers": { "A": { "status": "doing" } } }';
    await given(text);
    const store = new ReviewStore(folder);
    await store.answer("B", DONE);
    assert.deepEqual(await names(), ["review.json"]);
    assert.match(await fs.readFile(file, "utf8"), /"doing"/);
    await store.answer("A", DONE);
    assert.match(await fs.readFile(`${file}.bak`, "utf8"), /"doing"/);
  });

  it("refuses a read-only file with one clear line", async () => {
    await given('{ "version": 1 }');
    await fs.chmod(file, 0o444);
    const { error } = await new ReviewStore(folder).answer("A", DONE);
    assert.match(error ?? "", /read-only\. Allow writing/);
    assert.equal(await fs.readFile(file, "utf8"), '{ "version": 1 }');
    assert.deepEqual(await names(), ["review.json"]);
  });

  it("says what is wrong when something else stands in its place", async () => {
    await fs.mkdir(file, { recursive: true });
    const store = new ReviewStore(folder);
    assert.match((await store.answer("A", DONE)).error ?? "", /is not a file\. Move it away/);
    assert.equal((await store.load()).problems.length, 1);

    await fs.rm(path.dirname(file), { recursive: true });
    await fs.writeFile(path.dirname(file), "a file");
    assert.match((await store.answer("A", DONE)).error ?? "", /\.genai-lens/);
    assert.equal(await fs.readFile(path.dirname(file), "utf8"), "a file");
  });

  it("does not bring back a workspace folder that was deleted", async () => {
    await fs.rm(folder, { recursive: true });
    const { error } = await new ReviewStore(folder).answer("A", DONE);
    assert.match(error ?? "", /no longer there/);
    await assert.rejects(fs.stat(folder));
  });

  it("follows no link out of the workspace", async function () {
    if (process.platform === "win32") this.skip();
    const outside = await fs.mkdtemp(path.join(os.tmpdir(), "genai-lens-outside-"));
    const target = path.join(outside, "secret.json");
    await fs.writeFile(target, '{ "version": 1 }');
    await fs.mkdir(path.dirname(file));
    await fs.symlink(target, file);
    const store = new ReviewStore(folder);
    assert.match((await store.answer("A", DONE)).error ?? "", /symbolic link/);
    assert.equal((await store.load()).problems.length, 1);

    await fs.rm(path.dirname(file), { recursive: true });
    await fs.symlink(outside, path.dirname(file));
    assert.match((await store.answer("A", DONE)).error ?? "", /symbolic link/);
    assert.deepEqual(await fs.readdir(outside), ["secret.json"]);
    assert.equal(await fs.readFile(target, "utf8"), '{ "version": 1 }');
    await fs.rm(outside, { recursive: true });
  });

  it("starts anew where the file was deleted while open", async () => {
    const store = new ReviewStore(folder);
    await store.answer("A", DONE);
    await fs.rm(path.dirname(file), { recursive: true });
    const { error, review } = await store.answer("B", DONE);
    assert.equal(error, undefined);
    assert.deepEqual([...review.answers.keys()], ["B"]);
  });
});

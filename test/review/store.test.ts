import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { OPEN_ANSWER } from "../../server/src/review/answers.ts";
import type { StoredAnswer } from "../../server/src/review/answers.ts";
import { ReviewStore } from "../../server/src/review/store.ts";
import type { StoredReview } from "../../server/src/review/store.ts";

const LENS = "generative-ai";
const DONE: StoredAnswer = { ...OPEN_ANSWER, status: "done", note: "See the runbook." };

function answersIn(review: StoredReview): (readonly [practice: string, answer: StoredAnswer])[] {
  return [...(review.answers.get(LENS) ?? [])];
}

function practicesIn(review: StoredReview): string[] {
  return answersIn(review).map(([practice]) => practice);
}

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
    assert.deepEqual(await new ReviewStore(folder).load(), { answers: new Map(), problems: [], isComplete: true });
    assert.deepEqual(await fs.readdir(folder), []);
  });

  it("keeps an answer, and leaves nothing else behind", async () => {
    const { error, review } = await new ReviewStore(folder).answer(LENS, [{ practice: "GENSEC01-BP01", answer: DONE }]);
    assert.equal(error, undefined);
    assert.deepEqual(answersIn(review), [["GENSEC01-BP01", DONE]]);
    assert.deepEqual(review.problems, []);
    assert.deepEqual(answersIn(await new ReviewStore(folder).load()), [["GENSEC01-BP01", DONE]]);
    assert.deepEqual(await names(), ["review.json"]);
  });

  it("keeps what two windows and a person write", async () => {
    const one = new ReviewStore(folder);
    const two = new ReviewStore(folder);
    await one.answer(LENS, [{ practice: "A", answer: DONE }]);
    await two.answer(LENS, [{ practice: "B", answer: DONE }]);
    const edited = JSON.parse(await fs.readFile(file, "utf8")) as { answers: Record<string, Record<string, unknown>> };
    edited.answers[LENS]!["C"] = { status: "not applicable", reason: "by hand" };
    await fs.writeFile(file, JSON.stringify(edited));
    const { review } = await one.answer(LENS, [{ practice: "D", answer: DONE }]);
    assert.deepEqual(practicesIn(review), ["A", "B", "C", "D"]);
  });

  it("keeps both of what two people changed in one answer", async () => {
    const one = new ReviewStore(folder);
    const two = new ReviewStore(folder);
    await one.answer(LENS, [{ practice: "A", answer: DONE }]);
    await two.answer(LENS, [{ practice: "A", answer: { ...DONE, owner: "ada" }, before: DONE }]);
    await one.answer(LENS, [{ practice: "A", answer: { ...DONE, note: "New." }, before: DONE }]);
    assert.deepEqual(answersIn(await two.load()), [["A", { ...DONE, owner: "ada", note: "New." }]]);
  });

  it("stores all answers of one request, or none", async () => {
    const store = new ReviewStore(folder);
    const { error } = await store.answer(LENS, [
      { practice: "A", answer: DONE },
      { practice: "B", answer: { ...OPEN_ANSWER, status: "not applicable" } },
    ]);
    assert.match(error ?? "", /why B does not apply/);
    assert.deepEqual(answersIn(await store.load()), []);
  });

  it("remembers the findings that stood when a practice was answered done", async () => {
    const store = new ReviewStore(folder);
    await store.answer(LENS, [{ practice: "A", answer: DONE, findings: 2 }]);
    await store.answer(LENS, [{ practice: "A", answer: { ...DONE, note: "New." }, before: DONE, findings: 5 }]);
    assert.equal(answersIn(await store.load())[0]![1].findings, 2, "a note makes new findings no older");
    const open: StoredAnswer = { ...DONE, status: "open" };
    await store.answer(LENS, [{ practice: "A", answer: open }]);
    assert.equal(answersIn(await store.load())[0]![1].findings, undefined);
    await store.answer(LENS, [{ practice: "A", answer: DONE, before: open, findings: 5 }]);
    assert.equal(answersIn(await store.load())[0]![1].findings, 5);
  });

  it("lets git merge answers to different practices", async () => {
    const store = new ReviewStore(folder);
    const ids = ["A", "B", "C", "D"];
    await store.answer(
      LENS,
      ids.map((practice) => ({ practice, answer: DONE })),
    );
    const base = await fs.readFile(file, "utf8");
    await store.answer(LENS, [{ practice: "A", answer: { ...DONE, note: "Mine." } }]);
    const mine = await fs.readFile(file, "utf8");
    await given(base);
    await store.answer(LENS, [{ practice: "C", answer: { ...DONE, owner: "ada" } }]);
    const copies = [mine, base].map(async (text, index) => {
      const copy = path.join(folder, `${index}.json`);
      await fs.writeFile(copy, text);
      return copy;
    });
    const [mineFile, baseFile] = await Promise.all(copies);
    execFileSync("git", ["merge-file", file, baseFile!, mineFile!]);
    const { answers, problems } = await store.load();
    assert.deepEqual(problems, []);
    assert.equal(answers.get(LENS)?.get("A")?.note, "Mine.");
    assert.equal(answers.get(LENS)?.get("C")?.owner, "ada");
  });

  it("keeps every answer of many that are given at once", async () => {
    const store = new ReviewStore(folder);
    const ids = Array.from({ length: 20 }, (_, index) => `P${String(index).padStart(2, "0")}`);
    const outcomes = await Promise.all(ids.map((id) => store.answer(LENS, [{ practice: id, answer: DONE }])));
    assert.ok(outcomes.every((outcome) => outcome.error === undefined));
    assert.deepEqual(practicesIn(await store.load()), ids);
  });

  it("keeps every answer of two windows that write at the same time", async () => {
    const stores = [new ReviewStore(folder), new ReviewStore(folder)];
    const ids = Array.from({ length: 10 }, (_, index) => `P${index}`);
    await Promise.all(ids.map((id, index) => stores[index % 2]!.answer(LENS, [{ practice: id, answer: DONE }])));
    assert.deepEqual(practicesIn(await stores[0]!.load()), ids);
    assert.deepEqual(await names(), ["review.json"]);
  });

  it("does not wait for a lock that a dead process left", async () => {
    await given('{ "version": 1 }');
    await fs.writeFile(`${file}.lock`, "");
    await fs.utimes(`${file}.lock`, 1, 1);
    assert.equal((await new ReviewStore(folder).answer(LENS, [{ practice: "A", answer: DONE }])).error, undefined);
    assert.deepEqual(await names(), ["review.json"]);
  });

  it("does not touch a file that would stay the same", async () => {
    const store = new ReviewStore(folder);
    await store.answer(LENS, [{ practice: "A", answer: DONE }]);
    await fs.utimes(file, 1, 1);
    await store.answer(LENS, [{ practice: "A", answer: DONE }]);
    assert.equal((await fs.stat(file)).mtimeMs, 1000);
  });

  it("keeps line ends and permissions, and reads over a byte order mark", async () => {
    await given('\uFEFF{\r\n  "version": 1\r\n}\r\n');
    await fs.chmod(file, 0o640);
    await new ReviewStore(folder).answer(LENS, [{ practice: "A", answer: DONE }]);
    const text = await fs.readFile(file, "utf8");
    assert.match(text, /^\{\r\n {2}"version": 2,\r\n/);
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
    const { error, review } = await store.answer(LENS, [{ practice: "A", answer: DONE }]);
    assert.equal(error, undefined);
    assert.deepEqual(answersIn(review), [["A", DONE]]);
    assert.match(review.problems.join("\n"), /^\.genai-lens\/review\.json\.bak holds answers/);
    assert.equal(await fs.readFile(`${file}.bak`, "utf8"), "first damage");

    await given("second damage");
    await store.answer(LENS, [{ practice: "B", answer: DONE }]);
    assert.equal(await fs.readFile(`${file}.bak`, "utf8"), "first damage");
    assert.equal(await fs.readFile(`${file}.bak.1`, "utf8"), "second damage");
    assert.deepEqual(await names(), ["review.json", "review.json.bak", "review.json.bak.1"]);

    await fs.rm(`${file}.bak`);
    await fs.rm(`${file}.bak.1`);
    assert.deepEqual((await store.load()).problems, []);
  });

  for (const [name, text, message] of [
    ["a newer version", '{ "version": 99, "answers": {} }', /version 99.*Update GenAI Lens/],
    ["a merge conflict", '{\n<<<<<<< HEAD\n"version": 2\n=======\n>>>>>>> theirs\n}', /merge conflict/],
  ] as const) {
    it(`leaves a file with ${name} as it is, and says why`, async () => {
      await given(text);
      const store = new ReviewStore(folder);
      const { error, review } = await store.answer(LENS, [{ practice: "A", answer: DONE }]);
      assert.match(error ?? "", message);
      assert.match(review.problems.join("\n"), message);
      assert.equal(await fs.readFile(file, "utf8"), text);
      assert.deepEqual(await names(), ["review.json"]);
    });
  }

  it("copies a file before it replaces an entry that it cannot read, and not before", async () => {
    const text = '{ "version": 1, "answers": { "A": { "status": "doing" } } }';
    await given(text);
    const store = new ReviewStore(folder);
    await store.answer(LENS, [{ practice: "B", answer: DONE }]);
    assert.deepEqual(await names(), ["review.json"]);
    assert.match(await fs.readFile(file, "utf8"), /"doing"/);
    await store.answer(LENS, [{ practice: "A", answer: DONE }]);
    assert.match(await fs.readFile(`${file}.bak`, "utf8"), /"doing"/);
  });

  it("refuses a read-only file with one clear line", async () => {
    await given('{ "version": 1 }');
    await fs.chmod(file, 0o444);
    const { error } = await new ReviewStore(folder).answer(LENS, [{ practice: "A", answer: DONE }]);
    assert.match(error ?? "", /read-only\. Allow writing/);
    assert.equal(await fs.readFile(file, "utf8"), '{ "version": 1 }');
    assert.deepEqual(await names(), ["review.json"]);
  });

  it("says what is wrong when something else stands in its place", async () => {
    await fs.mkdir(file, { recursive: true });
    const store = new ReviewStore(folder);
    assert.match(
      (await store.answer(LENS, [{ practice: "A", answer: DONE }])).error ?? "",
      /is not a file\. Move it away/,
    );
    assert.equal((await store.load()).problems.length, 1);

    await fs.rm(path.dirname(file), { recursive: true });
    await fs.writeFile(path.dirname(file), "a file");
    assert.match((await store.answer(LENS, [{ practice: "A", answer: DONE }])).error ?? "", /\.genai-lens/);
    assert.equal(await fs.readFile(path.dirname(file), "utf8"), "a file");
  });

  it("does not bring back a workspace folder that was deleted", async () => {
    await fs.rm(folder, { recursive: true });
    const { error } = await new ReviewStore(folder).answer(LENS, [{ practice: "A", answer: DONE }]);
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
    assert.match((await store.answer(LENS, [{ practice: "A", answer: DONE }])).error ?? "", /symbolic link/);
    assert.equal((await store.load()).problems.length, 1);

    await fs.rm(path.dirname(file), { recursive: true });
    await fs.symlink(outside, path.dirname(file));
    assert.match((await store.answer(LENS, [{ practice: "A", answer: DONE }])).error ?? "", /symbolic link/);
    assert.deepEqual(await fs.readdir(outside), ["secret.json"]);
    assert.equal(await fs.readFile(target, "utf8"), '{ "version": 1 }');
    await fs.rm(outside, { recursive: true });
  });

  it("starts anew where the file was deleted while open", async () => {
    const store = new ReviewStore(folder);
    await store.answer(LENS, [{ practice: "A", answer: DONE }]);
    await fs.rm(path.dirname(file), { recursive: true });
    const { error, review } = await store.answer(LENS, [{ practice: "B", answer: DONE }]);
    assert.equal(error, undefined);
    assert.deepEqual(practicesIn(review), ["B"]);
  });

  for (const [what, happens, kept] of [
    ["is deleted", async (): Promise<void> => fs.rm(file), ["B"]],
    [
      "is written by somebody else",
      async (): Promise<void> =>
        fs.writeFile(file, `{ "version": 2, "answers": { "${LENS}": { "C": { "status": "done" } } } }`),
      ["B", "C"],
    ],
  ] as const) {
    it(`looks again where the file ${what} between reading and writing`, async () => {
      const store = new ReviewStore(folder);
      await store.answer(LENS, [{ practice: "A", answer: DONE }]);
      const { open } = fs;
      let hasHappened = false;
      fs.open = async (...args): ReturnType<typeof open> => {
        if (!hasHappened && String(args[0]).endsWith(".tmp")) {
          hasHappened = true;
          await happens();
        }
        return open(...args);
      };
      try {
        const { error, review } = await store.answer(LENS, [{ practice: "B", answer: DONE }]);
        assert.deepEqual([error, hasHappened], [undefined, true]);
        assert.deepEqual(practicesIn(review), kept);
        assert.deepEqual(await names(), ["review.json"]);
      } finally {
        fs.open = open;
      }
    });
  }
});

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { PracticeState } from "../../../server/src/review/well-architected/practice-state.ts";
import { readSynced, SYNCED_FILE, writeSynced } from "../../../server/src/review/well-architected/synced-states.ts";

const DONE: PracticeState = { status: "SELECTED", reason: "OTHER", notes: "IAM" };
const NONE: PracticeState = { status: "NOT_APPLICABLE", reason: "OUT_OF_SCOPE", notes: "" };
const PAIR = { workload: "a", lens: "generative-ai" };

describe("what both sides said when they last agreed", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "genai-lens-synced-"));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const text = (): string => fs.readFileSync(path.join(folder, SYNCED_FILE), "utf8");

  it("is nothing where nothing was synced, and makes no file", async () => {
    assert.equal((await readSynced(folder, PAIR)).size, 0);
    await writeSynced(folder, PAIR, new Map());
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it("is kept for each workload and lens, in the order of the ids", async () => {
    const other = { workload: "A", lens: "agentic-ai" };
    await writeSynced(folder, PAIR, new Map([["P2", DONE]]));
    await writeSynced(folder, other, new Map([["P1", NONE]]));
    await writeSynced(folder, PAIR, new Map([["P1", NONE]]));
    assert.deepEqual(
      await readSynced(folder, PAIR),
      new Map([
        ["P1", NONE],
        ["P2", DONE],
      ]),
    );
    assert.deepEqual(await readSynced(folder, other), new Map([["P1", NONE]]));
    assert.deepEqual(
      [...text().matchAll(/"(A|a|P1|P2)"/gu)].map(([, id]) => id),
      ["A", "P1", "a", "P1", "P2"],
    );
    const before = text();
    await writeSynced(folder, PAIR, new Map([["P2", DONE]]));
    assert.equal(text(), before);
  });

  it("is not guessed from a file that cannot be read, and the file stays", async () => {
    fs.mkdirSync(path.join(folder, ".genai-lens"));
    for (const content of ["{", "<<<<<<< HEAD", "[]", '{"version":2}']) {
      fs.writeFileSync(path.join(folder, SYNCED_FILE), content);
      await assert.rejects(readSynced(folder, PAIR), /^StoreError: \.genai-lens\/well-architected-tool\.json .*elete/);
      await assert.rejects(writeSynced(folder, PAIR, new Map([["P", DONE]])), /^StoreError: /);
      assert.equal(text(), content);
    }
  });

  it("leaves out entries that say nothing", async () => {
    fs.mkdirSync(path.join(folder, ".genai-lens"));
    const entries = { P1: { status: "SELECTED", notes: "IAM" }, P2: { status: "maybe" }, P3: 1 };
    const document = { version: 1, workloads: { a: { "generative-ai": entries } } };
    fs.writeFileSync(path.join(folder, SYNCED_FILE), JSON.stringify(document));
    assert.deepEqual(await readSynced(folder, PAIR), new Map([["P1", DONE]]));
  });
});

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { ANSWER_STATUSES, OPEN_ANSWER } from "../../server/src/review/answers.ts";
import type { PillarState } from "../../server/src/review/lens-state.ts";
import { parseMilestone, writeMilestone } from "../../server/src/review/milestone-file.ts";
import {
  keepMilestone,
  MILESTONES_FOLDER,
  readMilestones,
  removeMilestone,
} from "../../server/src/review/milestone-store.ts";
import { summariseMilestone } from "../../server/src/review/milestone.ts";
import type { Milestone } from "../../server/src/review/milestone.ts";

const PILLARS: readonly PillarState[] = [
  {
    id: "security",
    questions: [
      {
        id: "GENSEC01",
        risk: "high",
        practices: [
          {
            id: "GENSEC01-BP01",
            answer: { ...OPEN_ANSWER, status: "done", links: ["https://example.com/"] },
            evidence: { againstCount: 2, proofCount: 0, unknownCount: 1, signalCount: 0 },
          },
          {
            id: "GENSEC01-BP02",
            answer: OPEN_ANSWER,
            evidence: { againstCount: 0, proofCount: 4, unknownCount: 0, signalCount: 3 },
          },
        ],
      },
    ],
  },
];
const MILESTONE: Omit<Milestone, "id"> = {
  name: "Release 1",
  time: "2026-11-22T10:11:12.000Z",
  commit: "a".repeat(40),
  isScanned: true,
  lenses: new Map([["generative-ai", { title: "Generative AI Lens", version: "2025-11-19", pillars: PILLARS }]]),
};

describe("the text of a milestone", () => {
  it("holds all of it", () => {
    assert.deepEqual(parseMilestone(writeMilestone(MILESTONE), "x"), { ...MILESTONE, id: "x" });
  });

  it("holds any answers", () => {
    const answer = fc.record({
      status: fc.constantFrom(...ANSWER_STATUSES),
      note: fc.string(),
      reason: fc.string(),
      owner: fc.string(),
      due: fc.string(),
      links: fc.array(fc.string()),
    });
    fc.assert(
      fc.property(answer, fc.nat(), (given, againstCount) => {
        const evidence = { againstCount, proofCount: 0, unknownCount: 0, signalCount: 0 };
        const practices = [{ id: "P", answer: { ...given }, evidence }];
        const pillars: PillarState[] = [{ id: "security", questions: [{ id: "Q", risk: "none", practices }] }];
        const lenses = new Map([["own", { title: "", version: "", pillars }]]);
        assert.deepEqual(parseMilestone(writeMilestone({ ...MILESTONE, lenses }), "x"), {
          ...MILESTONE,
          id: "x",
          lenses,
        });
      }),
      { numRuns: 100 },
    );
  });

  it("may be anything: what is no milestone is said in a line", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.equal(typeof parseMilestone(text, "x"), "string");
      }),
    );
    assert.match(String(parseMilestone('{ "version": 9 }', "x")), /version 9.*Update GenAI Lens/);
  });

  it("gives the numbers for a lens, and zeros for one that it does not speak of", () => {
    const summary = summariseMilestone({ ...MILESTONE, id: "x" }, "generative-ai");
    assert.equal(summary.date, "2026-11-22");
    assert.equal(summary.counts.questions.high, 1);
    assert.deepEqual(
      [summary.counts.practices.done, summary.counts.practices.open, summary.counts.contradicted],
      [1, 1, 1],
    );
    assert.equal(summary.byPillar["security"]?.questions.high, 1);
    assert.equal(summariseMilestone({ ...MILESTONE, id: "x" }, "other").counts.questions.high, 0);
  });
});

describe("the milestones of a folder", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "genai-lens-milestones-"));
  });

  afterEach(async () => {
    await fs.rm(folder, { recursive: true, force: true });
  });

  const files = async (): Promise<string[]> => (await fs.readdir(path.join(folder, MILESTONES_FOLDER))).sort();

  it("are kept in a file each, oldest first", async () => {
    assert.deepEqual(await readMilestones(folder), { milestones: [], problems: [] });
    const later = { ...MILESTONE, name: "release 1!", time: "2026-11-22T12:00:00.000Z" };
    assert.equal(await keepMilestone(folder, later), undefined);
    assert.equal(await keepMilestone(folder, MILESTONE), undefined);
    assert.equal(
      await keepMilestone(folder, { ...MILESTONE, name: "今日", time: "2026-11-21T12:00:00.000Z" }),
      undefined,
    );
    const { milestones, problems } = await readMilestones(folder);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      milestones.map(({ id, name }) => [id, name]),
      [
        ["2026-11-21-milestone", "今日"],
        ["2026-11-22-release-1-2", "Release 1"],
        ["2026-11-22-release-1", "release 1!"],
      ],
    );
    assert.equal((await files()).length, 3, "nothing else is left behind");
  });

  it("have a name, and each one of its own", async () => {
    assert.match((await keepMilestone(folder, { ...MILESTONE, name: " " })) ?? "", /needs a name/);
    assert.match((await keepMilestone(folder, { ...MILESTONE, name: "x".repeat(101) })) ?? "", /Shorten it/);
    assert.deepEqual(await fs.readdir(folder), []);
    await keepMilestone(folder, MILESTONE);
    assert.match((await keepMilestone(folder, MILESTONE)) ?? "", /There is a milestone "Release 1" already/);
    assert.equal((await files()).length, 1);
  });

  it("can be removed, and nothing else can", async () => {
    await keepMilestone(folder, MILESTONE);
    await fs.writeFile(path.join(folder, "package.json"), "{}");
    assert.equal(await removeMilestone(folder, "../../package"), undefined);
    assert.deepEqual((await fs.readdir(folder)).sort(), [".genai-lens", "package.json"]);
    assert.equal(await removeMilestone(folder, "2026-11-22-release-1"), undefined);
    assert.deepEqual(await files(), []);
    assert.equal(await removeMilestone(folder, "2026-11-22-release-1"), undefined);
  });

  it("are shown though one of them cannot be read", async () => {
    await keepMilestone(folder, MILESTONE);
    await fs.writeFile(path.join(folder, MILESTONES_FOLDER, "broken.json"), "<<<<<<< HEAD");
    const { milestones, problems } = await readMilestones(folder);
    assert.equal(milestones.length, 1);
    assert.deepEqual(problems, [
      ".genai-lens/milestones/broken.json is not valid JSON. Put back an earlier version of it, or delete it.",
    ]);
  });

  it("do not lead out of the folder", async function () {
    if (process.platform === "win32") this.skip();
    const outside = await fs.mkdtemp(path.join(os.tmpdir(), "genai-lens-outside-"));
    await fs.mkdir(path.join(folder, ".genai-lens"));
    await fs.symlink(outside, path.join(folder, MILESTONES_FOLDER));
    assert.match((await keepMilestone(folder, MILESTONE)) ?? "", /symbolic link/);
    assert.match((await readMilestones(folder)).problems[0] ?? "", /symbolic link/);
    assert.deepEqual(await fs.readdir(outside), []);
    await fs.rm(outside, { recursive: true });
  });
});

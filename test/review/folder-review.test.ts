import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { PracticeAnswer, PracticeReview, ReviewSnapshot, ScanState } from "../../server/src/protocol.ts";
import { OPEN_ANSWER } from "../../server/src/review/answers.ts";
import { FolderReview } from "../../server/src/review/folder-review.ts";
import { reviewFolder } from "../../server/src/review/review-folder.ts";
import { toSlashes } from "../../server/src/workspace/paths.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

const SCANNED: ScanState = { state: "scanned", files: 1, modelCalls: 1 };
const DONE: PracticeAnswer = { ...OPEN_ANSWER, status: "done" };
const LENS = "generative-ai";

const OWN_LENS = JSON.stringify({
  schemaVersion: "2021-11-01",
  name: "Our rules",
  description: "What we ask of ourselves.",
  pillars: [
    {
      id: "security",
      name: "Security",
      questions: [
        {
          id: "OURS1",
          title: "How do you keep data ours?",
          description: "About data.",
          choices: [
            { id: "OURS1_A", title: "Keep it here", improvementPlan: { displayText: "Keep it here." } },
            { id: "OURS1_no", title: "None of these" },
          ],
          riskRules: [
            { condition: "OURS1_A", risk: "NO_RISK" },
            { condition: "default", risk: "MEDIUM_RISK" },
          ],
        },
      ],
    },
  ],
});

describe("the review of a folder", () => {
  let folder: string;
  let review: FolderReview;

  beforeEach(async () => {
    folder = toSlashes(await fs.mkdtemp(path.join(os.tmpdir(), "genai-lens-folder-")));
    review = newReview();
  });

  afterEach(async () => {
    await fs.rm(folder, { recursive: true, force: true });
  });

  const newReview = (): FolderReview => new FolderReview({ uri: "file:///app", name: "app" }, folder, []);
  const write = async (name: string, text: string): Promise<void> => {
    await fs.mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await fs.writeFile(path.join(folder, name), text);
  };

  it("compares now with a milestone, two milestones, and nothing without any", async () => {
    await review.answer(LENS, [{ practice: "GENOPS05-BP01", answer: DONE }]);
    assert.equal((await review.snapshot(SCANNED)).comparison, null);
    assert.equal(await review.createMilestone("First", "2026-11-01T00:00:00.000Z", SCANNED), undefined);
    await review.answer(LENS, [{ practice: "GENSEC02-BP01", answer: DONE }]);
    assert.equal(await review.createMilestone("Second", "2026-11-02T00:00:00.000Z", SCANNED), undefined);
    await review.answer(LENS, [{ practice: "GENSEC02-BP01", answer: { ...OPEN_ANSWER, status: "not done" } }]);

    const now = await review.snapshot(SCANNED);
    assert.deepEqual(
      now.milestones.map(({ id, counts }) => [id, counts.practices.done]),
      [
        ["2026-11-01-first", 1],
        ["2026-11-02-second", 2],
      ],
    );
    assert.equal(now.comparison?.milestone, "2026-11-02-second");
    assert.deepEqual(
      now.comparison?.worse.map(({ id, text }) => [id, text]),
      [
        ["GENSEC02", "risk none → high"],
        ["GENSEC02-BP01", "done → not done"],
      ],
    );
    const both = await review.snapshot(SCANNED, { milestone: "2026-11-01-first", until: "2026-11-02-second" });
    assert.equal(both.comparison?.until, "2026-11-02-second");
    assert.deepEqual(
      both.comparison?.better.map(({ id }) => id),
      ["GENSEC02-BP01"],
    );
    await review.removeMilestone("2026-11-02-second");
    assert.equal((await review.snapshot(SCANNED)).comparison?.milestone, "2026-11-01-first");
  });

  it("keeps what another window changed in an answer since it was shown", async () => {
    await review.answer(LENS, [{ practice: "GENSEC02-BP01", answer: DONE }]);
    await review.snapshot(SCANNED);
    const other = newReview();
    await other.snapshot(SCANNED);
    await other.answer(LENS, [{ practice: "GENSEC02-BP01", answer: { ...DONE, owner: "ada" } }]);
    await review.answer(LENS, [{ practice: "GENSEC02-BP01", answer: { ...DONE, note: "Mine." } }]);
    assert.deepEqual(practiceIn(await review.snapshot(SCANNED), "GENSEC02-BP01").answer, {
      ...DONE,
      owner: "ada",
      note: "Mine.",
    });
  });

  it("takes no answer for what a lens does not have", async () => {
    assert.match((await review.answer("gone", [{ practice: "X", answer: DONE }])) ?? "", /no lens "gone"/);
    const answers = [
      { practice: "GENSEC02-BP01", answer: DONE },
      { practice: "AGENTOPS01-BP01", answer: DONE },
    ];
    assert.match((await review.answer(LENS, answers)) ?? "", /does not have AGENTOPS01-BP01/);
    assert.deepEqual(await fs.readdir(folder), []);
  });

  it("is done by a lens that the team brings, like by the built-in ones", async () => {
    await write(".genai-lens/lenses/our-rules.json", OWN_LENS);
    await write(".genai-lens/lenses/broken.json", OWN_LENS.slice(0, 200));
    await write(".genai-lens/lenses/agentic-ai.json", OWN_LENS);
    assert.equal(await review.answer("our-rules", [{ practice: "OURS1_A", answer: DONE }]), undefined);
    const snapshot = await review.snapshot(SCANNED, { lens: "our-rules" });
    assert.deepEqual(
      snapshot.lenses.map(({ id, isImported }) => [id, isImported]),
      [
        ["generative-ai", false],
        ["agentic-ai", false],
        ["responsible-ai", false],
        ["our-rules", true],
      ],
    );
    assert.equal(snapshot.lens.title, "Our rules");
    assert.equal(snapshot.pillars[0]?.questions[0]?.risk, "none");
    assert.equal(snapshot.problems.length, 2);
    assert.match(snapshot.problems.join("\n"), /agentic-ai\.json has the name of a built-in lens/);
    assert.match(snapshot.problems.join("\n"), /broken\.json:1/);
  });

  it("is made without an editor, by one call", async () => {
    await write(
      "src/chat.ts",
      'import OpenAI from "openai";\nconst client = new OpenAI();\nexport const ask = (input: string) => client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: input }] });\n',
    );
    await write(".genai-lens/review.json", '{ "version": 1, "answers": { "GENCOST03-BP02": { "status": "done" } } }');
    const { snapshot, hasAllAnswers } = await reviewFolder(new Workspace(folder), { uri: "", name: "app" });
    assert.deepEqual(snapshot.scan, { state: "scanned", files: 1, modelCalls: 1 });
    assert.equal(hasAllAnswers, true);
    const practice = practiceIn(snapshot, "GENCOST03-BP02");
    assert.ok(practice.evidence.againstCount > 0);
    assert.equal(practice.proposal?.status, "not done");
    assert.match(practice.contradiction ?? "", /^Answered done, but 1 finding stands against it/);
    assert.match(practice.evidence.tallies.join(), /1 of 1 place/);
    assert.deepEqual(await fs.readdir(path.join(folder, ".genai-lens")), ["review.json"], "nothing is written");
  });

  function practiceIn(snapshot: ReviewSnapshot, id: string): PracticeReview {
    const practices = snapshot.pillars.flatMap((pillar) => pillar.questions.flatMap((question) => question.practices));
    const found = practices.find((practice) => practice.id === id);
    assert.ok(found);
    return found;
  }
});

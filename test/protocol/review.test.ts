import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { WorkspaceEdit } from "vscode-languageserver";
import { OPEN_ANSWER } from "../../server/src/review/answers.ts";
import type { PracticeAnswer, PracticeReview, ReviewSnapshot } from "../../server/src/protocol.ts";
import { BEDROCK, CHAT, CHAT_WITH_LIMIT, ENFORCED, HANDLER, PACKAGE, RULE } from "./chat-app.ts";
import { applied, Client, uriOf } from "./client.ts";
import { DiskFolder } from "./disk-folder.ts";
import { shareServer } from "./shared-server.ts";

describe("the language server and the review", () => {
  const server = shareServer();
  let client: Client;
  let disk: DiskFolder;

  beforeEach(() => {
    ({ client, disk } = server);
    disk.write("package.json", PACKAGE);
  });

  it("shows what the code shows, stores answers, and finds the place of evidence", async () => {
    const uri = disk.write("chat.ts", CHAT);
    await server.enter();
    const folder = uriOf(disk.root);
    client.open(uri, CHAT);
    await client.pull(uri);
    const before = await client.ask("genaiLens/review", { folder });
    const practice = practiceOf(before, "GENCOST03-BP02");
    assert.equal(practice.evidence.againstCount, 1);
    const [evidence] = practice.evidence.against;
    const place = await client.ask("genaiLens/evidence", { folder, evidence: evidence!.id });
    assert.equal(place?.uri, uri);
    assert.deepEqual(place?.range.start, { line: 5, character: 23 });
    assert.equal(await client.ask("genaiLens/evidence", { folder, evidence: "none" }), null);

    client.forget();
    client.change(uri, 2, { text: CHAT_WITH_LIMIT });
    await client.told("genaiLens/reviewChanged");
    const after = await client.ask("genaiLens/review", { folder });
    assert.equal(practiceOf(after, "GENCOST03-BP02").evidence.againstCount, 0);
    assert.ok(after.revision > before.revision);

    const answer = { ...OPEN_ANSWER, status: "done", note: "Keys live in the vault" } as const;
    const answers = [{ practice: "GENSEC01-BP01", answer }];
    assert.deepEqual(await client.ask("genaiLens/answer", { folder, lens: "generative-ai", answers }), {});
    const stored = JSON.parse(readFileSync(join(disk.root, ".genai-lens/review.json"), "utf8"));
    assert.match(JSON.stringify(stored), /Keys live in the vault/u);
    const answered = await client.ask("genaiLens/review", { folder });
    assert.equal(practiceOf(answered, "GENSEC01-BP01").answer.status, "done");
  });

  it("reads answers that others write", async () => {
    await server.enter();
    const folder = uriOf(disk.root);
    const answer: PracticeAnswer = { ...OPEN_ANSWER, status: "done" };
    const answers = [{ practice: "GENSEC01-BP01", answer }];
    await client.request("genaiLens/answer", { folder, lens: "generative-ai", answers });
    const file = join(disk.root, ".genai-lens/review.json");
    client.forget();
    const uri = disk.write(".genai-lens/review.json", readFileSync(file, "utf8").replace('"done"', '"not done"'));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
    await client.told("genaiLens/reviewChanged");
    const result = await client.ask("genaiLens/review", { folder });
    assert.equal(practiceOf(result, "GENSEC01-BP01").answer.status, "not done");
  });

  it("gives the edit that mends a finding, against the text as it is now", async () => {
    const uri = disk.write("chat.ts", CHAT);
    await server.enter();
    const folder = uriOf(disk.root);
    client.open(uri, CHAT);
    await client.pull(uri);
    const practice = practiceOf(await client.ask("genaiLens/review", { folder }), "GENCOST03-BP02");
    const [evidence] = practice.evidence.against;
    assert.equal(evidence?.fix, "review");
    const moved = `// A line above.\n${CHAT}`;
    client.change(uri, 2, { text: moved });
    const fixed = await client.ask("genaiLens/fixEvidence", { folder, evidence: evidence.id });
    assert.ok("edit" in fixed);
    const { documentChanges, newFiles } = fixed.edit;
    assert.deepEqual(documentChanges[0]?.textDocument, { uri, version: 2 });
    assert.deepEqual(newFiles, []);
    const edit = { documentChanges } as WorkspaceEdit;
    assert.match(applied(moved, { title: "", edit }), /max_completion_tokens: \d+/u);
    client.change(uri, 3, { text: CHAT_WITH_LIMIT });
    const gone = await client.ask("genaiLens/fixEvidence", { folder, evidence: evidence.id });
    assert.match("error" in gone ? gone.error : "", /no longer there/u);
  });

  it("mends a finding of the review in the file that makes it so", async () => {
    const handlerUri = disk.write("handler.ts", HANDLER);
    const uri = disk.write("bedrock.ts", BEDROCK);
    await server.enter();
    const folder = uriOf(disk.root);
    client.open(uri, BEDROCK);
    await client.pull(uri);
    const { against } = practiceOf(await client.ask("genaiLens/review", { folder }), "GENREL03-BP02").evidence;
    const evidence = against.find(({ ruleId }) => ruleId === "aws-request-timeout-not-enforced");
    assert.equal(evidence?.fix, "review");
    const fixed = await client.ask("genaiLens/fixEvidence", { folder, evidence: evidence.id });
    assert.ok("edit" in fixed);
    const { documentChanges } = fixed.edit;
    assert.deepEqual(
      documentChanges.map(({ textDocument }) => textDocument),
      [{ uri: handlerUri, version: null }],
    );
    const edit = { documentChanges } as WorkspaceEdit;
    assert.equal(applied(HANDLER, { title: "", edit }), ENFORCED);
  });

  it("keeps milestones, and compares with them", async () => {
    await server.enter();
    const folder = uriOf(disk.root);
    assert.deepEqual(await client.ask("genaiLens/milestone", { folder, action: "create", name: "Start" }), {});
    const again = await client.ask("genaiLens/milestone", { folder, action: "create", name: "Start" });
    assert.match(again.error ?? "", /already/u);
    const answer: PracticeAnswer = { ...OPEN_ANSWER, status: "done" };
    const answers = [{ practice: "AGENTOPS01-BP01", answer }];
    assert.deepEqual(await client.ask("genaiLens/answer", { folder, lens: "agentic-ai", answers }), {});
    const shown = await client.ask("genaiLens/review", { folder, lens: "agentic-ai" });
    assert.equal(shown.lens.id, "agentic-ai");
    assert.deepEqual(
      shown.comparison?.better.map(({ id, text }) => [id, text]),
      [["AGENTOPS01-BP01", "open → done"]],
    );
    const [milestone] = shown.milestones;
    assert.deepEqual(
      await client.ask("genaiLens/milestone", { folder, action: "remove", milestone: milestone!.id }),
      {},
    );
    assert.equal((await client.ask("genaiLens/review", { folder })).comparison, null);
  });

  it("writes the review as a report", async () => {
    await server.enter();
    const folder = uriOf(disk.root);
    for (const format of ["markdown", "html", "json", "csv", "summary"] as const) {
      const report = await client.ask("genaiLens/export", { folder, lens: "agentic-ai", format });
      assert.ok("text" in report && report.text.length > 500 && report.fileName !== "", format);
    }
  });

  it("imports a lens, and says what is wrong with one", async () => {
    await server.enter();
    const folder = uriOf(disk.root);
    const broken = await client.ask("genaiLens/importLens", {
      folder,
      uri: disk.write("lens.json", '{ "name": "Ours" }'),
    });
    assert.match(broken.error ?? "", /lens\.json is not a lens/u);
    assert.ok(broken.problems.length > 0);
    assert.match(
      (await client.ask("genaiLens/importLens", { folder, uri: uriOf(join(disk.root, "no.json")) })).error ?? "",
      /not there/u,
    );
    const question = {
      id: "OURS1",
      title: "How do you keep data ours?",
      choices: [{ id: "OURS1_A", title: "Keep it here", improvementPlan: { displayText: "Keep it here." } }],
      riskRules: [{ condition: "default", risk: "MEDIUM_RISK" }],
    };
    const lens = {
      schemaVersion: "2021-11-01",
      name: "Our rules",
      description: "Ours.",
      pillars: [{ id: "security", name: "Security", questions: [question] }],
    };
    const imported = await client.ask("genaiLens/importLens", {
      folder,
      uri: disk.write("lens.json", JSON.stringify(lens)),
    });
    assert.equal(imported.error, undefined);
    const shown = await client.ask("genaiLens/review", { folder, lens: "our-rules" });
    assert.deepEqual([shown.lens.title, shown.lens.isImported], ["Our rules", true]);
  });

  it("refuses folders that are not there", async () => {
    await server.enter();
    const answer = await client.request("genaiLens/review", { folder: "file:///elsewhere" });
    assert.match(answer.error!.message, /is not a folder of this workspace/u);
  });

  it("has a page for every rule and practice", async () => {
    await server.enter();
    assert.match(String(await client.ask("genaiLens/page", { id: RULE })), /^# /u);
    assert.match(String(await client.ask("genaiLens/page", { id: "GENCOST03-BP02" })), /^# GENCOST03-BP02/u);
    assert.equal(await client.ask("genaiLens/page", { id: "nothing" }), null);
  });
});

function practiceOf(review: ReviewSnapshot, id: string): PracticeReview {
  const questions = review.pillars.flatMap((pillar) => pillar.questions);
  const practice = questions.flatMap((question) => question.practices).find((candidate) => candidate.id === id);
  assert.ok(practice !== undefined);
  return practice;
}

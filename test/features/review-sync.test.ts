import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ReviewSync } from "../../server/src/features/review-sync.ts";
import type { AnswerChange, SyncAnswer, SyncDirection } from "../../server/src/protocol.ts";
import { ReviewStore } from "../../server/src/review/store.ts";
import { toSlashes } from "../../server/src/workspace/paths.ts";
import { CONFIG_FILE, useAws } from "../review/well-architected/aws-environment.ts";
import { REGION, ToolServer, WORKLOAD } from "../review/well-architected/tool-server.ts";

const LENS = "generative-ai";

/** The answer, of the type that was expected. */
function expected<Type extends SyncAnswer["type"]>(
  answer: SyncAnswer,
  type: Type,
): Extract<SyncAnswer, { type: Type }> {
  assert.equal(answer.type, type, JSON.stringify(answer));
  return answer as Extract<SyncAnswer, { type: Type }>;
}

describe("the sync of the editor", () => {
  let root: string;
  let server: ToolServer;
  let putBack: () => void;
  let sync: ReviewSync;

  beforeEach(async () => {
    root = toSlashes(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "genai-lens-sync-"))));
    fs.writeFileSync(path.join(root, "aws.ini"), CONFIG_FILE);
    fs.mkdirSync(path.join(root, ".genai-lens"));
    const answers = {
      [LENS]: { "GENSEC01-BP01": { status: "done" }, "GENSEC01-BP02": { status: "not done", note: "x" } },
    };
    fs.writeFileSync(path.join(root, ".genai-lens/review.json"), JSON.stringify({ version: 2, answers }));
    server = new ToolServer();
    putBack = useAws(await server.start(), path.join(root, "aws.ini"));
    sync = new ReviewSync({
      rootOf: () => root,
      store: async (_uri: string, lens: string, changes: readonly AnswerChange[]) =>
        (await new ReviewStore(root).answer(lens, changes)).error,
    });
  });
  afterEach(async () => {
    putBack();
    await server.stop();
    fs.rmSync(root, { recursive: true, force: true });
  });

  const connection = { profile: "", region: REGION };
  const compare = (direction: SyncDirection): Promise<SyncAnswer> =>
    sync.answer({ action: "compare", connection, folder: "file:///app", lens: LENS, workload: WORKLOAD, direction });

  it("lists workloads, and says what stands in the way", async () => {
    const { workloads } = expected(await sync.answer({ action: "workloads", connection }), "workloads");
    assert.deepEqual(
      workloads.map(({ id }) => id),
      [WORKLOAD],
    );
    const noRegion = { action: "workloads", connection: { profile: "", region: "" } } as const;
    assert.match(expected(await sync.answer(noRegion), "failed").message, /^No AWS region is set: .*\.$/);
    const profile = { action: "workloads", connection: { profile: "review", region: "" } } as const;
    expected(await sync.answer(profile), "workloads");
  });

  it("sends only what was shown and accepted, and only once", async () => {
    server.associate();
    const { session, text, items } = expected(await compare("push"), "difference");
    assert.match(text, /GENSEC01-BP01/);
    assert.deepEqual(
      items.map(({ id, isConflict }) => [id, isConflict]),
      [
        ["GENSEC01-BP01", false],
        ["GENSEC01-BP02", false],
      ],
    );
    const part = expected(await sync.answer({ action: "show", session, items: ["GENSEC01-BP01"] }), "part");
    assert.equal(part.text.includes("GENSEC01-BP02"), false);
    assert.deepEqual(server.writes(), []);
    const apply = { action: "apply", session, items: ["GENSEC01-BP01"] } as const;
    const { lines } = expected(await sync.answer(apply), "done");
    assert.deepEqual(lines, ["Sent 1 change in 1 question."]);
    assert.deepEqual(server.writes()[0]?.body["ChoiceUpdates"], { gensec1_1: { Status: "SELECTED" } });
    assert.match(expected(await sync.answer(apply), "failed").message, /out of date/);
    assert.equal(server.writes().length, 1);
  });

  it("adds the lens to the workload, when a person agreed", async () => {
    expected(await compare("pull"), "failed");
    const { session, text } = expected(await compare("push"), "step");
    assert.match(text, /would be added/);
    assert.deepEqual(server.writes(), []);
    expected(await sync.answer({ action: "apply", session, items: [] }), "failed");
    expected(await sync.answer({ action: "prepare", session }), "prepared");
    expected(await compare("push"), "difference");
  });

  it("upgrades the lens of the workload when a person agreed, and goes on without it when not", async () => {
    server.associateOutdated("2024-11-01", "gensec1");
    const { text, isUpgrade } = expected(await compare("push"), "step");
    assert.match(
      text,
      /version 2024-11-01 of "Generative AI", and the tool has version 2025-04-15\..*milestone "Before/,
    );
    assert.equal(isUpgrade, true);
    const declined = await sync.answer({
      action: "compare",
      connection,
      folder: "file:///app",
      lens: LENS,
      workload: WORKLOAD,
      direction: "push",
      isUpgradeDeclined: true,
    });
    assert.match(expected(declined, "difference").remarks.join("\n"), /the tool has version 2025-04-15/);
    assert.deepEqual(expected(declined, "difference").items, []);
    assert.match(expected(await compare("pull"), "difference").remarks.join("\n"), /the tool has version 2025-04-15/);
    assert.deepEqual(server.writes(), []);
    const { session } = expected(await compare("push"), "step");
    expected(await sync.answer({ action: "prepare", session }), "prepared");
    assert.equal(server.milestones.length, 1);
    const { items, remarks } = expected(await compare("push"), "difference");
    assert.deepEqual(
      items.map(({ id }) => id),
      ["GENSEC01-BP01", "GENSEC01-BP02"],
    );
    assert.deepEqual(remarks, []);
  });

  it("takes answers over into the review", async () => {
    server.associate().answer("genops1").SelectedChoices = ["genops1_1"];
    const { session } = expected(await compare("pull"), "difference");
    expected(await sync.answer({ action: "apply", session, items: ["GENOPS01-BP01"] }), "done");
    const { answers } = await new ReviewStore(root).load();
    assert.equal(answers.get(LENS)?.get("GENOPS01-BP01")?.status, "done");
    assert.deepEqual(server.writes(), []);
  });

  it("says what was sent before something stood in the way", async () => {
    server.associate();
    const { session, items } = expected(await compare("push"), "difference");
    server.fail("PATCH", /./, 403, "AccessDeniedException", { Message: "no" });
    const apply = { action: "apply", session, items: items.map(({ id }) => id) } as const;
    assert.match(
      expected(await sync.answer(apply), "failed").message,
      /wellarchitected:UpdateAnswer.*Sent 0 changes in 0 questions\.$/,
    );
  });
});

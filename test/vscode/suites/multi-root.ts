import assert from "node:assert/strict";
import { workspace } from "vscode";
import { closeAll, fileUri, open, write } from "./documents.ts";
import { untilFindings } from "./findings.ts";

const NO_LIMIT = { rule: "missing-max-output-tokens", severity: "Warning", line: 7 };

describe("a workspace of several folders", () => {
  afterEach(closeAll);

  it("has the folders that the file names", () => {
    assert.deepEqual(
      workspace.workspaceFolders?.map(({ name }) => name),
      ["api", "worker"],
    );
  });

  it("goes by the config of each folder", async () => {
    const answer = await open(fileUri("src/answer.ts", "api"));
    const digest = await open(fileUri("src/digest.ts", "worker"));
    await untilFindings(answer.uri, [NO_LIMIT]);
    await untilFindings(digest.uri, []);
  });

  it("takes note when the config of one folder changes", async () => {
    const config = fileUri("genai-lens.json", "worker");
    const before = await workspace.fs.readFile(config);
    const answer = await open(fileUri("src/answer.ts", "api"));
    const digest = await open(fileUri("src/digest.ts", "worker"));
    try {
      await write(config, "{}");
      await untilFindings(digest.uri, [NO_LIMIT]);
      await untilFindings(answer.uri, [NO_LIMIT]);
    } finally {
      await workspace.fs.writeFile(config, before);
    }
    await untilFindings(digest.uri, []);
  });

  it("goes on when a folder is taken away", async () => {
    const answer = await open(fileUri("src/answer.ts", "api"));
    assert.ok(workspace.updateWorkspaceFolders(1, 1));
    await untilFindings(answer.uri, [NO_LIMIT]);
  });
});

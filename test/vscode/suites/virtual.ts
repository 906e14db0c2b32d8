import assert from "node:assert/strict";
import { commands, extensions, window, workspace, type Disposable } from "vscode";
import { closeAll, fileUri, open } from "./documents.ts";
import { findingsOf, untilFindings } from "./findings.ts";
import { MemoryFiles } from "./memory-files.ts";

const ANSWER = `import OpenAI from "openai";

const client = new OpenAI({ timeout: 20_000 });

export const answer = (question: string) =>
  client.chat.completions.create({ model: "gpt-6-luna", messages: [{ role: "user", content: question }] });
`;

describe("a workspace that is not on disk", () => {
  let files: Disposable;

  before(() => {
    files = workspace.registerFileSystemProvider(
      "memory",
      new MemoryFiles({
        "/app/package.json": "{}",
        "/app/src/answer.ts": ANSWER,
        "/app/docs/genai-spec.md": "---\nmodels: []\n---\n",
      }),
      { isReadonly: true },
    );
  });

  afterEach(closeAll);
  after(() => files.dispose());

  it("is what this window has", () => {
    assert.deepEqual(
      workspace.workspaceFolders?.map(({ uri }) => uri.toString()),
      ["memory:/app"],
    );
  });

  it("gets no findings, and no harm", async () => {
    const document = await open(fileUri("src/answer.ts"));
    assert.equal(document.getText(), ANSWER);
    await open(fileUri("docs/genai-spec.md"));
    const unsaved = await workspace.openTextDocument({ language: "typescript", content: ANSWER });
    await window.showTextDocument(unsaved);
    await untilFindings(unsaved.uri, [{ rule: "missing-max-output-tokens", severity: "Warning", line: 6 }]);
    assert.deepEqual(findingsOf(fileUri("src/answer.ts")), []);
    assert.deepEqual(findingsOf(fileUri("docs/genai-spec.md")), []);
    assert.equal(extensions.getExtension("genai-lens.genai-lens")?.isActive, true);
  });

  for (const [command, ...args] of [
    ["genaiLens.scanWorkspace"],
    ["genaiLens.initSpecification"],
    ["genaiLens.syncReview"],
    ["genaiLens.openPractice", "GENCOST03-BP02", "memory:/app/src/answer.ts"],
    ["genaiLens.openReview"],
  ] as const) {
    it(`lets ${command} end`, async () => {
      await commands.executeCommand(command, ...args);
    });
  }
});

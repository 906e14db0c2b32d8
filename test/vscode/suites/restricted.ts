import assert from "node:assert/strict";
import { commands, extensions, workspace } from "vscode";
import { closeAll, fileUri, open } from "./documents.ts";
import { untilFindings } from "./findings.ts";

describe("Restricted Mode", () => {
  afterEach(closeAll);

  it("is what this window is in", () => assert.equal(workspace.isTrusted, false));

  it("lets the extension work", async () => {
    const document = await open(fileUri("src/answer.ts"));
    await untilFindings(document.uri, [{ rule: "missing-max-output-tokens", severity: "Warning", line: 7 }]);
    assert.equal(extensions.getExtension("genai-lens.genai-lens")?.isActive, true);
  });

  it("keeps the sync with AWS off: it asks nothing and ends", async () => {
    await commands.executeCommand("genaiLens.syncReview");
  });
});

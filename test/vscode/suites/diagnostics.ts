import assert from "node:assert/strict";
import { ConfigurationTarget, commands, workspace, type TextDocument } from "vscode";
import { closeAll, fileUri, open, replaceText, write } from "./documents.ts";
import { untilFindings } from "./findings.ts";

const NO_LIMIT = { rule: "missing-max-output-tokens", severity: "Warning", line: 7 };

describe("diagnostics", () => {
  let document: TextDocument;

  beforeEach(async () => {
    document = await open(fileUri("src/answer.ts"));
  });

  afterEach(closeAll);

  it("appear when a file is opened, with message, rule and practice", async () => {
    const [finding] = await untilFindings(document.uri, [NO_LIMIT]);
    assert.ok(finding);
    assert.equal(document.getText(finding.range), "client.chat.completions.create");
    assert.match(finding.message, /limit|max_/);
    assert.match(finding.message, /GENCOST03-BP02/);
    assert.ok(typeof finding.code === "object", "the rule's id should be a link to its page");
  });

  it("go while the mistake is mended, and come back with it", async () => {
    await untilFindings(document.uri, [NO_LIMIT]);
    const text = document.getText();
    await replaceText(document, text.replace("messages:", "max_completion_tokens: 100,\n    messages:"));
    await untilFindings(document.uri, []);
    await replaceText(document, text);
    await untilFindings(document.uri, [NO_LIMIT]);
  });

  it("follow the code to another line", async () => {
    await untilFindings(document.uri, [NO_LIMIT]);
    await replaceText(document, `\n\n${document.getText()}`);
    await untilFindings(document.uri, [{ ...NO_LIMIT, line: 9 }]);
  });

  it("stay while another part of the file is half typed", async () => {
    await untilFindings(document.uri, [NO_LIMIT]);
    await replaceText(document, `${document.getText()}\nexport function half(`);
    await untilFindings(document.uri, [NO_LIMIT]);
  });

  it("are not there in a file that calls no model", async () => {
    const plain = await open(fileUri("src/plain.ts"));
    await untilFindings(document.uri, [NO_LIMIT]);
    await untilFindings(plain.uri, []);
  });

  it("follow a client into another file", async () => {
    const user = fileUri("src/user.ts");
    const shared = fileUri("src/shared.ts");
    await write(shared, `import OpenAI from "openai";\n\nexport const shared = new OpenAI({ timeout: 9_000 });\n`);
    await write(
      user,
      `import { shared } from "./shared";\n\nexport const ask = (input: string) =>\n  shared.responses.create({ model: "gpt-6-luna", input });\n`,
    );
    try {
      await open(user);
      await untilFindings(user, [{ ...NO_LIMIT, line: 4 }]);
    } finally {
      await workspace.fs.delete(user);
      await workspace.fs.delete(shared);
    }
  });

  it("go with a file that is deleted", async () => {
    const copy = fileUri("src/copy.ts");
    await write(copy, document.getText());
    await open(copy);
    await untilFindings(copy, [NO_LIMIT]);
    await commands.executeCommand("workbench.action.closeActiveEditor");
    await workspace.fs.delete(copy);
    await untilFindings(copy, []);
  });

  describe("obey", () => {
    const settings = () => workspace.getConfiguration("genaiLens", document.uri);

    afterEach(async () => {
      await settings().update("enable", undefined, ConfigurationTarget.Workspace);
      await settings().update("rules", undefined, ConfigurationTarget.Workspace);
    });

    it("genaiLens.enable", async () => {
      await untilFindings(document.uri, [NO_LIMIT]);
      await settings().update("enable", false, ConfigurationTarget.Workspace);
      await untilFindings(document.uri, []);
      await settings().update("enable", true, ConfigurationTarget.Workspace);
      await untilFindings(document.uri, [NO_LIMIT]);
    });

    it("genaiLens.rules", async () => {
      await untilFindings(document.uri, [NO_LIMIT]);
      await settings().update("rules", { [NO_LIMIT.rule]: "error" }, ConfigurationTarget.Workspace);
      await untilFindings(document.uri, [{ ...NO_LIMIT, severity: "Error" }]);
      await settings().update("rules", { [NO_LIMIT.rule]: "off" }, ConfigurationTarget.Workspace);
      await untilFindings(document.uri, []);
    });

    it("genai-lens.json, as it comes, changes and goes", async () => {
      const config = fileUri("genai-lens.json");
      await untilFindings(document.uri, [NO_LIMIT]);
      await write(config, JSON.stringify({ rules: { [NO_LIMIT.rule]: "info" } }));
      await untilFindings(document.uri, [{ ...NO_LIMIT, severity: "Information" }]);
      await write(config, JSON.stringify({ rules: { [NO_LIMIT.rule]: "off" } }));
      await untilFindings(document.uri, []);
      await workspace.fs.delete(config);
      await untilFindings(document.uri, [NO_LIMIT]);
    });
  });

  it("are the same after the server was restarted", async () => {
    await untilFindings(document.uri, [NO_LIMIT]);
    await commands.executeCommand("genaiLens.restartServer");
    await untilFindings(document.uri, [NO_LIMIT]);
  });
});

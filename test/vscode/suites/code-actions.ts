import assert from "node:assert/strict";
import { CodeActionKind, ConfigurationTarget, workspace, type Range, type TextDocument } from "vscode";
import { actionWhere, applyAction } from "./actions.ts";
import { closeAll, fileUri, open, replaceText } from "./documents.ts";
import { untilFindings } from "./findings.ts";

const NO_LIMIT = { rule: "missing-max-output-tokens", severity: "Warning", line: 7 };

describe("code actions", () => {
  let document: TextDocument;
  let range: Range;

  beforeEach(async () => {
    document = await open(fileUri("src/answer.ts"));
    const [finding] = await untilFindings(document.uri, [NO_LIMIT]);
    assert.ok(finding);
    range = finding.range;
  });

  afterEach(closeAll);

  it("fix the finding", async () => {
    const before = document.getText();
    const fix = await actionWhere(document, range, CodeActionKind.QuickFix, ({ title }) =>
      title.startsWith("Set `max_"),
    );
    await applyAction(fix);
    const option = /Set `(max_\w+: \d+)`/.exec(fix.title)?.[1];
    assert.equal(
      document.getText(),
      before.replace(`content: question }],\n`, `content: question }],\n    ${option},\n`),
    );
    await untilFindings(document.uri, []);
  });

  it("suppress the finding with a reason to fill in", async () => {
    const before = document.getText();
    const suppress = await actionWhere(document, range, CodeActionKind.QuickFix, ({ title }) => /line/i.test(title));
    await applyAction(suppress);
    assert.equal(
      document.getText(),
      before.replace(
        "  return client",
        "  // genai-lens-disable-next-line missing-max-output-tokens -- reason\n  return client",
      ),
    );
    await untilFindings(document.uri, []);
  });

  it("on save leave alone what a person has to review", async () => {
    await fixingOnSave(document, async () => {
      const typed = `${document.getText()}\n// One more line.\n`;
      await replaceText(document, typed);
      await untilFindings(document.uri, [NO_LIMIT]);
      assert.ok(await document.save());
      assert.equal(document.getText(), typed);
    });
  });

  it("on save apply what is safe", async () => {
    const handler = await open(fileUri("src/handler.ts"));
    await fixingOnSave(handler, async () => {
      await untilFindings(handler.uri, [{ rule: "client-created-per-request", severity: "Warning", line: 4 }]);
      const typed = `${handler.getText()}\n// One more line.\n`;
      await replaceText(handler, typed);
      await untilFindings(handler.uri, [{ rule: "client-created-per-request", severity: "Warning", line: 4 }]);
      assert.ok(await handler.save());
      const declaration =
        'const client = new BedrockRuntimeClient({ region: "eu-central-1", requestHandler: { requestTimeout: 20_000 } });\n';
      assert.equal(
        handler.getText(),
        typed.replace(`  ${declaration}`, "").replace("export const handler", `${declaration}\nexport const handler`),
      );
      await untilFindings(handler.uri, []);
    });
  });
});

/** Has the editor apply our safe fixes on save while `work` runs. */
async function fixingOnSave(document: TextDocument, work: () => Promise<void>): Promise<void> {
  const settings = workspace.getConfiguration("editor", document.uri);
  const actions = { "source.fixAll.genaiLens": "explicit" };
  await settings.update("codeActionsOnSave", actions, ConfigurationTarget.Workspace);
  try {
    await work();
  } finally {
    await settings.update("codeActionsOnSave", undefined, ConfigurationTarget.Workspace);
  }
}

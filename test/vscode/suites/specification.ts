import assert from "node:assert/strict";
import { CodeActionKind, commands, window, workspace, type CodeLens, type Position, type TextDocument } from "vscode";
import { actionWhere, applyAction } from "./actions.ts";
import { closeAll, fileUri, open, rangeOf, replaceText, write } from "./documents.ts";
import { findingsOf, ruleOf } from "./findings.ts";
import { until } from "./waiting.ts";

const SPECIFICATION = "docs/genai-spec.md";
const WITHOUT_NOVA = `---
models:
  - gpt-6-luna
  - gpt-4-turbo
---
# Help desk

Answers questions.
`;
const NOT_ALLOWED = "spec-model-not-allowed";
const NOVA = "eu.amazon.nova-2-lite-v1:0";
const CALL = "new ConverseCommand";

describe("the design specification", () => {
  const uri = () => fileUri(SPECIFICATION);

  before(() => commands.executeCommand("genaiLens.scanWorkspace"));

  afterEach(async () => {
    await closeAll();
    await workspace.fs.delete(fileUri("docs"), { recursive: true });
  });

  it("is written from the code by its command, opened, and asks what is open", async () => {
    await commands.executeCommand("genaiLens.initSpecification");
    const shown = window.activeTextEditor?.document;
    assert.equal(shown?.uri.toString(), uri().toString());
    assert.equal(shown.languageId, "markdown");
    for (const model of ["gpt-6-luna", "gpt-4-turbo", NOVA]) assert.ok(shown.getText().includes(model), model);
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri()));
    assert.equal(text, shown.getText());
    const open = await until(
      "the questions are shown as problems",
      () => findingsOf(uri()),
      (findings) => findings.length > 0,
    );
    assert.deepEqual(
      open.filter((finding) => ruleOf(finding) !== "spec-section-empty").map(({ message }) => message),
      ["Nothing limits the tokens of output here, and the specification allows 400"],
    );
    assert.ok(open.some(({ message }) => message.includes('"Purpose"')));
  });

  it("is left as it is where there is one, and opened", async () => {
    await write(uri(), WITHOUT_NOVA);
    await commands.executeCommand("genaiLens.initSpecification");
    assert.equal(window.activeTextEditor?.document.uri.toString(), uri().toString());
    const file = await workspace.fs.readFile(uri());
    assert.equal(new TextDecoder().decode(file), WITHOUT_NOVA);
  });

  it("shows what it does not allow, and takes the model up", async () => {
    await write(uri(), WITHOUT_NOVA);
    const document = await open(uri());
    const range = await untilDrift(document, rangeOf(document, "models:").start);
    const add = await actionWhere(document, range, CodeActionKind.QuickFix, ({ title }) => title.includes(NOVA));
    await applyAction(add);
    assert.ok(document.getText().includes(`  - gpt-4-turbo\n  - ${NOVA}\n`), document.getText());
    await untilNoDrift(document);
  });

  it("takes the model up from the code that asks it", async () => {
    await write(uri(), WITHOUT_NOVA);
    const handler = await open(fileUri("src/handler.ts"));
    const range = await untilDrift(handler, rangeOf(handler, CALL).start);
    const add = await actionWhere(handler, range, CodeActionKind.QuickFix, ({ title }) => title.startsWith("Add `"));
    await applyAction(add);
    await untilNoDrift(handler);
    const document = await workspace.openTextDocument(uri());
    assert.ok(document.getText().includes(`  - ${NOVA}\n`), document.getText());
    await document.save();
  });

  it("opens the call that breaks it, and leads back from there", async () => {
    await write(uri(), WITHOUT_NOVA);
    const document = await open(uri());
    const range = await untilDrift(document, rangeOf(document, "models:").start);
    const toCode = await actionWhere(document, range, CodeActionKind.QuickFix, ({ title }) => title.startsWith("Open"));
    await applyAction(toCode);
    const handler = await untilShown("src/handler.ts");
    assert.equal(handler.text, CALL);
    const inCode = await untilDrift(handler.document, rangeOf(handler.document, CALL).start);
    const back = await actionWhere(handler.document, inCode, CodeActionKind.QuickFix, ({ title }) =>
      title.includes("Open the specification"),
    );
    await applyAction(back);
    assert.equal((await untilShown(SPECIFICATION)).text, "models");
  });

  it("counts above each line what it speaks of, and goes there", async () => {
    await write(uri(), WITHOUT_NOVA);
    const document = await open(uri());
    const lenses = await until(
      "lenses of the specification",
      () => commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri(), 20),
      (shown) => shown.length === 3,
    );
    const titles = lenses.map(({ command }) => command?.title);
    assert.deepEqual(titles, [`not allowed: ${NOVA}, 1 place`, "1 call asks this", "1 call asks this"]);
    await run(lenses[0]);
    assert.equal((await untilShown("src/handler.ts")).text, CALL);
    await open(document.uri);
    await run(lenses[1]);
    assert.equal((await untilShown("src/answer.ts")).text, "client.chat.completions.create");
  });

  it("follows what is typed in it", async () => {
    await write(uri(), WITHOUT_NOVA);
    const document = await open(uri());
    await untilDrift(document, rangeOf(document, "models:").start);
    await replaceText(document, WITHOUT_NOVA.replace("gpt-6-luna", '"*"'));
    await untilNoDrift(document);
    await replaceText(document, WITHOUT_NOVA.replace("models:", "model:"));
    const [finding] = await until(
      "a mistyped setting is a problem",
      () => findingsOf(uri()),
      (findings) => findings.some((finding) => ruleOf(finding) === "spec-invalid"),
    );
    assert.ok(finding);
    const rename = await actionWhere(document, finding.range, CodeActionKind.QuickFix, ({ title }) =>
      title.includes("`models`"),
    );
    await applyAction(rename);
    assert.equal(document.getText(), WITHOUT_NOVA);
  });
});

async function untilDrift(document: TextDocument, position: Position) {
  const findings = await until(
    `${document.uri.path} shows ${NOT_ALLOWED}`,
    () => findingsOf(document.uri).filter((finding) => ruleOf(finding) === NOT_ALLOWED),
    (found) => found.some(({ range }) => range.contains(position)),
  );
  const finding = findings.find(({ range }) => range.contains(position));
  assert.ok(finding);
  assert.match(finding.message, /nova/);
  return finding.range;
}

async function untilNoDrift(document: TextDocument): Promise<void> {
  await until(
    `${document.uri.path} shows no drift`,
    () => findingsOf(document.uri).map(ruleOf),
    (rules) => !rules.includes(NOT_ALLOWED),
  );
}

/** What is selected in the editor, once it shows this file. */
async function untilShown(path: string): Promise<{ readonly document: TextDocument; readonly text: string }> {
  await until(
    `${path} is shown`,
    () => window.activeTextEditor?.document.uri.path,
    (shown) => shown === fileUri(path).path,
  );
  const editor = window.activeTextEditor;
  assert.ok(editor);
  return { document: editor.document, text: editor.document.getText(editor.selection) };
}

/** Does what the editor does when a lens is clicked. */
async function run(lens: CodeLens | undefined): Promise<void> {
  const command = lens?.command;
  assert.ok(command);
  await commands.executeCommand(command.command, ...(command.arguments ?? []));
}

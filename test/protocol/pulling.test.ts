import assert from "node:assert/strict";
import type { TextDocumentEdit } from "vscode-languageserver";
import { BEDROCK, CHAT, codes, ENFORCED, HANDLER, PACKAGE, RULE } from "./chat-app.ts";
import { applied, changedDocuments, Client, findAction, type Message, type PullReport } from "./client.ts";
import { DiskFolder } from "./disk-folder.ts";
import { LENS, LENS_FILE } from "./incomplete-lens.ts";
import { shareServer } from "./shared-server.ts";

describe("the language server with an editor that pulls", () => {
  const server = shareServer();
  let client: Client;
  let disk: DiskFolder;

  beforeEach(() => {
    ({ client, disk } = server);
    disk.write("package.json", PACKAGE);
  });

  it("says what it can do", async () => {
    const { capabilities, serverInfo } = server.initialized;
    assert.equal(capabilities.positionEncoding, "utf-16");
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: "genai-lens",
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    assert.deepEqual(capabilities.codeActionProvider, { codeActionKinds: ["quickfix", "source.fixAll.genaiLens"] });
    assert.equal(serverInfo?.name, "GenAI Lens");
  });

  it("answers that nothing has changed to who has it already", async () => {
    await server.enter();
    const uri = disk.write("chat.ts", CHAT);
    client.open(uri, CHAT);
    const resultId = (await client.pull(uri)).result?.resultId;
    const again = await client.pull(uri, resultId);
    assert.deepEqual(again.result, { kind: "unchanged", resultId });
  });

  it("counts characters in UTF-16 units, and lines by either line end", async () => {
    await server.enter();
    const text = CHAT.replaceAll("\n", "\r\n").replace("const answer =", "/* 🦙🦙 */ const answer =");
    const uri = disk.write("chat.ts", text);
    client.open(uri, text);
    const [item] = await client.findings(uri);
    assert.deepEqual(item?.range.start, { line: 5, character: 34 });
  });

  it("takes many quick edits in their order, and reports on the last", async () => {
    await server.enter();
    const uri = disk.write("chat.ts", "");
    client.open(uri, "", "typescript", 0);
    const pulls: Promise<Message<PullReport>>[] = [];
    let position = { line: 0, character: 0 };
    const step = Math.ceil(CHAT.length / 100);
    for (let version = 1; version <= 100; version++) {
      const text = CHAT.slice((version - 1) * step, version * step);
      client.change(uri, version, { range: { start: position, end: position }, text });
      const lines = text.split("\n");
      position = {
        line: position.line + lines.length - 1,
        character: lines.length === 1 ? position.character + text.length : lines.at(-1)!.length,
      };
      if (version % 10 === 0) pulls.push(client.pull(uri));
    }
    for (const answer of await Promise.all(pulls)) {
      if (answer.error !== undefined) continue;
      assert.deepEqual(codes(answer.result?.items), [RULE], "a report on a text in between was sent");
      assert.equal(answer.result?.items[0]?.data.version, "100");
    }
    assert.deepEqual(codes(await client.findings(uri)), [RULE]);
  });

  it("answers a cancelled pull with an error, never with an empty report", async () => {
    await server.enter();
    const uri = disk.write("chat.ts", CHAT);
    client.open(uri, CHAT);
    client.change(uri, 2, { text: `${CHAT}\n` });
    const pull = client.send("textDocument/diagnostic", { textDocument: { uri } });
    client.notify("$/cancelRequest", { id: pull.id });
    const answer = await pull.answer;
    assert.equal(answer.result, undefined);
    assert.equal(answer.error?.code, -32800);
  });

  it("drops a document whose changes cannot be right, until it is opened again", async () => {
    await server.enter();
    const uri = disk.write("chat.ts", CHAT);
    client.open(uri, CHAT, "typescript", 5);
    client.change(uri, 5, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "x" });
    const told = await client.told<LogMessage>("window/logMessage", ({ message }) => message.includes("out of step"));
    assert.match(told.message, /Close it and open it again/u);
    assert.match((await client.pull(uri)).error!.message, /out of step/u);
    client.close(uri);
    client.open(uri, CHAT);
    assert.deepEqual(codes(await client.findings(uri)), [RULE]);
  });

  it("looks past a change of a document that is not open", async () => {
    await server.enter();
    const uri = disk.write("chat.ts", CHAT);
    client.change(uri, 2, { text: "" });
    await client.told<LogMessage>("window/logMessage", ({ message }) => message.includes("is not open"));
    assert.deepEqual(codes(await client.findings(uri)), [RULE]);
  });

  it("applies safe fixes of the whole file, and only those, for a save", async () => {
    await server.enter();
    const text = 'import OpenAI from "openai";\nexport const client = new OpenAI({ maxRetries: 0, timeout: 1000 });\n';
    const uri = disk.write("client.ts", text);
    client.open(uri, text);
    const items = await client.findings(uri);
    const all = await client.actions(uri, items, ["source.fixAll"]);
    const fixes = await client.actions(uri, items);
    const safe = fixes.filter((action) => action.isPreferred === true);
    assert.equal(all.length, safe.length === 0 ? 0 : 1);
    for (const action of all) {
      assert.equal(action.kind, "source.fixAll.genaiLens");
      assert.equal(applied(text, action), applied(text, safe[0]!));
    }
    assert.ok(fixes.every((action) => action.kind === "quickfix"));
  });

  it("prefers no fix that a person must look at", async () => {
    await server.enter();
    const text = 'import OpenAI from "openai";\nexport const client = new OpenAI({ maxRetries: 1 });\n';
    const uri = disk.write("client.ts", text);
    client.open(uri, text);
    const items = await client.findings(uri);
    const fix = findAction(await client.actions(uri, items), ({ title }) => title.startsWith("Limit"));
    const change = fix.edit?.documentChanges?.[0] as TextDocumentEdit;
    assert.equal(change.textDocument.version, 1);
    assert.equal(fix.isPreferred, false);
  });

  it("fixes what another file makes, saved or not", async () => {
    await server.enter();
    const handlerUri = disk.write("handler.ts", HANDLER);
    const uri = disk.write("bedrock.ts", BEDROCK);
    client.open(uri, BEDROCK);
    const [item] = (await client.findings(uri)).filter(({ code }) => code === "aws-request-timeout-not-enforced");
    const title = "Fail the request when its time is over, in handler.ts";
    const offered = findAction(await client.actions(uri, [item!]), (action) => action.title === title);
    assert.deepEqual(changedDocuments(offered), [{ uri: handlerUri, version: null }]);
    assert.equal(applied(HANDLER, offered), ENFORCED);

    const unsaved = `// Not saved yet.\n${HANDLER}`;
    client.open(handlerUri, unsaved);
    const [again] = (await client.findings(uri)).filter(({ code }) => code === item?.code);
    const later = findAction(await client.actions(uri, [again!]), (action) => action.title === title);
    assert.deepEqual(changedDocuments(later), [{ uri: handlerUri, version: 1 }]);
    assert.equal(applied(unsaved, later), `// Not saved yet.\n${ENFORCED}`);

    client.change(handlerUri, 2, { text: ENFORCED });
    assert.ok(!codes(await client.findings(uri)).includes(item?.code));
  });

  it("describes a model id", async () => {
    await server.enter();
    const text = CHAT.replace("house-model", "gpt-4-32k");
    const uri = disk.write("chat.ts", text);
    client.open(uri, text);
    const { text: description, range } = await client.hoverAt(uri, 6, 14);
    assert.match(description, /gpt-4-32k/u);
    assert.match(description, /Shutdown: \d{4}-\d\d-\d\d/u);
    assert.match(description, /Source: \[/u);
    assert.deepEqual(range?.start, { line: 6, character: 11 });
  });

  it("checks documents that were never saved", async () => {
    client.open("untitled:Untitled-1", CHAT);
    assert.deepEqual(codes(await client.findings("untitled:Untitled-1")), [RULE]);
    assert.deepEqual(codes(await client.findings("git:/elsewhere/chat.ts")), []);
  });

  it("tells of directives that do not work", async () => {
    await server.enter();
    const text = `// genai-lens-disable-file no-such-rule\n${CHAT}`;
    const uri = disk.write("chat.ts", text);
    client.open(uri, text);
    const items = await client.findings(uri);
    assert.match(String(items.at(-1)!.message), /`no-such-rule`, which is not a rule/u);
    assert.equal(items.at(-1)!.range.start.line, 0);
  });

  it("checks a lens file while it is edited", async () => {
    const uri = disk.write(LENS_FILE, LENS);
    await server.enter();
    client.open(uri, LENS, "json");
    const [item, ...others] = await client.findings(uri);
    assert.deepEqual(others, []);
    assert.match(String(item?.message), /"pillars" without entries/u);
    assert.deepEqual(item?.range, { start: { line: 4, character: 13 }, end: { line: 4, character: 15 } });
    client.change(uri, 2, { text: "{" });
    assert.match(String((await client.findings(uri))[0]?.message), /ends too early/u);
    const other = disk.write("own.json", LENS);
    client.open(other, LENS, "json");
    assert.deepEqual(await client.findings(other), []);
  });
});

interface LogMessage {
  readonly message: string;
}

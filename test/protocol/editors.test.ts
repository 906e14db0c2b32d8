import assert from "node:assert/strict";
import { join } from "node:path";
import type { CodeAction } from "vscode-languageserver";
import { CHAT, CHAT_WITH_LIMIT, codes, PACKAGE, RULE } from "./chat-app.ts";
import { applied, changedDocuments, Client, findAction, FULL, uriOf, WITHOUT_PULL } from "./client.ts";
import { DiskFolder } from "./disk-folder.ts";
import { LENS, LENS_FILE } from "./incomplete-lens.ts";
import { shareServer } from "./shared-server.ts";

describe("the language server with editors of many kinds", () => {
  let client: Client;
  let disk: DiskFolder;

  beforeEach(() => {
    disk = new DiskFolder();
    disk.write("package.json", PACKAGE);
    client = new Client();
  });

  afterEach(() => {
    client.kill();
    disk.remove();
  });

  it("follows a document from opening to closing", async () => {
    await client.initialize(FULL, [disk.root]);
    const uri = disk.write("chat.ts", CHAT);
    client.open(uri, CHAT);
    const items = await client.findings(uri);
    assert.deepEqual(codes(items), [RULE]);
    const item = items[0]!;
    assert.deepEqual(item.range, { start: { line: 5, character: 23 }, end: { line: 5, character: 53 } });
    assert.equal(item.codeDescription?.href, `genai-lens-page:/rules/${RULE}.md`);
    assert.match(String(item.message), /\(GENCOST03-BP02, .*\)$/u);

    const offered = await client.actions(uri, items);
    const fix = findAction(offered, ({ title }) => title.startsWith("Set "));
    assert.deepEqual(fix.diagnostics, items);
    const text = applied(CHAT, fix);
    assert.match(text, /\n {4}max_completion_tokens: \d+,\n {2}\}\);/u);

    client.change(uri, 2, { text });
    assert.deepEqual(codes(await client.findings(uri)), []);

    const { text: description } = await client.hoverAt(uri, 5, 40);
    assert.match(description, /OpenAI.*chat call/u);
    assert.match(description, /Time limit: 1 s/u);
    assert.match(description, /Retries: 2 \(the SDK's default\)/u);

    client.close(uri);
    assert.deepEqual(codes(await client.findings(uri)), [RULE], "once closed, the text on disk counts");
    assert.equal(await client.stop(), 0);
  });

  it("asks for a refresh when another open file comes to mean something else", async () => {
    await client.initialize(FULL, [disk.root]);
    const shared = 'import OpenAI from "openai";\nexport const client = new OpenAI({ timeout: 1000 });\n';
    const limit = (value: string) => `export const LIMITS = { ${value} };\n`;
    const user =
      `import { client } from "./client";\nimport { LIMITS } from "./limits";\n${CHAT.split("\n").slice(3).join("\n")}`.replace(
        "model:",
        "...LIMITS,\n    model:",
      );
    disk.write("client.ts", shared);
    const limitsUri = disk.write("limits.ts", limit(""));
    const userUri = disk.write("user.ts", user);
    client.open(limitsUri, limit(""));
    client.open(userUri, user);
    await client.pull(limitsUri);
    assert.deepEqual(codes(await client.findings(userUri)), [RULE]);
    client.requests.length = 0;
    client.change(limitsUri, 2, { text: limit("max_completion_tokens: 100") });
    await client.refreshed();
    assert.deepEqual(codes(await client.findings(userUri)), []);
  });

  it("makes files for those who can, and never over one that is there", async () => {
    disk.write("genai-lens.json", '{ "rules": { "inline-prompt-unmanaged": "warning" } }');
    const able = { ...FULL.workspace.workspaceEdit, resourceOperations: ["create"] };
    await client.initialize({ ...FULL, workspace: { ...FULL.workspace, workspaceEdit: able } }, [disk.root]);
    const prompt = "Sort the letters. ".repeat(40);
    const text = CHAT.replace("content: question", `content: "${prompt}"`).replace(
      "\n\n",
      '\nimport { log } from "./log.js";\n\n',
    );
    const uri = disk.write("chat.ts", text);
    client.open(uri, text);
    const offered = async (): Promise<CodeAction[]> => {
      const items = (await client.findings(uri)).filter(({ code }) => code === "inline-prompt-unmanaged");
      assert.equal(items.length, 1);
      return (await client.actions(uri, items)).filter(({ title }) => title.includes("prompt to"));
    };
    const [action] = await offered();
    const made = uriOf(join(disk.root, "prompts/ask.ts"));
    assert.deepEqual(action?.edit?.documentChanges?.[0], {
      kind: "create",
      uri: made,
      options: { overwrite: false, ignoreIfExists: false },
    });
    assert.deepEqual(changedDocuments(action).slice(1), [
      { uri: made, version: null },
      { uri, version: 1 },
    ]);
    disk.write("prompts/ask.ts", "export {};\n");
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: made, type: 1 }] });
    assert.deepEqual(await offered(), []);
  });

  it("leaves out files that brought an earlier server down", async () => {
    const uri = disk.write("chat.ts", CHAT);
    await client.initialize(FULL, [disk.root], { initializationOptions: { skip: [join(disk.root, "chat.ts")] } });
    client.open(uri, CHAT);
    const items = await client.findings(uri);
    assert.equal(items.length, 1);
    assert.match(String(items[0]!.message), /stopped while it read this file/u);
  });

  it("takes settings, and their changes", async () => {
    client.settings = { genaiLens: { rules: { [RULE]: "error" } } };
    await client.initialize(FULL, [disk.root]);
    const uri = disk.write("chat.ts", CHAT);
    client.open(uri, CHAT);
    assert.equal((await client.findings(uri))[0]?.severity, 1);
    client.settings = { genaiLens: { rules: { [RULE]: "off" } } };
    client.requests.length = 0;
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.refreshed();
    assert.deepEqual(codes(await client.findings(uri)), []);
  });
});

describe("the language server with the product's own extension", () => {
  const server = shareServer(FULL, { initializationOptions: { skip: [] } });
  let client: Client;
  let disk: DiskFolder;

  beforeEach(() => {
    ({ client, disk } = server);
    disk.write("package.json", PACKAGE);
  });

  it("suppresses a finding with a reason, and a second one in the same comment", async () => {
    await server.enter();
    const uri = disk.write("chat.ts", CHAT);
    client.open(uri, CHAT);
    const items = await client.findings(uri);
    const suppress = findAction(await client.actions(uri, items), ({ title }) => title.startsWith("Suppress "));
    const text = applied(CHAT, suppress);
    assert.match(text, new RegExp(`\\n  // genai-lens-disable-next-line ${RULE} -- reason\\n  const answer`, "u"));
    assert.deepEqual(suppress.command?.arguments, [uri, 5]);
    client.change(uri, 2, { text });
    assert.deepEqual(codes(await client.findings(uri)), []);
  });

  it("hovers over a finding with its practices and its page", async () => {
    await server.enter();
    const uri = disk.write("chat.ts", CHAT);
    client.open(uri, CHAT);
    const { text: description } = await client.hoverAt(uri, 5, 30);
    assert.match(description, /\[GENCOST03-BP02\]\(https:/u);
    assert.match(description, /command:genaiLens\.openRulePage\?/u);
  });
});

describe("the language server with an editor that is only told", () => {
  const server = shareServer(WITHOUT_PULL);
  let client: Client;
  let disk: DiskFolder;

  beforeEach(() => {
    ({ client, disk } = server);
    disk.write("package.json", PACKAGE);
  });

  it("publishes, with the version, and takes back what is closed", async () => {
    const { capabilities } = server.initialized;
    await server.enter();
    assert.equal(capabilities.diagnosticProvider, undefined);
    const uri = disk.write("chat.ts", CHAT);
    client.open(uri, CHAT, "typescript", 7);
    const told = await client.published((params) => params.uri === uri);
    assert.deepEqual(codes(told.diagnostics), [RULE]);
    assert.equal(told.version, 7);
    client.forget();
    client.change(uri, 8, { text: CHAT_WITH_LIMIT });
    assert.deepEqual(codes((await client.published()).diagnostics), []);
    client.change(uri, 9, { text: CHAT });
    await client.published((params) => params.version === 9);
    client.forget();
    client.close(uri);
    assert.deepEqual(codes((await client.published()).diagnostics), []);
  });

  it("publishes what is wrong with a lens file", async () => {
    const uri = disk.write(LENS_FILE, LENS);
    await server.enter();
    client.open(uri, LENS, "json", 3);
    const told = await client.published((params) => params.uri === uri);
    assert.equal(told.version, 3);
    assert.match(String(told.diagnostics[0]?.message), /"pillars" without entries/u);
    client.forget();
    client.close(uri);
    assert.deepEqual((await client.published((params) => params.uri === uri)).diagnostics, []);
  });
});

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type {
  CodeAction,
  Hover,
  PublishDiagnosticsParams,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import { OPEN_ANSWER } from "../../server/src/review/answers.ts";
import type {
  PracticeAnswer,
  PracticeReview,
  ReviewSnapshot,
  ServerNotifications,
  ServerRequests,
} from "../../server/src/protocol.ts";
import { DiskFolder } from "./disk-folder.ts";
import { applied, Client, type Finding, FULL, type Message, type PullReport, uriOf, WITHOUT_PULL } from "./client.ts";

const CHAT = `import OpenAI from "openai";

const client = new OpenAI({ timeout: 1000 });

export async function ask(question: string) {
  const answer = await client.chat.completions.create({
    model: "house-model",
    messages: [{ role: "user", content: question }],
  });
  return answer.choices[0]?.message.content;
}
`;

const CHAT_WITH_LIMIT = CHAT.replace("messages:", "max_completion_tokens: 500,\n    messages:");

const HANDLER = `import { NodeHttpHandler } from "@smithy/node-http-handler";

export const handler = new NodeHttpHandler({ requestTimeout: 5000 });
`;

const ENFORCED = HANDLER.replace("5000 }", "5000, throwOnRequestTimeout: true }");

const BEDROCK = `import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { handler } from "./handler.ts";

export const client = new BedrockRuntimeClient({ requestHandler: handler });
`;

const RULE = "missing-max-output-tokens";

describe("the language server", () => {
  let client: Client;
  let folder: DiskFolder;
  let root: string;

  beforeEach(() => {
    folder = new DiskFolder();
    root = folder.root;
    write("package.json", '{ "dependencies": { "openai": "6.1.0" } }');
    client = new Client();
  });

  afterEach(() => {
    client.kill();
    folder.remove();
  });

  const write = (name: string, text: string): string => folder.write(name, text);

  function codes(items: readonly { readonly code?: number | string }[] | undefined): (number | string | undefined)[] {
    assert.ok(items !== undefined);
    return items.map((item) => item.code);
  }

  async function pull(uri: string): Promise<readonly Finding[]> {
    const { result, error } = await client.pull(uri);
    assert.ok(result !== undefined, error?.message);
    return result.items;
  }

  async function published(matches?: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    return client.told("textDocument/publishDiagnostics", matches);
  }

  async function refreshed(): Promise<void> {
    await client.told("workspace/diagnostic/refresh");
  }

  async function hoverAt(
    uri: string,
    line: number,
    character: number,
  ): Promise<{ text: string; range: Hover["range"] }> {
    const params = { textDocument: { uri }, position: { line, character } };
    const { result } = await client.request<Hover>("textDocument/hover", params);
    assert.ok(result !== undefined && typeof result.contents === "object" && "kind" in result.contents);
    return { text: result.contents.value, range: result.range };
  }

  async function ask<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]["params"],
  ): Promise<ServerRequests[Method]["result"]> {
    const { result, error } = await client.request<ServerRequests[Method]["result"]>(method, params);
    assert.ok(result !== undefined, error?.message);
    return result;
  }

  async function actions(uri: string, items: readonly Finding[], only?: string[]): Promise<CodeAction[]> {
    const range = items[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const { result } = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: items, ...(only === undefined ? {} : { only }) },
    });
    assert.ok(result !== undefined);
    return result;
  }

  function changedDocuments({ edit }: CodeAction): readonly unknown[] {
    return edit?.documentChanges?.map((change) => "textDocument" in change && change.textDocument) ?? [];
  }

  function find(offered: readonly CodeAction[], isWanted: (action: CodeAction) => boolean): CodeAction {
    const action = offered.find(isWanted);
    assert.ok(action !== undefined, `not among ${offered.map(({ title }) => title).join(", ")}`);
    return action;
  }

  describe("with an editor that pulls", () => {
    it("says what it can do", async () => {
      const { capabilities, serverInfo } = await client.initialize(FULL, [root]);
      assert.equal(capabilities.positionEncoding, "utf-16");
      assert.deepEqual(capabilities.diagnosticProvider, {
        identifier: "genai-lens",
        interFileDependencies: false,
        workspaceDiagnostics: false,
      });
      assert.deepEqual(capabilities.codeActionProvider, { codeActionKinds: ["quickfix", "source.fixAll.genaiLens"] });
      assert.equal(serverInfo?.name, "GenAI Lens");
    });

    it("follows a document from opening to closing", async () => {
      await client.initialize(FULL, [root]);
      const uri = write("chat.ts", CHAT);
      client.open(uri, CHAT);
      const items = await pull(uri);
      assert.deepEqual(codes(items), [RULE]);
      const item = items[0]!;
      assert.deepEqual(item.range, { start: { line: 5, character: 23 }, end: { line: 5, character: 53 } });
      assert.equal(item.codeDescription?.href, `genai-lens-page:/rules/${RULE}.md`);
      assert.match(String(item.message), /\(GENCOST03-BP02, .*\)$/u);

      const offered = await actions(uri, items);
      const fix = find(offered, ({ title }) => title.startsWith("Set "));
      assert.deepEqual(fix.diagnostics, items);
      const text = applied(CHAT, fix);
      assert.match(text, /\n {4}max_completion_tokens: \d+,\n {2}\}\);/u);

      client.change(uri, 2, { text });
      assert.deepEqual(codes(await pull(uri)), []);

      const { text: description } = await hoverAt(uri, 5, 40);
      assert.match(description, /OpenAI.*chat call/u);
      assert.match(description, /Time limit: 1 s/u);
      assert.match(description, /Retries: 2 \(the SDK's default\)/u);

      client.close(uri);
      assert.deepEqual(codes(await pull(uri)), [RULE], "once closed, the text on disk counts");
      assert.equal(await client.stop(), 0);
    });

    it("answers that nothing has changed to who has it already", async () => {
      await client.initialize(FULL, [root]);
      const uri = write("chat.ts", CHAT);
      client.open(uri, CHAT);
      const resultId = (await client.pull(uri)).result?.resultId;
      const again = await client.pull(uri, resultId);
      assert.deepEqual(again.result, { kind: "unchanged", resultId });
    });

    it("counts characters in UTF-16 units, and lines by either line end", async () => {
      await client.initialize(FULL, [root]);
      const text = CHAT.replaceAll("\n", "\r\n").replace("const answer =", "/* 🦙🦙 */ const answer =");
      const uri = write("chat.ts", text);
      client.open(uri, text);
      const [item] = await pull(uri);
      assert.deepEqual(item?.range.start, { line: 5, character: 34 });
    });

    it("takes many quick edits in their order, and reports on the last", async () => {
      await client.initialize(FULL, [root]);
      const uri = write("chat.ts", "");
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
      assert.deepEqual(codes(await pull(uri)), [RULE]);
    });

    it("answers a cancelled pull with an error, never with an empty report", async () => {
      await client.initialize(FULL, [root]);
      const uri = write("chat.ts", CHAT);
      client.open(uri, CHAT);
      client.change(uri, 2, { text: `${CHAT}\n` });
      const pull = client.send("textDocument/diagnostic", { textDocument: { uri } });
      client.notify("$/cancelRequest", { id: pull.id });
      const answer = await pull.answer;
      assert.equal(answer.result, undefined);
      assert.equal(answer.error?.code, -32800);
    });

    it("drops a document whose changes cannot be right, until it is opened again", async () => {
      await client.initialize(FULL, [root]);
      const uri = write("chat.ts", CHAT);
      client.open(uri, CHAT, "typescript", 5);
      client.change(uri, 5, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "x" });
      const told = await client.told<LogMessage>("window/logMessage", ({ message }) => message.includes("out of step"));
      assert.match(told.message, /Close it and open it again/u);
      assert.match((await client.pull(uri)).error!.message, /out of step/u);
      client.close(uri);
      client.open(uri, CHAT);
      assert.deepEqual(codes(await pull(uri)), [RULE]);
    });

    it("looks past a change of a document that is not open", async () => {
      await client.initialize(FULL, [root]);
      const uri = write("chat.ts", CHAT);
      client.change(uri, 2, { text: "" });
      await client.told<LogMessage>("window/logMessage", ({ message }) => message.includes("is not open"));
      assert.deepEqual(codes(await pull(uri)), [RULE]);
    });

    it("asks for a refresh when another open file comes to mean something else", async () => {
      await client.initialize(FULL, [root]);
      const shared = 'import OpenAI from "openai";\nexport const client = new OpenAI({ timeout: 1000 });\n';
      const limit = (value: string) => `export const LIMITS = { ${value} };\n`;
      const user =
        `import { client } from "./client";\nimport { LIMITS } from "./limits";\n${CHAT.split("\n").slice(3).join("\n")}`.replace(
          "model:",
          "...LIMITS,\n    model:",
        );
      write("client.ts", shared);
      const limitsUri = write("limits.ts", limit(""));
      const userUri = write("user.ts", user);
      client.open(limitsUri, limit(""));
      client.open(userUri, user);
      await client.pull(limitsUri);
      assert.deepEqual(codes(await pull(userUri)), [RULE]);
      client.requests.length = 0;
      client.change(limitsUri, 2, { text: limit("max_completion_tokens: 100") });
      await refreshed();
      assert.deepEqual(codes(await pull(userUri)), []);
    });

    it("applies safe fixes of the whole file, and only those, for a save", async () => {
      await client.initialize(FULL, [root]);
      const text =
        'import OpenAI from "openai";\nexport const client = new OpenAI({ maxRetries: 0, timeout: 1000 });\n';
      const uri = write("client.ts", text);
      client.open(uri, text);
      const items = await pull(uri);
      const all = await actions(uri, items, ["source.fixAll"]);
      const fixes = await actions(uri, items);
      const safe = fixes.filter((action) => action.isPreferred === true);
      assert.equal(all.length, safe.length === 0 ? 0 : 1);
      for (const action of all) {
        assert.equal(action.kind, "source.fixAll.genaiLens");
        assert.equal(applied(text, action), applied(text, safe[0]!));
      }
      assert.ok(fixes.every((action) => action.kind === "quickfix"));
    });

    it("prefers no fix that a person must look at", async () => {
      await client.initialize(FULL, [root]);
      const text = 'import OpenAI from "openai";\nexport const client = new OpenAI({ maxRetries: 1 });\n';
      const uri = write("client.ts", text);
      client.open(uri, text);
      const items = await pull(uri);
      const fix = find(await actions(uri, items), ({ title }) => title.startsWith("Limit"));
      const change = fix.edit?.documentChanges?.[0] as TextDocumentEdit;
      assert.equal(change.textDocument.version, 1);
      assert.equal(fix.isPreferred, false);
    });

    it("fixes what another file makes, saved or not", async () => {
      await client.initialize(FULL, [root]);
      const handlerUri = write("handler.ts", HANDLER);
      const uri = write("bedrock.ts", BEDROCK);
      client.open(uri, BEDROCK);
      const [item] = (await pull(uri)).filter(({ code }) => code === "aws-request-timeout-not-enforced");
      const title = "Fail the request when its time is over, in handler.ts";
      const offered = find(await actions(uri, [item!]), (action) => action.title === title);
      assert.deepEqual(changedDocuments(offered), [{ uri: handlerUri, version: null }]);
      assert.equal(applied(HANDLER, offered), ENFORCED);

      const unsaved = `// Not saved yet.\n${HANDLER}`;
      client.open(handlerUri, unsaved);
      const [again] = (await pull(uri)).filter(({ code }) => code === item?.code);
      const later = find(await actions(uri, [again!]), (action) => action.title === title);
      assert.deepEqual(changedDocuments(later), [{ uri: handlerUri, version: 1 }]);
      assert.equal(applied(unsaved, later), `// Not saved yet.\n${ENFORCED}`);

      client.change(handlerUri, 2, { text: ENFORCED });
      assert.ok(!codes(await pull(uri)).includes(item?.code));
    });

    it("makes files for those who can, and never over one that is there", async () => {
      write("genai-lens.json", '{ "rules": { "inline-prompt-unmanaged": "warning" } }');
      const able = { ...FULL.workspace.workspaceEdit, resourceOperations: ["create"] };
      await client.initialize({ ...FULL, workspace: { ...FULL.workspace, workspaceEdit: able } }, [root]);
      const prompt = "Sort the letters. ".repeat(40);
      const text = CHAT.replace("content: question", `content: "${prompt}"`).replace(
        "\n\n",
        '\nimport { log } from "./log.js";\n\n',
      );
      const uri = write("chat.ts", text);
      client.open(uri, text);
      const offered = async (): Promise<CodeAction[]> => {
        const items = (await pull(uri)).filter(({ code }) => code === "inline-prompt-unmanaged");
        assert.equal(items.length, 1);
        return (await actions(uri, items)).filter(({ title }) => title.includes("prompt to"));
      };
      const [action] = await offered();
      const made = uriOf(join(root, "prompts/ask.ts"));
      assert.deepEqual(action?.edit?.documentChanges?.[0], {
        kind: "create",
        uri: made,
        options: { overwrite: false, ignoreIfExists: false },
      });
      assert.deepEqual(changedDocuments(action).slice(1), [
        { uri: made, version: null },
        { uri, version: 1 },
      ]);
      write("prompts/ask.ts", "export {};\n");
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: made, type: 1 }] });
      assert.deepEqual(await offered(), []);
    });

    it("suppresses a finding with a reason, and a second one in the same comment", async () => {
      await client.initialize(FULL, [root], { initializationOptions: { skip: [] } });
      const uri = write("chat.ts", CHAT);
      client.open(uri, CHAT);
      const items = await pull(uri);
      const suppress = find(await actions(uri, items), ({ title }) => title.startsWith("Suppress "));
      const text = applied(CHAT, suppress);
      assert.match(text, new RegExp(`\\n  // genai-lens-disable-next-line ${RULE} -- reason\\n  const answer`, "u"));
      assert.deepEqual(suppress.command?.arguments, [uri, 5]);
      client.change(uri, 2, { text });
      assert.deepEqual(codes(await pull(uri)), []);
    });

    it("describes a model id", async () => {
      await client.initialize(FULL, [root]);
      const text = CHAT.replace("house-model", "gpt-4-32k");
      const uri = write("chat.ts", text);
      client.open(uri, text);
      const { text: description, range } = await hoverAt(uri, 6, 14);
      assert.match(description, /gpt-4-32k/u);
      assert.match(description, /Shutdown: \d{4}-\d\d-\d\d/u);
      assert.match(description, /Source: \[/u);
      assert.deepEqual(range?.start, { line: 6, character: 11 });
    });

    it("hovers over a finding with its practices and its page", async () => {
      await client.initialize(FULL, [root], { initializationOptions: { skip: [] } });
      const uri = write("chat.ts", CHAT);
      client.open(uri, CHAT);
      const { text: description } = await hoverAt(uri, 5, 30);
      assert.match(description, /\[GENCOST03-BP02\]\(https:/u);
      assert.match(description, /command:genaiLens\.openRulePage\?/u);
    });

    it("checks documents that were never saved", async () => {
      await client.initialize(FULL, []);
      client.open("untitled:Untitled-1", CHAT);
      assert.deepEqual(codes(await pull("untitled:Untitled-1")), [RULE]);
      assert.deepEqual(codes(await pull("git:/elsewhere/chat.ts")), []);
    });

    it("tells of directives that do not work", async () => {
      await client.initialize(FULL, [root]);
      const text = `// genai-lens-disable-file no-such-rule\n${CHAT}`;
      const uri = write("chat.ts", text);
      client.open(uri, text);
      const items = await pull(uri);
      assert.match(String(items.at(-1)!.message), /`no-such-rule`, which is not a rule/u);
      assert.equal(items.at(-1)!.range.start.line, 0);
    });

    it("leaves out files that brought an earlier server down", async () => {
      const uri = write("chat.ts", CHAT);
      await client.initialize(FULL, [root], { initializationOptions: { skip: [join(root, "chat.ts")] } });
      client.open(uri, CHAT);
      const items = await pull(uri);
      assert.equal(items.length, 1);
      assert.match(String(items[0]!.message), /stopped while it read this file/u);
    });

    it("takes settings, and their changes", async () => {
      client.settings = { genaiLens: { rules: { [RULE]: "error" } } };
      await client.initialize(FULL, [root]);
      const uri = write("chat.ts", CHAT);
      client.open(uri, CHAT);
      assert.equal((await pull(uri))[0]?.severity, 1);
      client.settings = { genaiLens: { rules: { [RULE]: "off" } } };
      client.requests.length = 0;
      client.notify("workspace/didChangeConfiguration", { settings: null });
      await refreshed();
      assert.deepEqual(codes(await pull(uri)), []);
    });
  });

  describe("with an editor that is only told", () => {
    it("publishes, with the version, and takes back what is closed", async () => {
      const { capabilities } = await client.initialize(WITHOUT_PULL, [root]);
      assert.equal(capabilities.diagnosticProvider, undefined);
      const uri = write("chat.ts", CHAT);
      client.open(uri, CHAT, "typescript", 7);
      const told = await published((params) => params.uri === uri);
      assert.deepEqual(codes(told.diagnostics), [RULE]);
      assert.equal(told.version, 7);
      client.forget();
      client.change(uri, 8, { text: CHAT_WITH_LIMIT });
      assert.deepEqual(codes((await published()).diagnostics), []);
      client.change(uri, 9, { text: CHAT });
      await published((params) => params.version === 9);
      client.forget();
      client.close(uri);
      assert.deepEqual(codes((await published()).diagnostics), []);
    });
  });

  describe("a lens file", () => {
    const LENS = '{\n  "schemaVersion": "2021-11-01",\n  "name": "Own",\n  "description": "",\n  "pillars": []\n}\n';
    const NAME = ".genai-lens/lenses/own.json";

    it("is checked while it is edited", async () => {
      const uri = write(NAME, LENS);
      await client.initialize(FULL, [root]);
      client.open(uri, LENS, "json");
      const [item, ...others] = await pull(uri);
      assert.deepEqual(others, []);
      assert.match(String(item?.message), /"pillars" without entries/u);
      assert.deepEqual(item?.range, { start: { line: 4, character: 13 }, end: { line: 4, character: 15 } });
      client.change(uri, 2, { text: "{" });
      assert.match(String((await pull(uri))[0]?.message), /ends too early/u);
      const other = write("own.json", LENS);
      client.open(other, LENS, "json");
      assert.deepEqual(await pull(other), []);
    });

    it("is checked for an editor that is only told", async () => {
      const uri = write(NAME, LENS);
      await client.initialize(WITHOUT_PULL, [root]);
      client.open(uri, LENS, "json", 3);
      const told = await published((params) => params.uri === uri);
      assert.equal(told.version, 3);
      assert.match(String(told.diagnostics[0]?.message), /"pillars" without entries/u);
      client.forget();
      client.close(uri);
      assert.deepEqual((await published((params) => params.uri === uri)).diagnostics, []);
    });
  });

  describe("scanning", () => {
    it("shows files that are not open, until they are opened or gone", async () => {
      const uri = write("src/chat.ts", CHAT);
      write("src/other.ts", "export const a = 1;\n");
      await client.initialize(FULL, [root]);
      const scan = await client.request("genaiLens/scan", { folder: null, workDoneToken: "scan" });
      assert.deepEqual(scan.result, { files: 2, modelCalls: 1, findings: 1, isCancelled: false });
      const ends = client.notifications
        .filter(({ method }) => method === "$/progress")
        .map(({ params }) => (params as { value: { kind: string; percentage?: number } }).value);
      assert.equal(ends[0]?.kind, "begin");
      assert.equal(ends.at(-1)?.kind, "end");
      const percentages = ends.map(({ percentage }) => percentage).filter((value) => value !== undefined);
      assert.deepEqual(
        percentages,
        [...percentages].sort((a, b) => a - b),
      );
      const told = await published((params) => params.uri === uri);
      assert.deepEqual(codes(told.diagnostics), [RULE]);

      client.forget();
      client.open(uri, CHAT);
      assert.deepEqual(codes((await published()).diagnostics), [], "shown twice");
      assert.deepEqual(codes(await pull(uri)), [RULE]);
      client.forget();
      client.close(uri);
      assert.deepEqual(codes((await published()).diagnostics), [RULE]);

      client.forget();
      rmSync(join(root, "src"), { recursive: true });
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(join(root, "src")), type: 3 }] });
      const gone = await published();
      assert.deepEqual([gone.uri, codes(gone.diagnostics)], [uri, []]);
    });

    it("keeps what it found in step with files that others write", async () => {
      const uri = write("src/chat.ts", CHAT);
      await client.initialize(FULL, [root]);
      await client.request("genaiLens/scan", { folder: null });
      client.forget();
      write("src/chat.ts", CHAT_WITH_LIMIT);
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
      assert.deepEqual(codes((await published()).diagnostics), []);
    });

    it("judges what only all files show, and again when one of them changes", async () => {
      write("genai-lens.json", '{ "rules": { "evals-missing": "info" } }');
      const uri = write("src/chat.ts", CHAT_WITH_LIMIT);
      await client.initialize(FULL, [root]);
      client.open(uri, CHAT_WITH_LIMIT);
      assert.deepEqual(codes(await pull(uri)), []);
      await client.request("genaiLens/scan", { folder: null });
      assert.deepEqual(codes(await pull(uri)), ["evals-missing"]);
      client.close(uri);
      await published((params) => params.uri === uri && codes(params.diagnostics).includes("evals-missing"));
      client.forget();
      const suite = uriOf(join(root, "promptfooconfig.yaml"));
      write("promptfooconfig.yaml", "prompts: []\n");
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: suite, type: 1 }] });
      assert.deepEqual(codes((await published()).diagnostics), []);
    });

    it("can be cancelled", async () => {
      for (let index = 0; index < 300; index++) write(`src/chat${index}.ts`, CHAT);
      await client.initialize(FULL, [root]);
      const scan = client.send<ServerRequests["genaiLens/scan"]["result"]>("genaiLens/scan", { folder: null });
      await client.told<ServerNotifications["genaiLens/state"]>("genaiLens/state", ({ state }) => state === "scanning");
      client.notify("$/cancelRequest", { id: scan.id });
      assert.equal((await scan.answer).result?.isCancelled, true);
      const result = await ask("genaiLens/review", { folder: uriOf(root) });
      assert.deepEqual(result.scan, { state: "not scanned" });
    });

    it("shows a broken configuration on its file, and tells of it", async () => {
      const uri = write("genai-lens.json", '{\n  "preset": "loud"\n}\n');
      write("chat.ts", CHAT);
      await client.initialize(FULL, [root]);
      await client.request("genaiLens/scan", { folder: null });
      const told = await published((params) => params.uri === uri);
      assert.equal(told.diagnostics[0]?.range.start.line, 1);
      await client.told<ServerNotifications["genaiLens/state"]>(
        "genaiLens/state",
        ({ state, detail }) => state === "degraded" && /^genai-lens\.json: .*preset/u.test(detail),
      );
    });

    it("offers the nearest name in an open configuration, as it is typed", async () => {
      const uri = write("genai-lens.json", "{}");
      write("chat.ts", CHAT);
      await client.initialize(FULL, [root]);
      const text = '{ "rules": { "missing-max-output-token": "off" } }';
      client.open(uri, text);
      await client.request("genaiLens/scan", { folder: null });
      const { diagnostics } = await published((params) => params.uri === uri);
      assert.match(String(diagnostics[0]?.message), /Did you mean "missing-max-output-tokens"/u);
      const [action] = await actions(uri, diagnostics as Finding[]);
      assert.equal(action?.title, 'Write "missing-max-output-tokens"');
      assert.equal(applied(text, action), text.replace("output-token", "output-tokens"));
      assert.deepEqual(await pull(uri), []);
    });
  });

  describe("the review", () => {
    it("shows what the code shows, stores answers, and finds the place of evidence", async () => {
      const uri = write("chat.ts", CHAT);
      await client.initialize(FULL, [root]);
      const folder = uriOf(root);
      client.open(uri, CHAT);
      await client.pull(uri);
      const before = await ask("genaiLens/review", { folder });
      const practice = practiceOf(before, "GENCOST03-BP02");
      assert.equal(practice.evidence.againstCount, 1);
      const [evidence] = practice.evidence.against;
      const place = await ask("genaiLens/evidence", { folder, evidence: evidence!.id });
      assert.equal(place?.uri, uri);
      assert.deepEqual(place?.range.start, { line: 5, character: 23 });
      assert.equal(await ask("genaiLens/evidence", { folder, evidence: "none" }), null);

      client.forget();
      client.change(uri, 2, { text: CHAT_WITH_LIMIT });
      await client.told("genaiLens/reviewChanged");
      const after = await ask("genaiLens/review", { folder });
      assert.equal(practiceOf(after, "GENCOST03-BP02").evidence.againstCount, 0);
      assert.ok(after.revision > before.revision);

      const answer = { ...OPEN_ANSWER, status: "done", note: "Keys live in the vault" } as const;
      const answers = [{ practice: "GENSEC01-BP01", answer }];
      assert.deepEqual(await ask("genaiLens/answer", { folder, lens: "generative-ai", answers }), {});
      const stored = JSON.parse(readFileSync(join(root, ".genai-lens/review.json"), "utf8"));
      assert.match(JSON.stringify(stored), /Keys live in the vault/u);
      const answered = await ask("genaiLens/review", { folder });
      assert.equal(practiceOf(answered, "GENSEC01-BP01").answer.status, "done");
    });

    it("reads answers that others write", async () => {
      await client.initialize(FULL, [root]);
      const folder = uriOf(root);
      const answer: PracticeAnswer = { ...OPEN_ANSWER, status: "done" };
      const answers = [{ practice: "GENSEC01-BP01", answer }];
      await client.request("genaiLens/answer", { folder, lens: "generative-ai", answers });
      const file = join(root, ".genai-lens/review.json");
      client.forget();
      const uri = write(".genai-lens/review.json", readFileSync(file, "utf8").replace('"done"', '"not done"'));
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
      await client.told("genaiLens/reviewChanged");
      const result = await ask("genaiLens/review", { folder });
      assert.equal(practiceOf(result, "GENSEC01-BP01").answer.status, "not done");
    });

    it("gives the edit that mends a finding, against the text as it is now", async () => {
      const uri = write("chat.ts", CHAT);
      await client.initialize(FULL, [root]);
      const folder = uriOf(root);
      client.open(uri, CHAT);
      await client.pull(uri);
      const practice = practiceOf(await ask("genaiLens/review", { folder }), "GENCOST03-BP02");
      const [evidence] = practice.evidence.against;
      assert.equal(evidence?.fix, "review");
      const moved = `// A line above.\n${CHAT}`;
      client.change(uri, 2, { text: moved });
      const fixed = await ask("genaiLens/fixEvidence", { folder, evidence: evidence.id });
      assert.ok("edit" in fixed);
      const { documentChanges, newFiles } = fixed.edit;
      assert.deepEqual(documentChanges[0]?.textDocument, { uri, version: 2 });
      assert.deepEqual(newFiles, []);
      const edit = { documentChanges } as WorkspaceEdit;
      assert.match(applied(moved, { title: "", edit }), /max_completion_tokens: \d+/u);
      client.change(uri, 3, { text: CHAT_WITH_LIMIT });
      const gone = await ask("genaiLens/fixEvidence", { folder, evidence: evidence.id });
      assert.match("error" in gone ? gone.error : "", /no longer there/u);
    });

    it("mends a finding of the review in the file that makes it so", async () => {
      const handlerUri = write("handler.ts", HANDLER);
      const uri = write("bedrock.ts", BEDROCK);
      await client.initialize(FULL, [root]);
      const folder = uriOf(root);
      client.open(uri, BEDROCK);
      await client.pull(uri);
      const { against } = practiceOf(await ask("genaiLens/review", { folder }), "GENREL03-BP02").evidence;
      const evidence = against.find(({ ruleId }) => ruleId === "aws-request-timeout-not-enforced");
      assert.equal(evidence?.fix, "review");
      const fixed = await ask("genaiLens/fixEvidence", { folder, evidence: evidence.id });
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
      await client.initialize(FULL, [root]);
      const folder = uriOf(root);
      assert.deepEqual(await ask("genaiLens/milestone", { folder, action: "create", name: "Start" }), {});
      const again = await ask("genaiLens/milestone", { folder, action: "create", name: "Start" });
      assert.match(again.error ?? "", /already/u);
      const answer: PracticeAnswer = { ...OPEN_ANSWER, status: "done" };
      const answers = [{ practice: "AGENTOPS01-BP01", answer }];
      assert.deepEqual(await ask("genaiLens/answer", { folder, lens: "agentic-ai", answers }), {});
      const shown = await ask("genaiLens/review", { folder, lens: "agentic-ai" });
      assert.equal(shown.lens.id, "agentic-ai");
      assert.deepEqual(
        shown.comparison?.better.map(({ id, text }) => [id, text]),
        [["AGENTOPS01-BP01", "open → done"]],
      );
      const [milestone] = shown.milestones;
      assert.deepEqual(await ask("genaiLens/milestone", { folder, action: "remove", milestone: milestone!.id }), {});
      assert.equal((await ask("genaiLens/review", { folder })).comparison, null);
    });

    it("writes the review as a report", async () => {
      await client.initialize(FULL, [root]);
      const folder = uriOf(root);
      for (const format of ["markdown", "html", "json", "csv", "summary"] as const) {
        const report = await ask("genaiLens/export", { folder, lens: "agentic-ai", format });
        assert.ok("text" in report && report.text.length > 500 && report.fileName !== "", format);
      }
    });

    it("imports a lens, and says what is wrong with one", async () => {
      await client.initialize(FULL, [root]);
      const folder = uriOf(root);
      const broken = await ask("genaiLens/importLens", { folder, uri: write("lens.json", '{ "name": "Ours" }') });
      assert.match(broken.error ?? "", /lens\.json is not a lens/u);
      assert.ok(broken.problems.length > 0);
      assert.match(
        (await ask("genaiLens/importLens", { folder, uri: uriOf(join(root, "no.json")) })).error ?? "",
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
      const imported = await ask("genaiLens/importLens", { folder, uri: write("lens.json", JSON.stringify(lens)) });
      assert.equal(imported.error, undefined);
      const shown = await ask("genaiLens/review", { folder, lens: "our-rules" });
      assert.deepEqual([shown.lens.title, shown.lens.isImported], ["Our rules", true]);
    });

    it("refuses folders that are not there", async () => {
      await client.initialize(FULL, [root]);
      const answer = await client.request("genaiLens/review", { folder: "file:///elsewhere" });
      assert.match(answer.error!.message, /is not a folder of this workspace/u);
    });

    it("has a page for every rule and practice", async () => {
      await client.initialize(FULL, [root]);
      assert.match(String(await ask("genaiLens/page", { id: RULE })), /^# /u);
      assert.match(String(await ask("genaiLens/page", { id: "GENCOST03-BP02" })), /^# GENCOST03-BP02/u);
      assert.equal(await ask("genaiLens/page", { id: "nothing" }), null);
    });
  });

  describe("with several folders", () => {
    it("gives each its own configuration and review, and follows their coming and going", async () => {
      write("genai-lens.json", "{}");
      const first = write("one/chat.ts", CHAT);
      const second = write("two/chat.ts", CHAT);
      write("two/genai-lens.json", `{ "rules": { "${RULE}": "off" } }`);
      await client.initialize(FULL, [join(root, "one"), join(root, "two")]);
      client.open(first, CHAT);
      client.open(second, CHAT);
      assert.deepEqual(codes(await pull(first)), [RULE]);
      assert.deepEqual(codes(await pull(second)), []);
      const result = await ask("genaiLens/status", {});
      assert.deepEqual(
        result.folders.map(({ uri }) => uri),
        [uriOf(join(root, "one")), uriOf(join(root, "two"))],
      );
      const scan = await ask("genaiLens/scan", { folder: uriOf(join(root, "two")) });
      assert.equal(scan.files, 1);

      client.notify("workspace/didChangeWorkspaceFolders", {
        event: { added: [], removed: [{ uri: uriOf(join(root, "one")), name: "one" }] },
      });
      assert.deepEqual(codes(await pull(first)), [RULE], "a file outside of all folders is checked too");
      const status = await ask("genaiLens/status", {});
      assert.equal(status.folders.length, 1);
      assert.match(
        (await client.request("genaiLens/review", { folder: uriOf(join(root, "one")) })).error!.message,
        /not a folder/u,
      );
    });
  });

  describe("with a bad client", () => {
    it("survives bytes that are no message", async () => {
      await client.initialize(FULL, [root]);
      client.writeRaw('Content-Length: 9\r\n\r\n{"a": 1,,');
      client.writeRaw("Content-Length: 2\r\n\r\n[]");
      client.writeRaw("hello\r\n\r\n");
      client.writeRaw(Buffer.from([0, 255, 1, 13, 10, 13, 10]));
      // After a bad header the reader waits for more bytes before it goes on.
      const nudge = setInterval(() => client.notify("$/nudge", {}), 50);
      try {
        const uri = write("chat.ts", CHAT);
        client.open(uri, CHAT);
        assert.deepEqual(codes(await pull(uri)), [RULE]);
      } finally {
        clearInterval(nudge);
      }
    });

    it("answers an unknown method, and wrong parameters, with an error", async () => {
      await client.initialize(FULL, [root]);
      assert.equal((await client.request("genaiLens/unknown", {})).error?.code, -32601);
      assert.notEqual((await client.request("textDocument/hover", {})).error, undefined);
      assert.notEqual((await client.request("genaiLens/review", {})).error, undefined);
      assert.equal((await client.request("genaiLens/page", { id: RULE })).error, undefined);
    });

    it("answers with an error before it is initialized", async () => {
      assert.notEqual((await client.request("genaiLens/status", {})).error, undefined);
    });

    it("ends with 0 after a shutdown, with 1 without one", async () => {
      await client.initialize(FULL, [root]);
      assert.equal(await client.stop(), 0);
      client = new Client();
      await client.initialize(FULL, [root]);
      client.notify("exit", undefined);
      assert.equal(await new Promise((settle) => client.process.once("exit", settle)), 1);
    });

    it("names the file that it is about to read, for whoever wants to know", async () => {
      client.kill();
      client = new Client({ GENAI_LENS_BREADCRUMBS: "1" });
      let trail = "";
      client.process.stderr.on("data", (chunk: Buffer) => (trail += chunk.toString()));
      await client.initialize(FULL, [root]);
      const uri = write("chat.ts", CHAT);
      client.open(uri, CHAT);
      await client.pull(uri);
      await client.stop();
      assert.ok(trail.startsWith(`genai-lens:analysing ${join(root, "chat.ts")}\ngenai-lens:idle\n`), trail);
    });
  });
});

interface LogMessage {
  readonly message: string;
}

function practiceOf(review: ReviewSnapshot, id: string): PracticeReview {
  const questions = review.pillars.flatMap((pillar) => pillar.questions);
  const practice = questions.flatMap((question) => question.practices).find((candidate) => candidate.id === id);
  assert.ok(practice !== undefined);
  return practice;
}

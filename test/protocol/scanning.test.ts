import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { ServerNotifications, ServerRequests } from "../../server/src/protocol.ts";
import { CHAT, CHAT_WITH_LIMIT, codes, PACKAGE, RULE } from "./chat-app.ts";
import { applied, Client, type Finding, uriOf } from "./client.ts";
import { DiskFolder } from "./disk-folder.ts";
import { shareServer } from "./shared-server.ts";

describe("the language server scanning", () => {
  const server = shareServer();
  let client: Client;
  let disk: DiskFolder;

  beforeEach(() => {
    ({ client, disk } = server);
    disk.write("package.json", PACKAGE);
  });

  it("shows files that are not open, until they are opened or gone", async () => {
    const uri = disk.write("src/chat.ts", CHAT);
    disk.write("src/other.ts", "export const a = 1;\n");
    await server.enter();
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
    const told = await client.published((params) => params.uri === uri);
    assert.deepEqual(codes(told.diagnostics), [RULE]);

    client.forget();
    client.open(uri, CHAT);
    assert.deepEqual(codes((await client.published()).diagnostics), [], "shown twice");
    assert.deepEqual(codes(await client.findings(uri)), [RULE]);
    client.forget();
    client.close(uri);
    assert.deepEqual(codes((await client.published()).diagnostics), [RULE]);

    client.forget();
    rmSync(join(disk.root, "src"), { recursive: true });
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(join(disk.root, "src")), type: 3 }] });
    const gone = await client.published();
    assert.deepEqual([gone.uri, codes(gone.diagnostics)], [uri, []]);
  });

  it("keeps what it found in step with files that others write", async () => {
    const uri = disk.write("src/chat.ts", CHAT);
    await server.enter();
    await client.request("genaiLens/scan", { folder: null });
    client.forget();
    disk.write("src/chat.ts", CHAT_WITH_LIMIT);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
    assert.deepEqual(codes((await client.published()).diagnostics), []);
  });

  it("judges what only all files show, and again when one of them changes", async () => {
    disk.write("genai-lens.json", '{ "rules": { "evals-missing": "info" } }');
    const uri = disk.write("src/chat.ts", CHAT_WITH_LIMIT);
    await server.enter();
    client.open(uri, CHAT_WITH_LIMIT);
    assert.deepEqual(codes(await client.findings(uri)), []);
    await client.request("genaiLens/scan", { folder: null });
    assert.deepEqual(codes(await client.findings(uri)), ["evals-missing"]);
    client.close(uri);
    await client.published((params) => params.uri === uri && codes(params.diagnostics).includes("evals-missing"));
    client.forget();
    const suite = uriOf(join(disk.root, "promptfooconfig.yaml"));
    disk.write("promptfooconfig.yaml", "prompts: []\n");
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: suite, type: 1 }] });
    assert.deepEqual(codes((await client.published()).diagnostics), []);
  });

  it("can be cancelled", async () => {
    for (let index = 0; index < 300; index++) disk.write(`src/chat${index}.ts`, CHAT);
    await server.enter();
    const scan = client.send<ServerRequests["genaiLens/scan"]["result"]>("genaiLens/scan", { folder: null });
    await client.told<ServerNotifications["genaiLens/state"]>("genaiLens/state", ({ state }) => state === "scanning");
    client.notify("$/cancelRequest", { id: scan.id });
    assert.equal((await scan.answer).result?.isCancelled, true);
    const result = await client.ask("genaiLens/review", { folder: uriOf(disk.root) });
    assert.deepEqual(result.scan, { state: "not scanned" });
  });

  it("shows a broken configuration on its file, and tells of it", async () => {
    const uri = disk.write("genai-lens.json", '{\n  "preset": "loud"\n}\n');
    disk.write("chat.ts", CHAT);
    await server.enter();
    await client.request("genaiLens/scan", { folder: null });
    const told = await client.published((params) => params.uri === uri);
    assert.equal(told.diagnostics[0]?.range.start.line, 1);
    await client.told<ServerNotifications["genaiLens/state"]>(
      "genaiLens/state",
      ({ state, detail }) => state === "degraded" && /^genai-lens\.json: .*preset/u.test(detail),
    );
  });

  it("offers the nearest name in an open configuration, as it is typed", async () => {
    const uri = disk.write("genai-lens.json", "{}");
    disk.write("chat.ts", CHAT);
    await server.enter();
    const text = '{ "rules": { "missing-max-output-token": "off" } }';
    client.open(uri, text);
    await client.request("genaiLens/scan", { folder: null });
    const { diagnostics } = await client.published((params) => params.uri === uri);
    assert.match(String(diagnostics[0]?.message), /Did you mean "missing-max-output-tokens"/u);
    const [action] = await client.actions(uri, diagnostics as Finding[]);
    assert.equal(action?.title, 'Write "missing-max-output-tokens"');
    assert.equal(applied(text, action), text.replace("output-token", "output-tokens"));
    assert.deepEqual(await client.findings(uri), []);
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeAction, CodeLens, PublishDiagnosticsParams } from "vscode-languageserver";
import type { ServerRequests } from "../../server/src/protocol.ts";
import { parseSpecification } from "../../server/src/specification/parse-specification.ts";
import { APP } from "../specification/example-app.ts";
import type { DiskFolder } from "./disk-folder.ts";
import { type Client, FULL, WITHOUT_PULL, applied, uriOf } from "./client.ts";
import { shareServer } from "./shared-server.ts";

const SPECIFICATION = `---
# Decided by all.
models:
  - gpt-5.4 # for later
tools: [cancelOrder, refundOrder]
---
# Shop

Sells.
`;

describe("the design specification in an editor", () => {
  const server = shareServer(FULL, { initializationOptions: { skip: [] } });
  let client: Client;
  let disk: DiskFolder;
  let root: string;

  beforeEach(() => {
    ({ client, disk } = server);
    root = disk.root;
    writeApp(disk);
  });

  async function actionsAt(uri: string, line: number, character: number): Promise<readonly CodeAction[]> {
    const place = { line, character };
    const { result } = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: place, end: place },
      context: { diagnostics: (await client.pull(uri)).result?.items ?? [] },
    });
    return result ?? [];
  }

  it("shows drift in the document and at the code, and mends it while both are edited", async () => {
    await server.enter();
    const uri = disk.write("docs/genai-spec.md", SPECIFICATION);
    const agent = uriOf(join(root, "src/agent.ts"));
    client.open(agent, APP["src/agent.ts"] ?? "");
    client.open(uri, SPECIFICATION, "markdown");
    await client.request("genaiLens/scan", { folder: null });

    const { result } = await client.pull(uri);
    assert.deepEqual(
      result?.items.map(({ code, range }) => [code, range.start.line]),
      [["spec-model-not-allowed", 2]],
    );
    assert.equal(result?.items[0]?.relatedInformation?.[0]?.location.uri, agent);
    const inCode = (await client.pull(agent)).result?.items.find(({ code }) => code === "spec-model-not-allowed");
    assert.equal(inCode?.relatedInformation?.[0]?.location.uri, uri);

    const lenses = (await client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } })).result ?? [];
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ["nothing in the code", "1 tool is this", "1 tool is this", "not allowed: claude-sonnet-4-5, 1 place"],
    );
    assert.equal(lenses[3]?.command?.command, "genaiLens.showPlaces");

    const offered = await actionsAt(uri, 2, 0);
    assert.deepEqual(
      offered.map(({ title }) => title),
      ["Add `claude-sonnet-4-5` to `models` of the specification", "Open the code that does so"],
    );
    const fromCode = (await actionsAt(agent, inCode?.range.start.line ?? 0, inCode?.range.start.character ?? 0)).find(
      ({ title }) => title.startsWith("Add `claude-sonnet-4-5`"),
    );
    assert.ok(fromCode !== undefined);
    const mended = applied(SPECIFICATION, fromCode);
    assert.equal(mended, SPECIFICATION.replace("# for later\n", "# for later\n  - claude-sonnet-4-5\n"));

    client.forget();
    client.change(uri, 2, { text: mended });
    assert.deepEqual((await client.pull(uri)).result?.items, []);
    // What the code shows hangs on the document, so the editor is told to ask again.
    await client.told("workspace/diagnostic/refresh");
    assert.ok((await client.pull(agent)).result?.items.every(({ code }) => code !== "spec-model-not-allowed"));
    assert.equal(readFileSync(join(root, "docs/genai-spec.md"), "utf8"), SPECIFICATION);
  });

  it("writes a first one when it is asked to, and leaves one alone that is there", async () => {
    await server.enter();
    const ask = async () =>
      (
        await client.request<ServerRequests["genaiLens/specification"]["result"]>("genaiLens/specification", {
          folder: uriOf(root),
        })
      ).result;
    const first = await ask();
    assert.equal(first?.uri, uriOf(join(root, "docs/genai-spec.md")));
    const { specification, problems } = parseSpecification(first?.text ?? "");
    assert.deepEqual(problems, []);
    assert.deepEqual(
      specification.frontMatter.lists.models?.value?.map(({ value }) => value),
      ["claude-sonnet-4-5"],
    );
    disk.write("docs/genai-spec.md", SPECIFICATION);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: first?.uri, type: 1 }] });
    assert.equal((await ask())?.text, null);
  });

  it("says that only open files are known before a scan, and claims nothing of the others", async () => {
    await server.enter();
    const text = SPECIFICATION.replace("tools:", "humanApproval: [nobodysTool]\ntools:");
    const uri = disk.write("docs/genai-spec.md", text);
    client.open(uri, text, "markdown");
    assert.deepEqual((await client.pull(uri)).result?.items, []);
    const { result } = await client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
    assert.equal(result?.[0]?.command?.command, "genaiLens.scanWorkspace");
    await client.request("genaiLens/scan", { folder: null });
    assert.deepEqual(
      (await client.pull(uri)).result?.items.map(({ code }) => code),
      ["spec-model-not-allowed", "spec-tool-unknown"],
    );
  });
});

describe("the design specification in an editor that cannot ask", () => {
  const server = shareServer(WITHOUT_PULL);

  it("is told of, also of files that are not open", async () => {
    const { client, disk } = server;
    writeApp(disk);
    await server.enter();
    const uri = disk.write("docs/genai-spec.md", SPECIFICATION);
    await client.request("genaiLens/scan", { folder: null });
    const told = (wanted: string, line: number): Promise<PublishDiagnosticsParams> =>
      client.told<PublishDiagnosticsParams>(
        "textDocument/publishDiagnostics",
        (params) =>
          params.uri === wanted &&
          params.diagnostics.some(({ code, range }) => code === "spec-model-not-allowed" && range.start.line === line),
      );
    await told(uri, 2);
    await told(uriOf(join(disk.root, "src/agent.ts")), 14);
    client.forget();
    disk.write("docs/genai-spec.md", SPECIFICATION.replace("gpt-5.4", "claude-*"));
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
    const after = await client.told<PublishDiagnosticsParams>(
      "textDocument/publishDiagnostics",
      (params) => params.uri === uri,
    );
    assert.deepEqual(after.diagnostics, []);
  });
});

function writeApp(disk: DiskFolder): void {
  disk.write("package.json", '{ "dependencies": { "ai": "6.0.0", "@ai-sdk/anthropic": "3.0.0" } }');
  for (const [name, text] of Object.entries(APP)) disk.write(name, text);
}

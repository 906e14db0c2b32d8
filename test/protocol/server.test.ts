import assert from "node:assert/strict";
import { join } from "node:path";
import { CHAT, codes, PACKAGE, RULE } from "./chat-app.ts";
import { Client, FULL, uriOf } from "./client.ts";
import { DiskFolder } from "./disk-folder.ts";

describe("the language server", () => {
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

  describe("with several folders", () => {
    it("gives each its own configuration and review, and follows their coming and going", async () => {
      disk.write("genai-lens.json", "{}");
      const first = disk.write("one/chat.ts", CHAT);
      const second = disk.write("two/chat.ts", CHAT);
      disk.write("two/genai-lens.json", `{ "rules": { "${RULE}": "off" } }`);
      await client.initialize(FULL, [join(disk.root, "one"), join(disk.root, "two")]);
      client.open(first, CHAT);
      client.open(second, CHAT);
      assert.deepEqual(codes(await client.findings(first)), [RULE]);
      assert.deepEqual(codes(await client.findings(second)), []);
      const result = await client.ask("genaiLens/status", {});
      assert.deepEqual(
        result.folders.map(({ uri }) => uri),
        [uriOf(join(disk.root, "one")), uriOf(join(disk.root, "two"))],
      );
      const scan = await client.ask("genaiLens/scan", { folder: uriOf(join(disk.root, "two")) });
      assert.equal(scan.files, 1);

      client.notify("workspace/didChangeWorkspaceFolders", {
        event: { added: [], removed: [{ uri: uriOf(join(disk.root, "one")), name: "one" }] },
      });
      assert.deepEqual(codes(await client.findings(first)), [RULE], "a file outside of all folders is checked too");
      const status = await client.ask("genaiLens/status", {});
      assert.equal(status.folders.length, 1);
      assert.match(
        (await client.request("genaiLens/review", { folder: uriOf(join(disk.root, "one")) })).error!.message,
        /not a folder/u,
      );
    });
  });

  describe("with a bad client", () => {
    it("survives bytes that are no message", async () => {
      await client.initialize(FULL, [disk.root]);
      client.writeRaw('Content-Length: 9\r\n\r\n{"a": 1,,');
      client.writeRaw("Content-Length: 2\r\n\r\n[]");
      client.writeRaw("hello\r\n\r\n");
      client.writeRaw(Buffer.from([0, 255, 1, 13, 10, 13, 10]));
      // After a bad header the reader waits for more bytes before it goes on.
      const nudge = setInterval(() => client.notify("$/nudge", {}), 50);
      try {
        const uri = disk.write("chat.ts", CHAT);
        client.open(uri, CHAT);
        assert.deepEqual(codes(await client.findings(uri)), [RULE]);
      } finally {
        clearInterval(nudge);
      }
    });

    it("answers an unknown method, and wrong parameters, with an error", async () => {
      await client.initialize(FULL, [disk.root]);
      assert.equal((await client.request("genaiLens/unknown", {})).error?.code, -32601);
      assert.notEqual((await client.request("textDocument/hover", {})).error, undefined);
      assert.notEqual((await client.request("genaiLens/review", {})).error, undefined);
      assert.equal((await client.request("genaiLens/page", { id: RULE })).error, undefined);
    });

    it("answers with an error before it is initialized", async () => {
      assert.notEqual((await client.request("genaiLens/status", {})).error, undefined);
    });

    it("ends with 0 after a shutdown, with 1 without one", async () => {
      await client.initialize(FULL, [disk.root]);
      assert.equal(await client.stop(), 0);
      client = new Client();
      await client.initialize(FULL, [disk.root]);
      client.notify("exit", undefined);
      assert.equal(await new Promise((settle) => client.process.once("exit", settle)), 1);
    });

    it("names the file that it is about to read, for whoever wants to know", async () => {
      client.kill();
      client = new Client({ GENAI_LENS_BREADCRUMBS: "1" });
      let trail = "";
      client.process.stderr.on("data", (chunk: Buffer) => (trail += chunk.toString()));
      await client.initialize(FULL, [disk.root]);
      const uri = disk.write("chat.ts", CHAT);
      client.open(uri, CHAT);
      await client.pull(uri);
      await client.stop();
      assert.ok(trail.startsWith(`genai-lens:analysing ${join(disk.root, "chat.ts")}\ngenai-lens:idle\n`), trail);
    });
  });
});

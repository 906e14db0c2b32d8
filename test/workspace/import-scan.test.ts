import assert from "node:assert/strict";
import { ImportScanner } from "../../server/src/workspace/import-scan.ts";
import { MemoryDisk } from "./memory-disk.ts";

function specifiers(text: string): readonly string[] {
  const scan = new ImportScanner(new MemoryDisk({ "/a.ts": text }), 10_000).scanFile("/a.ts");
  assert.equal(scan.outcome, "read");
  return scan.outcome === "read" ? scan.specifiers : [];
}

describe("scanning for imports", () => {
  const forms: readonly [string, readonly string[]][] = [
    ['import OpenAI from "openai";', ["openai"]],
    ["import{generateText}from'ai'", ["ai"]],
    ['import type { A } from "./a.js";\nexport * from "./b";', ["./a.js", "./b"]],
    ['import "side-effect";', ["side-effect"]],
    ['const m = await import("openai");', ["openai"]],
    ['const m = await import(\n  /* webpackChunkName: "x" */\n  "openai"\n);', ["openai"]],
    ['const { a } = require("@aws-sdk/client-bedrock-runtime");', ["@aws-sdk/client-bedrock-runtime"]],
    ["import x = require(`lib`);", ["lib"]],
    ['import {\n  a,\n  b,\n} from "./many";', ["./many"]],
    ['const model = "openai"; fromage("openai");', []],
  ];
  for (const [text, expected] of forms) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(specifiers(text), expected));
  }

  it("names each import once and reads names that are not ASCII", () => {
    assert.deepEqual(specifiers('import "./größe";\nimport "./größe";'), ["./größe"]);
  });

  it("gives the same for text that is not on disk", () => {
    const text = 'import a from "./größe";\nimport b from "openai";';
    const scan = new ImportScanner(new MemoryDisk(), 10_000).scanText(text);
    assert.deepEqual(scan.outcome === "read" && scan.specifiers, specifiers(text));
  });

  it("marks files that are too large or no text, and says why one cannot be read", () => {
    const disk = new MemoryDisk({ "/large.ts": `import "a";${" ".repeat(200)}`, "/binary.ts": 'import "a";\0' });
    const scanner = new ImportScanner(disk, 100);
    assert.deepEqual(scanner.scanFile("/large.ts"), {
      outcome: "read",
      specifiers: ["a"],
      namesModelHost: false,
      mayHoldVectorSearch: false,
      isTooLarge: true,
      isBinary: false,
    });
    assert.deepEqual(scanner.scanFile("/binary.ts"), {
      outcome: "read",
      specifiers: ["a"],
      namesModelHost: false,
      mayHoldVectorSearch: false,
      isTooLarge: false,
      isBinary: true,
    });
    assert.deepEqual(scanner.scanFile("/none.ts"), { outcome: "unreadable", reason: "it is no longer there" });
  });
});

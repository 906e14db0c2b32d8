import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Scratch } from "./scratch.ts";

const NAMES = Array.from({ length: 12 }, (_, index) => `src/area${index % 3}/call${index}.ts`);

/** Both of them come from one file, so that every thread has to read it. */
const SHARED =
  'import OpenAI from "openai";\nexport const client = new OpenAI();\nexport const model = "gpt-4-turbo";\n';
const CALL = `import { client, model } from "../shared.js";
export const answer = () => client.chat.completions.create({ model, messages: [] });
`;

describe("runs of the command line that belong together", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch({
      "package.json": '{"name":"app","dependencies":{"openai":"^6.0.0"}}',
      "src/shared.ts": SHARED,
      ...Object.fromEntries(NAMES.map((name) => [name, CALL])),
    });
  });
  afterEach(() => scratch.remove());

  const timeless = (output: string): string => output.replace(/"durationMs": \d+/, "");

  async function check(...args: string[]): Promise<string> {
    const outcome = await scratch.run(["check", "--format", "json", "--today", "2026-11-22", ...args]);
    assert.equal(outcome.errors, "");
    return timeless(outcome.output);
  }

  const filesIn = (output: string): readonly string[] => [
    ...new Set(
      (JSON.parse(output.replace(/,\s*}/g, "}")) as { findings: { file: string }[] }).findings.map(({ file }) => file),
    ),
  ];

  describe("--shard", () => {
    it("splits the files into parts that share none and leave none out", async () => {
      const all = filesIn(await check());
      assert.equal(all.length, NAMES.length + 1);
      const parts = await Promise.all([1, 2, 3].map((number) => check("--shard", `${number}/3`)));
      const files = parts.flatMap(filesIn);
      assert.deepEqual([...files].sort(), [...all].sort());
      assert.ok(parts.every((part) => filesIn(part).length > 0));
      assert.equal(await check("--shard", "1/1"), await check());
    });

    it("keeps a file in its part when another comes", async () => {
      const before = filesIn(await check("--shard", "1/2"));
      scratch.write("src/area0/another.ts", "export {};\n");
      assert.deepEqual(filesIn(await check("--shard", "1/2")), before);
    });

    for (const written of ["0/3", "4/3", "1", "1/0", "a/b", "1/3/4", "1/1001"]) {
      it(`refuses ${written}`, async () => {
        const { code, errors } = await scratch.run(["check", "--shard", written]);
        assert.equal(code, 2);
        assert.match(errors, /--shard cannot be .*: write which part of how many, such as 1\/3/);
      });
    }
  });

  describe("--concurrency", () => {
    const run = (...args: string[]): { output: string; errors: string } => {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [path.resolve("dist/cli.cjs"), "check", "--format", "json", "--today", "2026-11-22", ...args],
        { cwd: scratch.directory, encoding: "utf8" },
      );
      return { output: timeless(stdout), errors: stderr };
    };

    it("gives the same bytes with any number of threads", async () => {
      const alone = run("--concurrency", "1");
      assert.equal(alone.errors, "");
      assert.equal(alone.output, await check());
      assert.deepEqual(run("--concurrency", "3"), alone);
    });

    for (const written of ["0", "1.5", "many", "65"]) {
      it(`refuses ${written}`, async () => {
        const { code, errors } = await scratch.run(["check", "--concurrency", written]);
        assert.equal(code, 2);
        assert.match(errors, /--concurrency cannot be .*: write a whole number from 1 to 64/);
      });
    }

    it("goes on alone when the threads break down", async () => {
      const outcome = await scratch.run(["check", "--format", "json", "--today", "2026-11-22", "--concurrency", "3"], {
        threadScript: path.join(scratch.directory, "not-there.cjs"),
      });
      assert.equal(outcome.errors, "");
      assert.equal(timeless(outcome.output), await check());
    });
  });

  describe("--cache", () => {
    it("writes nothing unless it is asked to", async () => {
      const before = fs.readdirSync(scratch.directory);
      await check();
      await check("--no-cache");
      assert.deepEqual(fs.readdirSync(scratch.directory), before);
    });

    it("gives the same bytes on the second run", async () => {
      const plain = await check();
      assert.equal(await check("--cache"), plain);
      const kept = scratch.read(".genai-lens-cache/reports-1.json");
      assert.equal(await check("--cache"), plain);
      assert.equal(scratch.read(".genai-lens-cache/reports-1.json"), kept);
      assert.equal(scratch.read(".genai-lens-cache/.gitignore"), "*\n");
    });

    it("stands beside other tools' caches where packages are installed", async () => {
      scratch.write("node_modules/openai/package.json", '{"name":"openai","version":"6.1.0"}');
      const plain = await check();
      assert.equal(await check("--cache"), plain);
      assert.deepEqual(fs.readdirSync(path.join(scratch.directory, "node_modules/.cache/genai-lens")), [
        "reports-1.json",
        "run-1.json",
      ]);
      assert.equal(await check("--cache"), plain);
    });

    it("costs nothing but time where it cannot be written or read", async () => {
      scratch.write(".genai-lens-cache", "in the way");
      assert.equal(await check("--cache"), await check());
      assert.equal(scratch.read(".genai-lens-cache"), "in the way");
    });
  });
});

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { Scratch, type Outcome } from "./scratch.ts";

const RECORD = ".genai-lens-cache/run-1.json";
const CLIENT = 'import OpenAI from "openai";\nexport const client = new OpenAI();\n';
const CALL = `import { client } from "./client.js";
export const answer = () => client.chat.completions.create({ model: "gpt-4-turbo", messages: [] });
`;

describe("a check that is repeated", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch({
      "package.json": '{"name":"app","dependencies":{"openai":"^6.0.0"}}',
      "src/client.ts": CLIENT,
      "src/answer.ts": CALL,
      "src/other.ts": "export const other = 1;\n",
    });
    // A file that was written this moment may be written again within the same tick of the clock.
    for (const name of ["package.json", "src/client.ts", "src/answer.ts", "src/other.ts", "src", "."]) age(name);
  });
  afterEach(() => scratch.remove());

  function age(name: string): void {
    fs.utimesSync(path.join(scratch.directory, name), new Date("2026-01-01"), new Date("2026-01-01"));
  }

  const timeless = ({ code, output, errors }: Outcome): readonly unknown[] => [
    code,
    output.replace(/\d+\.\d\d s/, "").replace(/"durationMs": \d+|time="[\d.]+"/, ""),
    errors,
  ];

  async function check(...args: string[]): Promise<readonly unknown[]> {
    return timeless(await scratch.run(["check", "--today", "2026-11-22", ...args]));
  }

  /** Checks once, and makes the record say something that no check says, so that its use shows. */
  async function recorded(...args: string[]): Promise<void> {
    await check("--cache", ...args);
    const [first = "", body = ""] = scratch.read(RECORD).split("\n");
    const record = JSON.parse(body) as { notes: string[] };
    assert.deepEqual(record.notes, []);
    const { hashOf } = await import("../../server/src/workspace/recording-disk.ts");
    const marked = JSON.stringify({ ...record, notes: ["from the record\n"] });
    scratch.write(RECORD, `${first.split(" ")[0]} ${hashOf(marked)}\n${marked}`);
  }

  const isFromRecord = async (...args: string[]): Promise<boolean> =>
    (await scratch.run(["check", "--today", "2026-11-22", "--cache", ...args])).errors === "from the record\n";

  for (const format of ["stylish", "json", "sarif", "github", "markdown", "html", "junit"]) {
    it(`writes the same ${format}, and is not made again`, async () => {
      const plain = await check("--format", format);
      await recorded("--format", format);
      const [code, output, errors] = await check("--format", format, "--cache");
      assert.equal(errors, "", "other arguments are another check");
      await recorded("--format", format);
      assert.deepEqual(await check("--cache", "--format", format), [plain[0], plain[1], "from the record\n"]);
      assert.deepEqual([code, output], [plain[0], plain[1]]);
    });
  }

  it("writes into the file that it was told", async () => {
    scratch.write("found.txt", "");
    await recorded("--format", "github", "--output", "found.txt");
    const found = scratch.read("found.txt");
    scratch.write("found.txt", "");
    assert.ok(await isFromRecord("--format", "github", "--output", "found.txt"));
    assert.equal(scratch.read("found.txt"), found);
  });

  it("is known where only a part of a folder is looked at", async () => {
    await recorded("src");
    assert.ok(await isFromRecord("src"));
    assert.ok(!(await isFromRecord("src/client.ts")));
  });

  const changes: readonly (readonly [string, () => void])[] = [
    ["a file changed", () => scratch.write("src/answer.ts", CALL.replace("gpt-4-turbo", "gpt-5.2"))],
    ["a file came", () => scratch.write("src/new.ts", CALL)],
    ["a file without calls changed", () => scratch.write("src/other.ts", 'import "./answer.js";\n')],
    ["a file is gone", () => fs.rmSync(path.join(scratch.directory, "src/client.ts"))],
    ["a file has another name", () => rename("src/answer.ts", "src/reply.ts")],
    ["a configuration came", () => scratch.write("genai-lens.json", '{"preset":"strict"}')],
    ["a folder came", () => scratch.write("tools/tool.ts", "export {};\n")],
    ["a package was installed", () => scratch.write("node_modules/openai/package.json", '{"version":"5.0.0"}')],
    ["the manifest changed", () => scratch.write("package.json", '{"name":"app","dependencies":{"openai":"^5.0.0"}}')],
    ["a file is left out from now on", () => scratch.write(".gitignore", "src/answer.ts\n")],
  ];
  for (const [what, change] of changes) {
    it(`is made again where ${what}`, async () => {
      await recorded();
      assert.ok(await isFromRecord());
      change();
      const plain = await check();
      assert.deepEqual(await check("--cache"), plain);
    });
  }

  function rename(from: string, to: string): void {
    fs.renameSync(path.join(scratch.directory, from), path.join(scratch.directory, to));
  }

  it("is made again where a file has other text of the same length and date", async () => {
    await recorded();
    scratch.write("src/answer.ts", CALL.replace("gpt-4-turbo", "gpt-4o-mini"));
    age("src/answer.ts");
    assert.ok(!(await isFromRecord()));
  });

  it("is not made again where files only have another date, as in a fresh clone", async () => {
    await recorded();
    for (const name of ["src/answer.ts", "src/client.ts", "src/other.ts", "package.json"]) {
      const text = scratch.read(name);
      fs.rmSync(path.join(scratch.directory, name));
      scratch.write(name, text);
    }
    assert.ok(await isFromRecord());
    assert.ok(await isFromRecord());
  });

  it("is made again on another day, unless the day is given", async () => {
    await recorded();
    assert.ok(await isFromRecord());
    assert.ok(!(await scratch.run(["check", "--today", "2026-11-23", "--cache"])).errors.includes("from the record"));
  });

  it("is made again where the record is damaged", async () => {
    await recorded();
    scratch.write(RECORD, scratch.read(RECORD).slice(0, -9));
    assert.deepEqual(await check("--cache"), await check());
  });

  for (const option of ["--fix-dry-run", "--timing", "--concurrency=1"]) {
    it(`is always made with ${option}`, async () => {
      await scratch.run(["check", "--today", "2026-11-22", "--cache", option]);
      assert.ok(!fs.existsSync(path.join(scratch.directory, RECORD)));
    });
  }
});

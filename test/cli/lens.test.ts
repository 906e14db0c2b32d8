import assert from "node:assert/strict";
import { GENERATIVE_AI_LENS } from "../../lens/practices/practices.ts";
import { lensFileOf } from "../../server/src/review/lens-file/export-lens.ts";
import { writeLensFile } from "../../server/src/review/lens-file/lens-file-text.ts";
import { SMALL_LENS, spoiled } from "../review/lens-file/small-lens.ts";
import { Scratch } from "./scratch.ts";

const OWN = writeLensFile(SMALL_LENS);

describe("the command lens", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch({ "own.json": OWN, "inner/a.txt": "" });
  });
  afterEach(() => scratch.remove());

  const run = (...args: readonly string[]) => scratch.run(["lens", ...args]);

  /** The command did nothing but say why, on one line. */
  async function assertFails(args: readonly string[], message: RegExp): Promise<void> {
    const { code, output, errors } = await run(...args);
    assert.deepEqual([code, output], [2, ""]);
    assert.match(errors, /^genai-lens: [^\n]+\n$/);
    assert.match(errors, message);
  }

  describe("list", () => {
    it("shows what is built in and what the team brought", async () => {
      await run("import", "own.json");
      const { code, output, errors } = await run("list");
      assert.deepEqual([code, errors], [0, ""]);
      assert.match(output, /generative-ai .* 2025-11-19 +29 +51 +built in\n/);
      assert.match(output, /agentic-ai .* 41 +150 +built in\n/);
      assert.match(output, /responsible-ai .* 28 +99 +built in\n/);
      assert.match(output, /house-rules +House rules +1 +2 +\.genai-lens\/lenses\/house-rules\.json\n/);
    });

    it("says which files cannot be used, and lists the others", async () => {
      scratch.write("inner/.genai-lens/lenses/broken.json", "{}");
      const { code, output, errors } = await run("list", "inner");
      assert.equal(code, 0);
      assert.equal(
        errors,
        ".genai-lens/lenses/broken.json has 4 errors: `genai-lens lens validate .genai-lens/lenses/broken.json`\n",
      );
      assert.equal(output.trimEnd().split("\n").length, 4);
      const { output: json } = await run("list", "inner", "--format", "json");
      const { lenses } = JSON.parse(json) as { lenses: { id: string; file: string | null; problem: string | null }[] };
      assert.deepEqual(lenses.map(({ id, file }) => [id, file]).at(-1), ["broken", ".genai-lens/lenses/broken.json"]);
    });
  });

  describe("show", () => {
    it("shows a lens by its id and by its file", async () => {
      const { output } = await run("show", "generative-ai");
      assert.match(output, /^# AWS Well-Architected Generative AI Lens\n\nPublication of 2025-11-19, https/);
      assert.match(output, /\n## Security\n/);
      assert.match(output, /\n- GENSEC01-BP01: .* \(risk if left out: high\)\n/);
      assert.match(output, /\n- Risk none: `GENOPS01_BP01 && GENOPS01_BP02`\n/);
      assert.match((await run("show", "own.json")).output, /^# House rules\n/);
      const { lens } = JSON.parse((await run("show", "./own.json", "--format", "json")).output) as {
        lens: { id: string };
      };
      assert.equal(lens.id, "own");
    });

    it("says what it does not know", async () => {
      await assertFails(["show"], /takes one lens/);
      await assertFails(["show", "generativ-ai"], /There is no lens "generativ-ai"\. Did you mean "generative-ai"\?/);
      await assertFails(["show", "zzzzzzzz"], /`genai-lens lens list` lists them/);
      await assertFails(["show", "none.json"], /none\.json is not there/);
    });
  });

  describe("import", () => {
    it("keeps the file as it is", async () => {
      const { code, output, errors } = await run("import", "own.json", "inner");
      assert.deepEqual(
        [code, output, errors],
        [
          0,
          "Wrote .genai-lens/lenses/house-rules.json: House rules, 1 pillar, 1 question, 2 practices, 0 of them known from a built-in lens\n",
          "",
        ],
      );
      assert.equal(scratch.read("inner/.genai-lens/lenses/house-rules.json"), OWN);
    });

    it("joins the practices of the built-in lens", async () => {
      scratch.write("aws.json", writeLensFile(lensFileOf(GENERATIVE_AI_LENS)));
      const { output } = await run("import", "aws.json", "--id", "aws");
      assert.match(output, /6 pillars, 29 questions, 51 practices, 51 of them known from a built-in lens/);
    });

    it("refuses a file with errors, and names the first", async () => {
      scratch.write(
        "bad.json",
        spoiled(({ lens, choice }) => {
          lens["name"] = "";
          choice["title"] = 1;
        }),
      );
      await assertFails(
        ["import", "bad.json"],
        /bad\.json:3:11 The lens has a "name" that is empty: write a text \(and 1 more error: `genai-lens lens validate bad\.json`\)/,
      );
      await assertFails(["import", "none.json"], /none\.json is not there/);
      await assertFails(["import"], /takes one lens file/);
      await assertFails(["import", "inner"], /inner is not a file/);
      assert.throws(() => scratch.read(".genai-lens/lenses/house-rules.json"));
    });

    it("shows warnings, and imports all the same", async () => {
      scratch.write(
        "odd.json",
        spoiled(({ lens }) => (lens["$schema"] = "x")),
      );
      const { code, errors } = await run("import", "odd.json");
      assert.equal(code, 0);
      assert.match(errors, /^odd\.json:\d+:\d+ The lens has a field "\$schema"[^\n]+\n$/);
    });

    it("replaces another lens only with --replace", async () => {
      await run("import", "own.json");
      assert.match((await run("import", "own.json")).output, /^Nothing changed in/);
      scratch.write("own.json", `${OWN}\n`);
      await assertFails(["import", "own.json"], /house-rules\.json is there already and was left as it is/);
      assert.match((await run("import", "own.json", "--replace")).output, /^Replaced/);
      assert.equal(scratch.read(".genai-lens/lenses/house-rules.json"), `${OWN}\n`);
    });

    it("takes no id that is built in or no name of a file", async () => {
      await assertFails(["import", "own.json", "--id", "generative-ai"], /which is built in/);
      await assertFails(["import", "own.json", "--id", "../own"], /such as own/);
      scratch.write(
        "own.json",
        spoiled(({ lens }) => (lens["name"] = "Generative AI")),
      );
      assert.match((await run("import", "own.json")).output, /lenses\/generative-ai-custom\.json/);
    });
  });

  describe("export", () => {
    it("writes a lens that passes validate", async () => {
      for (const id of ["generative-ai", "agentic-ai", "responsible-ai"]) {
        const { code, output, errors } = await run("export", id);
        assert.deepEqual([code, errors], [0, ""]);
        scratch.write("out.json", output);
        const checked = await run("validate", "out.json", "--fail-on", "warning");
        assert.equal(checked.code, 0);
        assert.match(checked.output, /^✔ out\.json: /);
      }
    });

    it("writes an imported lens and an edited file as they are", async () => {
      await run("import", "own.json");
      assert.equal((await run("export", "house-rules")).output, OWN);
      assert.equal((await run("export", "own.json")).output, OWN);
      assert.equal((await run("export", "own.json", "--output", "again.json")).output, "Wrote again.json\n");
      assert.equal(scratch.read("again.json"), OWN);
    });

    it("writes nothing with errors", async () => {
      scratch.write("bad.json", "{");
      await assertFails(["export", "bad.json", "--output", "x.json"], /bad\.json:1:2 The file ends too early/);
      assert.throws(() => scratch.read("x.json"));
      scratch.write(".genai-lens/lenses/bad.json", "{}");
      await assertFails(["export", "bad"], /\.genai-lens\/lenses\/bad\.json:1:1 The lens has no "schemaVersion"/);
    });
  });

  describe("validate", () => {
    it("shows every problem at its place, and ends with 1", async () => {
      scratch.write(
        "bad.json",
        spoiled(({ lens, rules }) => {
          lens["name"] = "";
          rules[0]!["condition"] = "OWNSEC01_BP01 AND OWNSEC01_BP02";
        }),
      );
      const { code, output } = await run("validate", "bad.json", "own.json");
      assert.equal(code, 1);
      assert.match(output, /^bad\.json\n +3:11 {2}error {4}The lens has a "name" that is empty: write a text\n/);
      assert.match(output, /\n +\d+:\d+ {2}error {4}A risk rule .* the word "AND": write &&\n/);
      assert.match(output, /\n✖ bad\.json: 2 errors. Correct them before you import it\n✔ own\.json: 1 pillar/);
      assert.equal((await run("validate", "bad.json", "--fail-on", "never")).code, 0);
    });

    it("tells warnings from errors", async () => {
      scratch.write(
        "odd.json",
        spoiled(({ lens }) => (lens["$schema"] = "x")),
      );
      assert.equal((await run("validate", "odd.json")).code, 0);
      assert.equal((await run("validate", "odd.json", "--fail-on", "warning")).code, 1);
      const { output } = await run("validate", "odd.json", "--format", "json");
      const { files, summary } = JSON.parse(output) as {
        files: { isValid: boolean; problems: { severity: string; line: number }[] }[];
        summary: unknown;
      };
      assert.deepEqual(summary, { files: 1, error: 0, warning: 1 });
      assert.equal(files[0]?.isValid, true);
      assert.equal(files[0]?.problems[0]?.severity, "warning");
    });

    it("reads standard input", async () => {
      const { code, output } = await scratch.run(["lens", "validate", "-"], { input: "[]" });
      assert.equal(code, 1);
      assert.match(output, /^-\n +1:1 {2}error/);
    });

    it("says what it cannot read", async () => {
      await assertFails(["validate"], /takes lens files/);
      await assertFails(["validate", "none.json"], /none\.json is not there/);
    });
  });

  it("says what it cannot do", async () => {
    await assertFails([], /lens lacks what to do: write lens list/);
    await assertFails(["lsit"], /"lens" cannot "lsit".*Did you mean "list"\?/);
    await assertFails(["list", "--replace"], /"lens list" has no option --replace/);
    await assertFails(["list", "a", "b"], /one folder at most/);
    const { code, output } = await run("--help");
    assert.equal(code, 0);
    assert.match(output, /\n {2}import FILE \[folder\] +Takes a custom lens file/);
  });
});

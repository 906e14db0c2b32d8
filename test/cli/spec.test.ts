import assert from "node:assert/strict";
import { AGENT, APP } from "../specification/example-app.ts";
import { Scratch } from "./scratch.ts";

const SPECIFICATION = "docs/genai-spec.md";

describe("the command spec", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch({
      ...APP,
      "package.json":
        '{ "name": "shop", "dependencies": { "ai": "6.0.0", "@ai-sdk/anthropic": "3.0.0", "@aws-sdk/client-bedrock-runtime": "3.900.0" } }',
    });
  });
  afterEach(() => scratch.remove());

  const run = (...args: readonly string[]) => scratch.run(["spec", ...args]);

  it("writes a specification that its own check finds no error in", async () => {
    const written = await run("init");
    assert.deepEqual([written.code, written.errors], [0, ""]);
    assert.match(written.output, /^Wrote docs\/genai-spec\.md\. Answer its questions/);
    const checked = await run("check");
    assert.equal(checked.code, 0);
    assert.match(checked.output, /info\s+The section "Purpose" says nothing yet/);
    assert.equal((await run("check", "--fail-on", "info")).code, 1);
  });

  it("refuses to overwrite, unless it is told to, and writes elsewhere", async () => {
    scratch.write(SPECIFICATION, "mine\n");
    const { code, errors } = await run("init");
    assert.equal(code, 2);
    assert.match(
      errors,
      /docs\/genai-spec\.md is there already and was left as it is: edit it, .*--output.*--force\n$/,
    );
    assert.equal(scratch.read(SPECIFICATION), "mine\n");
    assert.equal((await run("init", "--output", "other/spec.md")).code, 0);
    assert.match(scratch.read("other/spec.md"), /^---\n/);
    assert.equal((await run("check", "--specification", "other/spec.md")).code, 0);
    assert.equal((await run("init", "--force")).code, 0);
    assert.match(scratch.read(SPECIFICATION), /# Design specification: shop/);
  });

  it("fails when the code departs from it, at the code, in every format", async () => {
    await run("init");
    scratch.write("src/agent.ts", AGENT.replace("claude-sonnet-4-5", "claude-opus-4-1"));
    const stylish = await run("check");
    assert.equal(stylish.code, 1);
    assert.match(
      stylish.output,
      /src\/agent\.ts\n(?:.*\n)*?.*15:26\s+error\s+`claude-opus-4-1` is asked, .* {2}spec-model-not-allowed /,
    );
    assert.match(stylish.output, /warning\s+The code shows something else since this was written: models\./);
    assert.equal((await run("check", "--fail-on", "never")).code, 0);

    const json = JSON.parse((await run("check", "--format", "json")).output) as {
      findings: { ruleId: string; file: string; line: number; fix: string | null }[];
    };
    const [first] = json.findings.filter(({ ruleId }) => ruleId === "spec-model-not-allowed");
    assert.deepEqual([first?.file, first?.line, first?.fix], ["src/agent.ts", 15, "review"]);

    const sarif = JSON.parse((await run("check", "--format", "sarif")).output) as {
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        results: { ruleId: string; ruleIndex: number; fixes?: object[] }[];
      }[];
    };
    const [{ tool, results } = { tool: undefined, results: [] }] = sarif.runs;
    for (const { ruleId, ruleIndex } of results) assert.equal(tool?.driver.rules[ruleIndex]?.id, ruleId);
    assert.equal(results.find(({ ruleId }) => ruleId === "spec-model-not-allowed")?.fixes?.length, 1);

    assert.match(
      (await run("check", "--format", "github")).output,
      /^::error file=src\/agent\.ts,line=15,.*title=spec-model-not-allowed/m,
    );
    assert.match((await run("check", "--format", "markdown")).output, /\| `spec-model-not-allowed` \|/);
  });

  it("marks a review, which holds until the code shows something else", async () => {
    scratch.write(SPECIFICATION, "---\nmaxSteps: 20 # enough\n---\n# Shop\n\nSells.\n");
    const { code, output } = await run("check", "--mark-reviewed", "--today", "2026-11-22");
    assert.equal(code, 0, output);
    assert.match(scratch.read(SPECIFICATION), /^---\nmaxSteps: 20 # enough\nreviewed: 2026-11-22\ncode:\n {2}calls: "/);
    assert.equal((await run("check", "--fail-on", "info")).code, 0);
    scratch.write("src/agent.ts", AGENT.replace("stepCountIs(8)", "stepCountIs(9)"));
    const later = await run("check", "--fail-on", "warning");
    assert.equal(later.code, 1);
    assert.match(later.output, /since the review on 2026-11-22: limits\./);
  });

  it("says in one line what is in its way", async () => {
    for (const [args, message] of [
      [["check"], /docs\/genai-spec\.md is not there: write it with `genai-lens spec init`/],
      [["check", "nowhere"], /nowhere is no folder: name one that is/],
      [["check", ".", "src"], /spec check takes one folder: run it once for each/],
      [["check", "--specification", "src"], /src is no file: name one with --specification/],
      [["check", "--force"], /"spec check" has no option --force: leave it out/],
      [["chek"], /"spec" cannot "chek": write init or check\. Did you mean "check"\?/],
      [[], /spec lacks what to do: write spec init or spec check/],
      [["init", "--output", "package.json/x.md"], /The folder of package\.json\/x\.md cannot be made/],
    ] as const) {
      const { code, errors } = await run(...args);
      assert.equal(code, 2, args.join(" "));
      assert.match(errors, message);
      assert.equal(errors.trim().split("\n").length, 1);
    }
    scratch.write(SPECIFICATION, "---\nmodels: [a\n---\n");
    assert.match((await run("check", "--mark-reviewed")).errors, /cannot be marked: its front matter is not readable/);
    const broken = await run("check");
    assert.equal(broken.code, 1);
    assert.match(broken.output, /error\s+Not valid YAML: .* spec-invalid/);
  });

  it("keeps byte order mark and line breaks when it marks a review", async () => {
    scratch.write(SPECIFICATION, "\uFEFF---\r\nmaxSteps: 20\r\n---\r\n# Shop\r\n\r\nSells.\r\n");
    assert.equal((await run("check", "--mark-reviewed", "--today", "2026-11-22")).code, 0);
    const text = scratch.read(SPECIFICATION);
    assert.ok(text.startsWith("\uFEFF---\r\nmaxSteps: 20\r\nreviewed: 2026-11-22\r\ncode:\r\n"));
    assert.doesNotMatch(text, /[^\r]\n/);
  });
});

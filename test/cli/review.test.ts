import assert from "node:assert/strict";
import { Ajv } from "ajv";
import schema from "../../lens/review-report.schema.json" with { type: "json" };
import { Scratch } from "./scratch.ts";

const CALL = `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
const client = new BedrockRuntimeClient({ region: "us-east-1" });
export const handler = async (event: { body: string }) =>
  client.send(new ConverseCommand({ modelId: "us.amazon.nova-2-lite-v1:0", messages: [{ role: "user", content: [{ text: event.body }] }] }));
`;

const answers = (answered: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ version: 2, answers: { "generative-ai": answered } });

const HOSTILE = '=HYPERLINK("http://bad.example","x"), <script>alert(1)</script> | [a](javascript:b) `c`\nsecond line';

describe("the command review", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch({
      "app/src/handler.ts": CALL,
      "app/.genai-lens/review.json": answers({
        "GENSEC02-BP01": { status: "done", note: HOSTILE, owner: "Ana" },
        "GENOPS05-BP01": { status: "not applicable", reason: "No training here" },
        "GENREL01-BP01": { status: "not done", note: "Ask for more quota", due: "2026-12-01" },
      }),
    });
  });
  afterEach(() => scratch.remove());

  const run = (...args: readonly string[]) => scratch.run(["review", ...args, "--today", "2026-11-22"]);

  it("writes Markdown with the standing, the plan and every practice", async () => {
    const { code, output, errors } = await run("app");
    assert.deepEqual([code, errors], [0, ""]);
    assert.match(output, /^# Pillar review of app\n/);
    assert.match(output, /\*\*1 of 50 practices that apply are done, 2 are answered\. Of 29 questions: /);
    assert.match(output, /\n- \[x\] \[GENSEC02-BP01\]\(https:[^)]+\) [^\n]+: done, high risk\n/);
    assert.match(output, /\*\*Answered done, but 1 finding stands against it\.?[^*]*\*\*/);
    assert.match(output, /\n {2}- `src\/handler\.ts:4` `ConverseCommand` names no guardrail/);
    assert.match(output, /\n {2}- Does not apply: No training here\n/);
    assert.equal(output.match(/^- \[[ x]\] /gm)?.length, 51);
    assert.doesNotMatch(output, /<script>|[^\\]\]\(javascript:/);
  });

  it("puts what code contradicts and what is known to lack before what only waits for an answer", async () => {
    const { output } = await run("app", "--format", "json");
    const { plan } = JSON.parse(output) as { plan: { practice: string; risk: string; effort: string }[] };
    const ranks = plan.map(({ risk }) => ["high", "medium", "low"].indexOf(risk));
    assert.deepEqual(ranks, ranks.toSorted());
    const place = (practice: string): number => plan.findIndex((step) => step.practice === practice);
    assert.notEqual(place("GENSEC02-BP01"), -1);
    assert.ok(place("GENSEC02-BP01") < place("GENOPS01-BP02"));
    assert.equal(place("GENOPS05-BP01"), -1);
  });

  it("writes JSON that follows its schema", async () => {
    const { output } = await run("app", "--format", "json");
    const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
    assert.ok(validate(JSON.parse(output)), JSON.stringify(validate.errors));
    assert.ok(!validate({ ...JSON.parse(output), scan: 3 }));
  });

  it("writes a CSV that no spreadsheet takes for a formula", async () => {
    scratch.write(
      "app/.genai-lens/review.json",
      answers({ "GENREL01-BP01": { status: "not done", note: HOSTILE, owner: "-2+3" } }),
    );
    const { output } = await run("app", "--format", "csv");
    assert.ok(output.startsWith("\uFEFFRank,Risk,Effort,"));
    const line = output.split("\r\n").find((row) => row.includes("GENREL01-BP01"));
    assert.match(line ?? "", /,'-2\+3,/);
    assert.match(line ?? "", /"'=HYPERLINK\(""http/);
    assert.ok(output.includes('`c`\nsecond line"'));
  });

  for (const format of ["html", "summary"]) {
    it(`writes ${format} that loads nothing and runs nothing`, async () => {
      const { output } = await run("app", "--format", format);
      assert.match(output, /^<!doctype html>/);
      assert.match(output, /Content-Security-Policy" content="default-src 'none'/);
      assert.doesNotMatch(output, /<script|href="(?!https?:)|<img|<link|url\(/);
      assert.equal(output.match(/<svg class="ring"/g)?.length, 6);
      assert.match(output, /aria-label="Security: 1 of 10 done, 0 not done, 9 open"/);
    });
  }

  it("keeps the summary to five steps", async () => {
    const { output } = await run("app", "--format", "summary");
    assert.equal(output.match(/<ol class="next">.*<\/ol>/s)?.[0].match(/<li>/g)?.length, 5);
  });

  it("writes to a file, and the same bytes twice", async () => {
    const first = await run("app", "--format", "html", "--output", "review.html");
    assert.deepEqual(first, { code: 0, output: "", errors: "" });
    const text = scratch.read("review.html");
    await run("app", "--format", "html", "--output", "review.html");
    assert.equal(scratch.read("review.html"), text);
  });

  it("ends with 1 for a risk that is asked for", async () => {
    assert.equal((await run("app")).code, 0);
    assert.equal((await run("app", "--fail-on-risk", "medium")).code, 1);
    scratch.write("app/.genai-lens/review.json", answers({}));
    assert.equal((await run("app", "--fail-on-risk", "medium")).code, 0);
  });

  it("reviews by another lens", async () => {
    const { output } = await run("app", "--lens", "agentic-ai");
    assert.match(output, /AGENTSEC01-BP01/);
    assert.doesNotMatch(output, /GENSEC01-BP01/);
  });

  for (const [args, message] of [
    [["app", "--lens", "agentic"], /no lens "agentic".*agentic-ai/],
    [["app", "--since", "May"], /no milestone "May"\. This folder has none/],
    [["nowhere"], /nowhere is no folder/],
    [["app", "app"], /takes one folder/],
    [["app", "--format", "pdf"], /--format cannot be "pdf"/],
    [["app", "--fail-on-risk", "low"], /--fail-on-risk cannot be "low"/],
  ] as const) {
    it(`says what is wrong with ${args.join(" ")}`, async () => {
      const { code, output, errors } = await run(...args);
      assert.deepEqual([code, output], [2, ""]);
      assert.match(errors, /^genai-lens: [^\n]+\n$/);
      assert.match(errors, message);
    });
  }

  it("says what it cannot read of the answers, and goes on", async () => {
    scratch.write("app/.genai-lens/review.json", "<<<<<<< ours\n{}");
    const { code, output, errors } = await run("app");
    assert.equal(code, 0);
    assert.match(output, /^> \.genai-lens\/review\.json/m);
    assert.match(errors, /^\.genai-lens\/review\.json:1 holds a merge conflict[^\n]*\n$/, "a CSV has no place for it");
  });

  for (const [text, message] of [
    ["<<<<<<< ours\n{}", /holds a merge conflict/],
    ['{ "version": 99, "answers": {} }', /has version 99/],
    ['{ "version": 2, "answers": {', /is not valid JSON/],
    ["", /is empty/],
    [answers({ "GENREL01-BP01": { status: "finished" } }), /GENREL01-BP01 that cannot be read/],
  ] as const) {
    it(`does not tell risks from half of the answers: ${text.slice(0, 30)}`, async () => {
      scratch.write("app/.genai-lens/review.json", text);
      const { code, output, errors } = await run("app", "--fail-on-risk", "high");
      assert.equal(code, 2);
      assert.match(output, /^# Pillar review of app/);
      assert.match(errors, /^genai-lens: Risks cannot be told, [^\n]*\n$/);
      assert.match(errors, message);
      assert.equal(scratch.read("app/.genai-lens/review.json"), text);
    });
  }

  it("tells risks though an answer is for a practice that the lens no longer has", async () => {
    const text = answers({ "GENOLD09-BP01": { status: "done" } });
    scratch.write("app/.genai-lens/review.json", text);
    const { code, errors } = await run("app", "--fail-on-risk", "high");
    assert.equal(code, 0);
    assert.match(errors, /^\.genai-lens\/review\.json answers GENOLD09-BP01, which [^\n]*The answer is kept/);
    assert.equal(scratch.read("app/.genai-lens/review.json"), text);
  });

  it("names the file where a milestone or lens that is asked for is damaged", async () => {
    scratch.write("app/.genai-lens/milestones/2026-05-01-may.json", "{");
    scratch.write("app/.genai-lens/lenses/ours.json", "{");
    const since = await run("app", "--since", "may");
    assert.equal(since.code, 2);
    assert.match(
      since.errors,
      /^genai-lens: There is no milestone "may"[^\n]*2026-05-01-may\.json is not valid[^\n]*\n$/,
    );
    const lens = await run("app", "--lens", "ours");
    assert.equal(lens.code, 2);
    assert.match(lens.errors, /^genai-lens: The lens "ours" cannot be used: [^\n]*lenses\/ours\.json[^\n]*\n$/);
    assert.equal(scratch.read("app/.genai-lens/milestones/2026-05-01-may.json"), "{");
  });
});

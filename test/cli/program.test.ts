import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { type Outcome, Scratch } from "./scratch.ts";

const MANIFEST = '{"name":"app","dependencies":{"openai":"^6.0.0"}}';
const CLIENT = 'import OpenAI from "openai";\nexport const client = new OpenAI({ timeout: 1000 });\n';
const CALL = `import { client } from "./client.js";
export const answer = () =>
  client.chat.completions.create({ model: "gpt-4-turbo", messages: [] });
`;
const HANDLER = `import { NodeHttpHandler } from "@smithy/node-http-handler";
export const handler = new NodeHttpHandler({ requestTimeout: 5000 });
`;
const bedrockClient = (name: string): string => `import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { handler } from "./handler.js";
export const ${name} = new BedrockRuntimeClient({ requestHandler: handler });
`;
const TODAY = ["--today", "2026-11-22"];

interface CheckDocument {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  }[];
  readonly problems: readonly { readonly file: string; readonly message: string }[];
  readonly summary: { readonly files: number; readonly analysedFiles: number; readonly modelCalls: number };
}

describe("the command line", () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch({
      "package.json": MANIFEST,
      "src/client.ts": CLIENT,
      "src/answer.ts": CALL,
      "src/other.ts": "export {};\n",
    });
  });
  afterEach(() => scratch.remove());

  async function check(
    args: readonly string[],
    options: { input?: string; folder?: string } = {},
  ): Promise<CheckDocument> {
    const outcome = await scratch.run(["check", "--format", "json", ...TODAY, ...args], options);
    assert.equal(outcome.errors, "");
    return JSON.parse(outcome.output) as CheckDocument;
  }

  const found = (document: CheckDocument): readonly string[] =>
    document.findings.map(({ ruleId, file, line }) => `${file}:${line} ${ruleId}`);
  const ALL = ["src/answer.ts:3 missing-max-output-tokens", "src/answer.ts:3 retired-or-deprecated-model"];

  describe("check", () => {
    it("reports what it finds, from the folder it runs in", async () => {
      const document = await check([]);
      assert.deepEqual(found(document), ALL);
      assert.deepEqual(
        { ...document.summary, findings: 0, durationMs: 0 },
        { files: 3, analysedFiles: 2, modelCalls: 1, findings: 0, durationMs: 0 },
      );
      assert.deepEqual(
        found(await check(["."], { folder: "src" })),
        ALL.map((line) => line.replace("src/", "")),
      );
      assert.deepEqual(found(await check(["../src"], { folder: "docs" })).length, 2);
    });

    it("takes files and folders, each finding once", async () => {
      assert.deepEqual(found(await check(["src/answer.ts"])), ALL);
      assert.deepEqual(found(await check(["src", "src/answer.ts", "."])), ALL);
      assert.deepEqual(found(await check(["src/other.ts"])), []);
    });

    it("ends with 1 at or above --fail-on", async () => {
      const code = async (...args: string[]) => (await scratch.run(["check", ...TODAY, ...args])).code;
      assert.equal(await code(), 1);
      assert.equal(await code("--fail-on", "never"), 0);
      assert.equal(await code("--rule", "retired-or-deprecated-model=off"), 0);
      assert.equal(await code("--rule", "retired-or-deprecated-model=off", "--fail-on", "warning"), 1);
      assert.equal(await code("--pillar", "operational-excellence"), 0);
    });

    it("chooses rules by pillar, level and preset", async () => {
      assert.deepEqual(found(await check(["--pillar", "cost-optimization"])), [ALL[0]]);
      assert.deepEqual(found(await check(["--rule=missing-max-output-tokens=off"])), [ALL[1]]);
    });

    it("checks standard input as if it were a file", async () => {
      const input = `\uFEFF${CALL.replace("gpt-4-turbo", "gpt-5.2")}`;
      assert.deepEqual(found(await check(["--stdin-filename", "src/answer.ts"], { input })), [ALL[0]]);
      assert.equal(scratch.read("src/answer.ts"), CALL);
    });

    it("fixes what is safe, keeps the byte order mark, and reports what is left", async () => {
      scratch.write("src/answer.ts", `\uFEFF${CALL}`);
      const dry = await scratch.run(["check", "--fix-dry-run", ...TODAY]);
      assert.equal(scratch.read("src/answer.ts"), `\uFEFF${CALL}`);
      const fixed = await scratch.run(["check", "--fix", "--format", "json", ...TODAY]);
      const left = found(JSON.parse(fixed.output) as CheckDocument);
      const text = scratch.read("src/answer.ts");
      assert.ok(text.startsWith("\uFEFFimport"));
      assert.equal(text !== `\uFEFF${CALL}`, /Applied \d safe fix(es)? in src\/answer\.ts/.test(fixed.errors));
      assert.equal(/Would apply/.test(dry.errors), /Applied/.test(fixed.errors));
      assert.deepEqual(left, found(await check([])));
    });

    it("tells in SARIF which files a fix changes", async () => {
      scratch.write("src/handler.ts", HANDLER);
      scratch.write("src/chat.ts", bedrockClient("chat"));
      const { output } = await scratch.run(["check", "--format", "sarif", "src/chat.ts", ...TODAY]);
      const [run] = (JSON.parse(output) as { runs: { results: { fixes?: unknown[] }[] }[] }).runs;
      const insertion = { startLine: 2, startColumn: 66, endLine: 2, endColumn: 66 };
      assert.deepEqual(
        run?.results.flatMap(({ fixes }) => fixes ?? []),
        [
          {
            description: { text: "Fail the request when its time is over, in handler.ts" },
            artifactChanges: [
              {
                artifactLocation: { uri: "src/handler.ts", uriBaseId: "ROOT" },
                replacements: [
                  { deletedRegion: insertion, insertedContent: { text: ", throwOnRequestTimeout: true" } },
                ],
              },
            ],
          },
        ],
      );
    });

    it("accepts what a baseline lists and reports the rest", async () => {
      const written = await scratch.run(["check", "--baseline", "known.json", "--write-baseline", ...TODAY]);
      assert.deepEqual([written.code, written.errors], [0, "known.json now accepts 2 findings\n"]);
      assert.deepEqual(found(await check(["--baseline", "known.json"])), []);
      scratch.write("src/copy.ts", CALL);
      assert.deepEqual(
        found(await check(["--baseline", "known.json"])),
        ALL.map((line) => line.replace("answer", "copy")),
      );
    });

    it("keeps to files that changed since a revision", async function () {
      const git = (...args: string[]) =>
        spawnSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...args], { cwd: scratch.directory });
      if (git("init", "-q").status !== 0) return this.skip();
      git("add", ".");
      git("commit", "-qm", "first");
      assert.deepEqual(found(await check(["--changed-since", "HEAD"])), []);
      scratch.write("src/new name.ts", CALL);
      assert.deepEqual(
        found(await check(["--changed-since", "HEAD"])),
        ALL.map((line) => line.replace("answer", "new name")),
      );
      const unknown = await scratch.run(["check", "--changed-since", "nowhere"]);
      assert.equal(unknown.code, 2);
      assert.match(unknown.errors, /^genai-lens: git knows no revision "nowhere"/);
    });

    it("writes into a file", async () => {
      const outcome = await scratch.run(["check", "--format", "sarif", "--output", "out.sarif", ...TODAY]);
      assert.deepEqual([outcome.code, outcome.output], [1, ""]);
      assert.equal((JSON.parse(scratch.read("out.sarif")) as { version: string }).version, "2.1.0");
    });

    it("tells of broken configuration and goes on", async () => {
      scratch.write("genai-lens.json", '{\n  "preset": "stric"\n}');
      const document = await check([]);
      assert.equal(document.findings.length, 2);
      assert.deepEqual(document.problems, [
        {
          file: "genai-lens.json",
          message:
            '"preset" must be one of "recommended", "strict", "all", "operational-excellence", "security", "reliability", "performance-efficiency", "cost-optimization", "sustainability", "generative-ai-lens", "agentic-ai-lens". Did you mean "strict"? (line 2, column 13)',
        },
      ]);
    });

    it("says why a file is not checked", async () => {
      scratch.write("dist/a.js", CALL);
      const outcome = await scratch.run(["check", "dist/a.js", "readme.md".replace("readme.md", "package.json")]);
      assert.equal(outcome.code, 0);
      assert.match(outcome.errors, /^dist\/a\.js is not checked: .*build output\npackage\.json is not checked: /);
    });

    it("says so where a folder has nothing to check", async () => {
      scratch.write("docs/readme.md", "");
      const outcome = await scratch.run(["check", "docs"]);
      assert.equal(outcome.code, 0);
      assert.equal(outcome.errors, "docs has no TypeScript or JavaScript files that are not left out\n");
    });

    it("never shows a whole key", async () => {
      const key = `sk-proj-${"a1B2c3D4e5F6g7H8".repeat(3)}`;
      scratch.write(
        "src/key.ts",
        `import OpenAI from "openai";\nexport const c = new OpenAI({ apiKey: "${key}", baseURL: "https://x/?key=${key}" });\n`,
      );
      for (const format of ["stylish", "json", "sarif", "github", "markdown", "html", "junit"]) {
        const { output } = await scratch.run(["check", "--format", format]);
        assert.ok(output.includes("hardcoded-api-key") && !output.includes(key), format);
      }
      for (const format of ["table", "json", "cyclonedx"]) {
        const { output } = await scratch.run(["inventory", "--format", format]);
        assert.ok(output.includes("src/key.ts") && !output.includes(key), format);
      }
    });
  });

  describe("inventory", () => {
    it("has the shape of the contract", async () => {
      const { code, output } = await scratch.run(["inventory", "--format", "json", ...TODAY]);
      assert.equal(code, 0);
      const { calls, clients, models, ...others } = JSON.parse(output) as Record<string, Record<string, unknown>[]>;
      assert.deepEqual(others, { schemaVersion: 1, tools: [], retrievals: [], resources: [] });
      const { options, ...call } = calls![0]!;
      assert.deepEqual(call, {
        file: "src/answer.ts",
        line: 3,
        column: 3,
        endLine: 3,
        endColumn: 73,
        sdk: "openai",
        sdkVersion: "6",
        kind: "chat",
        callee: "client.chat.completions.create",
        provider: "openai",
        model: { state: "known", value: "gpt-4-turbo" },
        client: { file: "src/client.ts", line: 2 },
      });
      const values = options as Record<string, unknown>;
      assert.deepEqual(values["timeout"], { state: "known", value: 1000 });
      assert.deepEqual(values["maxOutputTokens"], { state: "absent", value: null });
      assert.equal(clients!.length, 1);
      assert.deepEqual(models, [
        { id: "gpt-4-turbo", provider: "openai", status: "retired", shutdownOn: "2026-10-23", calls: 1 },
      ]);
    });
  });

  describe("the other commands", () => {
    it("explain shows pages of rules and practices", async () => {
      assert.match((await scratch.run(["explain", "missing-request-timeout"])).output, /^# /);
      assert.match((await scratch.run(["explain", "gensec01-bp01"])).output, /^# GENSEC01-BP01: /);
    });

    it("rules lists every rule", async () => {
      const { output } = await scratch.run(["rules"]);
      assert.ok(output.includes("unbounded-agent-loop"));
      const { rules } = JSON.parse((await scratch.run(["rules", "--format", "json"])).output) as { rules: unknown[] };
      assert.equal(output.trim().split("\n").length, rules.length + 1);
    });

    it("init writes a configuration that config explains, and never twice", async () => {
      assert.equal((await scratch.run(["init"])).output, "Wrote genai-lens.json\n");
      const { output } = await scratch.run([
        "config",
        "src/answer.ts",
        "--rule",
        "retries-disabled=off",
        "--format",
        "json",
      ]);
      const shown = JSON.parse(output) as {
        files: string[];
        problems: unknown[];
        rules: { id: string; level: string; from: string }[];
      };
      assert.deepEqual(shown.files, ["genai-lens.json"]);
      assert.deepEqual(shown.problems, []);
      const rule = shown.rules.find(({ id }) => id === "retries-disabled")!;
      assert.deepEqual([rule.level, rule.from], ["off", "the command's options"]);
      const again = await scratch.run(["init"]);
      assert.deepEqual(
        [again.code, again.errors],
        [2, "genai-lens: genai-lens.json is there already and was left as it is: edit it\n"],
      );
    });

    it("config names the line that decides", async () => {
      scratch.write("genai-lens.json", '{\n  "rules": {\n    "retries-disabled": "hint"\n  }\n}');
      const { output } = await scratch.run(["config", "src/answer.ts"]);
      assert.match(output, /retries-disabled +hint +hint +genai-lens\.json:3/);
      assert.match(output, /missing-request-timeout +on +\w+ +preset recommended/);
    });

    it("help and version are answers, not errors", async () => {
      assert.equal((await scratch.run(["--help"])).code, 0);
      assert.match((await scratch.run(["check", "--help"])).output, /--changed-since REV/);
      assert.match((await scratch.run(["--version"])).output, /^\d+\.\d+\.\d+/);
      assert.equal((await scratch.run(["lsp", "--stdio"])).output, "started");
    });
  });

  describe("bad input ends with 2 and one line that says how to mend it", () => {
    const cases: readonly [readonly string[], RegExp][] = [
      [[], /No command is named/],
      [["chekc"], /no command "chekc"\. Did you mean "check"\?/],
      [["check", "--formt", "json"], /no option --formt\. Did you mean "?--format"?\?/],
      [["check", "--format", "jsn"], /--format cannot be "jsn": .*Did you mean "json"\?/],
      [["check", "--format"], /--format lacks its value/],
      [["check", "--fix=yes"], /--fix takes no value/],
      [["check", "--output", "--fix"], /--output lacks its value/],
      [["check", "nowhere.ts"], /nowhere\.ts is not there/],
      [["check", "--rule", "retries=off"], /no rule "retries"/],
      [["check", "--rule", "retries-disabled=loud"], /write ID=LEVEL/],
      [["check", "--pillar", "secrity"], /Did you mean "security"\?/],
      [["check", "--today", "2026-02-30"], /--today cannot be "2026-02-30"/],
      [["check", "--baseline", "none.json"], /none\.json is not there: write it with --write-baseline/],
      [["check", "--baseline", "package.json", "--write-baseline"], /package\.json is not a baseline/],
      [["check", "--output", "none/out.txt"], /make its folder first/],
      [["check", "--fix", "--fix-dry-run"], /exclude each other/],
      [["check", "--stdin-filename", "a.ts", "src"], /leave out the paths/],
      [["check", "--cache", "--no-cache"], /exclude each other/],
      [["check", "--cache", "--stdin-filename", "a.ts"], /exclude each other/],
      [["check", "--shard", "1/2", "--write-baseline"], /exclude each other/],
      [["explain"], /takes one id/],
      [["explain", "retries-disable"], /Did you mean "retries-disabled"\?/],
      [["explain", "__proto__"], /no rule or practice "__proto__"/],
      [["init", "none"], /name a folder that is there/],
      [["lsp"], /lsp --stdio/],
      [["review", "none"], /none is no folder: name one that is/],
    ];
    for (const [args, expected] of cases) {
      it(args.join(" ") || "nothing at all", async () => {
        const { code, output, errors }: Outcome = await scratch.run(args);
        assert.equal(code, 2);
        assert.equal(output, "");
        assert.match(errors, expected);
        assert.match(errors, /^genai-lens: [^\n]+\n$/);
      });
    }
  });
});

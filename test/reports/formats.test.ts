import assert from "node:assert/strict";
import { rules } from "../../lens/rules/index.ts";
import { CHECK_FORMATS } from "../../server/src/reports/formats.ts";
import { github } from "../../server/src/reports/github.ts";
import { html } from "../../server/src/reports/html.ts";
import { json } from "../../server/src/reports/json.ts";
import { junit } from "../../server/src/reports/junit.ts";
import { markdown } from "../../server/src/reports/markdown.ts";
import { sarif } from "../../server/src/reports/sarif.ts";
import { stylish } from "../../server/src/reports/stylish.ts";
import { CONTEXT, EMPTY, FINDING, RESULT } from "./example-result.ts";

describe("every format", () => {
  for (const [name, load] of CHECK_FORMATS) {
    it(`${name} writes the same for the same result and ends with a line feed`, async () => {
      const reporter = await load();
      const text = reporter(RESULT, CONTEXT);
      assert.equal(text, reporter(RESULT, CONTEXT));
      assert.ok(text.endsWith("\n") && !text.includes("\u001b"));
      const nothing = reporter(EMPTY, CONTEXT);
      assert.ok(nothing === "" || nothing.endsWith("\n"));
    });
  }
});

describe("json", () => {
  it("has the shape of the contract", () => {
    assert.deepEqual(JSON.parse(json(RESULT, CONTEXT)), {
      schemaVersion: 1,
      findings: [
        {
          ruleId: "hardcoded-api-key",
          severity: "error",
          message: FINDING.message,
          file: "src/a b,c.ts",
          line: 1,
          column: 20,
          endLine: 1,
          endColumn: 27,
          practices: ["GENSEC01-BP01"],
          pillar: "security",
          sdk: "openai",
          fix: "safe",
          fingerprint: "0123456789abcdef",
        },
        {
          ruleId: "missing-request-timeout",
          severity: "info",
          message: "No `timeout`",
          file: "src/a b,c.ts",
          line: 2,
          column: 1,
          endLine: 2,
          endColumn: 5,
          practices: ["GENREL03-BP02", "GENCOST05-BP01"],
          pillar: "reliability",
          sdk: null,
          fix: null,
          fingerprint: "fedcba9876543210",
        },
      ],
      problems: [
        { file: "genai-lens.json", message: "Not <valid> (line 1, column 1)" },
        { file: "../locked", message: "Cannot be read" },
      ],
      summary: {
        files: 12,
        analysedFiles: 1,
        modelCalls: 3,
        findings: { error: 1, warning: 0, info: 1, hint: 0 },
        durationMs: 1234,
      },
    });
  });
});

describe("stylish", () => {
  it("groups by file, on one line each, and sums up", () => {
    assert.equal(
      stylish(RESULT, CONTEXT),
      [
        "",
        "src/a b,c.ts",
        '  1:20  error    Bad `call` of <b> | "x" & 100%: [31m next  hardcoded-api-key GENSEC01-BP01',
        "   2:1  info     No `timeout`  missing-request-timeout GENREL03-BP02 GENCOST05-BP01",
        "",
        "genai-lens.json",
        "   1:1  problem  Not <valid>",
        "",
        "../locked",
        "        problem  Cannot be read",
        "",
        "✖ 2 findings: 1 error, 1 info, 2 problems  12 files, 1 of them with an SDK, 3 model calls, 1.23 s",
        "  1 can be fixed safely: run again with --fix",
        "",
      ].join("\n"),
    );
  });

  it("says so where nothing was found", () => {
    assert.match(stylish(EMPTY, CONTEXT), /^✔ No findings {2}12 files/);
  });

  it("has colours on request only", () => {
    assert.ok(stylish(RESULT, { ...CONTEXT, isColoured: true }).includes("\u001b[31merror"));
  });
});

describe("github", () => {
  it("writes one command per finding with everything escaped", () => {
    const [first, second, , last] = github(RESULT, CONTEXT).split("\n");
    assert.equal(
      first,
      '::error file=src/a b%2Cc.ts,line=1,endLine=1,col=20,endColumn=27,title=hardcoded-api-key (GENSEC01-BP01)::Bad `call` of <b> | "x" & 100%25: [31m next',
    );
    assert.match(second!, /^::notice .*title=missing-request-timeout \(GENREL03-BP02%2C GENCOST05-BP01\)/);
    assert.equal(last, "::warning file=../locked,title=Problem::Cannot be read");
  });
});

describe("sarif", () => {
  interface Log {
    version: string;
    runs: {
      tool: { driver: { rules: { id: string; help: { markdown?: string }; properties: Record<string, unknown> }[] } };
      results: Record<string, unknown>[];
      invocations: { toolExecutionNotifications: unknown[] }[];
    }[];
  }
  const log = JSON.parse(sarif(RESULT, CONTEXT)) as Log;
  const run = log.runs[0]!;

  it("describes every rule, with a security severity for security rules only", () => {
    assert.equal(log.version, "2.1.0");
    assert.deepEqual(
      run.tool.driver.rules.map((rule) => rule.id),
      rules.map(({ meta }) => meta.id),
    );
    for (const [index, rule] of run.tool.driver.rules.entries()) {
      assert.equal("security-severity" in rule.properties, rules[index]!.meta.pillar === "security", rule.id);
      assert.ok(rule.help.markdown!.length > 100);
    }
  });

  it("writes results with places, fingerprints, related places and fixes", () => {
    const [first] = run.results;
    assert.equal(run.tool.driver.rules[first!["ruleIndex"] as number]!.id, first!["ruleId"]);
    const artifactLocation = { uri: "src/a%20b%2Cc.ts", uriBaseId: "ROOT" };
    assert.deepEqual(first!["locations"], [
      { physicalLocation: { artifactLocation, region: { startLine: 1, startColumn: 20, endLine: 1, endColumn: 27 } } },
    ]);
    assert.deepEqual(first!["partialFingerprints"], { "genaiLens/v1": "0123456789abcdef" });
    assert.equal((first!["relatedLocations"] as unknown[]).length, 1);
    assert.deepEqual((first!["fixes"] as unknown[])[1], {
      description: { text: "Mend it safely" },
      artifactChanges: [
        {
          artifactLocation,
          replacements: [
            {
              deletedRegion: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 8 },
              insertedContent: { text: "b" },
            },
          ],
        },
      ],
    });
  });

  it("shows a file that a fix makes as one that is empty so far", () => {
    const [report] = RESULT.reports;
    const [edit] = report!.findings[0]!.fixes[0]!.edits;
    const newFiles = [{ file: edit!.file.replace(/[^/]*$/u, "new.ts"), text: "export {};\n" }];
    const findings = [
      { ...report!.findings[0]!, fixes: [{ title: "Make it", safety: "review" as const, edits: [edit!], newFiles }] },
    ];
    const made = JSON.parse(sarif({ ...RESULT, reports: [{ ...report!, findings }] }, CONTEXT)) as Log;
    const [fix] = made.runs[0]!.results[0]!["fixes"] as { artifactChanges: unknown[] }[];
    assert.equal(fix?.artifactChanges.length, 2);
    assert.deepEqual(fix.artifactChanges[0], {
      artifactLocation: { uri: "src/new.ts", uriBaseId: "ROOT" },
      replacements: [
        {
          deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
          insertedContent: { text: "export {};\n" },
        },
      ],
    });
  });

  it("marks suppressed findings and tells problems", () => {
    assert.deepEqual(run.results[2]!["suppressions"], [{ kind: "inSource", justification: "by design" }]);
    assert.equal(run.results.filter((result) => "suppressions" in result).length, 1);
    assert.equal(run.invocations[0]!.toolExecutionNotifications.length, 2);
  });
});

describe("formats with markup", () => {
  it("html shows text from code as text, and loads and runs nothing", () => {
    const page = html(RESULT, CONTEXT);
    assert.ok(page.includes("Bad <code>call</code> of &lt;b&gt; | &quot;x&quot; &amp; 100%"));
    assert.ok(!/<script|<link|<img|url\(|\son\w+=/i.test(page));
  });

  it("markdown keeps its tables whole", () => {
    const rows = markdown(RESULT, CONTEXT)
      .split("\n")
      .filter((line) => line.startsWith("| "));
    assert.equal(rows.length, 4);
    for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 6, row);
    assert.ok(rows[1]!.includes("Bad `call` of \\<b\\> \\|"));
  });

  it("junit counts and escapes", () => {
    const text = junit(RESULT, CONTEXT);
    assert.match(text, /<testsuites name="genai-lens" tests="2" failures="2" errors="2" time="1\.234">/);
    assert.ok(text.includes("Bad `call` of &lt;b&gt; | &quot;x&quot; &amp; 100%:[31m\nnext"));
    assert.equal(text.match(/<testcase/g)?.length, 4);
    assert.match(junit(EMPTY, CONTEXT), /<testcase name="no findings"/);
  });
});

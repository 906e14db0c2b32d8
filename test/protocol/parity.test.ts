import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Client, FULL, uriOf } from "./client.ts";

const WORKSPACE = resolve("test/workspaces/support-desk");

interface CliFinding {
  readonly ruleId: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly practices: readonly string[];
  readonly fingerprint: string;
}

const SEVERITIES = ["error", "warning", "info", "hint"];

describe("the same text", () => {
  it("gives the same findings in the editor and on the command line, in the same order", async () => {
    const run = spawnSync(
      process.execPath,
      [resolve("dist/cli.cjs"), "check", "--format", "json", "--fail-on", "never"],
      {
        cwd: WORKSPACE,
        encoding: "utf8",
      },
    );
    assert.equal(run.status, 0, run.stderr);
    const { findings } = JSON.parse(run.stdout) as { findings: CliFinding[] };
    assert.ok(findings.length > 0);

    const client = new Client();
    try {
      await client.initialize(FULL, [WORKSPACE]);
      const seen: unknown[] = [];
      for (const file of new Set(findings.map((finding) => finding.file))) {
        const path = `${WORKSPACE}/${file}`;
        client.open(uriOf(path), readFileSync(path, "utf8"), file.endsWith("x") ? "typescriptreact" : "typescript");
        const { result } = await client.pull(uriOf(path));
        for (const { code, severity, message, range, data } of result?.items ?? []) {
          seen.push([file, code, SEVERITIES[(severity ?? 0) - 1], message, range.start, range.end, data.fingerprint]);
        }
      }
      const expected = findings.map((finding) => [
        finding.file,
        finding.ruleId,
        finding.severity,
        finding.practices.length === 0 ? finding.message : `${finding.message} (${finding.practices.join(", ")})`,
        { line: finding.line - 1, character: finding.column - 1 },
        { line: finding.endLine - 1, character: finding.endColumn - 1 },
        finding.fingerprint,
      ]);
      assert.deepEqual(seen, expected);
    } finally {
      client.kill();
    }
  });
});

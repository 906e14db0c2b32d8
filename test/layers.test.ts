import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Imports by the file that would hold them: each breaks the law of a layer. */
const FORBIDDEN: Record<string, string[]> = {
  "lens/facts.ts": ["../server/src/protocol.ts", "../client/src/extension.ts", "typescript", "vscode-uri", "node:fs"],
  "lens/rules/some-rule.ts": ["../sdks/openai.ts", "typescript", "node:path", "../../server/src/lint/finding.ts"],
  "server/src/analysis/values.ts": [
    "node:fs",
    "node:process",
    "vscode-uri",
    "../workspace/files.ts",
    "../lint/lint.ts",
  ],
  "server/src/lint/lint.ts": [
    "vscode-languageserver",
    "vscode-languageserver/node.js",
    "typescript",
    "../features/hover.ts",
  ],
  "server/src/specification/drift.ts": ["vscode-languageserver", "typescript", "../features/hover.ts"],
  "server/src/review/review.ts": ["vscode-languageserver-textdocument", "../lsp.ts"],
  "server/src/features/hover.ts": ["vscode", "typescript", "../../../client/src/extension.ts"],
  "client/src/extension.ts": ["../../server/src/lsp.ts", "../../lens/facts.ts", "typescript"],
  "media/review/review.ts": ["../../server/src/lsp.ts", "../../client/src/extension.ts", "vscode", "node:fs"],
};

/** Imports that look alike and are right. */
const ALLOWED: Record<string, string[]> = {
  "lens/rules/other-rule.ts": ["../facts.ts", "./rule.ts", "../models/models.ts"],
  "server/src/analysis/modules.ts": ["node:path", "typescript", "../../../lens/facts.ts", "./values.ts"],
  "server/src/features/diagnostics.ts": ["vscode-languageserver", "../lint/finding.ts", "node:path"],
  "client/src/panel.ts": ["vscode", "vscode-languageclient/node", "../../server/src/protocol.ts", "node:path"],
  "media/review/list.ts": ["../../server/src/protocol.ts", "lit", "./review.ts"],
};

describe("the layers", () => {
  const folder = mkdtempSync(join(tmpdir(), "genai-lens-layers-"));
  let broken: readonly string[];

  before(() => {
    copyFileSync(".oxlintrc.json", join(folder, ".oxlintrc.json"));
    for (const [file, imports] of Object.entries({ ...FORBIDDEN, ...ALLOWED })) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      const lines = imports.map((source, index) => `export { value as value${index} } from "${source}";`);
      writeFileSync(join(folder, file), `${lines.join("\n")}\n`);
    }
    broken = brokenImports(folder);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [file, imports] of Object.entries(FORBIDDEN)) {
    for (const [index, source] of imports.entries()) {
      it(`forbid ${source} in ${file}`, () => assert.ok(broken.includes(`${file}:${index + 1}`)));
    }
  }

  for (const [file, imports] of Object.entries(ALLOWED)) {
    for (const [index, source] of imports.entries()) {
      it(`allow ${source} in ${file}`, () => assert.ok(!broken.includes(`${file}:${index + 1}`)));
    }
  }
});

/** `file:line` of every import that the linter reports in a folder. */
function brokenImports(folder: string): readonly string[] {
  const program = resolve("node_modules/oxlint/bin/oxlint");
  let report: string;
  try {
    report = execFileSync(process.execPath, [program, "--format=json"], { cwd: folder, encoding: "utf8" });
  } catch (error) {
    report = (error as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(report) as {
    diagnostics: { code: string; filename: string; labels: { span: { line: number } }[] }[];
  };
  return diagnostics
    .filter(({ code }) => code === "eslint(no-restricted-imports)")
    .flatMap(({ filename, labels }) => labels.map(({ span }) => `${filename}:${span.line}`));
}

import assert from "node:assert/strict";
import { type OptionValue, type OptionValues, defaultsOf } from "../../lens/rules/options.ts";
import { rules } from "../../lens/rules/index.ts";
import { rulePage } from "../../lens/rules/pages.ts";
import type { Rule, RuleMeta, RuleSettings, WorkspaceView } from "../../lens/rules/rule.ts";
import { type AnalysisHost, NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { applyEdits, editsByFile, keepsSyntax, newFilesOf } from "../../server/src/lint/apply.ts";
import type { FileReport, Finding, TextFix } from "../../server/src/lint/finding.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { lintInWorkspace } from "../../server/src/lint/workspace-lint.ts";
import { nodeDisk } from "../../server/src/workspace/disk.ts";
import { ImportScanner } from "../../server/src/workspace/import-scan.ts";
import { packagesOf } from "../../server/src/workspace/package-facts.ts";
import { isSourceName } from "../../server/src/workspace/source-files.ts";
import { SignalFinder } from "../../server/src/workspace/signals.ts";
import { blocksOf, type BlockFile, type PageBlock } from "./page-blocks.ts";

const ROOT = "/workspace";

/** Majors that the pages speak of unless a block says otherwise. */
const MAJORS: Readonly<Record<string, number>> = {
  openai: 7,
  "@anthropic-ai/sdk": 1,
  "@aws-sdk/client-bedrock-runtime": 3,
  ai: 7,
};

describe("the pages of the rules", () => {
  for (const rule of rules) {
    describe(rule.meta.id, () => {
      const blocks = blocksOf(rulePage(rule.meta.id) ?? "");

      it("shows what fails and what passes", () => {
        assert.ok(blocks.some((block) => block.section === "Fails" && !block.isFixed));
        assert.ok(blocks.some((block) => block.section === "Passes"));
      });

      for (const [index, block] of blocks.entries()) {
        if (block.isFixed) {
          continue;
        }
        const next = blocks[index + 1];
        if (block.section === "Passes") {
          it(`passes line ${block.line}`, () => passes(rule, block));
        } else {
          it(`fails line ${block.line}`, () => fails(rule, block, next?.isFixed === true ? next : undefined));
        }
      }
    });
  }
});

function passes(rule: Rule, block: PageBlock): void {
  const reports = block.files.map((file) => reportOf(rule, block, block.files, file));
  assert.deepEqual(
    reports.flatMap((report) => report.findings.map((finding) => finding.message)),
    [],
  );
  assert.ok(
    reports.some((report) => report.facts.length > 0),
    "The analysis sees nothing in the block, so it proves nothing",
  );
}

function fails(rule: Rule, block: PageBlock, fixed: PageBlock | undefined): void {
  assert.ok(
    block.files.some((file) => file.marks.length > 0),
    "The block marks no finding",
  );
  for (const file of block.files) {
    const report = reportOf(rule, block, block.files, file);
    assert.deepEqual(
      report.findings.map((finding) => describeRange(file, finding.place, finding.severity)),
      file.marks.map((mark) => describeRange(file, mark, mark.severity ?? rule.meta.severity)),
    );
    assert.deepEqual(report.problems, []);
    checkFix(rule, block, file, report, fixed);
  }
}

/** Applies the first fix of every finding of a file, one after the other, and compares all files with the `fixed` block. */
function checkFix(
  rule: Rule,
  block: PageBlock,
  file: BlockFile,
  report: FileReport,
  expected: PageBlock | undefined,
): void {
  let files = block.files;
  let findings: readonly Finding[] = report.findings;
  for (let round = findings.length; round > 0; round -= 1) {
    const fix = findings.flatMap((finding) => finding.fixes.slice(0, 1))[0];
    if (fix === undefined) {
      break;
    }
    assert.notEqual(rule.meta.fix, "none", "The rule's metadata says that there is no fix");
    assert.ok(fix.safety === "review" || rule.meta.fix === "safe", "The rule's metadata says that no fix is safe");
    files = fixedFiles(files, fix);
    const own = fileNamed(files, file.name);
    const after = reportOf(rule, block, files, own).findings;
    assert.equal(after.length, findings.length - 1, `The fix leaves its finding:\n${own.text}`);
    findings = after;
  }
  if (expected === undefined || file.marks.length === 0) {
    assert.ok(fileNamed(files, file.name).text === file.text || findings.length === 0);
    return;
  }
  // A fixed block need not show the files that stay as they are.
  const changed = files.filter(({ name, text }) => block.files.find((other) => other.name === name)?.text !== text);
  const shown = files.filter((each) => changed.includes(each) || expected.files.some(({ name }) => name === each.name));
  assert.deepEqual(Object.fromEntries(shown.map(textByName)), Object.fromEntries(expected.files.map(textByName)));
}

function textByName({ name, text }: BlockFile): readonly [string, string] {
  return [name, text];
}

function fileNamed(files: readonly BlockFile[], name: string): BlockFile {
  const found = files.find((file) => file.name === name);
  assert.ok(found);
  return found;
}

function fixedFiles(files: readonly BlockFile[], fix: TextFix): readonly BlockFile[] {
  const byFile = editsByFile([fix]);
  const changed = files.map((file): BlockFile => {
    const edits = byFile.get(pathOf(file));
    if (edits === undefined) return file;
    assert.ok(keepsSyntax(pathOf(file), file.text, edits));
    return { ...file, text: applyEdits(file.text, edits) };
  });
  const made = newFilesOf([fix]).map(({ file, text }) => ({ name: file.slice(ROOT.length + 1), text, marks: [] }));
  return [...changed, ...made];
}

function reportOf(rule: Rule, block: PageBlock, files: readonly BlockFile[], file: BlockFile): FileReport {
  const project = new Project(hostOf(block, files));
  const options = {
    // A rule that judges no fact judges what the other rules found.
    rules: rule.judges.length === 0 ? rules : [rule],
    level: () => "default" as const,
    today: "2026-11-22",
    options: (meta: RuleMeta) => optionsOf(meta, block),
    settings: settingsOf(block),
    reach: {
      textOf: (other: string) => files.find((each) => pathOf(each) === other)?.text,
      canCreate: (other: string) => files.every((each) => pathOf(each) !== other),
    },
  };
  const ownReport = (each: BlockFile): FileReport =>
    lint(project.analyse(pathOf(each), NEVER_CANCELLED), { ...options, text: each.text });
  const report =
    rule.needsWorkspace === true
      ? lintInWorkspace(ownReport(file), {
          ...options,
          workspace: viewOf(files, ownReport),
          text: () => file.text,
          directives: () => [],
        })
      : ownReport(file);
  return { ...report, findings: report.findings.filter((finding) => finding.ruleId === rule.meta.id) };
}

/** The block as a workspace of its own. */
function viewOf(files: readonly BlockFile[], reportOfFile: (file: BlockFile) => FileReport): WorkspaceView {
  const sources = files.filter(({ name }) => isSourceName(name));
  const texts = new Map(files.map((file) => [pathOf(file), file.text]));
  const textOf = (file: string): string | undefined => texts.get(file);
  const documents = new Set([...texts.keys()].filter((file) => !isSourceName(file)));
  const reports = sources.map(reportOfFile);
  const scanner = new ImportScanner(nodeDisk, 1_000_000);
  const signals = new SignalFinder().find({
    root: ROOT,
    sourceFiles: new Set(sources.map(pathOf)),
    documents,
    specifiersOf(file) {
      const scan = scanner.scanText(textOf(file) ?? "");
      return "specifiers" in scan ? scan.specifiers : [];
    },
    textOf,
    reports,
  });
  return { files: reports, signals, packages: packagesOf(documents, textOf) };
}

function hostOf(block: PageBlock, files: readonly BlockFile[]): AnalysisHost {
  const texts = new Map(files.map((file) => [pathOf(file), file.text]));
  return {
    root: ROOT,
    read: (file) => {
      const text = texts.get(file);
      return text === undefined ? undefined : { text, version: "1" };
    },
    isFile: (file) => texts.has(file),
    resolveAlias: () => [],
    packageMajor: (packageName) => {
      const written = block.properties.get(packageName);
      return written === undefined ? MAJORS[packageName] : Number(written);
    },
  };
}

function settingsOf(block: PageBlock): RuleSettings {
  return {
    defaultMaxOutputTokens: 1024,
    defaultTimeout: 30_000,
    hasEnforcedGuardrail: block.properties.get("hasEnforcedGuardrail") === "true",
    allowedModels: listOf(block, "allowedModels"),
    allowedRegions: listOf(block, "allowedRegions"),
    requireReason: block.properties.get("requireReason") === "true",
  };
}

/** Options that the block sets beside its language, such as `minimumCharacters=300`, over the defaults. */
function optionsOf(meta: RuleMeta, block: PageBlock): OptionValues {
  const descriptions = meta.options ?? {};
  const set = Object.entries(descriptions).flatMap(([name, { type }]): [string, OptionValue][] => {
    const written = block.properties.get(name);
    if (written === undefined) return [];
    return [[name, type === "list of texts" ? written.split(",") : type === "text" ? written : JSON.parse(written)]];
  });
  return { ...defaultsOf(descriptions), ...Object.fromEntries(set) };
}

function listOf(block: PageBlock, name: string): readonly string[] {
  return block.properties.get(name)?.split(",") ?? [];
}

function pathOf(file: BlockFile): string {
  return `${ROOT}/${file.name}`;
}

function describeRange(
  file: BlockFile,
  range: { readonly start: number; readonly end: number },
  severity: string,
): string {
  const line = file.text.slice(0, range.start).split("\n").length;
  return `${severity} at line ${line}: ${file.text.slice(range.start, range.end)}`;
}

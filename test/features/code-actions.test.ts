import assert from "node:assert/strict";
import type { CodeAction, CodeActionContext, Diagnostic } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { readClientFeatures } from "../../server/src/features/client-features.ts";
import { codeActions } from "../../server/src/features/code-actions.ts";
import type { FileReport, Finding, TextFix } from "../../server/src/lint/finding.ts";
import { applied, FULL } from "../protocol/client.ts";

const FILE = "/project/a.ts";
const URI = "file:///project/a.ts";
const TEXT = "one();\ntwo();\nthree();\n";
const CLIENT = readClientFeatures({ processId: null, rootUri: null, capabilities: FULL as never });

function finding(ruleId: string, part: string, ...fixes: TextFix[]): Finding {
  const start = TEXT.indexOf(part);
  return {
    ruleId,
    severity: "warning",
    message: "It is wrong",
    place: { file: FILE, start, end: start + part.length },
    practices: [],
    pillar: "security",
    sdk: undefined,
    related: [],
    fixes,
    fingerprint: `${ruleId} ${part}`,
  };
}

function rename(part: string, text: string, safety: TextFix["safety"] = "safe"): TextFix {
  const start = TEXT.indexOf(part);
  return { title: `Call ${text}`, safety, edits: [{ file: FILE, start, end: start + part.length, text }] };
}

function report(...findings: Finding[]): FileReport {
  return { file: FILE, version: "3", findings, suppressed: [], evidence: [], problems: [], facts: [] };
}

interface Asked {
  readonly only?: string[];
  readonly version?: number;
  readonly lines?: [from: number, to: number];
  readonly diagnostics?: Diagnostic[];
  readonly again?: (text: string) => FileReport | undefined;
  readonly client?: typeof CLIENT;
}

function ask(
  current: FileReport,
  { only, version = 3, lines = [0, 0], diagnostics = [], again, client }: Asked = {},
): CodeAction[] {
  const context: CodeActionContext = { diagnostics, ...(only === undefined ? {} : { only }) };
  const range = { start: { line: lines[0], character: 0 }, end: { line: lines[1], character: 5 } };
  return codeActions({
    params: { textDocument: { uri: URI }, range, context },
    document: TextDocument.create(URI, "typescript", version, TEXT),
    report: current,
    client: client ?? CLIENT,
    again: again ?? (() => undefined),
  });
}

function titles(actions: readonly CodeAction[]): string[] {
  return actions.map(({ title }) => title);
}

describe("code actions", () => {
  const both = report(
    finding("rule-a", "one", rename("one", "first")),
    finding("rule-a", "two", rename("two", "second")),
    finding("rule-b", "three", rename("three", "third", "review")),
  );

  it("offer the fixes and the suppression of what is under the cursor", () => {
    assert.deepEqual(titles(ask(both)), [
      "Call first",
      "Fix all rule-a in this file",
      "Suppress rule-a on this line, with a reason",
    ]);
    assert.deepEqual(titles(ask(both, { lines: [2, 2] })), [
      "Call third",
      "Suppress rule-b on this line, with a reason",
    ]);
    assert.deepEqual(ask(both, { lines: [3, 3] }), []);
  });

  it("lead to the practices that a finding stands against, and to no others", () => {
    const chat = report(finding("no-streaming-in-chat-handler", "one"));
    assert.deepEqual(titles(ask(chat, { client: { ...CLIENT, isOwnExtension: true } })), [
      "Suppress no-streaming-in-chat-handler on this line, with a reason",
      "Show AGENTPERF02-BP04 in the pillar review",
    ]);
  });

  it("prefer the only safe fix, and none that a person has to look at", () => {
    const [safe] = ask(both);
    assert.equal(safe?.isPreferred, true);
    const [review] = ask(both, { lines: [2, 2] });
    assert.equal(review?.isPreferred, false);
    const two = report(finding("rule-a", "one", rename("one", "first"), rename("one", "premier")));
    assert.ok(ask(two).every(({ isPreferred }) => isPreferred !== true));
  });

  it("fix all of one rule, and everything that is safe for a save", () => {
    const [, ofRule] = ask(both);
    assert.equal(applied(TEXT, ofRule!), "first();\nsecond();\nthree();\n");
    for (const only of [["source"], ["source.fixAll"], ["source.fixAll.genaiLens"]]) {
      const [all, ...others] = ask(both, { only, lines: [3, 3] });
      assert.equal(all?.kind, "source.fixAll.genaiLens");
      assert.equal(applied(TEXT, all!), "first();\nsecond();\nthree();\n");
      assert.deepEqual(others, []);
    }
    assert.deepEqual(ask(both, { only: ["source.fixAll.eslint"] }), []);
    assert.deepEqual(ask(both, { only: ["refactor"] }), []);
    assert.ok(ask(both, { only: ["quickfix"] }).every(({ kind }) => kind === "quickfix"));
    assert.deepEqual(
      ask(report(finding("rule-b", "one", rename("one", "1st", "review"))), { only: ["source.fixAll"] }),
      [],
    );
  });

  it("fix what a first fix brings up", () => {
    const first = report(finding("rule-a", "one", rename("one", "uno")));
    const second = report(finding("rule-c", "two", rename("two", "due")));
    const [all] = ask(first, { only: ["source.fixAll"], again: (text) => (text.includes("due") ? report() : second) });
    assert.equal(applied(TEXT, all!), "uno();\ndue();\nthree();\n");
  });

  it("belong to the diagnostics of the same version", () => {
    const at = (version: string): Diagnostic => ({
      source: "genai-lens",
      code: "rule-a",
      message: "It is wrong",
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
      data: { fingerprint: "rule-a one", version },
    });
    const other = { ...at("3"), source: "eslint" };
    const [fix] = ask(both, { diagnostics: [at("3"), at("2"), other] });
    assert.deepEqual(fix?.diagnostics, [at("3")]);
  });

  it("are none for another version of the text", () => assert.deepEqual(ask(both, { version: 4 }), []));

  it("are none for an editor that only knows commands", () => {
    assert.deepEqual(ask(both, { client: { ...CLIENT, hasCodeActionLiterals: false } }), []);
  });

  it("leave out a fix that would break the text, or that reaches into another file", () => {
    const broken = rename("one", "(");
    const elsewhere: TextFix = {
      ...rename("one", "x"),
      edits: [{ file: "/project/b.ts", start: 0, end: 1, text: "" }],
    };
    assert.deepEqual(titles(ask(report(finding("rule-a", "one", broken, elsewhere)))), [
      "Suppress rule-a on this line, with a reason",
    ]);
  });

  it("come without versions where the editor knows none", () => {
    const client = { ...CLIENT, hasVersionedEdits: false };
    const [fix] = ask(both, { client });
    assert.deepEqual(Object.keys(fix?.edit?.changes ?? {}), [URI]);
  });
});

import assert from "node:assert/strict";
import type { CodeAction, CodeActionContext, Diagnostic } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { readClientFeatures } from "../../server/src/features/client-features.ts";
import { codeActions } from "../../server/src/features/code-actions.ts";
import type { FileReport, Finding, TextFix } from "../../server/src/lint/finding.ts";
import { documentOfFile } from "../../server/src/features/positions.ts";
import { MemoryTexts } from "../lint/memory-texts.ts";
import { applied, FULL } from "../protocol/client.ts";

const FILE = "/project/a.ts";
const URI = "file:///project/a.ts";
const TEXT = "one();\ntwo();\nthree();\n";
const OTHER = "/project/b.ts";
const OTHER_TEXT = "other();\n";
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
  const document = TextDocument.create(URI, "typescript", version, TEXT);
  const texts = new MemoryTexts({ [FILE]: TEXT, [OTHER]: OTHER_TEXT }, again);
  const actions = codeActions({
    params: { textDocument: { uri: URI }, range, context },
    document,
    report: current,
    client: client ?? CLIENT,
    texts,
    documentOf(file) {
      if (file === FILE) return { document, version };
      return file === OTHER ? { document: documentOfFile(OTHER, OTHER_TEXT), version: null } : undefined;
    },
  });
  assert.deepEqual(texts.fixed(), [], "The real texts are back");
  return actions;
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

  it("leave out a fix that would break the text, or that changes a file that is gone", () => {
    const broken = rename("one", "(");
    const gone: TextFix = {
      ...rename("one", "x"),
      edits: [{ file: "/project/gone.ts", start: 0, end: 1, text: "" }],
    };
    assert.deepEqual(titles(ask(report(finding("rule-a", "one", broken, gone)))), [
      "Suppress rule-a on this line, with a reason",
    ]);
  });

  const inBoth: TextFix = {
    ...rename("one", "uno"),
    edits: [...rename("one", "uno").edits, { file: OTHER, start: 0, end: 5, text: "altro" }],
  };
  const ofOther = {
    textDocument: { uri: "file:///project/b.ts", version: null },
    edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } }, newText: "altro" }],
  };

  it("change all documents of a fix, each in the version that it was made for", () => {
    const [fix] = ask(report(finding("rule-a", "one", inBoth)));
    assert.deepEqual(
      fix?.edit?.documentChanges?.map((change) => "textDocument" in change && change.textDocument),
      [{ uri: URI, version: 3 }, ofOther.textDocument],
    );
    assert.deepEqual(fix?.edit?.documentChanges?.[1], ofOther);
  });

  it("fix all in other documents, too", () => {
    const [all] = ask(report(finding("rule-a", "one", inBoth)), { only: ["source.fixAll"] });
    const lines = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    assert.deepEqual(
      all?.edit?.documentChanges?.map((change) => "edits" in change && change.edits),
      [[{ range: lines, newText: "uno();\n" }], [{ range: lines, newText: "altro();\n" }]],
    );
  });

  it("make files, where the editor can", () => {
    const making: TextFix = { ...rename("one", "uno"), newFiles: [{ file: "/project/c.ts", text: "export {};\n" }] };
    const current = report(finding("rule-a", "one", making));
    const able = { ...CLIENT, hasFileCreation: true };
    const uri = "file:///project/c.ts";
    const start = { line: 0, character: 0 };
    const made = [
      { kind: "create", uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: "export {};\n" }] },
    ];
    const [fix] = ask(current, { client: able });
    assert.deepEqual(fix?.edit?.documentChanges?.slice(0, 2), made);
    const [all] = ask(current, { client: able, only: ["source.fixAll"] });
    assert.deepEqual(all?.edit?.documentChanges?.slice(0, 2), made);
    assert.deepEqual(titles(ask(current)), ["Suppress rule-a on this line, with a reason"]);
    assert.deepEqual(ask(current, { only: ["source.fixAll"] }), []);
    const taken = { ...making, newFiles: [{ file: OTHER, text: "export {};\n" }] };
    assert.deepEqual(titles(ask(report(finding("rule-a", "one", taken)), { client: able })), [
      "Suppress rule-a on this line, with a reason",
    ]);
  });

  it("come without versions where the editor knows none", () => {
    const client = { ...CLIENT, hasVersionedEdits: false };
    const [fix] = ask(both, { client });
    assert.deepEqual(Object.keys(fix?.edit?.changes ?? {}), [URI]);
  });
});

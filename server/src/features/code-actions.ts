import { CodeActionKind } from "vscode-languageserver";
import type { CodeAction, CodeActionParams, Diagnostic, TextEdit as ProtocolEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findRule } from "../../../lens/rules/index.ts";
import { practicesAgainst } from "../../../lens/rules/rule.ts";
import { applySafeFixes, keepsSyntax, safeFix } from "../lint/apply.ts";
import type { FileReport, Finding, TextFix } from "../lint/finding.ts";
import { suppressOnLine } from "../lint/suppress.ts";
import type { ClientFeatures } from "./client-features.ts";
import { isData, SOURCE } from "./diagnostics.ts";
import { minimalEdits } from "./minimal-edits.ts";
import { rangeAt } from "./positions.ts";
import { workspaceEdit } from "./workspace-edits.ts";

/** Applies every safe fix of a file; editors run it on save when told to. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.genaiLens`;

export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, FIX_ALL];

/** What the actions of one request are made from. */
export interface CodeActionInput {
  readonly params: CodeActionParams;
  readonly document: TextDocument;
  /** Of the document's current version. */
  readonly report: FileReport;
  readonly client: ClientFeatures;
  /** Judges a changed text of the same file. */
  readonly again: (text: string) => FileReport | undefined;
}

/** What the light bulb offers for a range, or what a save asks for. Empty when the report speaks of another version. */
export function codeActions(input: CodeActionInput): CodeAction[] {
  const { params, document, report, client } = input;
  if (!client.hasCodeActionLiterals || report.version !== String(document.version)) return [];
  const { only } = params.context;
  const actions: CodeAction[] = [];
  if (isAskedFor(CodeActionKind.QuickFix, only)) actions.push(...quickFixes(input));
  // Whoever moves the cursor does not want the whole file looked through.
  if (only !== undefined && isAskedFor(FIX_ALL, only)) actions.push(...fixAll(input));
  return actions;
}

function quickFixes(input: CodeActionInput): CodeAction[] {
  const { params, document, report, client } = input;
  const start = document.offsetAt(params.range.start);
  const end = document.offsetAt(params.range.end);
  const findings = report.findings.filter(({ place }) => place.start <= end && start <= place.end);
  const fixes: CodeAction[] = [];
  const suppressions: CodeAction[] = [];
  for (const finding of findings) {
    const diagnostics = params.context.diagnostics.filter((diagnostic) => isAbout(diagnostic, finding, document));
    fixes.push(...findingFixes(finding, diagnostics, input));
    const suppression = suppress(finding, diagnostics, input);
    if (suppression !== undefined) suppressions.push(suppression);
  }
  if (client.isOwnExtension) suppressions.push(...practiceLinks(findings, document));
  for (const ruleId of new Set(findings.map((finding) => finding.ruleId))) {
    const ofRule = report.findings.filter((finding) => finding.ruleId === ruleId && safeFix(finding) !== undefined);
    if (ofRule.length < 2) continue;
    const edit = fixedEdit(input, (finding) => finding.ruleId === ruleId);
    if (edit === undefined) continue;
    fixes.push({
      title: `Fix all ${ruleId} in this file`,
      kind: CodeActionKind.QuickFix,
      edit: workspaceEdit(edit, document, client),
    });
  }
  return [...fixes, ...suppressions];
}

function findingFixes(
  finding: Finding,
  diagnostics: Diagnostic[],
  { document, report, client }: CodeActionInput,
): CodeAction[] {
  const usable = finding.fixes.filter(
    (fix) =>
      fix.edits.every((edit) => edit.file === report.file) && keepsSyntax(report.file, document.getText(), fix.edits),
  );
  const isOnlySafe = usable.filter((fix) => fix.safety === "safe").length === 1;
  return usable.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: fix.safety === "safe" && isOnlySafe,
    // Whoever picks a fix by its title has asked for it; only what is safe is ever applied without that.
    edit: workspaceEdit(protocolEdits(fix, document), document, client),
  }));
}

function suppress(
  finding: Finding,
  diagnostics: Diagnostic[],
  { document, report, client }: CodeActionInput,
): CodeAction | undefined {
  const found = suppressOnLine(report.file, document.getText(), finding.place.start, finding.ruleId);
  if (found === undefined) return undefined;
  const { replacement, line } = found;
  const edit = { range: rangeAt(document, replacement.start, replacement.end), newText: replacement.text };
  const title = `Suppress ${finding.ruleId} on this line, with a reason`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: workspaceEdit([edit], document, client),
    ...(client.isOwnExtension
      ? { command: { title, command: "genaiLens.selectReason", arguments: [document.uri, line] } }
      : {}),
  };
}

/** The light bulb has other things to offer too; the hover links to every practice. */
const MOST_LINKS = 3;

/** The way from a finding to the practices that it stands against, in the review. */
function practiceLinks(findings: readonly Finding[], document: TextDocument): CodeAction[] {
  const rulesOfFindings = findings.flatMap(({ ruleId }) => findRule(ruleId) ?? []);
  const practices = new Set(rulesOfFindings.flatMap(({ meta }) => practicesAgainst(meta)));
  return [...practices].slice(0, MOST_LINKS).map((practice) => {
    const title = `Show ${practice} in the pillar review`;
    return {
      title,
      kind: CodeActionKind.QuickFix,
      command: { title, command: "genaiLens.openPractice", arguments: [practice, document.uri] },
    };
  });
}

function fixAll(input: CodeActionInput): CodeAction[] {
  const edit = fixedEdit(input, () => true);
  if (edit === undefined) return [];
  const title = "Apply all safe GenAI Lens fixes";
  return [{ title, kind: FIX_ALL, edit: workspaceEdit(edit, input.document, input.client) }];
}

function fixedEdit(input: CodeActionInput, isWanted: (finding: Finding) => boolean): ProtocolEdit[] | undefined {
  const { document, report, again } = input;
  if (!report.findings.some((finding) => isWanted(finding) && safeFix(finding) !== undefined)) return undefined;
  const text = document.getText();
  const fixed = applySafeFixes(text, report, again, isWanted);
  if (fixed.text === text) return undefined;
  return minimalEdits(text, fixed.text).map(({ start, end, text: newText }) => ({
    range: rangeAt(document, start, end),
    newText,
  }));
}

function protocolEdits(fix: TextFix, document: TextDocument): ProtocolEdit[] {
  return fix.edits.map((edit) => ({ range: rangeAt(document, edit.start, edit.end), newText: edit.text }));
}

function isAskedFor(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function isAbout(diagnostic: Diagnostic, finding: Finding, document: TextDocument): boolean {
  if (diagnostic.source !== SOURCE || diagnostic.code !== finding.ruleId) return false;
  if (isData(diagnostic.data)) {
    return diagnostic.data.fingerprint === finding.fingerprint && diagnostic.data.version === String(document.version);
  }
  return document.offsetAt(diagnostic.range.start) === finding.place.start;
}

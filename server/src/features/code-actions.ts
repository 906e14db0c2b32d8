import { CodeActionKind } from "vscode-languageserver";
import type { CodeAction, CodeActionParams, Diagnostic, WorkspaceEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findRule } from "../../../lens/rules/index.ts";
import { practicesAgainst } from "../../../lens/rules/rule.ts";
import { applySafeFixes, isSound, safeFix } from "../lint/apply.ts";
import type { FileReport, Finding } from "../lint/finding.ts";
import { suppressOnLine } from "../lint/suppress.ts";
import type { TrialTexts } from "../workspace/fix-texts.ts";
import type { ClientFeatures } from "./client-features.ts";
import { isData, SOURCE } from "./diagnostics.ts";
import type { FixDocumentOf } from "./fix-documents.ts";
import { rangeAt } from "./positions.ts";
import { fixEdit, fixedTextsEdit, workspaceEdit } from "./workspace-edits.ts";

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
  /** All documents that fixes may change. */
  readonly documentOf: FixDocumentOf;
  /** The texts of the workspace as they are now, to try fixes on. */
  readonly texts: TrialTexts;
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
      edit,
    });
  }
  return [...fixes, ...suppressions];
}

function findingFixes(
  finding: Finding,
  diagnostics: Diagnostic[],
  { client, documentOf, texts }: CodeActionInput,
): CodeAction[] {
  const usable = finding.fixes.flatMap((fix) => {
    const edit = isSound([fix], texts) ? fixEdit(fix, documentOf, client) : undefined;
    return edit === undefined ? [] : [{ fix, edit }];
  });
  const isOnlySafe = usable.filter(({ fix }) => fix.safety === "safe").length === 1;
  return usable.map(({ fix, edit }) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: fix.safety === "safe" && isOnlySafe,
    // Whoever picks a fix by its title has asked for it; only what is safe is ever applied without that.
    edit,
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
  return edit === undefined ? [] : [{ title: "Apply all safe GenAI Lens fixes", kind: FIX_ALL, edit }];
}

function fixedEdit(
  { report, texts, documentOf, client }: CodeActionInput,
  isWanted: (finding: Finding) => boolean,
): WorkspaceEdit | undefined {
  if (!report.findings.some((finding) => isWanted(finding) && safeFix(finding) !== undefined)) return undefined;
  try {
    applySafeFixes(report, texts, isWanted);
    const fixed = texts.fixed();
    return fixed.length === 0 ? undefined : fixedTextsEdit(fixed, documentOf, client);
  } finally {
    texts.restore();
  }
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

import type { Fact, Failure, Place } from "../../../lens/facts.ts";
import type { OptionValues } from "../../../lens/rules/options.ts";
import type { JudgeContext, Rule, RuleMeta, RuleSettings } from "../../../lens/rules/rule.ts";
import { Cancelled } from "../analysis/analysis.ts";
import type { FileAnalysis, Problem } from "../analysis/analysis.ts";
import { type FixReach, FixRenderer } from "./edits.ts";
import type { Evidence, FileReport, Finding } from "./finding.ts";
import { Fingerprints } from "./fingerprints.ts";
import { suppressionFailures } from "./suppression-findings.ts";
import { type Suppression, readSuppressions } from "./suppressions.ts";
import type { RuleLevel } from "./levels.ts";

/** Everything that decides what a file's facts amount to. */
export interface LintOptions {
  /** The text that the analysis was made from. */
  readonly text: string;
  readonly rules: readonly Rule[];
  /** `off`, the rule's own severity (`default`), or one that replaces it. */
  level(rule: RuleMeta): RuleLevel;
  /** The rule's options with its defaults filled in. */
  options(rule: RuleMeta): OptionValues;
  /** ISO date, such as `2026-11-22`. */
  readonly today: string;
  readonly settings: RuleSettings;
  /** What fixes may change beside the file; without it nothing. */
  readonly reach?: FixReach;
}

/** A failed verdict and the rule that gave it. */
export interface Failed {
  readonly rule: Rule;
  readonly level: RuleLevel;
  /** `undefined` where a comment is judged. */
  readonly fact: Fact | undefined;
  readonly failure: Failure;
}

/** What one rule says of one file. */
export interface RuleOutcome {
  readonly failed: readonly Failed[];
  readonly evidence: readonly Evidence[];
  readonly problem: Problem | undefined;
}

/**
 * Judges the facts of one file by every rule that is on and needs no other file; see `lintInWorkspace`. A rule that throws costs its own findings in
 * this file and nothing else. The report speaks of the same version as the analysis.
 */
export function lint(analysis: FileAnalysis, options: LintOptions): FileReport {
  const failed: Failed[] = [];
  const evidence: Evidence[] = [];
  const problems: Problem[] = [...analysis.problems];
  const shared = { today: options.today, facts: analysis.facts, settings: options.settings };
  const judging = new Map<string, { readonly rule: Rule; readonly level: RuleLevel }>();
  for (const rule of options.rules) {
    if (rule.needsWorkspace === true) continue;
    const level = options.level(rule.meta);
    if (level === "off") continue;
    judging.set(rule.meta.id, { rule, level });
    const outcome = judge(rule, level, analysis, { ...shared, options: options.options(rule.meta) });
    failed.push(...outcome.failed);
    evidence.push(...outcome.evidence);
    if (outcome.problem !== undefined) problems.push(outcome.problem);
  }

  const suppressions = readSuppressions(
    options.text,
    analysis.directives,
    new Set(options.rules.map((rule) => rule.meta.id)),
  );
  for (const mistake of suppressions.mistakes) problems.push({ file: analysis.file, ...mistake });

  const used = new Map<Suppression, Set<string>>();
  const findings: Finding[] = [];
  const suppressed: { finding: Finding; reason: string | undefined }[] = [];
  const renderer = new FixRenderer(analysis.file, options.text, options.reach);
  const fingerprints = new Fingerprints(options.text);
  for (const item of onePerPlace(failed)) {
    const finding = toFinding(item, renderer, fingerprints);
    const suppression = suppressions.find(finding.ruleId, finding.place.start);
    if (suppression !== undefined) {
      used.set(suppression, (used.get(suppression) ?? new Set()).add(finding.ruleId));
      suppressed.push({ finding, reason: suppression.reason });
      continue;
    }
    findings.push(finding);
    evidence.push({ ruleId: finding.ruleId, outcome: "fail", place: finding.place });
  }
  const isJudged = (ruleId: string): boolean => judging.has(ruleId);
  for (const { ruleId, failure, fix } of suppressionFailures(
    suppressions,
    analysis.file,
    options.text,
    used,
    isJudged,
  )) {
    const chosen = judging.get(ruleId);
    if (chosen === undefined) continue;
    if (ruleId === "suppression-without-reason" && !options.settings.requireReason) continue;
    const finding = toFinding({ ...chosen, fact: undefined, failure }, renderer, fingerprints);
    findings.push({ ...finding, fixes: fix === undefined ? [] : [fix] });
  }
  findings.sort(inOrder);

  return {
    file: analysis.file,
    version: analysis.version,
    findings,
    suppressed,
    evidence: onePerPlaceAndOutcome(evidence),
    problems,
    facts: analysis.facts,
  };
}

/** Judges the facts of one file by one rule. */
export function judge(
  rule: Rule,
  level: RuleLevel,
  analysis: Pick<FileAnalysis, "file" | "facts">,
  context: JudgeContext,
): RuleOutcome {
  const failed: Failed[] = [];
  const evidence: Evidence[] = [];
  for (const fact of analysis.facts) {
    if (!rule.judges.includes(fact.fact)) continue;
    if (isInTest(fact) && !rule.meta.includesTests) continue;
    try {
      const verdict = rule.judge(fact, context);
      if (verdict.outcome === "not applicable") continue;
      if (verdict.outcome === "fail") {
        // What another file owns is reported when that file is judged.
        if (verdict.place.file === analysis.file) failed.push({ rule, level, fact, failure: verdict });
        continue;
      }
      const place = verdict.outcome === "pass" && verdict.place.file === analysis.file ? verdict.place : fact.place;
      evidence.push({ ruleId: rule.meta.id, outcome: verdict.outcome, place });
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      const problem: Problem = {
        file: analysis.file,
        offset: fact.place.start,
        message: `Rule ${rule.meta.id} failed on this file and was left out: ${reason}. Please report this as a defect`,
      };
      return { failed: [], evidence: [], problem };
    }
  }
  return { failed, evidence, problem: undefined };
}

function isInTest(fact: Fact): boolean {
  switch (fact.fact) {
    case "model call":
    case "client":
    case "credential":
    case "flow":
    case "tool":
    case "tool call use":
    case "served transport":
    case "server connection":
    case "launched server":
    case "agent memory":
    case "retrieval":
    case "text splitter":
    case "resource":
    case "permission":
    case "observability":
      return fact.context.isTest;
    case "output use":
      return fact.call.context.isTest;
  }
}

function sdkOf(fact: Fact): string | undefined {
  switch (fact.fact) {
    case "model call":
    case "client":
    case "tool":
    case "served transport":
    case "server connection":
    case "launched server":
    case "agent memory":
    case "retrieval":
    case "text splitter":
    case "resource":
    case "permission":
      return fact.sdk;
    case "output use":
      return fact.call.sdk;
    case "flow":
      return fact.call?.sdk;
    case "credential":
    case "tool call use":
    case "observability":
      return undefined;
  }
}

/** The finding that a failed verdict becomes. */
export function toFinding(item: Failed, renderer: FixRenderer, fingerprints: Fingerprints): Finding {
  const { rule, failure } = item;
  return {
    ruleId: rule.meta.id,
    severity: item.level === "default" || item.level === "off" ? (failure.severity ?? rule.meta.severity) : item.level,
    message: failure.message,
    place: failure.place,
    practices: rule.meta.practices,
    pillar: rule.meta.pillar,
    sdk: item.fact && sdkOf(item.fact),
    related: failure.related ?? [],
    fixes: (failure.fixes ?? []).flatMap((fix) => renderer.render(fix) ?? []),
    fingerprint: fingerprints.of(rule.meta.id, failure.place),
  };
}

/** The failures in the order of their places, one of a rule at each. */
export function onePerPlace(failed: readonly Failed[]): readonly Failed[] {
  const seen = new Set<string>();
  return [...failed]
    .sort((a, b) => byPlace(a.failure.place, b.failure.place) || byText(a.rule.meta.id, b.rule.meta.id))
    .filter((item) => isNew(seen, `${item.rule.meta.id} ${key(item.failure.place)}`));
}

/** The same for evidence. */
export function onePerPlaceAndOutcome(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return [...evidence]
    .sort((a, b) => byPlace(a.place, b.place) || byText(a.ruleId, b.ruleId) || byText(a.outcome, b.outcome))
    .filter((item) => isNew(seen, `${item.ruleId} ${item.outcome} ${key(item.place)}`));
}

/** The order of a file's findings. */
export function inOrder(a: Finding, b: Finding): number {
  return byPlace(a.place, b.place) || byText(a.ruleId, b.ruleId);
}

function isNew(seen: Set<string>, item: string): boolean {
  if (seen.has(item)) return false;
  seen.add(item);
  return true;
}

function key(place: Place): string {
  return `${place.start} ${place.end}`;
}

function byPlace(a: Place, b: Place): number {
  return a.start - b.start || a.end - b.end;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

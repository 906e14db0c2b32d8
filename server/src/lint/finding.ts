import type { Fact, Place, RelatedPlace, Severity } from "../../../lens/facts.ts";
import type { PillarId } from "../../../lens/rules/rule.ts";
import type { Problem } from "../analysis/analysis.ts";

/** A rule's failed verdict, ready for any output. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly practices: readonly string[];
  readonly pillar: PillarId;
  readonly sdk: string | undefined;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly TextFix[];
  /** Stays the same while lines move: from the rule and the text around the place, not from the file's path. */
  readonly fingerprint: string;
}

/** A fix as text, for one version of each file that it touches. */
export interface TextFix {
  readonly title: string;
  readonly safety: "safe" | "review";
  readonly edits: readonly TextEdit[];
  /** Files that it makes, where none is yet; left out where it makes none. */
  readonly newFiles?: readonly NewFile[];
}

/** A file that a fix makes. */
export interface NewFile {
  /** Absolute, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** Replaces `start` to `end` (UTF-16 offsets, end exclusive) by `text`. */
export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A verdict that the checklist counts: what was looked at, and how it came out. */
export interface Evidence {
  readonly ruleId: string;
  readonly outcome: "pass" | "fail" | "unknown";
  readonly place: Place;
}

/** All that is said of one file, in a stable order. */
export interface FileReport {
  readonly file: string;
  /** Version of the text that it speaks of. */
  readonly version: string;
  readonly findings: readonly Finding[];
  /** Findings that a comment suppresses, with the reason it gives. */
  readonly suppressed: readonly { readonly finding: Finding; readonly reason: string | undefined }[];
  readonly evidence: readonly Evidence[];
  readonly problems: readonly Problem[];
  readonly facts: readonly Fact[];
}

import { createHash } from "node:crypto";
import path from "node:path";
import type { Place } from "../../../lens/facts.ts";
import { safeFix } from "../lint/apply.ts";
import type { FileReport, Finding } from "../lint/finding.ts";
import type { EvidenceItem } from "../protocol.ts";
import { LineIndex } from "./line-index.ts";
import type { TextRange } from "./line-index.ts";

/** Where a piece of evidence stands, in the version of the text that its report spoke of. */
export interface EvidencePlace {
  /** Absolute, with `/`. */
  readonly file: string;
  readonly range: TextRange;
}

/** A finding, a proof or a signal, as the panel shows it. */
export interface FileEvidenceItem {
  readonly shown: EvidenceItem;
  readonly place: EvidencePlace;
  /** `undefined` for a proof and a signal. */
  readonly finding: Finding | undefined;
  /** The practices that it speaks of, each once. */
  readonly practices: readonly string[];
}

/** What one file says for and against practices, in the order of the places. */
export interface FileEvidence {
  readonly against: readonly FileEvidenceItem[];
  readonly proofs: readonly FileEvidenceItem[];
  /** How often a rule could not tell, by rule. */
  readonly unknowns: ReadonlyMap<string, number>;
}

/** Text of a file as the report saw it; `undefined` where there is none. */
export type TextSource = (file: string) => string | undefined;

const LONGEST_LABEL = 80;

/**
 * Turns a file's report into evidence. `folder` is the absolute path that locations are relative to.
 * Suppressed findings count neither way. Ids depend on what is said and in which file, not on line numbers.
 */
export function fileEvidence(
  report: FileReport,
  textOf: TextSource,
  folder: string,
  practicesOf: ReadonlyMap<string, readonly string[]>,
): FileEvidence {
  const describe = new ItemWriter(report.file, textOf, folder);
  const against = [...report.findings].sort(byPlace).map((finding): FileEvidenceItem => {
    const practices = practicesOf.get(finding.ruleId) ?? [...new Set(finding.practices)];
    const { ruleId, message, fingerprint, place } = finding;
    return describe.item("against", { ruleId, label: message, identity: fingerprint, place, practices, finding });
  });
  const proofs: FileEvidenceItem[] = [];
  const unknowns = new Map<string, number>();
  const seen = new Set<string>();
  for (const { ruleId, outcome, place } of [...report.evidence].sort(byPlace)) {
    const practices = practicesOf.get(ruleId);
    const key = JSON.stringify([ruleId, place.file, place.start, place.end]);
    if (outcome === "unknown" && practices !== undefined) unknowns.set(ruleId, (unknowns.get(ruleId) ?? 0) + 1);
    if (outcome !== "pass" || practices === undefined || seen.has(key)) continue;
    seen.add(key);
    const label = describe.label(place) || ruleId;
    proofs.push(describe.item("proof", { ruleId, label, identity: label, place, practices, finding: undefined }));
  }
  return { against, proofs, unknowns };
}

interface Described {
  readonly ruleId: string;
  readonly label: string;
  /** What tells it from others of its rule in the file. */
  readonly identity: string;
  readonly place: Place;
  readonly practices: readonly string[];
  readonly finding: Finding | undefined;
}

/** How far the best fix of a finding may be trusted. */
function fixOf(finding: Finding | undefined): EvidenceItem["fix"] {
  if (finding === undefined || finding.fixes.length === 0) return null;
  return safeFix(finding) === undefined ? "review" : "safe";
}

class ItemWriter {
  readonly #home: string;
  readonly #textOf: TextSource;
  readonly #folder: string;
  readonly #sources = new Map<string, { readonly text: string; readonly lines: LineIndex }>();
  readonly #occurrences = new Map<string, number>();

  constructor(file: string, textOf: TextSource, folder: string) {
    this.#textOf = textOf;
    this.#folder = folder;
    this.#home = this.#relative(file);
  }

  /** The text at a place, on one line and not too long. */
  label(place: Place): string {
    const text = this.#source(place.file).text.slice(place.start, Math.min(place.end, place.start + 4 * LONGEST_LABEL));
    const line = text.replace(/\s+/gu, " ").trim();
    const characters = [...line];
    return characters.length <= LONGEST_LABEL ? line : `${characters.slice(0, LONGEST_LABEL - 1).join("")}…`;
  }

  item(kind: "against" | "proof", { ruleId, label, identity, place, practices, finding }: Described): FileEvidenceItem {
    const { lines } = this.#source(place.file);
    const range = { start: lines.positionOf(place.start), end: lines.positionOf(place.end) };
    const location = `${this.#relative(place.file)}:${range.start.line + 1}`;
    const id = this.#name([kind, ruleId, this.#home, identity]);
    const shown = { id, ruleId, label, location, fix: fixOf(finding) };
    return { shown, place: { file: place.file, range }, practices, finding };
  }

  #name(parts: readonly string[]): string {
    const content = JSON.stringify(parts);
    const occurrence = this.#occurrences.get(content) ?? 0;
    this.#occurrences.set(content, occurrence + 1);
    return createHash("sha256").update(`${content}${occurrence}`).digest("hex").slice(0, 16);
  }

  #relative(file: string): string {
    return path.posix.relative(this.#folder, file);
  }

  #source(file: string): { readonly text: string; readonly lines: LineIndex } {
    let source = this.#sources.get(file);
    if (source === undefined) {
      const text = this.#textOf(file) ?? "";
      source = { text, lines: new LineIndex(text) };
      this.#sources.set(file, source);
    }
    return source;
  }
}

function byPlace(
  first: { readonly place: Place; readonly ruleId: string },
  second: { readonly place: Place; readonly ruleId: string },
): number {
  return (
    first.place.start - second.place.start ||
    first.place.end - second.place.end ||
    (first.ruleId < second.ruleId ? -1 : first.ruleId > second.ruleId ? 1 : 0)
  );
}

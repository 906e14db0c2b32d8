import type { Failure, Place } from "../../../lens/facts.ts";
import type { TextEdit, TextFix } from "./finding.ts";
import type { Suppression, Suppressions } from "./suppressions.ts";

/** What the comments that suppress findings lack or do for nothing. */
export interface SuppressionFailure {
  readonly ruleId: "unused-suppression" | "suppression-without-reason";
  readonly failure: Failure;
  readonly fix: TextFix | undefined;
}

/**
 * Judges the comments of one file. `used` tells which rules each of them suppressed, `isJudged` whether a rule was
 * on: a comment for a rule that did not judge the file is left alone.
 */
export function suppressionFailures(
  suppressions: Suppressions,
  file: string,
  text: string,
  used: ReadonlyMap<Suppression, ReadonlySet<string>>,
  isJudged: (ruleId: string) => boolean,
): readonly SuppressionFailure[] {
  return suppressions.all.flatMap((suppression): SuppressionFailure[] => {
    const place: Place = { file, start: suppression.start, end: suppression.end };
    const found: SuppressionFailure[] = [];
    const unused = unusedIds(suppression, used.get(suppression) ?? new Set(), isJudged);
    if (unused !== undefined) {
      found.push({
        ruleId: "unused-suppression",
        failure: { outcome: "fail", place, message: messageOf(suppression, unused) },
        fix: fixOf(suppression, unused, place, text),
      });
    }
    if (suppression.reason === undefined) {
      found.push({
        ruleId: "suppression-without-reason",
        failure: {
          outcome: "fail",
          place,
          message: "This comment suppresses findings and does not say why; write the reason after `--`",
        },
        fix: undefined,
      });
    }
    return found;
  });
}

/** Ids that suppress nothing; empty where the comment names none and suppresses nothing; `undefined` where all is used. */
function unusedIds(
  { ruleIds }: Suppression,
  used: ReadonlySet<string>,
  isJudged: (ruleId: string) => boolean,
): readonly string[] | undefined {
  if (ruleIds.length === 0) return used.size === 0 ? [] : undefined;
  const unused = ruleIds.filter((ruleId) => isJudged(ruleId) && !used.has(ruleId));
  return unused.length === 0 ? undefined : unused;
}

function messageOf(suppression: Suppression, unused: readonly string[]): string {
  if (unused.length === 0) return "This comment suppresses no finding; remove it";
  const rest = isWhole(suppression, unused) ? "it" : "the name";
  return `This comment suppresses no finding of ${listed(unused)}; remove ${rest}`;
}

function fixOf(suppression: Suppression, unused: readonly string[], place: Place, text: string): TextFix {
  return isWhole(suppression, unused)
    ? { title: "Remove the comment", safety: "safe", edits: [removal(place, text)] }
    : { title: `Remove ${listed(unused)} from the comment`, safety: "safe", edits: [shortened(place, text, unused)] };
}

function isWhole({ ruleIds }: Suppression, unused: readonly string[]): boolean {
  return unused.length === ruleIds.length;
}

function listed(ruleIds: readonly string[]): string {
  return ruleIds.map((id) => `\`${id}\``).join(", ");
}

/** Takes the comment away, with its line where it has one for itself, else with the space before it. */
function removal(place: Place, text: string): TextEdit {
  const lineStart = text.lastIndexOf("\n", place.start - 1) + 1;
  const nextLine = text.indexOf("\n", place.end);
  const lineEnd = nextLine === -1 ? text.length : nextLine;
  const isAlone = text.slice(lineStart, place.start).trim() === "" && text.slice(place.end, lineEnd).trim() === "";
  if (isAlone) return { file: place.file, start: lineStart, end: nextLine === -1 ? lineEnd : lineEnd + 1, text: "" };
  const before = /[ \t]*$/u.exec(text.slice(lineStart, place.start))![0].length;
  return { file: place.file, start: place.start - before, end: place.end, text: "" };
}

function shortened(place: Place, text: string, unused: readonly string[]): TextEdit {
  let code = text.slice(place.start, place.end);
  for (const ruleId of unused) {
    const escaped = ruleId.replaceAll(/[^\w-]/gu, String.raw`\$&`);
    code = code.replace(new RegExp(`,\\s*${escaped}(?![\\w-])|(?<![\\w-])${escaped}\\s*,\\s*`, "u"), "");
  }
  return { ...place, text: code };
}

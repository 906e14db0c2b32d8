import { createHash } from "node:crypto";
import type { Place } from "../../../lens/facts.ts";
import type { Finding, TextFix } from "../lint/finding.ts";
import type { Drift } from "./drift.ts";
import { DRIFT_RULES } from "./drift-rules.ts";
import { addToList } from "./edit-front-matter.ts";

/** Places of one drift that a finding leads to; the rest is counted in its message. */
const MOST_PLACES = 20;

/** Drift as findings for any output: at the code where that departs from the specification, else in the document. */
export function driftFindings(drift: readonly Drift[], file: string, text: string): readonly Finding[] {
  const occurrences = new Map<string, number>();
  return drift.map((each) => {
    const { practices, pillar } = DRIFT_RULES[each.ruleId];
    const written: Place = { file, ...each.written };
    const [first, ...others] = each.places;
    const content = `${each.ruleId}\n${each.message}`;
    const occurrence = occurrences.get(content) ?? 0;
    occurrences.set(content, occurrence + 1);
    return {
      ruleId: each.ruleId,
      severity: each.severity,
      message: `${each.message}${others.length === 0 ? "" : ` (here and at ${others.length} other place${others.length === 1 ? "" : "s"})`}`,
      place: first ?? written,
      practices,
      pillar,
      sdk: undefined,
      related: [
        ...others.slice(0, MOST_PLACES).map((place) => ({ place, message: "Also here" })),
        ...(first === undefined ? [] : [{ place: written, message: "The specification says so here" }]),
      ],
      fixes: fixesOf(each, file, text),
      fingerprint: createHash("sha256").update(`${content}\n${occurrence}`).digest("hex").slice(0, 16),
    };
  });
}

function fixesOf({ allowing }: Drift, file: string, text: string): readonly TextFix[] {
  if (allowing === undefined) return [];
  const edits = addToList(text, allowing.list, allowing.value);
  if (edits === undefined) return [];
  return [{ title: allowingTitle(allowing), safety: "review", edits: edits.map((edit) => ({ file, ...edit })) }];
}

/** What a fix says that puts a name into a list of the specification. */
export function allowingTitle({ list, value }: NonNullable<Drift["allowing"]>): string {
  return `Add \`${value}\` to \`${list}\` of the specification`;
}

/** A finding that a person read in its code. */
export interface Reading {
  readonly rule: string;
  readonly repository: string;
  /** Path and line in the repository. */
  readonly place: string;
  readonly verdict: "right" | "wrong" | "debatable";
  readonly reason: string;
}

const VERDICTS: readonly string[] = ["right", "wrong", "debatable"];

/** Reads the table of readings: tab-separated, with a first line of titles. Throws on a line that does not fit. */
export function parseReadings(text: string): readonly Reading[] {
  return text
    .split("\n")
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      const [rule = "", repository = "", place = "", verdict = "", reason = ""] = line.split("\t");
      if (!VERDICTS.includes(verdict) || reason === "") {
        throw new Error(`readings.tsv:${index + 2} needs rule, repository, place, right|wrong|debatable and a reason`);
      }
      return { rule, repository, place, verdict: verdict as Reading["verdict"], reason };
    });
}

/** What the rules find in a repository: the rule, a blank, and path and line. */
export interface Found {
  readonly repository: string;
  readonly places: readonly string[];
}

/** Readings of findings that are there no more. Those of repositories that were not examined are not among them. */
export function staleReadings(readings: readonly Reading[], found: readonly Found[]): readonly Reading[] {
  const places = new Map(found.map((each) => [each.repository, new Set(each.places)]));
  return readings.filter(({ rule, repository, place }) => places.get(repository)?.has(`${rule} ${place}`) === false);
}

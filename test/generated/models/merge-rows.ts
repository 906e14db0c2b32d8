import type { LifecycleRow } from "../../../lens/models/lifecycle.ts";
import type { Announcement } from "./announcements.ts";

/** A change of the table, for a person to look at. */
export interface RowChange {
  readonly platform: string;
  readonly id: string;
  /** Such as `shutdownOn 2026-10-23 → 2026-12-11`. */
  readonly what: string;
}

/** Facts that a page decides. Everything else of a row is kept. */
const DECIDED = [
  "listedAs",
  "releasedOn",
  "deprecatedOn",
  "publicExtendedAccessOn",
  "firstShutdownOn",
  "shutdownOn",
  "earliestShutdownOn",
  "replacements",
] as const;

/**
 * The table with what one page says. Facts that the page does not name stay; rows that it no longer has stay, since
 * pages drop models long after their end, and are named in the changes where their end is not past.
 */
export function mergeRows(
  rows: readonly LifecycleRow[],
  said: readonly Announcement[],
  source: { readonly url: string; readonly today: string },
): { readonly rows: readonly LifecycleRow[]; readonly changes: readonly RowChange[] } {
  const platform = said[0]?.platform;
  const announced = new Map(said.map((each) => [each.id, each]));
  const changes: RowChange[] = [];
  const note = (id: string, what: string): void => void changes.push({ platform: String(platform), id, what });
  const merged = rows.map((row) => {
    // Rows without an id speak of an API or a package.
    if (row.platform !== platform || row.id === undefined) return row;
    const news = announced.get(row.id);
    announced.delete(row.id);
    if (news === undefined) {
      const isOver = row.shutdownOn !== undefined && row.shutdownOn <= source.today;
      if (!isOver && row.sourceUrl === source.url) note(row.id, "is no longer on its page; the row is kept");
      return row;
    }
    const differences = DECIDED.filter((name) => news[name] !== undefined && !isSame(row[name], news[name]));
    for (const name of differences) note(row.id, `${name} ${shown(row[name])} → ${shown(news[name])}`);
    return confirmed(row, news, source);
  });
  for (const news of announced.values())
    note(news.id, `is new: ${news.listedAs}, ends ${news.shutdownOn ?? "not yet"}`);
  const added = [...announced.values()].map((news) => confirmed(undefined, news, source));
  return { rows: [...merged, ...added], changes };
}

function confirmed(
  row: LifecycleRow | undefined,
  news: Announcement,
  source: { readonly url: string; readonly today: string },
): LifecycleRow {
  const { isSecondHand: _isSecondHand, isReplacementDisputed, ...kept } = row ?? { isReplacementDisputed: undefined };
  const isStillDisputed = isReplacementDisputed === true && news.replacements === undefined;
  return {
    ...kept,
    ...news,
    ...(isStillDisputed ? { isReplacementDisputed } : {}),
    isConfirmed: true,
    verification: `the platform's page, read ${source.today}`,
    sourceUrl: source.url,
    sourceDate: source.today,
  };
}

function isSame(first: unknown, second: unknown): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

function shown(value: unknown): string {
  return value === undefined ? "unknown" : Array.isArray(value) ? value.join(", ") : String(value);
}

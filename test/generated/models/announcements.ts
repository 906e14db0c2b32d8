import type { LifecycleRow } from "../../../lens/models/lifecycle.ts";
import { dayIn, isEarliest } from "./page-dates.ts";
import type { PageTable } from "./page-tables.ts";
import type { Columns, ProviderPage } from "./provider-pages.ts";

/** What a page says of one model id. */
export type Announcement = Pick<
  LifecycleRow,
  | "id"
  | "provider"
  | "platform"
  | "listedAs"
  | "releasedOn"
  | "deprecatedOn"
  | "publicExtendedAccessOn"
  | "firstShutdownOn"
  | "shutdownOn"
  | "earliestShutdownOn"
  | "replacements"
>;

/** What may stand between ids, or after one. */
const BETWEEN_IDS = /\b(?:or|and)\b|[,;`]|\([^)]*\)|\s/gu;

/** What the tables of a page announce, one entry per id, as of `today`. */
export function announcementsOf(
  page: ProviderPage,
  tables: readonly PageTable[],
  today: string,
): readonly Announcement[] {
  const found = new Map<string, Announcement>();
  for (const table of tables) {
    const column = columnsOf(page.columns, table.titles);
    if (column.model === undefined || column.shutdown === undefined) continue;
    for (const cells of table.rows) {
      const cell = (index: number | undefined): string => (index === undefined ? "" : (cells[index] ?? ""));
      for (const id of idsIn(cell(column.model))) {
        const said = announcement(page, id, (name) => cell(column[name]), table.heading, today);
        found.set(id, together(found.get(id), said, today));
      }
    }
  }
  return [...found.values()];
}

type ColumnName = keyof Columns;

function columnsOf(columns: Columns, titles: readonly string[]): Partial<Record<ColumnName, number>> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, pattern]) => {
      const index = titles.findIndex((title) => pattern.test(title));
      return index === -1 ? [] : [[name, index]];
    }),
  );
}

/** The ids of a cell that holds nothing else; none of one that speaks of something by its name. */
function idsIn(text: string): readonly string[] {
  const bare = text.replaceAll(BETWEEN_IDS, " ").trim();
  const words = bare === "" ? [] : bare.split(/\s+/u);
  const ids = words.filter((word) => /^[a-z][\w.:/@-]*\w$/u.test(word) && /[\d-]/u.test(word) && !word.includes("://"));
  return ids.length === words.length ? ids : [];
}

function announcement(
  page: ProviderPage,
  id: string,
  cell: (name: ColumnName) => string,
  heading: string,
  today: string,
): Announcement {
  const shutdown = dayIn(cell("shutdown"));
  const isOpen = isEarliest(cell("shutdown"));
  const deprecatedOn = dayIn(cell("deprecated")) ?? (page.headingIsDeprecation === true ? dayIn(heading) : undefined);
  const replacements = idsIn(cell("replacement"));
  const said = {
    id,
    provider: page.provider(id),
    platform: page.platform,
    ...optional("releasedOn", dayIn(cell("released"))),
    ...optional("deprecatedOn", deprecatedOn),
    ...optional("publicExtendedAccessOn", dayIn(cell("extendedAccess"))),
    ...(isOpen ? optional("earliestShutdownOn", shutdown) : optional("shutdownOn", shutdown)),
    ...(replacements.length > 0 ? { replacements } : {}),
  };
  return { ...said, listedAs: stateOf(cell("state"), said, today) };
}

function optional<Name extends string>(name: Name, value: string | undefined): { readonly [key in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: string };
}

function stateOf(
  written: string,
  said: { readonly shutdownOn?: string; readonly deprecatedOn?: string; readonly platform: string },
  today: string,
): LifecycleRow["listedAs"] {
  const state = written.toLowerCase();
  if (state === "active" || state === "legacy" || state === "deprecated" || state === "retired") return state;
  if (said.shutdownOn !== undefined && said.shutdownOn <= today) return "retired";
  if (said.shutdownOn === undefined && said.deprecatedOn === undefined) return "active";
  return said.platform === "amazon-bedrock" ? "legacy" : "deprecated";
}

/**
 * Bedrock has one row per group of Regions: the last end counts, and the first is kept. Other pages name an id again
 * for an older announcement, further down: the first one counts.
 */
function together(before: Announcement | undefined, said: Announcement, today: string): Announcement {
  if (before === undefined) return said;
  if (said.platform !== "amazon-bedrock") return { ...said, ...before };
  const ends = [before.firstShutdownOn, before.shutdownOn, said.shutdownOn].filter((end) => end !== undefined).sort();
  const first = ends[0];
  const last = ends.at(-1);
  return {
    ...said,
    ...before,
    ...optional("shutdownOn", last),
    ...(first !== last ? optional("firstShutdownOn", first) : {}),
    listedAs: last !== undefined && last <= today ? "retired" : before.listedAs,
  };
}

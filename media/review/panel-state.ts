import type { PracticeAnswer } from "../../server/src/protocol.ts";
import { NO_FILTER, type Filter, type OwnerChoice } from "./filter.ts";
import { RISKS, STATUSES } from "./labels.ts";

/** The two sides of the panel. */
export type PanelView = "overview" | "practices";

/** Unsaved answers by folder, lens and practice. */
export type UnsavedAnswers = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, PracticeAnswer>>>>>
>;

/** What the panel keeps while it is hidden or the window reloads. Nothing of the review itself, but for unsaved answers. */
export interface PanelState {
  readonly view: PanelView;
  /** The practice whose details are shown. */
  readonly open: string | undefined;
  readonly expanded: readonly string[];
  readonly filter: Filter;
  readonly areFiltersShown: boolean;
  /** Distance from the top, in CSS pixels. */
  readonly scroll: number;
  /** Row of the tree that Tab leads to. */
  readonly active: string | undefined;
  readonly unsaved: UnsavedAnswers;
}

export const FIRST_STATE: PanelState = {
  view: "overview",
  open: undefined,
  expanded: [],
  filter: NO_FILTER,
  areFiltersShown: false,
  scroll: 0,
  active: undefined,
  unsaved: {},
};

/** Reads a kept state. Whatever does not fit, such as the state of an older version, is left out. */
export function readState(kept: unknown): PanelState {
  if (!isRecord(kept)) {
    return FIRST_STATE;
  }
  return {
    view: kept["view"] === "practices" ? "practices" : "overview",
    open: optionalText(kept["open"]),
    expanded: Array.isArray(kept["expanded"]) ? kept["expanded"].filter((id) => typeof id === "string") : [],
    filter: readFilter(isRecord(kept["filter"]) ? kept["filter"] : {}),
    areFiltersShown: kept["areFiltersShown"] === true,
    scroll: typeof kept["scroll"] === "number" && Number.isFinite(kept["scroll"]) ? kept["scroll"] : 0,
    active: optionalText(kept["active"]),
    unsaved: readUnsaved(kept["unsaved"]),
  };
}

function readFilter(kept: Readonly<Record<string, unknown>>): Filter {
  return {
    text: optionalText(kept["text"]) ?? NO_FILTER.text,
    pillar: optionalText(kept["pillar"]) ?? NO_FILTER.pillar,
    phase: optionalText(kept["phase"]) ?? NO_FILTER.phase,
    risk: RISKS.find((risk) => risk === kept["risk"]) ?? NO_FILTER.risk,
    status: STATUSES.find((status) => status === kept["status"]) ?? NO_FILTER.status,
    owner: readOwner(kept["owner"]),
    hasFindings: kept["hasFindings"] === true,
    hasProposal: kept["hasProposal"] === true,
    isContradicted: kept["isContradicted"] === true,
  };
}

function readOwner(kept: unknown): OwnerChoice {
  if (kept === "me" || kept === "nobody") {
    return kept;
  }
  return typeof kept === "string" && kept.startsWith("of:") ? `of:${kept.slice("of:".length)}` : "";
}

function readUnsaved(kept: unknown): UnsavedAnswers {
  return mapRecord(kept, (lenses) =>
    mapRecord(lenses, (answers) => mapRecord(answers, (answer) => (isAnswer(answer) ? answer : undefined))),
  );
}

function mapRecord<Value>(kept: unknown, read: (value: unknown) => Value | undefined): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(isRecord(kept) ? kept : {}).flatMap(([key, value]) => {
      const taken = read(value);
      return taken === undefined ? [] : [[key, taken]];
    }),
  );
}

function isAnswer(value: unknown): value is PracticeAnswer {
  return (
    isRecord(value) &&
    ["note", "reason", "owner", "due"].every((field) => typeof value[field] === "string") &&
    Array.isArray(value["links"]) &&
    value["links"].every((link) => typeof link === "string") &&
    STATUSES.some((status) => status === value["status"])
  );
}

function optionalText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { PracticeAnswer } from "../../server/src/protocol.ts";
import { NO_FILTER, OPEN_ANSWER, STATUSES, type Filter } from "./model.ts";

/** What the panel keeps while it is hidden or the window reloads. Nothing of the review itself, but for unsaved answers. */
export interface PanelState {
  readonly expanded: readonly string[];
  readonly filter: Filter;
  /** Distance from the top, in CSS pixels. */
  readonly scroll: number;
  /** Item of the tree that Tab leads to. */
  readonly active: string | undefined;
  /** Unsaved answers by folder and practice. */
  readonly unsaved: Readonly<Record<string, Readonly<Record<string, PracticeAnswer>>>>;
}

export const FIRST_STATE: PanelState = { expanded: [], filter: NO_FILTER, scroll: 0, active: undefined, unsaved: {} };

/** Reads a kept state. Whatever does not fit, such as the state of an older version, is left out. */
export function readState(kept: unknown): PanelState {
  if (!isRecord(kept)) {
    return FIRST_STATE;
  }
  const filter = isRecord(kept["filter"]) ? kept["filter"] : {};
  return {
    expanded: Array.isArray(kept["expanded"]) ? kept["expanded"].filter((id) => typeof id === "string") : [],
    filter: {
      text: typeof filter["text"] === "string" ? filter["text"] : "",
      hasFindings: filter["hasFindings"] === true,
      isUnanswered: filter["isUnanswered"] === true,
    },
    scroll: typeof kept["scroll"] === "number" && Number.isFinite(kept["scroll"]) ? kept["scroll"] : 0,
    active: typeof kept["active"] === "string" ? kept["active"] : undefined,
    unsaved: readUnsaved(kept["unsaved"]),
  };
}

function readUnsaved(kept: unknown): PanelState["unsaved"] {
  if (!isRecord(kept)) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(kept).map(([folder, answers]) => [
      folder,
      Object.fromEntries(
        Object.entries(isRecord(answers) ? answers : {}).flatMap(([practice, kept]) => {
          const answer = readAnswer(kept);
          return answer === undefined ? [] : [[practice, answer]];
        }),
      ),
    ]),
  );
}

function readAnswer(kept: unknown): PracticeAnswer | undefined {
  if (!isRecord(kept) || typeof kept["note"] !== "string") {
    return undefined;
  }
  const status = STATUSES.find((candidate) => candidate === kept["status"]);
  const text = (name: string): string => (typeof kept[name] === "string" ? kept[name] : "");
  const links = Array.isArray(kept["links"]) ? kept["links"].filter((link) => typeof link === "string") : [];
  return status === undefined
    ? undefined
    : {
        ...OPEN_ANSWER,
        status,
        note: kept["note"],
        reason: text("reason"),
        owner: text("owner"),
        due: text("due"),
        links,
      };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { PracticeAnswer } from "../../server/src/protocol.ts";
import { NO_FILTER, STATUSES, type Filter } from "./model.ts";

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
        Object.entries(isRecord(answers) ? answers : {}).filter((entry): entry is [string, PracticeAnswer] =>
          isAnswer(entry[1]),
        ),
      ),
    ]),
  );
}

function isAnswer(value: unknown): value is PracticeAnswer {
  return isRecord(value) && typeof value["note"] === "string" && STATUSES.some((status) => status === value["status"]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

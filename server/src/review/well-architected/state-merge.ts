import type { PracticeState } from "./practice-state.ts";

/** How what one side says stands to what the other says. */
export type Relation =
  /** Nothing is to be done. */
  | "same"
  /** Only the giving side says something new. */
  | "change"
  /** Only the taking side was changed since both agreed. */
  | "theirs"
  /** Both say different things, and neither is known to be older. */
  | "conflict";

/** What is to stand on the taking side once the giving side's word is taken. */
export interface Merge {
  readonly relation: Relation;
  readonly merged: PracticeState;
}

/**
 * Compares what the giving side says with what the taking side says. `base` is what both said when they last agreed;
 * `undefined` where that is not known. An unanswered practice gives nothing, and takes anything.
 */
export function mergeStates(giving: PracticeState, taking: PracticeState, base: PracticeState | undefined): Merge {
  if (giving.status === "UNANSWERED") return { relation: "same", merged: taking };
  const known = taking.status === "UNANSWERED" ? undefined : base;
  const statuses = { giving: statusOf(giving), taking: statusOf(taking), base: known && statusOf(known) };
  const isOtherKind = (giving.status === "NOT_APPLICABLE") !== (taking.status === "NOT_APPLICABLE");
  if (isOtherKind) {
    // Then the notes of both are about different things, so they go with the status.
    const relation = relate(statuses.giving, statuses.taking, statuses.base);
    return { relation, merged: relation === "theirs" ? taking : giving };
  }
  const status = relate(statuses.giving, statuses.taking, statuses.base);
  const notes = relate(giving.notes, taking.notes, known?.notes);
  const ofStatus = status === "theirs" ? taking : giving;
  const merged: PracticeState = {
    status: ofStatus.status,
    reason: ofStatus.reason,
    notes: notes === "theirs" || notes === "same" ? taking.notes : giving.notes,
  };
  const relations = [status, notes];
  const relation = (["conflict", "change", "theirs"] as const).find((each) => relations.includes(each)) ?? "same";
  return { relation, merged };
}

/** "" where nothing is said. */
function statusOf({ status, reason }: PracticeState): string {
  return status === "UNANSWERED" ? "" : status === "NOT_APPLICABLE" ? `${status} ${reason}` : status;
}

function relate(giving: string, taking: string, base: string | undefined): Relation {
  // Nothing said never takes away what the other side says.
  if (giving === taking || giving === "") return "same";
  if (base === undefined) return taking === "" ? "change" : "conflict";
  if (giving === base) return "theirs";
  return taking === base ? "change" : "conflict";
}

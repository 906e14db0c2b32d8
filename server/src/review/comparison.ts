import type { AnswerStatus, QuestionRisk, ReviewChange } from "../protocol.ts";
import type { PillarState, PracticeState, QuestionState } from "./lens-state.ts";
import { count } from "./words.ts";

/** A lens's review at one time. */
export interface ComparedState {
  readonly pillars: readonly PillarState[];
  /** Whether the code had been looked at; without it, counts of evidence are not compared. */
  readonly isScanned: boolean;
}

/** What is different between two states of a lens's review, in the lens's order. */
export interface StateChanges {
  readonly better: readonly ReviewChange[];
  readonly worse: readonly ReviewChange[];
  /** Neither: nobody had answered before, it no longer applies, or the lens gained or lost it. */
  readonly other: readonly ReviewChange[];
}

export const NO_CHANGES: StateChanges = { better: [], worse: [], other: [] };

type Direction = keyof StateChanges;

const RISK_ORDER: Readonly<Partial<Record<QuestionRisk, number>>> = { none: 0, medium: 1, high: 2 };

/** Compares two states of one lens. `titleOf` names questions and practices; the id stands where it knows none. */
export function compareStates(
  before: ComparedState,
  after: ComparedState,
  titleOf: (id: string) => string | undefined,
): StateChanges {
  const changes: Record<Direction, ReviewChange[]> = { better: [], worse: [], other: [] };
  const add = (direction: Direction, id: string, text: string): void => {
    changes[direction].push({ id, title: titleOf(id) ?? id, text });
  };
  const isScanned = before.isScanned && after.isScanned;
  const questionsBefore = byId(before.pillars.flatMap(({ questions }) => questions));
  const practicesBefore = byId([...questionsBefore.values()].flatMap(({ practices }) => practices));
  for (const question of after.pillars.flatMap(({ questions }) => questions)) {
    const old = questionsBefore.get(question.id);
    if (old !== undefined && old.risk !== question.risk) {
      add(riskDirection(old, question), question.id, `risk ${old.risk} → ${question.risk}`);
    }
    for (const practice of question.practices) {
      const oldPractice = practicesBefore.get(practice.id);
      practicesBefore.delete(practice.id);
      if (oldPractice === undefined) add("other", practice.id, "new in the lens");
      else comparePractices(oldPractice, practice, isScanned, add);
    }
  }
  for (const { id, answer } of practicesBefore.values()) add("other", id, `${answer.status} → no longer in the lens`);
  return changes;
}

function comparePractices(
  before: PracticeState,
  after: PracticeState,
  isScanned: boolean,
  add: (direction: Direction, id: string, text: string) => void,
): void {
  const { id } = after;
  if (before.answer.status !== after.answer.status) {
    const direction = statusDirection(before.answer.status, after.answer.status);
    add(direction, id, `${before.answer.status} → ${after.answer.status}`);
  }
  const [old, current] = [before.evidence.againstCount, after.evidence.againstCount];
  if (isScanned && old !== current)
    add(current < old ? "better" : "worse", id, `${count(old, "finding")} → ${current}`);
}

function statusDirection(before: AnswerStatus, after: AnswerStatus): Direction {
  if (before === "not applicable" || after === "not applicable") return "other";
  if (after === "done") return "better";
  return before === "done" ? "worse" : "other";
}

function riskDirection(before: QuestionState, after: QuestionState): Direction {
  const [old, current] = [RISK_ORDER[before.risk], RISK_ORDER[after.risk]];
  if (old === undefined || current === undefined) return "other";
  return current < old ? "better" : "worse";
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}

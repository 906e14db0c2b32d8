import type { Lens, PracticePosition } from "../../../../lens/practices/practices.ts";
import type { PracticeAnswer } from "../../protocol.ts";
import { OPEN_ANSWER } from "../answers.ts";
import { isNoneChoiceId } from "../lens-file/format.ts";
import { type ChoiceJoin, joinChoices, type JoinedPractice } from "./choice-join.ts";
import { isSameState, type PracticeState, stateHere, stateThere } from "./practice-state.ts";
import { questionNotes } from "./question-notes.ts";
import { mergeStates } from "./state-merge.ts";
import type { ToolAnswer } from "./tool.ts";

/** Which side takes over what the other one says: `push` changes the tool, `pull` our review. */
export type Direction = "push" | "pull";

export type Answers = ReadonlyMap<string, PracticeAnswer>;

/** What both sides said when they last agreed, by practice. */
export type SyncedStates = ReadonlyMap<string, PracticeState>;

/** A practice about which both sides say different things. */
export interface PracticeDifference {
  readonly position: JoinedPractice<ToolAnswer>;
  readonly relation: "change" | "conflict";
  /** On the side that takes. */
  readonly before: PracticeState;
  /** The same, once it has taken. */
  readonly after: PracticeState;
  /** Whether both sides say the same then. */
  readonly isAgreed: boolean;
}

/** Questions are joined with the tool's, so they are named as the tool names them. */
export interface QuestionDifference {
  readonly answer: ToolAnswer;
  readonly practices: readonly PracticeDifference[];
  /** What becomes of the question's notes, pushed only; `undefined` where they stay. */
  readonly notes: { readonly before: string; readonly after: string } | undefined;
}

export interface Difference {
  readonly direction: Direction;
  readonly lens: Lens;
  readonly join: ChoiceJoin<ToolAnswer>;
  /** Those with a difference, in the tool's order. */
  readonly questions: readonly QuestionDifference[];
  /** Practices that only the taking side changed since both last agreed; they stay. */
  readonly newerThere: readonly JoinedPractice<ToolAnswer>[];
  /** Practices that are answered here and cannot be pushed, as the tool has no choice for them. */
  readonly unplaced: readonly PracticePosition[];
  /** What both sides say already, by practice. */
  readonly agreed: SyncedStates;
}

/** Compares our answers to a lens with the tool's. */
export function compareAnswers(
  direction: Direction,
  lens: Lens,
  answers: Answers,
  toolAnswers: readonly ToolAnswer[],
  synced: SyncedStates,
): Difference {
  const join = joinChoices(lens, toolAnswers);
  const agreed = new Map<string, PracticeState>();
  const newerThere: JoinedPractice<ToolAnswer>[] = [];
  const questions = toolAnswers.flatMap((answer): QuestionDifference[] => {
    const positions = join.joined.filter((position) => position.answer === answer);
    const practices: PracticeDifference[] = [];
    for (const position of positions) {
      const { id } = position.practice;
      const base = synced.get(id);
      const here = stateHere(answers.get(id) ?? OPEN_ANSWER);
      const there = withBase(stateThere(answer, position.choice.id), base);
      const [giving, taking] = direction === "push" ? [here, there] : [there, here];
      const seen = direction === "push" ? seenByPush(taking, giving, base, answer) : taking;
      const { relation, merged } = mergeStates(giving, seen, base);
      if (relation === "theirs") newerThere.push(position);
      else if (relation === "same") {
        if (isSameState(giving, seen) && giving.status !== "UNANSWERED") agreed.set(id, giving);
      } else
        practices.push({ position, relation, before: taking, after: merged, isAgreed: isSameState(giving, merged) });
    }
    const notes = direction === "push" ? notesOf(answer, positions, answers) : undefined;
    return practices.length === 0 && notes === undefined ? [] : [{ answer, practices, notes }];
  });
  const isAnswered = ({ practice }: PracticePosition): boolean =>
    (answers.get(practice.id)?.status ?? "open") !== "open";
  const unplaced = direction === "push" ? join.missing.filter(isAnswered) : [];
  return { direction, lens, join, questions, newerThere, unplaced, agreed };
}

/** A choice that was answered before is answered now too: someone took its answer back. */
function withBase(there: PracticeState, base: PracticeState | undefined): PracticeState {
  return there.status === "UNANSWERED" && base !== undefined ? { ...there, status: "UNSELECTED" } : there;
}

/** What a choice of the tool says to a push. One that is not selected may be one that nobody has looked at. */
function seenByPush(
  taking: PracticeState,
  giving: PracticeState,
  base: PracticeState | undefined,
  { selected }: ToolAnswer,
): PracticeState {
  const isUnselected = taking.status === "UNSELECTED" || taking.status === "UNANSWERED";
  if (!isUnselected) return taking;
  if (giving.status === "UNSELECTED") return { ...taking, status: "UNSELECTED" };
  // Who selected "None of these" has looked at it.
  return base === undefined && !selected.some(isNoneChoiceId) ? { ...taking, status: "UNANSWERED" } : taking;
}

function notesOf(
  { notes }: ToolAnswer,
  positions: readonly JoinedPractice<ToolAnswer>[],
  answers: Answers,
): QuestionDifference["notes"] {
  const ours = positions.map(({ practice: { id } }) => ({ practice: id, answer: answers.get(id) ?? OPEN_ANSWER }));
  // Where nobody answered here, nothing in the tool is ours to change.
  if (ours.every(({ answer }) => answer.status === "open")) return undefined;
  const after = questionNotes(notes, ours);
  return after === notes ? undefined : { before: notes, after };
}

/** Ids of everything that can be accepted on its own: practices, and `notes of QUESTION`. */
export function itemsOf({ questions }: Difference, relation?: "change" | "conflict"): readonly string[] {
  return questions.flatMap(({ answer, practices, notes }) => [
    ...practices.filter((each) => relation === undefined || each.relation === relation).map(practiceItem),
    ...(notes === undefined || relation === "conflict" ? [] : [notesItem(answer)]),
  ]);
}

export function practiceItem({ position }: PracticeDifference): string {
  return position.practice.id;
}

export function notesItem({ questionId }: ToolAnswer): string {
  return `notes of ${questionId}`;
}

/** The difference with only those parts that were accepted. */
export function acceptedPart(difference: Difference, isAccepted: (item: string) => boolean): Difference {
  const questions = difference.questions.flatMap((question): QuestionDifference[] => {
    const practices = question.practices.filter((practice) => isAccepted(practiceItem(practice)));
    const notes = isAccepted(notesItem(question.answer)) ? question.notes : undefined;
    return practices.length === 0 && notes === undefined ? [] : [{ ...question, practices, notes }];
  });
  return { ...difference, questions };
}

/** What both sides say once a part of a difference was taken over, by practice. */
export function agreedStates(questions: readonly QuestionDifference[]): SyncedStates {
  const taken = questions.flatMap(({ practices }) => practices).filter(({ isAgreed }) => isAgreed);
  return new Map(taken.map((practice) => [practice.position.practice.id, practice.after]));
}

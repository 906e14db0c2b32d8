import type { Lens } from "../../../../lens/practices/practices.ts";
import type { AnswerChange } from "../../protocol.ts";
import { OPEN_ANSWER } from "../answers.ts";
import { joinChoices } from "./choice-join.ts";
import {
  agreedStates,
  type Answers,
  compareAnswers,
  type Difference,
  type Direction,
  type QuestionDifference,
  type SyncedStates,
} from "./difference.ts";
import { answerWithState, isAnswered } from "./practice-state.ts";
import { type ToolAnswer, ToolError, type WellArchitectedTool } from "./tool.ts";
import { updateOf } from "./update.ts";

/** Requests under way at the same time: AWS allows few of them. */
const MOST_AT_ONCE = 4;

/** The review of a workload by a lens, in the tool. */
export interface ToolReview {
  readonly tool: WellArchitectedTool;
  /** Id of the workload. */
  readonly workload: string;
  readonly lensAlias: string;
}

/** Reads what stands in the tool, and compares it with our answers. Sends nothing. Throws `ToolError`. */
export async function readDifference(
  direction: Direction,
  review: ToolReview,
  lens: Lens,
  answers: Answers,
  synced: SyncedStates,
): Promise<Difference> {
  const { tool, workload, lensAlias } = review;
  const summaries = await tool.listAnswers(workload, lensAlias);
  if (summaries.length === 0) throw new ToolError("The lens in the tool has no questions: look at its version there");
  const { joined } = joinChoices(lens, summaries);
  const isSaidHere = ({ practice }: { practice: { id: string } }): boolean =>
    (answers.get(practice.id)?.status ?? "open") !== "open";
  const ours = new Set(joined.filter(isSaidHere).map(({ answer }) => answer));
  const wanted = direction === "push" ? ours : new Set(summaries.filter(isAnswered));
  // Only the single answer has the notes.
  const whole = await mapInTurns(summaries, async (summary) =>
    wanted.has(summary) ? withChoices(await tool.getAnswer(workload, lensAlias, summary.questionId), summary) : summary,
  );
  return compareAnswers(direction, lens, answers, whole, synced);
}

function withChoices(answer: ToolAnswer, { choices }: ToolAnswer): ToolAnswer {
  return { ...answer, choices };
}

/** What became of a difference that was to be sent. */
export interface PushOutcome {
  /** Questions that were updated. */
  readonly sent: readonly QuestionDifference[];
  /** Questions that someone changed in the tool after they were compared; nothing was sent for them. */
  readonly changedMeanwhile: readonly string[];
  /** What stood in the way of the rest, in one line. */
  readonly error: string | undefined;
}

/** Sends a difference that a person accepted, question by question, as long as the tool still says what was compared. */
export async function sendDifference(
  { tool, workload, lensAlias }: ToolReview,
  { questions }: Difference,
  onSent: (done: number, total: number) => void = () => {},
): Promise<PushOutcome> {
  const sent: QuestionDifference[] = [];
  const changedMeanwhile: string[] = [];
  try {
    for (const question of questions) {
      const { answer } = question;
      const now = withChoices(await tool.getAnswer(workload, lensAlias, answer.questionId), answer);
      if (fingerprint(now) !== fingerprint(answer)) changedMeanwhile.push(answer.questionId);
      else {
        await tool.updateAnswer(workload, lensAlias, updateOf(question));
        sent.push(question);
      }
      onSent(sent.length + changedMeanwhile.length, questions.length);
    }
    return { sent, changedMeanwhile, error: undefined };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { sent, changedMeanwhile, error: error.message };
  }
}

/** The same text for the same answer, whatever the order in which it comes. */
function fingerprint({ selected, choiceAnswers, notes, isApplicable, reason }: ToolAnswer): string {
  const entries = [...choiceAnswers].filter(([, { status, notes: own }]) => status === "NOT_APPLICABLE" || own !== "");
  return JSON.stringify([
    [...selected].sort(),
    entries.sort(([a], [b]) => (a < b ? -1 : 1)),
    notes,
    isApplicable,
    reason,
  ]);
}

/** The answers that take over a difference that a person accepted. */
export function pulledAnswers({ questions }: Difference, answers: Answers): readonly AnswerChange[] {
  return questions
    .flatMap(({ practices }) => practices)
    .map(({ position, after }) => {
      const before = answers.get(position.practice.id) ?? OPEN_ANSWER;
      return { practice: position.practice.id, answer: answerWithState(before, after), before };
    });
}

/** What both sides say after a sync, by practice: what was the same already, and what was taken over. */
export function syncedAfter({ agreed }: Difference, taken: readonly QuestionDifference[]): SyncedStates {
  return new Map([...agreed, ...agreedStates(taken)]);
}

/** Works on a list in its order, with few at the same time. */
async function mapInTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as Item);
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, worker));
  return results;
}

import { type Lens, positionsIn, type PracticePosition } from "../../../../lens/practices/practices.ts";
import { isNoneChoiceId } from "../lens-file/format.ts";
import { pageOf } from "../lens-file/practice-join.ts";
import type { ToolChoice } from "./tool.ts";

/** A question with choices, of the tool or of a file. */
export interface QuestionWithChoices {
  readonly questionId: string;
  readonly choices: readonly ToolChoice[];
}

/** A practice of a lens, and the choice that stands for it. */
export interface JoinedPractice<Question extends QuestionWithChoices> extends PracticePosition {
  readonly answer: Question;
  readonly choice: ToolChoice;
}

export interface ChoiceJoin<Question extends QuestionWithChoices> {
  /** In the order of the questions and their choices. */
  readonly joined: readonly JoinedPractice<Question>[];
  /** Practices of the lens that no choice stands for. */
  readonly missing: readonly PracticePosition[];
  /** Choices that no practice of the lens stands for, without every "None of these". */
  readonly unknown: readonly ToolChoice[];
}

/**
 * Joins choices with the practices of a lens: by the last part of the address of the practice's page, since AWS's own
 * lenses have other ids in the lens catalog than in their files; else by the ids of question and choice. Whatever is
 * not joined one to one is not joined.
 */
export function joinChoices<Question extends QuestionWithChoices>(
  lens: Lens,
  answers: readonly Question[],
): ChoiceJoin<Question> {
  const positions = positionsIn(lens);
  const places = answers.flatMap((answer) =>
    answer.choices.filter(({ id }) => !isNoneChoiceId(id)).map((choice) => ({ answer, choice })),
  );
  const byPage = uniquely(positions, ({ practice }) => (practice.url === "" ? undefined : pageOf(practice.url)));
  const byIds = uniquely(positions.flatMap(idsOf), ({ ids }) => ids);
  type Place = (typeof places)[number];

  const claimsByPage = new Map<PracticePosition, Place[]>();
  const claimsByIds = new Map<PracticePosition, Place>();
  const isClaiming = new Set<ToolChoice>();
  for (const place of places) {
    const { answer, choice } = place;
    const named = byIds.get(idPair(answer.questionId, choice.id))?.position;
    if (named !== undefined) claimsByIds.set(named, place);
    const onPage = choice.pages.map((url) => byPage.get(pageOf(url))).find((position) => position !== undefined);
    if (onPage === undefined) continue;
    isClaiming.add(choice);
    claimsByPage.set(onPage, [...(claimsByPage.get(onPage) ?? []), place]);
  }

  const found = new Map<ToolChoice, PracticePosition>();
  const missing: PracticePosition[] = [];
  for (const position of positions) {
    const claims = claimsByPage.get(position) ?? [];
    const named = claimsByIds.get(position);
    const isNamedElsewhere = named !== undefined && isClaiming.has(named.choice) && !claims.includes(named);
    const place = claims.length === 1 ? claims[0] : isNamedElsewhere ? undefined : named;
    if (place === undefined) missing.push(position);
    else found.set(place.choice, position);
  }
  const joined = places.flatMap(({ answer, choice }) => {
    const position = found.get(choice);
    return position === undefined ? [] : [{ ...position, answer, choice }];
  });
  return { joined, missing, unknown: places.map(({ choice }) => choice).filter((choice) => !found.has(choice)) };
}

function idsOf(position: PracticePosition): readonly { readonly ids: string; readonly position: PracticePosition }[] {
  const { question, practice } = position;
  const own = { ids: idPair(question.customLensQuestionId, practice.customLensChoiceId), position };
  const { waToolCatalogQuestionId, waToolCatalogChoiceId } = { ...question, ...practice };
  if (waToolCatalogQuestionId === null || waToolCatalogChoiceId === null) return [own];
  return [own, { ids: idPair(waToolCatalogQuestionId, waToolCatalogChoiceId), position }];
}

function idPair(question: string, choice: string): string {
  return `${question} ${choice}`;
}

/** By a key that only one has. */
function uniquely<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): ReadonlyMap<string, Item> {
  const byKey = new Map<string, Item | undefined>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) byKey.set(key, byKey.has(key) ? undefined : item);
  }
  return new Map([...byKey].flatMap(([key, item]) => (item === undefined ? [] : [[key, item]])));
}

import { type Lens, positionsIn, type Question } from "../../../../lens/practices/practices.ts";
import { OPEN_ANSWER } from "../answers.ts";
import { isObject, type JsonObject } from "../json-object.ts";
import type { Answers } from "./difference.ts";
import { stateHere } from "./practice-state.ts";
import { questionNotes } from "./question-notes.ts";
import { type AnswerUpdate, type ToolAnswer, type ToolChoice, type ToolChoiceAnswer } from "./tool.ts";
import { CHOICE_STATUSES, reasonFrom } from "./tool-words.ts";
import { answerUpdate } from "./update.ts";

const VERSION = 1;

/** Whose ids a file of answers has: those of a lens file that was imported, or those of AWS's lens catalog. */
export type IdKind = "custom" | "catalog";

/** Answers of a lens as a file, for programs that talk to the AWS Well-Architected Tool on their own. */
interface AnswersFile {
  readonly schemaVersion: typeof VERSION;
  readonly lens: { readonly id: string; readonly title: string; readonly version: string };
  readonly answers: readonly AnswersFileEntry[];
}

interface AnswersFileEntry {
  readonly title: string;
  /** What the choices stand for. The last part of `page` joins them with choices that have other ids. */
  readonly choices: readonly {
    readonly id: string;
    readonly practice: string;
    readonly title: string;
    readonly page: string;
  }[];
  /** Input of `UpdateAnswer`, without the workload and the lens. */
  readonly update: AnswerUpdate;
}

/** The answers to a lens as the text of a file: the same answers always give the same bytes. Open ones are left out. */
export function writeAnswersFile(lens: Lens, answers: Answers, ids: IdKind): string {
  const questions = lens.pillars.flatMap((pillar) => pillar.questions);
  const file: AnswersFile = {
    schemaVersion: VERSION,
    lens: { id: lens.id, title: lens.title, version: lens.version },
    answers: questions.flatMap((question) => entryOf(question, answers, ids)),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Practices whose ids in AWS's lens catalog are not known. */
export function practicesOutsideCatalog(lens: Lens, answers: Answers): readonly string[] {
  return positionsIn(lens)
    .filter(({ question, practice }) => {
      const isKnown = question.waToolCatalogQuestionId !== null && practice.waToolCatalogChoiceId !== null;
      return !isKnown && (answers.get(practice.id)?.status ?? "open") !== "open";
    })
    .map(({ practice }) => practice.id);
}

function entryOf(question: Question, answers: Answers, ids: IdKind): readonly AnswersFileEntry[] {
  const questionId = ids === "custom" ? question.customLensQuestionId : question.waToolCatalogQuestionId;
  if (questionId === null) return [];
  const places = question.practices.flatMap((practice) => {
    const id = ids === "custom" ? practice.customLensChoiceId : practice.waToolCatalogChoiceId;
    return id === null ? [] : [{ id, practice, answer: answers.get(practice.id) ?? OPEN_ANSWER }];
  });
  const answered = places.filter(({ answer }) => answer.status !== "open");
  if (answered.length === 0) return [];
  const named = answered.map(({ practice, answer }) => ({ practice: practice.id, answer }));
  const changes = new Map(answered.map(({ id, answer }) => [id, stateHere(answer)]));
  const empty: ToolAnswer = {
    questionId,
    title: question.title,
    choices: places.map(({ id, practice }) => ({ id, title: practice.title, pages: [practice.url] })),
    selected: [],
    choiceAnswers: new Map(),
    notes: "",
    isApplicable: true,
    reason: "OTHER",
  };
  const notes = questionNotes("", named);
  return [
    {
      title: question.title,
      choices: places.map(({ id, practice }) => ({
        id,
        practice: practice.id,
        title: practice.title,
        page: practice.url,
      })),
      update: answerUpdate(empty, changes, notes === "" ? undefined : notes),
    },
  ];
}

/** Says in one line what is wrong with a file of answers, and how to mend it. */
export class AnswersFileError extends Error {
  override readonly name = "AnswersFileError";
}

/**
 * Reads answers from a file of ours, or from what `aws wellarchitected list-answers` prints. Throws
 * `AnswersFileError` with the place of the first mistake.
 */
export function readAnswersFile(text: string): readonly ToolAnswer[] {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/u, ""));
  } catch (error) {
    throw new AnswersFileError(`is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { answers, AnswerSummaries, schemaVersion } = isObject(document) ? document : {};
  if (Array.isArray(AnswerSummaries)) {
    return AnswerSummaries.map((entry, index) => summaryFrom(objectAt(entry, `AnswerSummaries[${index}]`), index));
  }
  if (!Array.isArray(answers)) {
    throw new AnswersFileError(
      'has neither "answers", as `genai-lens review answers export` writes them, nor "AnswerSummaries", as `aws wellarchitected list-answers` prints them',
    );
  }
  if (schemaVersion !== VERSION) {
    throw new AnswersFileError(
      `has the schemaVersion ${JSON.stringify(schemaVersion) ?? "of none"}: this version reads ${VERSION}`,
    );
  }
  return answers.map((entry, index) => answerFrom(objectAt(entry, `answers[${index}]`), `answers[${index}]`));
}

function answerFrom(entry: JsonObject, place: string): ToolAnswer {
  const update = objectAt(entry["update"], `${place}.update`);
  const choices = listAt(entry["choices"], `${place}.choices`).map((value, index): ToolChoice => {
    const choice = objectAt(value, `${place}.choices[${index}]`);
    const id = textAt(choice["id"], `${place}.choices[${index}].id`);
    const page = textOr(choice["page"], "", `${place}.choices[${index}].page`);
    return { id, title: id, pages: page === "" ? [] : [page] };
  });
  const updates = Object.entries(objectAt(update["ChoiceUpdates"] ?? {}, `${place}.update.ChoiceUpdates`));
  const entries = updates.map(([id, value]) => {
    const where = `${place}.update.ChoiceUpdates.${id}`;
    return [id, choiceAnswerAt(objectAt(value, where), where)] as const;
  });
  const selected = selectedAt(update["SelectedChoices"], `${place}.update.SelectedChoices`);
  const alsoSelected = entries.filter(([, { status }]) => status === "SELECTED").map(([id]) => id);
  const said = new Set([...selected, ...entries.map(([id]) => id)]);
  return {
    questionId: textAt(update["QuestionId"], `${place}.update.QuestionId`),
    title: textOr(entry["title"], "", `${place}.title`),
    choices,
    selected: [...new Set([...selected, ...alsoSelected])],
    choiceAnswers: new Map(entries),
    notes: textOr(update["Notes"], "", `${place}.update.Notes`),
    isApplicable: update["IsApplicable"] !== false,
    reason: reasonFrom(update["Reason"]),
    openChoices: new Set(choices.map(({ id }) => id).filter((id) => !said.has(id))),
  };
}

function summaryFrom(entry: JsonObject, position: number): ToolAnswer {
  const place = `AnswerSummaries[${position}]`;
  const choices = listAt(entry["Choices"], `${place}.Choices`).map((value, index): ToolChoice => {
    const choice = objectAt(value, `${place}.Choices[${index}]`);
    const id = textAt(choice["ChoiceId"], `${place}.Choices[${index}].ChoiceId`);
    const pages = [choice["ImprovementPlan"], choice["HelpfulResource"]].flatMap((content) =>
      isObject(content) && typeof content["Url"] === "string" && content["Url"] !== "" ? [content["Url"]] : [],
    );
    return { id, title: textOr(choice["Title"], id, `${place}.Choices[${index}].Title`), pages };
  });
  const summaries = listAt(entry["ChoiceAnswerSummaries"] ?? [], `${place}.ChoiceAnswerSummaries`);
  const questionId = textAt(entry["QuestionId"], `${place}.QuestionId`);
  return {
    questionId,
    title: textOr(entry["QuestionTitle"], questionId, `${place}.QuestionTitle`),
    choices,
    selected: selectedAt(entry["SelectedChoices"], `${place}.SelectedChoices`),
    choiceAnswers: new Map(
      summaries.map((value, index) => {
        const where = `${place}.ChoiceAnswerSummaries[${index}]`;
        const summary = objectAt(value, where);
        return [textAt(summary["ChoiceId"], `${where}.ChoiceId`), choiceAnswerAt(summary, where)] as const;
      }),
    ),
    notes: "",
    isApplicable: entry["IsApplicable"] !== false,
    reason: reasonFrom(entry["Reason"]),
  };
}

function choiceAnswerAt(entry: JsonObject, place: string): ToolChoiceAnswer {
  const status = CHOICE_STATUSES.find((known) => known === entry["Status"]);
  if (status === undefined)
    throw new AnswersFileError(`has no status at ${place}: write one of ${CHOICE_STATUSES.join(", ")}`);
  return { status, reason: reasonFrom(entry["Reason"]), notes: textOr(entry["Notes"], "", `${place}.Notes`) };
}

function selectedAt(value: unknown, place: string): readonly string[] {
  return listAt(value ?? [], place).map((id, index) => textAt(id, `${place}[${index}]`));
}

function objectAt(value: unknown, place: string): JsonObject {
  if (!isObject(value)) throw new AnswersFileError(`needs an object at ${place}`);
  return value;
}

function listAt(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new AnswersFileError(`needs a list at ${place}`);
  return value;
}

function textAt(value: unknown, place: string): string {
  if (typeof value !== "string" || value === "") throw new AnswersFileError(`needs a text at ${place}`);
  return value;
}

function textOr(value: unknown, fallback: string, place: string): string {
  return value === undefined || value === null || value === "" ? fallback : textAt(value, place);
}

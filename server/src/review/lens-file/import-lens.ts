import type { Lens, Pillar, Practice, Question, Risk, RiskRule } from "../../../../lens/practices/practices.ts";
import { evaluateRisk } from "./condition.ts";
import { type LensFile, type LensFileChoice, type LensFileQuestion, type RiskLevel, isNoneChoiceId } from "./format.ts";
import { pillarIdOf } from "./pillar-ids.ts";
import { builtInPractices } from "./practice-join.ts";
import type { LensFileProblem } from "./problems.ts";
import { validateLensFile } from "./validate.ts";

/** A lens that a team brings. */
export interface ImportedLens {
  /** For the review: the choices are its practices, without "None of these". */
  readonly lens: Lens;
  /** As the file says it, with everything that the format has. */
  readonly file: LensFile;
  /** Id of the "None of these" choice by the id of its question, where there is one. */
  readonly noneChoices: ReadonlyMap<string, string>;
}

/** What became of a text. */
export interface LensImport {
  /** `undefined` where the file has errors. */
  readonly imported: ImportedLens | undefined;
  readonly problems: readonly LensFileProblem[];
}

/**
 * Reads a custom lens file as a lens for the review. Never throws. `id` becomes the id of the lens. A practice that a
 * built-in lens has too keeps its id (`GENSEC01-BP02`); any other has the id of its choice, behind that of its question
 * where another question has the same.
 */
export function importLens(text: string, id: string): LensImport {
  const { lens: file, problems } = validateLensFile(text);
  return { imported: file === undefined ? undefined : { ...lensOf(file, id), file }, problems };
}

const RISKS: Readonly<Record<RiskLevel, RiskRule["risk"]>> = {
  NO_RISK: "none",
  MEDIUM_RISK: "medium",
  HIGH_RISK: "high",
};

function lensOf(file: LensFile, id: string): Omit<ImportedLens, "file"> {
  const joined = builtInPractices(file);
  const practiceIds = practiceIdsOf(file, joined);
  const noneChoices = new Map<string, string>();

  const practiceOf = (choice: LensFileChoice, question: LensFileQuestion): Practice => {
    const builtIn = joined.get(choice);
    return {
      id: practiceIds.get(choice) ?? choice.id,
      title: choice.title,
      risk: builtIn?.risk ?? riskOfLeaving(choice, question),
      url: choice.improvementPlan?.url ?? choice.helpfulResource?.url ?? "",
      summary: summaryOf(choice),
      lifecyclePhases: builtIn?.lifecyclePhases ?? [],
      roles: builtIn?.roles ?? [],
      codeObservable: builtIn?.codeObservable ?? "no",
      codeSignals: builtIn?.codeSignals ?? [],
      awsServices: builtIn?.awsServices ?? [],
      customLensChoiceId: choice.id,
      waToolCatalogChoiceId: builtIn?.waToolCatalogChoiceId ?? null,
    };
  };
  const questionOf = (question: LensFileQuestion): Question => {
    const { title, description, helpfulResource, choices, riskRules } = question;
    const none = choices.find((choice) => isNoneChoiceId(choice.id));
    if (none !== undefined) noneChoices.set(question.id, none.id);
    return {
      id: question.id,
      title,
      shortTitle: title,
      url: helpfulResource?.url ?? "",
      ...(description === undefined ? {} : { description }),
      customLensQuestionId: question.id,
      waToolCatalogQuestionId: null,
      riskRules: riskRules.map(({ condition, risk }) => ({ condition, risk: RISKS[risk] })),
      practices: choices.filter((choice) => !isNoneChoiceId(choice.id)).map((choice) => practiceOf(choice, question)),
    };
  };
  const pillars: readonly Pillar[] = file.pillars.map((pillar) => ({
    id: pillarIdOf(pillar.id),
    title: pillar.name,
    url: "",
    customLensPillarId: pillar.id,
    questions: pillar.questions.map(questionOf),
  }));
  const lens = {
    id,
    title: file.name,
    version: "",
    url: "",
    description: file.description,
    waToolLensArn: null,
    pillars,
  };
  return { lens, noneChoices };
}

function practiceIdsOf(
  file: LensFile,
  joined: ReadonlyMap<LensFileChoice, Practice>,
): ReadonlyMap<LensFileChoice, string> {
  const ids = new Map<LensFileChoice, string>();
  const taken = new Set<string>();
  for (const { id: question, choices } of file.pillars.flatMap(({ questions }) => questions)) {
    for (const choice of choices) {
      let id = joined.get(choice)?.id ?? choice.id;
      while (taken.has(id)) id = `${question}_${id}`;
      taken.add(id);
      ids.set(choice, id);
    }
  }
  return ids;
}

/** The format has no risk of single practices: it is that of the question where only this one is missing. */
function riskOfLeaving(choice: LensFileChoice, { choices, riskRules }: LensFileQuestion): Risk {
  const others = choices.filter(({ id }) => id !== choice.id && !isNoneChoiceId(id)).map(({ id }) => id);
  switch (evaluateRisk(riskRules, new Set(others))) {
    case "HIGH_RISK":
      return "high";
    case "MEDIUM_RISK":
      return "medium";
    default:
      return "low";
  }
}

function summaryOf({ title, helpfulResource, improvementPlan }: LensFileChoice): string {
  const texts = [helpfulResource?.displayText, improvementPlan?.displayText];
  return texts.find((text) => text !== undefined && text !== title) ?? "";
}

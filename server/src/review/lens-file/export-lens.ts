import type { Lens, Pillar, Practice, Question, RiskRule } from "../../../../lens/practices/practices.ts";
import {
  type LensFile,
  type LensFileChoice,
  type LensFilePillar,
  type LensFileQuestion,
  type RiskLevel,
  SCHEMA_VERSION,
} from "./format.ts";

const RISK_LEVELS: Readonly<Record<RiskRule["risk"], RiskLevel>> = {
  none: "NO_RISK",
  medium: "MEDIUM_RISK",
  high: "HIGH_RISK",
};

/**
 * A lens as a custom lens file: the practices are the choices, and every question gets a "None of these". An imported
 * lens has more in its own file than a `Lens` holds, so that is the one to write.
 */
export function lensFileOf(lens: Lens): LensFile {
  return {
    schemaVersion: SCHEMA_VERSION,
    name: lens.title,
    description: lens.description ?? descriptionOf(lens),
    pillars: lens.pillars.map(pillarOf),
  };
}

function descriptionOf({ title, version, pillars }: Lens): string {
  const questions = pillars.flatMap((pillar) => pillar.questions);
  const practices = questions.flatMap((question) => question.practices);
  return (
    `${title}, publication of ${version}: ${questions.length} questions and ${practices.length} best practices. ` +
    "Ids and titles are those of AWS; the summaries are by GenAI Lens, which is independent of AWS."
  );
}

function pillarOf({ customLensPillarId, title, questions }: Pillar): LensFilePillar {
  return { id: customLensPillarId, name: title, questions: questions.map(questionOf) };
}

function questionOf(question: Question): LensFileQuestion {
  const { customLensQuestionId: id, title, shortTitle, url, practices, riskRules } = question;
  const description = question.description ?? (shortTitle === title ? undefined : shortTitle);
  return {
    id,
    title,
    ...(description === undefined ? {} : { description }),
    ...(url === "" ? {} : { helpfulResource: { displayText: title, url } }),
    choices: [
      ...practices.map(choiceOf),
      {
        id: `${id}_no`,
        title: "None of these",
        helpfulResource: { displayText: "Select this where the workload follows none of the practices above." },
      },
    ],
    riskRules: riskRules.map(({ condition, risk }) => ({ condition, risk: RISK_LEVELS[risk] })),
  };
}

function choiceOf({ customLensChoiceId, title, summary, url }: Practice): LensFileChoice {
  const page = url === "" ? {} : { url };
  return {
    id: customLensChoiceId,
    title,
    ...(summary === "" ? {} : { helpfulResource: { displayText: summary, ...page } }),
    improvementPlan: { displayText: title, ...page },
  };
}

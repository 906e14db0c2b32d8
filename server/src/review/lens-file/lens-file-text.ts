import type {
  LensFile,
  LensFileChoice,
  LensFilePillar,
  LensFileQuestion,
  LensFileResource,
  LensFileRiskRule,
} from "./format.ts";

/** The lens in a text without errors, with the fields of the format only, in its order, and without empty urls. */
export function lensFileFrom(text: string): LensFile {
  return normalised(JSON.parse(text.replace(/^\uFEFF/u, "")) as LensFile);
}

/** The text of a lens file: the same lens always gives the same bytes. */
export function writeLensFile(lens: LensFile): string {
  return `${JSON.stringify(normalised(lens), undefined, 2)}\n`;
}

function normalised(lens: LensFile): LensFile {
  const { schemaVersion, name, description, pillars } = lens;
  return { schemaVersion, name, description, pillars: pillars.map(pillarOf) };
}

function pillarOf({ id, name, questions }: LensFilePillar): LensFilePillar {
  return { id, name, questions: questions.map(questionOf) };
}

function questionOf(question: LensFileQuestion): LensFileQuestion {
  const { id, title, description, helpfulResource, choices, riskRules } = question;
  return {
    id,
    title,
    ...(description === undefined ? {} : { description }),
    ...(helpfulResource === undefined ? {} : { helpfulResource: resourceOf(helpfulResource) }),
    choices: choices.map(choiceOf),
    riskRules: riskRules.map(ruleOf),
  };
}

function choiceOf({
  id,
  title,
  helpfulResource,
  improvementPlan,
  additionalResources,
}: LensFileChoice): LensFileChoice {
  return {
    id,
    title,
    ...(helpfulResource === undefined ? {} : { helpfulResource: resourceOf(helpfulResource) }),
    ...(improvementPlan === undefined ? {} : { improvementPlan: resourceOf(improvementPlan) }),
    ...(additionalResources === undefined
      ? {}
      : {
          additionalResources: additionalResources.map(({ type, content }) => ({
            type,
            content: content.map(resourceOf),
          })),
        }),
  };
}

function resourceOf({ displayText, url }: LensFileResource): LensFileResource {
  return { displayText, ...(url === undefined || url.trim() === "" ? {} : { url }) };
}

function ruleOf({ condition, risk }: LensFileRiskRule): LensFileRiskRule {
  return { condition, risk };
}

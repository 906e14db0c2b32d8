import type { PillarId } from "../rules/rule.ts";
import agenticLens from "./agentic-ai.json" with { type: "json" };
import generativeLens from "./generative-ai.json" with { type: "json" };
import type { Lens, Pillar, Practice, Question } from "./lens.ts";
import responsibleLens from "./responsible-ai.json" with { type: "json" };

export type { Lens, LifecyclePhase, Pillar, Practice, Question, Risk, RiskRule, Role } from "./lens.ts";

/** Where a practice stands in its lens. */
export interface PracticePosition {
  readonly lens: Lens;
  readonly pillar: Pillar;
  readonly question: Question;
  readonly practice: Practice;
}

/** A pillar of the Well-Architected Framework. */
export interface FrameworkPillar extends Pillar {
  readonly id: PillarId;
}

/** The Generative AI Lens: 6 pillars, 29 questions, 51 best practices. Risk rules are those of AWS's own importable file. */
export const GENERATIVE_AI_LENS = generativeLens as Lens & { readonly pillars: readonly FrameworkPillar[] };

/**
 * The Agentic AI Lens: 6 pillars, 41 questions, 150 best practices. Risk rules are those of AWS's own importable file,
 * which lacks AGENTOPS07: there they follow the pattern of the others, high where a practice of high risk is missing,
 * else medium.
 */
export const AGENTIC_AI_LENS = agenticLens as Lens;

/**
 * The Responsible AI Lens: 8 focus areas, 28 questions, 99 best practices. Risk rules are those of AWS's own importable
 * file. They give RAIBR04 and RAIER01 a medium risk, although a practice of each is of high risk.
 */
export const RESPONSIBLE_AI_LENS = responsibleLens as Lens;

/** The lenses that the product brings, in the order in which they are offered. */
export const BUILT_IN_LENSES: readonly Lens[] = [GENERATIVE_AI_LENS, AGENTIC_AI_LENS, RESPONSIBLE_AI_LENS];

/** Pillars of the Well-Architected Framework, as the Generative AI Lens orders them. */
export const PILLARS: readonly FrameworkPillar[] = GENERATIVE_AI_LENS.pillars;

const positions: ReadonlyMap<string, PracticePosition> = new Map(
  BUILT_IN_LENSES.flatMap((lens) => positionsIn(lens)).map((position) => [position.practice.id, position]),
);

/** All practices of a lens with where they stand, in its order. */
export function positionsIn(lens: Lens): readonly PracticePosition[] {
  return lens.pillars.flatMap((pillar) =>
    pillar.questions.flatMap((question) =>
      question.practices.map((practice) => ({ lens, pillar, question, practice })),
    ),
  );
}

/** All practices of the Generative AI Lens, in its order. */
export const PRACTICES: readonly Practice[] = positionsIn(GENERATIVE_AI_LENS).map(({ practice }) => practice);

/** A best practice of a built-in lens; `undefined` where none has that id. */
export function findPractice(id: string): Practice | undefined {
  return positions.get(id)?.practice;
}

/** A best practice with its lens, pillar and question; `undefined` where no built-in lens has that id. */
export function findPracticePosition(id: string): PracticePosition | undefined {
  return positions.get(id);
}

/** Title of a best practice of a built-in lens; `undefined` where none has that id. */
export function practiceTitle(id: string): string | undefined {
  return positions.get(id)?.practice.title;
}

/** Address of a best practice's page on AWS's site; `undefined` where no built-in lens has that id. */
export function practiceUrl(id: string): string | undefined {
  return positions.get(id)?.practice.url;
}

/** Title of a pillar, such as `Cost Optimization`. */
export function pillarTitle(id: PillarId): string {
  const pillar = PILLARS.find((candidate) => candidate.id === id);
  if (pillar === undefined) throw new Error(`The lens has no pillar "${id}"`);
  return pillar.title;
}

import type { PillarId } from "../rules/rule.ts";
import agenticLens from "./agentic-ai.json" with { type: "json" };
import generativeLens from "./generative-ai.json" with { type: "json" };

export type Risk = "high" | "medium" | "low";

export type LifecyclePhase =
  | "Scoping"
  | "Model selection"
  | "Model customization"
  | "Development and integration"
  | "Deployment"
  | "Continuous improvement";

/** A lens: pillars in the order in which AWS publishes them. */
export interface Lens {
  readonly id: string;
  readonly title: string;
  /** ISO date of the publication that the data follows. */
  readonly version: string;
  readonly url: string;
  /** Its name in the lens catalog of the AWS Well-Architected Tool. */
  readonly waToolLensArn: string;
  readonly pillars: readonly Pillar[];
}

export interface Pillar {
  readonly id: PillarId;
  readonly title: string;
  readonly url: string;
  /** Its id in AWS's own importable file of this lens. */
  readonly customLensPillarId: string;
  readonly questions: readonly Question[];
}

export interface Question {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly url: string;
  /** Risk that AWS's importable file gives the question when a practice is not selected. */
  readonly riskWhenAnyMissing: Risk;
  readonly customLensQuestionId: string;
  /** Its id in the lens catalog of the AWS Well-Architected Tool; mostly inferred, so match by URL where that is possible. */
  readonly waToolCatalogQuestionId: string;
  readonly practices: readonly Practice[];
}

/** A best practice. Id, title and risk are facts of the lens; the summary and the signals are our own words. */
export interface Practice {
  readonly id: string;
  readonly title: string;
  /** Risk of leaving it undone, as its page says. */
  readonly risk: Risk;
  readonly url: string;
  readonly summary: string;
  readonly lifecyclePhases: readonly LifecyclePhase[];
  /** Whether code can show it. */
  readonly codeObservable: "yes" | "partly" | "no";
  /** What in a repository speaks for it. */
  readonly codeSignals: readonly string[];
  readonly awsServices: readonly string[];
  readonly customLensChoiceId: string;
  /** `null` where the id is not known. */
  readonly waToolCatalogChoiceId: string | null;
}

/** Where a practice stands in its lens. */
export interface PracticePosition {
  readonly pillar: Pillar;
  readonly question: Question;
  readonly practice: Practice;
}

/** The Generative AI Lens: 6 pillars, 29 questions, 51 best practices. */
export const GENERATIVE_AI_LENS = generativeLens as Lens;

/** Pillars of the Generative AI Lens, in its order. */
export const PILLARS: readonly Pillar[] = GENERATIVE_AI_LENS.pillars;

const positions: ReadonlyMap<string, PracticePosition> = new Map(
  PILLARS.flatMap((pillar) =>
    pillar.questions.flatMap((question) =>
      question.practices.map((practice) => [practice.id, { pillar, question, practice }] as const),
    ),
  ),
);

const agenticPractices: ReadonlyMap<string, { readonly title: string; readonly url: string }> = new Map(
  agenticLens.practices.map((practice) => [practice.id, practice]),
);

/** All practices of the Generative AI Lens, in its order. */
export const PRACTICES: readonly Practice[] = [...positions.values()].map((position) => position.practice);

/** A best practice of the Generative AI Lens; `undefined` where it has none of that id. */
export function findPractice(id: string): Practice | undefined {
  return positions.get(id)?.practice;
}

/** A best practice with its pillar and question; `undefined` where the Generative AI Lens has none of that id. */
export function findPracticePosition(id: string): PracticePosition | undefined {
  return positions.get(id);
}

/** Title of a best practice of the Generative AI Lens or the Agentic AI Lens; `undefined` where neither has that id. */
export function practiceTitle(id: string): string | undefined {
  return positions.get(id)?.practice.title ?? agenticPractices.get(id)?.title;
}

/** Address of a best practice's page on AWS's site, for both lenses; `undefined` where neither has that id. */
export function practiceUrl(id: string): string | undefined {
  return positions.get(id)?.practice.url ?? agenticPractices.get(id)?.url;
}

/** Title of a pillar, such as `Cost Optimization`. */
export function pillarTitle(id: PillarId): string {
  const pillar = PILLARS.find((candidate) => candidate.id === id);
  if (pillar === undefined) throw new Error(`The lens has no pillar "${id}"`);
  return pillar.title;
}

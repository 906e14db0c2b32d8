import type { AnswerStatus, PillarReview, PracticeReview, QuestionReview, Risk } from "../../server/src/protocol.ts";
import { openProposal, placedPractices, type AnswerOf, type PlacedPractice } from "./practices.ts";

/** Which practices are shown. An empty choice lets everything through. */
export interface Filter {
  /** Words that must all occur in the practice, its question, its pillar or its answer. */
  readonly text: string;
  /** A pillar's id. */
  readonly pillar: string;
  readonly phase: string;
  readonly risk: Risk | "";
  readonly status: AnswerStatus | "";
  readonly owner: OwnerChoice;
  readonly hasFindings: boolean;
  readonly hasProposal: boolean;
  readonly isContradicted: boolean;
}

/** `me`: the person at this panel; `nobody`: practices without an owner; `of:…`: one name. */
export type OwnerChoice = "" | "me" | "nobody" | `of:${string}`;

export const NO_FILTER: Filter = {
  text: "",
  pillar: "",
  phase: "",
  risk: "",
  status: "",
  owner: "",
  hasFindings: false,
  hasProposal: false,
  isContradicted: false,
};

/** How many choices are made beside the search words. */
export function choiceCount(filter: Filter): number {
  const { text: _, ...choices } = filter;
  return Object.values(choices).filter((choice) => choice !== "" && choice !== false).length;
}

export function isFiltering(filter: Filter): boolean {
  return filter.text.trim() !== "" || choiceCount(filter) > 0;
}

/** The pillars with only the practices that the filter lets through; questions and pillars without any are left out. */
export function filterPillars(
  pillars: readonly PillarReview[],
  filter: Filter,
  answerOf: AnswerOf,
  me: string,
): readonly PillarReview[] {
  if (!isFiltering(filter)) {
    return pillars;
  }
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const isWanted = (placed: PlacedPractice): boolean =>
    isChosen(placed, filter, answerOf, me) && hasWords(words, placed, answerOf);
  return pillars.flatMap((pillar) => {
    const questions = pillar.questions.flatMap((question) => {
      const practices = question.practices.filter((practice) => isWanted({ pillar, question, practice }));
      return practices.length === 0 ? [] : [{ ...question, practices }];
    });
    return questions.length === 0 ? [] : [{ ...pillar, questions }];
  });
}

function isChosen({ pillar, practice }: PlacedPractice, filter: Filter, answerOf: AnswerOf, me: string): boolean {
  const answer = answerOf(practice);
  return (
    (filter.pillar === "" || pillar.id === filter.pillar) &&
    (filter.phase === "" || practice.phases.includes(filter.phase)) &&
    (filter.risk === "" || practice.risk === filter.risk) &&
    (filter.status === "" || answer.status === filter.status) &&
    isOwnedBy(answer.owner, filter.owner, me) &&
    (!filter.hasFindings || practice.evidence.againstCount > 0) &&
    (!filter.hasProposal || openProposal(practice, answerOf) !== null) &&
    (!filter.isContradicted || practice.contradiction !== null)
  );
}

function isOwnedBy(owner: string, choice: OwnerChoice, me: string): boolean {
  switch (choice) {
    case "":
      return true;
    case "nobody":
      return owner.trim() === "";
    case "me":
      return me.trim() !== "" && isSameName(owner, me);
    default:
      return isSameName(owner, choice.slice("of:".length));
  }
}

function isSameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

function hasWords(
  words: readonly string[],
  { pillar, question, practice }: { pillar: PillarReview; question: QuestionReview; practice: PracticeReview },
  answerOf: AnswerOf,
): boolean {
  if (words.length === 0) {
    return true;
  }
  const { note, reason, owner } = answerOf(practice);
  const text = [
    pillar.title,
    question.id,
    question.title,
    question.shortTitle,
    practice.id,
    practice.title,
    practice.summary,
    ...practice.awsServices,
    ...practice.evidence.rules,
    note,
    reason,
    owner,
  ]
    .join("\n")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What there is to choose from, in the lens's order; owners by name. */
export interface FilterOptions {
  readonly phases: readonly string[];
  readonly owners: readonly string[];
}

export function filterOptions(pillars: readonly PillarReview[], answerOf: AnswerOf): FilterOptions {
  const phases = new Set<string>();
  const owners = new Map<string, string>();
  for (const { practice } of placedPractices(pillars)) {
    practice.phases.forEach((phase) => phases.add(phase));
    const owner = answerOf(practice).owner.trim();
    if (owner !== "" && !owners.has(owner.toLowerCase())) {
      owners.set(owner.toLowerCase(), owner);
    }
  }
  return { phases: [...phases], owners: [...owners.values()].sort((left, right) => left.localeCompare(right)) };
}

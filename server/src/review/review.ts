import { GENERATIVE_AI_LENS, practiceTitle } from "../../../lens/practices/practices.ts";
import type { Lens, Practice, Question } from "../../../lens/practices/practices.ts";
import type {
  FolderReference,
  PracticeAnswer,
  PracticeEvidence,
  PracticeReview,
  QuestionReview,
  ReviewSnapshot,
  ScanState,
} from "../protocol.ts";
import { OPEN_ANSWER } from "./answers.ts";
import { countRisks } from "./risk-counts.ts";

/** Everything that a folder's review is made from. */
export interface ReviewInput {
  readonly folder: FolderReference;
  readonly revision: number;
  readonly scan: ScanState;
  /** What the code shows for a practice. */
  readonly evidence: { of(practice: string): PracticeEvidence };
  /** The team's answers by practice; a practice that is not in it is open. */
  readonly answers: ReadonlyMap<string, PracticeAnswer>;
  /** Things that stand in the way, one line each. */
  readonly problems: readonly string[];
}

/** A folder's checklist: practices of the lens in its own order, with what the code shows and what the team answered. */
export function buildReview(input: ReviewInput): ReviewSnapshot {
  const lens = GENERATIVE_AI_LENS;
  const pillars = lens.pillars.map(({ id, title, url, questions: questionsOf }) => {
    const questions = questionsOf.map((question) => reviewQuestion(question, input));
    return { id, title, url, counts: countRisks(questions), questions };
  });
  const summary = {
    id: lens.id,
    title: lens.title,
    version: lens.version,
    url: lens.url,
    isImported: false,
    counts: countRisks(pillars.flatMap(({ questions }) => questions)),
  };
  return {
    folder: input.folder,
    revision: input.revision,
    lenses: [summary],
    lens: summary,
    pillars,
    scan: input.scan,
    problems: [...input.problems, ...answersWithoutPractice(input.answers, lens)],
    milestones: [],
    comparison: null,
  };
}

function reviewQuestion(question: Question, input: ReviewInput): QuestionReview {
  const practices = question.practices.map((practice) => reviewPractice(practice, input));
  const { id, title, shortTitle, url } = question;
  return { id, title, shortTitle, url, risk: "unanswered", practices };
}

function reviewPractice(practice: Practice, input: ReviewInput): PracticeReview {
  return {
    id: practice.id,
    title: practice.title,
    summary: practice.summary,
    url: practice.url,
    risk: practice.risk,
    phases: practice.lifecyclePhases,
    roles: practice.roles,
    awsServices: practice.awsServices,
    evidence: input.evidence.of(practice.id),
    answer: input.answers.get(practice.id) ?? OPEN_ANSWER,
    proposal: null,
    contradiction: null,
  };
}

function answersWithoutPractice(answers: ReadonlyMap<string, PracticeAnswer>, lens: Lens): readonly string[] {
  return [...answers.keys()]
    .filter((id) => practiceTitle(id) === undefined)
    .sort()
    .map(
      (id) =>
        `.genai-lens/review.json answers ${id}, which the ${lens.title} does not have. The answer is kept; correct its id, or remove it.`,
    );
}

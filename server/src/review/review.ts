import { GENERATIVE_AI_LENS, practiceTitle } from "../../../lens/practices/practices.ts";
import type { Lens, Practice } from "../../../lens/practices/practices.ts";
import type {
  FolderReference,
  PracticeAnswer,
  PracticeEvidence,
  PracticeReview,
  ReviewSnapshot,
  ScanState,
} from "../protocol.ts";

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

const OPEN: PracticeAnswer = { status: "open", note: "" };

/** A folder's checklist: practices of the lens in its own order, with what the code shows and what the team answered. */
export function buildReview(input: ReviewInput): ReviewSnapshot {
  const lens = GENERATIVE_AI_LENS;
  return {
    folder: input.folder,
    revision: input.revision,
    lens: { id: lens.id, title: lens.title, version: lens.version, url: lens.url },
    pillars: lens.pillars.map((pillar) => ({
      id: pillar.id,
      title: pillar.title,
      url: pillar.url,
      questions: pillar.questions.map((question) => ({
        id: question.id,
        title: question.title,
        url: question.url,
        practices: question.practices.map((practice) => reviewPractice(practice, input)),
      })),
    })),
    scan: input.scan,
    problems: [...input.problems, ...answersWithoutPractice(input.answers, lens)],
  };
}

function reviewPractice(practice: Practice, input: ReviewInput): PracticeReview {
  return {
    id: practice.id,
    title: practice.title,
    summary: practice.summary,
    url: practice.url,
    risk: practice.risk,
    evidence: input.evidence.of(practice.id),
    answer: input.answers.get(practice.id) ?? OPEN,
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

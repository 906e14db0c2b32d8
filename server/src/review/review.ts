import { findPracticePosition } from "../../../lens/practices/practices.ts";
import type { Lens, Pillar, Practice, Question } from "../../../lens/practices/practices.ts";
import type {
  FolderReference,
  LensSummary,
  PillarReview,
  PracticeEvidence,
  PracticeReview,
  QuestionReview,
  ReviewComparison,
  ReviewSnapshot,
  ScanState,
} from "../protocol.ts";
import { OPEN_ANSWER } from "./answers.ts";
import type { AnswersByLens, StoredAnswer } from "./answers.ts";
import { compareStates, NO_CHANGES } from "./comparison.ts";
import type { ComparedState } from "./comparison.ts";
import { summariseMilestone } from "./milestone.ts";
import type { Milestone } from "./milestone.ts";
import type { OfferedLens } from "./offered-lenses.ts";
import { contradictionOf, propose } from "./proposal.ts";
import type { PracticeProof } from "./proposal.ts";
import { questionRisk } from "./question-risk.ts";
import { countRisks } from "./risk-counts.ts";

/** Everything that a folder's review is made from. */
export interface ReviewInput {
  readonly folder: FolderReference;
  readonly revision: number;
  readonly scan: ScanState;
  /** What the code shows for a practice. */
  readonly evidence: EvidenceSource;
  /** The team's answers; a practice that is not in it is open. */
  readonly answers: AnswersByLens;
  /** Things that stand in the way, one line each. */
  readonly problems: readonly string[];
  /** Lenses on offer, at least one. */
  readonly lenses: readonly OfferedLens[];
  /** Oldest first. */
  readonly milestones: readonly Milestone[];
}

/** What a snapshot is to show. */
export interface ReviewChoice {
  /** Id of the lens; the first one on offer where it is left out or not on offer. */
  readonly lens?: string | undefined;
  /** Id of the milestone to compare from; the last one where it is left out or gone. */
  readonly milestone?: string | undefined;
  /** Id of the milestone to compare to; now where it is left out or gone. */
  readonly until?: string | undefined;
}

/** `ReviewEvidence` is one. */
export interface EvidenceSource {
  of(practice: string): PracticeEvidence;
  proofOf(practice: string): PracticeProof;
}

/** A folder's checklist: practices of the lens in its own order, with what the code shows and what the team answered. */
export function buildReview(input: ReviewInput, choice: ReviewChoice = {}): ReviewSnapshot {
  const reviews = input.lenses.map((offered) => reviewLens(offered, input));
  const shown = reviews.find(({ summary }) => summary.id === choice.lens) ?? reviews[0];
  if (shown === undefined) throw new Error("A review needs a lens");
  return {
    folder: input.folder,
    revision: input.revision,
    lenses: reviews.map(({ summary }) => summary),
    lens: shown.summary,
    pillars: shown.pillars,
    scan: input.scan,
    problems: [...input.problems, ...answersWithoutPlace(input)],
    milestones: input.milestones.map((milestone) => summariseMilestone(milestone, shown.summary.id)),
    comparison: compare(shown, input, choice),
  };
}

/** The checklist of one lens. */
export function reviewPillars(
  lens: Lens,
  evidence: EvidenceSource,
  answers: ReadonlyMap<string, StoredAnswer> | undefined,
): readonly PillarReview[] {
  const answerTo = (practice: string): StoredAnswer => answers?.get(practice) ?? OPEN_ANSWER;
  return lens.pillars.map((pillar) => reviewPillar(pillar, evidence, answerTo));
}

interface LensReview {
  readonly lens: Lens;
  readonly summary: LensSummary;
  readonly pillars: readonly PillarReview[];
}

function reviewLens({ lens, isImported }: OfferedLens, { evidence, answers }: ReviewInput): LensReview {
  const pillars = reviewPillars(lens, evidence, answers.get(lens.id));
  const { id, title, version, url } = lens;
  const counts = countRisks(pillars.flatMap(({ questions }) => questions));
  return { lens, pillars, summary: { id, title, version, url, isImported, counts } };
}

type AnswerTo = (practice: string) => StoredAnswer;

function reviewPillar(pillar: Pillar, evidence: EvidenceSource, answerTo: AnswerTo): PillarReview {
  const questions = pillar.questions.map((question) => reviewQuestion(question, evidence, answerTo));
  const { id, title, url } = pillar;
  return { id, title, url, counts: countRisks(questions), questions };
}

function reviewQuestion(question: Question, evidence: EvidenceSource, answerTo: AnswerTo): QuestionReview {
  const { id, title, shortTitle, url } = question;
  const risk = questionRisk(question, (practice) => answerTo(practice).status);
  const practices = question.practices.map((practice) => reviewPractice(practice, evidence, answerTo(practice.id)));
  return { id, title, shortTitle, url, risk, practices };
}

function reviewPractice(practice: Practice, source: EvidenceSource, stored: StoredAnswer): PracticeReview {
  const evidence = source.of(practice.id);
  const { id, title, summary, url, risk, lifecyclePhases: phases, roles, awsServices } = practice;
  const { status, note, reason, owner, due, links } = stored;
  return {
    id,
    title,
    summary,
    url,
    risk,
    phases,
    roles,
    awsServices,
    evidence,
    answer: { status, note, reason, owner, due, links },
    proposal: propose(practice, evidence, source.proofOf(practice.id)),
    contradiction: contradictionOf(stored, evidence),
  };
}

function compare({ lens, pillars }: LensReview, input: ReviewInput, choice: ReviewChoice): ReviewComparison | null {
  const { milestones, scan } = input;
  const from = milestones.find(({ id }) => id === choice.milestone) ?? milestones.at(-1);
  if (from === undefined) return null;
  const to = milestones.find(({ id }) => id === choice.until);
  const titles = new Map(
    lens.pillars.flatMap(({ questions }) =>
      questions.flatMap(({ id, title, practices }) => [
        [id, title] as const,
        ...practices.map((practice) => [practice.id, practice.title] as const),
      ]),
    ),
  );
  const before = stateIn(from, lens);
  const now = { pillars, isScanned: scan.state === "scanned" };
  const after = to === undefined ? now : stateIn(to, lens);
  const changes =
    before === undefined || after === undefined ? NO_CHANGES : compareStates(before, after, (id) => titles.get(id));
  return { milestone: from.id, until: to?.id ?? null, ...changes };
}

/** `undefined` for a milestone from before the lens was there. */
function stateIn({ lenses, isScanned }: Milestone, { id }: Lens): ComparedState | undefined {
  const state = lenses.get(id);
  return state && { pillars: state.pillars, isScanned };
}

/** Answers that no lens on offer has a place for. */
function answersWithoutPlace({ answers, lenses }: ReviewInput): readonly string[] {
  const problems: string[] = [];
  for (const [id, ofLens] of [...answers].sort(([first], [second]) => (first < second ? -1 : 1))) {
    const lens = lenses.find((offered) => offered.lens.id === id)?.lens;
    if (lens === undefined) {
      problems.push(
        `.genai-lens/review.json answers the lens "${id}", which is neither built in nor in .genai-lens/lenses. The answers are kept; import the lens again, or remove them.`,
      );
      continue;
    }
    const known = new Set(
      lens.pillars.flatMap(({ questions }) => questions.flatMap(({ practices }) => practices.map((each) => each.id))),
    );
    for (const practice of [...ofLens.keys()].filter((each) => !known.has(each)).sort()) {
      const other = findPracticePosition(practice)?.lens;
      const hint = other === undefined || other === lens ? "correct its id" : `move it to "${other.id}"`;
      problems.push(
        `.genai-lens/review.json answers ${practice}, which the lens "${lens.title}" does not have. The answer is kept; ${hint}, or remove it.`,
      );
    }
  }
  return problems;
}

import type { PracticeAnswer, QuestionRisk } from "../protocol.ts";
import { ANSWER_STATUSES, OPEN_ANSWER } from "./answers.ts";
import { isObject } from "./json-object.ts";
import type { JsonObject } from "./json-object.ts";
import type { EvidenceCounts, PillarState, PracticeState, QuestionState } from "./lens-state.ts";
import type { Milestone, MilestoneLens } from "./milestone.ts";
import { writtenAnswer } from "./review-file-text.ts";

/** The format that this version of the product writes. */
export const MILESTONE_VERSION = 1;

const RISKS: readonly QuestionRisk[] = ["high", "medium", "none", "unanswered", "not applicable"];
const COUNTS = {
  against: "againstCount",
  proofs: "proofCount",
  unknown: "unknownCount",
  signals: "signalCount",
} as const;

/** The text of a milestone's file: one value per line, and nothing that is empty. */
export function writeMilestone({ name, time, commit, isScanned, lenses }: Omit<Milestone, "id">): string {
  const content = {
    version: MILESTONE_VERSION,
    name,
    time,
    commit,
    isScanned,
    lenses: Object.fromEntries(
      [...lenses].map(([id, { title, version, pillars }]) => [
        id,
        { title, version, pillars: Object.fromEntries(pillars.map((pillar) => [pillar.id, writtenPillar(pillar)])) },
      ]),
    ),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function writtenPillar({ questions }: PillarState): JsonObject {
  return Object.fromEntries(
    questions.map(({ id, risk, practices }) => [
      id,
      { risk, practices: Object.fromEntries(practices.map((practice) => [practice.id, writtenPractice(practice)])) },
    ]),
  );
}

function writtenPractice({ answer, evidence }: PracticeState): JsonObject {
  const counts = Object.entries(COUNTS).map(([name, count]) => [name, evidence[count]] as const);
  return { ...writtenAnswer(answer), ...Object.fromEntries(counts.filter(([, number]) => number > 0)) };
}

/** The milestone of a file; one line with what is wrong and how to mend it, without the file's name, where there is none. Never throws. */
export function parseMilestone(text: string, id: string): Milestone | string {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return "is not valid JSON. Put back an earlier version of it, or delete it";
  }
  if (!isObject(content) || !Number.isInteger(content["version"])) return "is not a milestone. Move it away";
  const { version, name, time, commit, isScanned, lenses } = content;
  if (version !== MILESTONE_VERSION) {
    return `has version ${String(version)}, and this GenAI Lens reads version ${MILESTONE_VERSION}. Update GenAI Lens`;
  }
  if (typeof name !== "string" || typeof time !== "string" || Number.isNaN(Date.parse(time)) || !isObject(lenses)) {
    return 'has no "name", no "time" such as "2026-11-22T10:00:00.000Z", or no "lenses". Put back an earlier version of it, or delete it';
  }
  return {
    id,
    name,
    time: new Date(time).toISOString(),
    commit: typeof commit === "string" ? commit : null,
    isScanned: isScanned === true,
    lenses: new Map(
      Object.entries(lenses).flatMap(([lens, state]) => (isObject(state) ? [[lens, readLens(state)]] : [])),
    ),
  };
}

function readLens({ title, version, pillars }: JsonObject): MilestoneLens {
  return {
    title: textOr(title, ""),
    version: textOr(version, ""),
    pillars: objectsIn(pillars).map(([id, questions]) => ({
      id,
      questions: objectsIn(questions).map(([question, state]) => readQuestion(question, state)),
    })),
  };
}

function readQuestion(id: string, { risk, practices }: JsonObject): QuestionState {
  return {
    id,
    risk: RISKS.find((known) => known === risk) ?? "unanswered",
    practices: objectsIn(practices).map(([practice, state]) => readPractice(practice, state)),
  };
}

function readPractice(id: string, state: JsonObject): PracticeState {
  const { status, note, reason, owner, due, links } = state;
  const answer: PracticeAnswer = {
    status: ANSWER_STATUSES.find((known) => known === status) ?? "open",
    note: textOr(note, OPEN_ANSWER.note),
    reason: textOr(reason, OPEN_ANSWER.reason),
    owner: textOr(owner, OPEN_ANSWER.owner),
    due: textOr(due, OPEN_ANSWER.due),
    links: Array.isArray(links) ? links.filter((link) => typeof link === "string") : [],
  };
  const number = (name: keyof typeof COUNTS): number => (Number.isInteger(state[name]) ? Number(state[name]) : 0);
  const evidence: EvidenceCounts = {
    againstCount: number("against"),
    proofCount: number("proofs"),
    unknownCount: number("unknown"),
    signalCount: number("signals"),
  };
  return { id, answer, evidence };
}

function objectsIn(value: unknown): readonly (readonly [name: string, object: JsonObject])[] {
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, inner]) =>
    isObject(inner) ? [[name, inner]] : [],
  );
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

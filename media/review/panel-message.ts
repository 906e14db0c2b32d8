import type { PanelMessage } from "../../server/src/protocol.ts";
import { QUESTION_RISKS, RISKS, STATUSES } from "./labels.ts";

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number" && Number.isFinite(value);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.some((candidate) => candidate === value);
const listOf =
  (element: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(element);
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check((value as Readonly<Record<string, unknown>>)[name]));

const nullOr =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const numbersOf = (...names: readonly string[]): Check =>
  shape(Object.fromEntries(names.map((name) => [name, number])));

const folder = shape({ uri: text, name: text });
const counts = shape({
  questions: numbersOf(...QUESTION_RISKS),
  practices: numbersOf(...STATUSES),
  contradicted: number,
});
const lens = shape({
  id: text,
  title: text,
  version: text,
  url: text,
  isImported: (value) => typeof value === "boolean",
  counts,
});
const evidenceItems = listOf(
  shape({
    id: text,
    ruleId: text,
    label: text,
    location: text,
    fix: (value) => value === null || value === "safe" || value === "review",
  }),
);
const practice = shape({
  id: text,
  title: text,
  summary: text,
  url: text,
  risk: oneOf(...RISKS),
  phases: listOf(text),
  roles: listOf(text),
  awsServices: listOf(text),
  evidence: shape({
    rules: listOf(text),
    against: evidenceItems,
    againstCount: number,
    proofs: evidenceItems,
    proofCount: number,
    unknownCount: number,
    signals: evidenceItems,
    signalCount: number,
    tallies: listOf(text),
  }),
  answer: shape({
    status: oneOf(...STATUSES),
    note: text,
    reason: text,
    owner: text,
    due: text,
    links: listOf(text),
  }),
  proposal: nullOr(shape({ status: oneOf("done", "not done"), because: text })),
  contradiction: nullOr(text),
});
const question = shape({
  id: text,
  title: text,
  shortTitle: text,
  url: text,
  risk: oneOf(...QUESTION_RISKS),
  practices: listOf(practice),
});
const pillar = shape({ id: text, title: text, url: text, counts, questions: listOf(question) });
const scans: readonly Check[] = [
  shape({ state: oneOf("not scanned") }),
  shape({ state: oneOf("scanning"), done: number, total: number }),
  shape({ state: oneOf("scanned"), files: number, modelCalls: number }),
  shape({ state: oneOf("failed"), message: text }),
];
const milestone = shape({
  id: text,
  name: text,
  date: text,
  commit: nullOr(text),
  counts,
  byPillar: (value) => typeof value === "object" && value !== null && Object.values(value).every(counts),
});
const changes = listOf(shape({ id: text, title: text, text }));
const snapshot = shape({
  folder,
  revision: number,
  lenses: listOf(lens),
  lens,
  pillars: listOf(pillar),
  scan: (value) => scans.some((check) => check(value)),
  problems: listOf(text),
  milestones: listOf(milestone),
  comparison: nullOr(shape({ milestone: text, until: nullOr(text), better: changes, worse: changes, other: changes })),
});
const messages: readonly Check[] = [
  shape({ type: oneOf("snapshot"), folders: listOf(folder), snapshot }),
  shape({ type: oneOf("empty"), reason: oneOf("no folder", "not on disk", "starting", "stopped") }),
  shape({ type: oneOf("saved"), folder: text, lens: text, practices: listOf(text) }),
  shape({ type: oneOf("me"), name: text }),
  shape({ type: oneOf("failed"), message: text }),
  shape({ type: oneOf("done"), message: text }),
  shape({ type: oneOf("reveal"), practice: text }),
];

/** Checks a message from the extension. `undefined` for anything that is not exactly one of the known messages. */
export function parsePanelMessage(message: unknown): PanelMessage | undefined {
  return messages.some((check) => check(message)) ? (message as PanelMessage) : undefined;
}

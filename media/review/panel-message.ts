import type { PanelMessage } from "../../server/src/protocol.ts";
import { STATUSES } from "./model.ts";

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

const folder = shape({ uri: text, name: text });
const evidenceItems = listOf(shape({ id: text, ruleId: text, label: text, location: text }));
const practice = shape({
  id: text,
  title: text,
  summary: text,
  url: text,
  risk: oneOf("high", "medium", "low"),
  evidence: shape({
    rules: listOf(text),
    against: evidenceItems,
    againstCount: number,
    proofs: evidenceItems,
    proofCount: number,
  }),
  answer: shape({ status: oneOf(...STATUSES), note: text }),
});
const question = shape({ id: text, title: text, url: text, practices: listOf(practice) });
const pillar = shape({ id: text, title: text, url: text, questions: listOf(question) });
const scans: readonly Check[] = [
  shape({ state: oneOf("not scanned") }),
  shape({ state: oneOf("scanning"), done: number, total: number }),
  shape({ state: oneOf("scanned"), files: number, modelCalls: number }),
  shape({ state: oneOf("failed"), message: text }),
];
const snapshot = shape({
  folder,
  revision: number,
  lens: shape({ id: text, title: text, version: text, url: text }),
  pillars: listOf(pillar),
  scan: (value) => scans.some((check) => check(value)),
  problems: listOf(text),
});
const messages: readonly Check[] = [
  shape({ type: oneOf("snapshot"), folders: listOf(folder), snapshot }),
  shape({ type: oneOf("empty"), reason: oneOf("no folder", "starting", "stopped") }),
  shape({ type: oneOf("saved"), practice: text }),
  shape({ type: oneOf("failed"), message: text }),
];

/** Checks a message from the extension. `undefined` for anything that is not exactly one of the known messages. */
export function parsePanelMessage(message: unknown): PanelMessage | undefined {
  return messages.some((check) => check(message)) ? (message as PanelMessage) : undefined;
}

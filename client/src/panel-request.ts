import type { AnswerStatus, PanelRequest, PracticeAnswer } from "../../server/src/protocol.ts";

const STATUSES: ReadonlySet<string> = new Set<AnswerStatus>(["open", "done", "not done", "not applicable"]);
const LONGEST_NAME = 2_000;
const LONGEST_NOTE = 20_000;

/** Checks a message from the panel. `undefined` for anything that is not exactly one of the known requests. */
export function parsePanelRequest(message: unknown): PanelRequest | undefined {
  if (typeof message !== "object" || message === null) {
    return undefined;
  }
  const { type, folder, lens, practice, answer, evidence, page } = message as Readonly<Record<string, unknown>>;
  if (type === "ready") {
    return { type };
  }
  if (!isName(folder)) {
    return undefined;
  }
  switch (type) {
    case "answer":
      return isName(lens) && isName(practice) && isAnswer(answer)
        ? { type, folder, lens, practice, answer }
        : undefined;
    case "openEvidence":
      return isName(evidence) ? { type, folder, evidence } : undefined;
    case "openPage":
      return isName(page) ? { type, folder, page } : undefined;
    case "scan":
    case "selectFolder":
      return { type, folder };
    default:
      return undefined;
  }
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= LONGEST_NAME;
}

function isAnswer(value: unknown): value is PracticeAnswer {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { status, note, reason, owner, due, links } = value as Readonly<Record<string, unknown>>;
  return isStatus(status) && [note, reason, owner, due].every(isNote) && Array.isArray(links) && links.every(isName);
}

function isNote(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_NOTE;
}

function isStatus(value: unknown): value is AnswerStatus {
  return typeof value === "string" && STATUSES.has(value);
}

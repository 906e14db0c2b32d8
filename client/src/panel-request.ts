import type {
  AnswerChange,
  AnswerStatus,
  ExportFormat,
  PanelRequest,
  PracticeAnswer,
} from "../../server/src/protocol.ts";

const STATUSES: readonly AnswerStatus[] = ["open", "done", "not done", "not applicable"];
const FORMATS: readonly ExportFormat[] = ["markdown", "html", "json", "csv", "summary"];
const LONGEST_NAME = 2_000;
const LONGEST_NOTE = 20_000;
const MOST_ANSWERS = 10_000;

/** Checks a message from the panel. `undefined` for anything that is not exactly one of the known requests. */
export function parsePanelRequest(message: unknown): PanelRequest | undefined {
  if (typeof message !== "object" || message === null) {
    return undefined;
  }
  const { type, folder, lens, answers, evidence, manner, page, url, milestone, until, name, format } =
    message as Readonly<Record<string, unknown>>;
  if (type === "ready") {
    return { type };
  }
  if (type === "rememberMe") {
    return typeof name === "string" && name.length <= LONGEST_NAME ? { type, name } : undefined;
  }
  if (!isName(folder)) {
    return undefined;
  }
  switch (type) {
    case "answers":
      return isName(lens) && areAnswers(answers) ? { type, folder, lens, answers } : undefined;
    case "openEvidence":
      return isName(evidence) ? { type, folder, evidence } : undefined;
    case "fixEvidence":
      return isName(evidence) && (manner === "safe" || manner === "review")
        ? { type, folder, evidence, manner }
        : undefined;
    case "openPage":
      return isName(page) ? { type, folder, page } : undefined;
    case "openLink":
      return isName(url) && isWebAddress(url) ? { type, folder, url } : undefined;
    case "selectLens":
      return isName(lens) ? { type, folder, lens } : undefined;
    case "compare":
      return isName(milestone) && (until === null || isName(until)) ? { type, folder, milestone, until } : undefined;
    case "createMilestone":
      return isName(name) ? { type, folder, name } : undefined;
    case "removeMilestone":
      return isName(milestone) ? { type, folder, milestone } : undefined;
    case "export": {
      const known = FORMATS.find((candidate) => candidate === format);
      return isName(lens) && known !== undefined ? { type, folder, lens, format: known } : undefined;
    }
    case "scan":
    case "selectFolder":
    case "importLens":
      return { type, folder };
    default:
      return undefined;
  }
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= LONGEST_NAME;
}

function areAnswers(value: unknown): value is readonly AnswerChange[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MOST_ANSWERS &&
    value.every((change: unknown) => {
      const { practice, answer, before } = (change ?? {}) as Readonly<Record<string, unknown>>;
      return isName(practice) && isAnswer(answer) && (before === undefined || isAnswer(before));
    })
  );
}

function isAnswer(value: unknown): value is PracticeAnswer {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { status, note, reason, owner, due, links } = value as Readonly<Record<string, unknown>>;
  return (
    STATUSES.some((candidate) => candidate === status) &&
    [note, reason, owner, due].every(isNote) &&
    Array.isArray(links) &&
    links.every(isName)
  );
}

function isNote(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_NOTE;
}

function isWebAddress(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return (protocol === "https:" || protocol === "http:") && hostname !== "";
  } catch {
    return false;
  }
}

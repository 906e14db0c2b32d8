import { getNodeValue } from "jsonc-parser";
import type { Node } from "jsonc-parser";
import type { PracticeAnswer } from "../protocol.ts";
import { propertiesOf } from "../workspace/json-document.ts";
import { ANSWER_STATUSES, isDate, isWebAddress, OPEN_ANSWER } from "./answers.ts";
import type { StoredAnswer } from "./answers.ts";
import { isObject } from "./json-object.ts";
import { withReason } from "./migration.ts";
import type { ReviewFileProblem } from "./review-file.ts";

const TEXT_FIELDS = ["note", "reason", "owner", "due"] as const;

/** Reads the answers of a review file, and notes what is wrong with them at their lines. */
export class ReviewEntries {
  readonly answers = new Map<string, Map<string, StoredAnswer>>();
  readonly problems: ReviewFileProblem[] = [];
  readonly unreadable = new Map<string, Set<string>>();
  /** A lens's answers are no answers at all, and would be lost with the next one. */
  isLossy = false;
  readonly #lineAt: (offset: number) => number;

  constructor(lineAt: (offset: number) => number) {
    this.#lineAt = lineAt;
  }

  /** Answers by practice, with what tells the lens of each. */
  takeAll(answers: Node | undefined, lensOf: (practice: string) => string): void {
    for (const { name, value } of propertiesOf(answers)) this.#take(lensOf(name), name, value, withReason);
  }

  /** Answers by lens, then by practice. */
  takeByLens(answers: Node | undefined): void {
    for (const { name: lens, value } of propertiesOf(answers)) {
      if (value.type === "object") {
        for (const { name, value: entry } of propertiesOf(value)) this.#take(lens, name, entry, (read) => read);
      } else {
        this.isLossy = true;
        const example = '{ "GENSEC01-BP01": { "status": "done" } }';
        this.#note(value, `has answers for the lens ${JSON.stringify(lens)} that are no object. Write ${example}`);
      }
    }
  }

  #take(lens: string, practice: string, node: Node, mend: (entry: unknown) => unknown): void {
    const answer = readAnswer(mend(getNodeValue(node)));
    if (typeof answer === "string") {
      setOf(this.unreadable, lens).add(practice);
      this.answers.get(lens)?.delete(practice);
      this.#note(node, `has an answer for ${practice} that cannot be read: ${answer}`);
      return;
    }
    this.unreadable.get(lens)?.delete(practice);
    const answers = this.answers.get(lens) ?? new Map<string, StoredAnswer>();
    this.answers.set(lens, answers.set(practice, answer));
    const doubt = doubtAbout(answer);
    if (doubt !== undefined) this.#note(node, `has an answer for ${practice} ${doubt}`);
  }

  #note(node: Node, message: string): void {
    this.problems.push({ line: this.#lineAt(node.offset), message });
  }
}

/** The answer that an entry holds, or what is wrong with it and how to mend it. */
function readAnswer(entry: unknown): StoredAnswer | string {
  if (!isObject(entry)) return 'write it as { "status": "done" }';
  const { status, links, findings } = entry;
  const known = ANSWER_STATUSES.find((candidate) => candidate === status);
  if (status !== undefined && known === undefined) {
    return `its status must be one of ${ANSWER_STATUSES.map((candidate) => `"${candidate}"`).join(", ")}`;
  }
  const texts: Partial<Record<(typeof TEXT_FIELDS)[number], string>> = {};
  for (const name of TEXT_FIELDS) {
    const text = entry[name];
    if (text === undefined) continue;
    if (typeof text !== "string") return `its ${name} must be text in double quotes`;
    texts[name] = text;
  }
  if (links !== undefined && !isListOfTexts(links)) return 'its links must be a list such as [ "https://example.com" ]';
  const answer: PracticeAnswer = { ...OPEN_ANSWER, ...texts, status: known ?? "open", links: links ?? [] };
  return typeof findings === "number" && Number.isInteger(findings) && findings >= 0 ? { ...answer, findings } : answer;
}

/** What a person should mend in an answer that can be read. */
function doubtAbout({ status, reason, due, links }: PracticeAnswer): string | undefined {
  if (status === "not applicable" && reason.trim() === "") return 'that does not say why: add a "reason"';
  if (due !== "" && !isDate(due)) return `that is due on ${JSON.stringify(due)}: write the date as 2027-01-31`;
  const link = links.find((candidate) => !isWebAddress(candidate));
  if (link !== undefined) return `with the link ${JSON.stringify(link)}: write an address that begins with https://`;
  return undefined;
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === "string");
}

function setOf(sets: Map<string, Set<string>>, name: string): Set<string> {
  const known = sets.get(name);
  if (known !== undefined) return known;
  const made = new Set<string>();
  sets.set(name, made);
  return made;
}

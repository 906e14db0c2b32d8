import type { ReviewSnapshot } from "../protocol.ts";
import { improvementPlan } from "../review/improvement-plan.ts";

const COLUMNS = [
  "practice",
  "title",
  "pillar",
  "question",
  "question risk",
  "risk",
  "effort",
  "status",
  "findings",
  "first place",
  "owner",
  "due",
  "note",
  "page",
];

/** The improvement plan of a review as a table for spreadsheets (RFC 4180), in the order of the plan. */
export function reviewCsv(snapshot: ReviewSnapshot): string {
  const rows = improvementPlan(snapshot).map(({ pillar, question, practice, effort }) => [
    practice.id,
    practice.title,
    pillar.title,
    question.id,
    question.risk,
    practice.risk,
    effort,
    practice.answer.status,
    String(practice.evidence.againstCount),
    practice.evidence.against[0]?.location ?? "",
    practice.answer.owner,
    practice.answer.due,
    practice.answer.note,
    practice.url,
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Spreadsheets run what begins like a formula, and a note may have come from anybody. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

import { improvementPlan } from "./improvement-plan.ts";
import type { ReviewReporter } from "./review-report.ts";
import { STATUS_WORDS } from "./standing.ts";

const TITLES = [
  "Rank",
  "Risk",
  "Effort",
  "Pillar",
  "Question",
  "Practice",
  "Title",
  "Status",
  "Findings",
  "First step",
  "Owner",
  "Due",
  "Note",
  "Page",
];

/** The improvement plan for a spreadsheet, the most valuable step first (RFC 4180, with a byte order mark for Excel). */
export const reviewCsv: ReviewReporter = (snapshot) => {
  const rows = improvementPlan(snapshot).map(({ pillar, question, practice, effort, first }, index) => [
    String(index + 1),
    practice.risk,
    effort,
    pillar.title,
    question.id,
    practice.id,
    practice.title,
    STATUS_WORDS[practice.answer.status],
    String(practice.evidence.againstCount),
    first,
    practice.answer.owner,
    practice.answer.due,
    practice.answer.note,
    practice.url,
  ]);
  return `\uFEFF${[TITLES, ...rows].map((cells) => `${cells.map(cellOf).join(",")}\r\n`).join("")}`;
};

/** Text that a spreadsheet would take for a formula is kept text by an apostrophe. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

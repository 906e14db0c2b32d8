import type { ExportFormat, ReviewSnapshot, ServerRequests } from "../protocol.ts";
import { reviewCsv } from "../reports/review-csv.ts";
import { reviewJson } from "../reports/review-json.ts";
import { reviewMarkdown, reviewSummary } from "../reports/review-markdown.ts";

interface Writer {
  readonly name: string;
  write(snapshot: ReviewSnapshot): string;
}

const WRITERS: Readonly<Partial<Record<ExportFormat, Writer>>> = {
  markdown: { name: "review.md", write: reviewMarkdown },
  summary: { name: "review-summary.md", write: reviewSummary },
  csv: { name: "improvement-plan.csv", write: reviewCsv },
  json: { name: "review-export.json", write: reviewJson },
};

/** A review as a report, with a name for its file. */
export function exportReview(
  snapshot: ReviewSnapshot,
  format: ExportFormat,
): ServerRequests["genaiLens/export"]["result"] {
  const writer = WRITERS[format];
  if (writer === undefined) {
    return { error: `A review cannot be written as ${format}. Choose one of ${Object.keys(WRITERS).join(", ")}.` };
  }
  return { text: writer.write(snapshot), fileName: `${snapshot.lens.id}-${writer.name}` };
}

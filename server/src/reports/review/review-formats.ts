import type { ExportFormat } from "../../protocol.ts";
import { reviewCsv } from "./review-csv.ts";
import { reviewHtml } from "./review-html.ts";
import { reviewJson } from "./review-json.ts";
import { reviewMarkdown } from "./review-markdown.ts";
import type { ReviewReporter } from "./review-report.ts";
import { reviewSummary } from "./review-summary.ts";

/** A format of a review, with the end of the file's name. */
export interface ReviewFormat {
  readonly write: ReviewReporter;
  readonly fileName: string;
}

/** Every format that a review is written in, by its name. */
export const REVIEW_FORMATS: Readonly<Record<ExportFormat, ReviewFormat>> = {
  markdown: { write: reviewMarkdown, fileName: "pillar-review.md" },
  html: { write: reviewHtml, fileName: "pillar-review.html" },
  json: { write: reviewJson, fileName: "pillar-review.json" },
  csv: { write: reviewCsv, fileName: "improvement-plan.csv" },
  summary: { write: reviewSummary, fileName: "pillar-review-summary.html" },
};

import type { ReviewSnapshot } from "../../protocol.ts";

/** What a report of a review needs beside the review. */
export interface ReviewReportContext {
  /** ISO date of the report. */
  readonly today: string;
  /** Version of this product. */
  readonly version: string;
}

/** Writes a review in one format. Ends with a line feed. */
export type ReviewReporter = (snapshot: ReviewSnapshot, context: ReviewReportContext) => string;

import type { ReviewSnapshot } from "../protocol.ts";

/** Version of the JSON of a review; it goes up when a field changes its meaning or goes away. */
export const REVIEW_JSON_VERSION = 1;

/** A review for other programs: all of it, without what only the panel needs. */
export function reviewJson(snapshot: ReviewSnapshot): string {
  const { lens, lenses, scan, problems, pillars, milestones, comparison } = snapshot;
  const review = { schemaVersion: REVIEW_JSON_VERSION, folder: snapshot.folder.name, lens, lenses, scan };
  return `${JSON.stringify({ ...review, problems, pillars, milestones, comparison }, undefined, 2)}\n`;
}

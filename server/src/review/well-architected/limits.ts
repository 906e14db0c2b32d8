/**
 * Limits of the AWS Well-Architected Tool's API, in UTF-16 code units where nothing else is said. From the service
 * model `wellarchitected/2020-03-31`, read in November 2026.
 */
export const TOOL_LIMITS = {
  /** Notes of one choice. */
  choiceNotes: 250,
  /** Notes of one question. */
  questionNotes: 2084,
  choiceId: 64,
  questionId: 128,
  workloadNameShortest: 3,
  workloadName: 100,
  workloadDescriptionShortest: 3,
  workloadDescription: 250,
  reviewOwnerShortest: 3,
  reviewOwner: 255,
  milestoneNameShortest: 3,
  milestoneName: 100,
  lensVersion: 32,
} as const;

/** A text of at most `longest` code units; one that is longer ends with `…`, and no character is cut in two. */
export function cutText(text: string, longest: number): string {
  const whole = text.trim();
  if (whole.length <= longest) return whole;
  const end = longest - 1;
  const isPairCut = /[\uD800-\uDBFF]/u.test(whole.charAt(end - 1));
  return `${whole.slice(0, isPairCut ? end - 1 : end).trimEnd()}…`;
}

import type { Command } from "./command.ts";
import { withParts } from "./parts.ts";
import { review } from "./review.ts";
import { reviewAnswers } from "./review-answers.ts";
import { reviewPull } from "./review-pull.ts";
import { reviewPush } from "./review-push.ts";
import { reviewWorkloads } from "./review-workloads.ts";

/** The review as a report, and what goes between it and the AWS tool. */
export const reviewWithParts: Command = withParts(review, [reviewPush, reviewPull, reviewAnswers, reviewWorkloads]);

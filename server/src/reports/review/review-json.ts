import { improvementPlan } from "./improvement-plan.ts";
import type { ReviewReporter } from "./review-report.ts";

/** The review for other programs. Its form is in `lens/review-report.schema.json`; `schemaVersion` counts up when a field changes. */
export const reviewJson: ReviewReporter = (snapshot, { today, version }) => {
  const { folder, lens, pillars, scan, problems, milestones, comparison } = snapshot;
  const report = {
    schemaVersion: 1,
    tool: { name: "GenAI Lens", version },
    date: today,
    folder: folder.name,
    lens,
    scan: scan.state === "scanned" ? { files: scan.files, modelCalls: scan.modelCalls } : null,
    pillars,
    plan: improvementPlan(snapshot).map(({ pillar, question, practice, effort, first }) => ({
      pillar: pillar.id,
      question: question.id,
      practice: practice.id,
      risk: practice.risk,
      effort,
      first,
    })),
    milestones,
    comparison,
    problems,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
};

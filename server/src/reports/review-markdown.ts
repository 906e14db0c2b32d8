import type { ReviewChange, ReviewSnapshot, RiskCounts } from "../protocol.ts";
import { improvementPlan } from "../review/improvement-plan.ts";
import type { PlanStep } from "../review/improvement-plan.ts";
import { oneLine } from "./check-result.ts";
import { escapeCell } from "./markdown.ts";

/** Steps of the plan that a summary names. */
const MOST_VALUABLE = 5;

/** A review to be read on a code host or put into a pull request. */
export function reviewMarkdown(snapshot: ReviewSnapshot): string {
  const plan = improvementPlan(snapshot);
  return document(snapshot, [
    ...overview(snapshot),
    ...changes(snapshot),
    "",
    "## Improvement plan",
    "",
    ...(plan.length === 0 ? ["Nothing is known that has to be done."] : table(plan)),
    ...problems(snapshot),
  ]);
}

/** One page for people who decide: where the folder stands, the most valuable steps, and what changed. */
export function reviewSummary(snapshot: ReviewSnapshot): string {
  const plan = improvementPlan(snapshot);
  const steps = plan
    .slice(0, MOST_VALUABLE)
    .map((step, index) => `${index + 1}. ${practiceLink(step)} (${step.practice.risk} risk, ${step.effort} effort)`);
  return document(snapshot, [
    ...overview(snapshot),
    "",
    "## Most valuable steps",
    "",
    ...(steps.length === 0 ? ["Nothing is known that has to be done."] : steps),
    ...changes(snapshot),
  ]);
}

function document({ folder, lens }: ReviewSnapshot, lines: readonly string[]): string {
  const version = lens.version === "" ? "" : `, ${lens.version}`;
  const source = `${escapeCell(lens.title)}${escapeCell(version)}`;
  const head = [
    `# Review of ${escapeCell(folder.name)}`,
    "",
    lens.url === "" ? source : `[${source}](${lens.url})`,
    "",
  ];
  return `${[...head, ...lines, "", "GenAI Lens is independent of AWS."].join("\n")}\n`;
}

function overview({ lens, pillars }: ReviewSnapshot): readonly string[] {
  const row = (title: string, { questions, practices, contradicted }: RiskCounts): string => {
    const { high, medium, none, unanswered } = questions;
    const total = Object.values(practices).reduce((sum, number) => sum + number, 0);
    const done = `${practices.done} of ${total - practices["not applicable"]}`;
    return `| ${[escapeCell(title), high, medium, none, unanswered, done, contradicted].join(" | ")} |`;
  };
  return [
    "| Pillar | High risk | Medium risk | No risk | Unanswered | Practices done | Contradicted by code |",
    "|---|---:|---:|---:|---:|---:|---:|",
    ...pillars.map(({ title, counts }) => row(title, counts)),
    row("All", lens.counts),
  ];
}

function changes({ comparison, milestones }: ReviewSnapshot): readonly string[] {
  if (comparison === null) return [];
  const nameOf = (id: string): string => escapeCell(milestones.find((each) => each.id === id)?.name ?? id);
  const until = comparison.until === null ? "now" : nameOf(comparison.until);
  const list = (title: string, items: readonly ReviewChange[]): readonly string[] =>
    items.length === 0
      ? []
      : [
          "",
          `**${title}**`,
          "",
          ...items.map(({ id, title: name, text }) => `- ${id} ${escapeCell(name)}: ${escapeCell(text)}`),
        ];
  const { better, worse, other } = comparison;
  const lists = [...list("Better", better), ...list("Worse", worse), ...list("Other", other)];
  const heading = ["", `## From ${nameOf(comparison.milestone)} to ${until}`];
  return [...heading, ...(lists.length === 0 ? ["", "Nothing changed."] : lists)];
}

function table(plan: readonly PlanStep[]): readonly string[] {
  return [
    "| Practice | Risk | Effort | Status | What the code says | Owner | Due |",
    "|---|---|---|---|---|---|---|",
    ...plan.map((step) => {
      const { risk, answer, contradiction, proposal } = step.practice;
      const said = contradiction ?? (proposal?.status === "not done" ? proposal.because : "");
      const cells = [practiceLink(step), risk, step.effort, answer.status];
      return `| ${[...cells, ...[said, answer.owner, answer.due].map(escapeCell)].join(" | ")} |`;
    }),
  ];
}

function practiceLink({ practice: { id, title, url } }: PlanStep): string {
  const name = `${escapeCell(id)} ${escapeCell(title)}`;
  return url === "" ? name : `[${name}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}

function problems({ problems: lines }: ReviewSnapshot): readonly string[] {
  return lines.length === 0 ? [] : ["", "## Problems", "", ...lines.map((line) => `- ${escapeCell(oneLine(line))}`)];
}

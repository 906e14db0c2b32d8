import type { PillarReview, PracticeReview, QuestionReview, ReviewChange, ReviewComparison } from "../../protocol.ts";
import { escapeMarkdown } from "../markup.ts";
import { type PlanStep, improvementPlan } from "./improvement-plan.ts";
import type { ReviewReporter } from "./review-report.ts";
import { QUESTION_RISKS, STATUS_WORDS, progressOf, standingOf, withFindings } from "./standing.ts";

/** Steps that are shown before the rest is left to the CSV. */
const MOST_STEPS = 15;

/** Items of a list of evidence that are shown. */
const MOST_EVIDENCE = 5;

/** A review to be read on a code host or put into a pull request. */
export const reviewMarkdown: ReviewReporter = (snapshot, { today }) => {
  const { lens, folder, pillars, comparison, milestones, problems, scan } = snapshot;
  const since = milestones.find(({ id }) => id === comparison?.milestone);
  const plan = improvementPlan(snapshot);
  const parts = [
    `# Pillar review of ${escapeMarkdown(folder.name)}`,
    `${linked(lens.title, lens.url)}${lens.version === "" ? "" : `, publication of ${escapeMarkdown(lens.version)}`}. As of ${today}.`,
    `**${standingOf(snapshot)}**`,
    scan.state === "scanned" ? `Read from ${scan.files} source files with ${scan.modelCalls} model calls.` : "",
    ...problems.map((problem) => `> ${escapeMarkdown(problem)}`),
    "## Pillars",
    table(
      ["Pillar", "Done", "With findings", ...QUESTION_RISKS.map(({ words }) => words)],
      pillars.map((pillar) => {
        const { done, applicable } = progressOf(pillar.counts);
        return [
          escapeMarkdown(pillar.title),
          `${done} of ${applicable}`,
          String(withFindings(pillar) || ""),
          ...QUESTION_RISKS.map(({ risk }) => String(pillar.counts.questions[risk] || "")),
        ];
      }),
    ),
    comparison === null
      ? ""
      : changes(comparison, since === undefined ? "the milestone" : `${since.name} (${since.date})`),
    plan.length === 0 ? "" : "## Next steps",
    plan.length === 0 ? "" : steps(plan),
    ...pillars.map(pillarPart),
    "---",
    "Made with GenAI Lens, which is independent of AWS. What code shows is a proposal; people decide.",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
};

function steps(plan: readonly PlanStep[]): string {
  const shown = plan
    .slice(0, MOST_STEPS)
    .map(({ practice, effort, first }) => [
      linked(practice.id, practice.url),
      practice.risk,
      effort,
      escapeMarkdown(first),
      escapeMarkdown(practice.answer.owner),
      practice.answer.due,
    ]);
  const rest = plan.length - shown.length;
  return (
    table(["Practice", "Risk", "Effort", "First", "Owner", "Due"], shown) + (rest > 0 ? `\n\nAnd ${rest} more.` : "")
  );
}

function changes({ better, worse, other }: ReviewComparison, since: string): string {
  const list = (title: string, items: readonly ReviewChange[]): string =>
    items.length === 0
      ? ""
      : `${title}:\n\n${items.map(({ id, title: name, text }) => `- ${escapeMarkdown(id)} ${escapeMarkdown(name)}: ${escapeMarkdown(text)}`).join("\n")}`;
  const lists = [list("Better", better), list("Worse", worse), list("Other", other)].filter((part) => part !== "");
  return [`## Since ${escapeMarkdown(since)}`, ...(lists.length === 0 ? ["Nothing changed."] : lists)].join("\n\n");
}

function pillarPart({ title, url, questions }: PillarReview): string {
  return [`## ${linked(title, url)}`, ...questions.map(questionPart)].join("\n\n");
}

function questionPart({ id, title, url, risk, practices }: QuestionReview): string {
  const words = QUESTION_RISKS.find((known) => known.risk === risk)?.words ?? risk;
  return [`### ${linked(id, url)}: ${escapeMarkdown(title)}`, `${words}.`, practices.map(practicePart).join("\n")].join(
    "\n\n",
  );
}

function practicePart({ id, title, url, risk, answer, evidence, contradiction, proposal }: PracticeReview): string {
  const isChecked = answer.status === "done" || answer.status === "not applicable";
  const details = [
    answer.reason === "" ? "" : `Does not apply: ${escapeMarkdown(answer.reason)}`,
    contradiction === null ? "" : `**${escapeMarkdown(contradiction)}**`,
    answer.note === "" ? "" : escapeMarkdown(answer.note),
    [answer.owner === "" ? "" : `Owner: ${escapeMarkdown(answer.owner)}`, answer.due === "" ? "" : `due ${answer.due}`]
      .filter((part) => part !== "")
      .join(", "),
    ...answer.links.map((link) => `<${link.replaceAll(/[<>\s]/gu, encodeURIComponent)}>`),
    answer.status === "open" && proposal !== null
      ? `The code proposes "${proposal.status}": ${escapeMarkdown(proposal.because)}`
      : "",
    ...evidence.tallies.map(escapeMarkdown),
    ...evidence.against
      .slice(0, MOST_EVIDENCE)
      .map(({ location, label }) => `\`${location}\` ${escapeMarkdown(label)}`),
    evidence.againstCount > MOST_EVIDENCE ? `and ${evidence.againstCount - MOST_EVIDENCE} more findings` : "",
    ...evidence.signals
      .slice(0, MOST_EVIDENCE)
      .map(({ location, label }) => `\`${location}\` ${escapeMarkdown(label)}`),
  ].filter((part) => part !== "");
  const mark = isChecked ? "x" : " ";
  return [
    `- [${mark}] ${linked(id, url)} ${escapeMarkdown(title)}: ${STATUS_WORDS[answer.status].toLowerCase()}, ${risk} risk`,
    ...details.map((detail) => `  - ${detail}`),
  ].join("\n");
}

function linked(text: string, url: string): string {
  return /^https?:\/\/[^\s()<>]+$/u.test(url) ? `[${escapeMarkdown(text)}](${url})` : escapeMarkdown(text);
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return [titles, titles.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

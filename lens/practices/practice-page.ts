import { findPracticePosition } from "./practices.ts";
import type { Practice } from "./practices.ts";
import { UNCOVERED_PRACTICES } from "./uncovered.ts";

/** A rule as a practice's page names it. */
export interface RuleReference {
  readonly id: string;
  readonly title: string;
}

const CODE_SAYS: Readonly<Record<Practice["codeObservable"], string>> = {
  yes: "Code can show whether this is done.",
  partly: "Code shows a part of this. A person decides the rest.",
  no: "Code cannot show this. A person decides.",
};

const NO_RULE = "Code alone cannot show whether this is done, so no rule looks at it.";

/** The page of a practice as Markdown, for people: what it asks for, how much is at risk, and what in code speaks for it. */
export function practicePage(practice: Practice, rules: readonly RuleReference[] = []): string {
  const position = findPracticePosition(practice.id);
  const lines = [`# ${practice.id}: ${practice.title}`, ""];
  if (position !== undefined) {
    lines.push(
      `- **Pillar:** ${position.pillar.title}`,
      `- **Question ${position.question.id}:** [${position.question.title}](${position.question.url})`,
    );
  }
  lines.push(`- **Risk when left undone:** ${practice.risk}`);
  if (practice.lifecyclePhases.length > 0) lines.push(`- **Phases:** ${practice.lifecyclePhases.join(", ")}`);
  if (practice.awsServices.length > 0) lines.push(`- **AWS services:** ${practice.awsServices.join(", ")}`);
  if (practice.summary !== "") lines.push("", practice.summary);
  const reason = UNCOVERED_PRACTICES.get(practice.id);
  const says = reason === undefined ? CODE_SAYS[practice.codeObservable] : `${NO_RULE} ${reason}`;
  lines.push("", "## In code", "", says);
  if (practice.codeSignals.length > 0) {
    lines.push("", "Signs of it:", "", ...practice.codeSignals.map((signal) => `- ${signal}`));
  }
  if (rules.length > 0) {
    lines.push("", "Rules that look at it:", "", ...rules.map((rule) => `- \`${rule.id}\`: ${rule.title}`));
  }
  lines.push(
    "",
    `[Read the practice in the ${position?.lens.title ?? "lens"}](${practice.url})`,
    "",
    "GenAI Lens is independent of AWS. Practice ids and titles are those of the lens; the text on this page is our own.",
    "",
  );
  return lines.join("\n");
}

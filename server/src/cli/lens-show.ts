import type { Lens, Question } from "../../../lens/practices/practices.ts";
import { oneLine } from "../reports/check-result.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { findLens } from "./lens-source.ts";
import { oneOf } from "./options.ts";
import { EXIT_FINE, type ExitCode } from "./terminal.ts";

export const lensShow: Command = {
  name: "show",
  synopsis: "LENS|FILE",
  summary: "Shows the pillars, questions and practices of a lens, and how a question's risk follows",
  options: { format: { type: "string", value: "NAME", description: "markdown, json" } },
  async run(options, terminal): Promise<ExitCode> {
    const [written, ...others] = options.positionals;
    if (written === undefined || others.length > 0)
      throw new CommandError("lens show takes one lens, such as generative-ai, or the path of a lens file");
    const format = oneOf(options, "format", ["markdown", "json"], "markdown");
    const { lens } = await findLens(terminal, written);
    terminal.write(
      format === "json" ? `${JSON.stringify({ schemaVersion: 1, lens }, null, 2)}\n` : `${markdownOf(lens)}\n`,
    );
    return EXIT_FINE;
  },
};

function markdownOf({ title, version, url, description, pillars }: Lens): string {
  const facts = [version === "" ? "" : `Publication of ${version}`, url].filter((text) => text !== "").join(", ");
  return [
    `# ${oneLine(title)}`,
    ...[facts, oneLine(description ?? "")].filter((text) => text !== ""),
    ...pillars.flatMap((pillar) => [`## ${oneLine(pillar.title)}`, ...pillar.questions.map(questionText)]),
  ].join("\n\n");
}

function questionText({ id, title, practices, riskRules }: Question): string {
  return [
    `### ${id}: ${oneLine(title)}`,
    "",
    ...practices.map((practice) => `- ${practice.id}: ${oneLine(practice.title)} (risk if left out: ${practice.risk})`),
    "",
    ...riskRules.map(({ condition, risk }) => `- Risk ${risk}: \`${oneLine(condition)}\``),
  ].join("\n");
}

import { PRACTICES, findPractice } from "../../../lens/practices/practices.ts";
import { practicePage } from "../../../lens/practices/practice-page.ts";
import { rules, rulesAgainst } from "../../../lens/rules/index.ts";
import { rulePage } from "../../../lens/rules/pages.ts";
import { suggestion } from "../workspace/nearest-name.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { EXIT_FINE } from "./terminal.ts";

export const explain: Command = {
  name: "explain",
  synopsis: "RULE|PRACTICE",
  summary: "Shows the page of a rule or of a best practice",
  options: {},
  run(options, terminal) {
    const [id, ...others] = options.positionals;
    if (id === undefined || others.length > 0) {
      throw new CommandError(
        "explain takes one id: a rule such as missing-request-timeout, or a practice such as GENSEC01-BP01",
      );
    }
    terminal.write(pageOf(id));
    return EXIT_FINE;
  },
};

function pageOf(id: string): string {
  const page = rulePage(id);
  if (page !== undefined) return page.endsWith("\n") ? page : `${page}\n`;
  const practiceId = id.toUpperCase();
  const practice = findPractice(practiceId);
  if (practice !== undefined) {
    return practicePage(
      practice,
      rulesAgainst(practiceId).map((rule) => rule.meta),
    );
  }
  const known = [...rules.map((rule) => rule.meta.id), ...PRACTICES.map((candidate) => candidate.id)];
  throw new CommandError(
    `There is no rule or practice "${id}".${suggestion(id, known) || " `genai-lens rules` lists the rules"}`,
  );
}

import { counted } from "../reports/check-result.ts";
import { differenceRemarks, differenceText } from "../review/well-architected/difference-text.ts";
import { acceptedPart, type Difference, itemsOf } from "../review/well-architected/difference.ts";
import { CommandError } from "./command-error.ts";
import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";

/** Options of every command that asks before it changes answers. */
export const ACCEPTING_OPTIONS: OptionDescriptions = {
  yes: { type: "boolean", description: "accepts what is shown without asking" },
  overwrite: { type: "boolean", description: "also replaces answers that differ on both sides" },
  "dry-run": { type: "boolean", description: "shows the difference and changes nothing" },
};

/** Words of the question, such as `Send` and `to the tool`. */
export interface AcceptingWords {
  readonly verb: string;
  readonly where: string;
}

/**
 * Shows a difference, and answers with the part of it that a person accepted; of that, all was shown together.
 * Throws `CommandError` where there is nobody to ask.
 */
export async function acceptDifference(
  terminal: Terminal,
  options: ParsedOptions,
  difference: Difference,
  words: AcceptingWords,
): Promise<Difference> {
  const conflicts = options.flag("overwrite") ? [] : itemsOf(difference, "conflict");
  const plain = itemsOf(difference).filter((item) => !conflicts.includes(item));
  const part = (items: readonly string[]): Difference => acceptedPart(difference, (item) => items.includes(item));
  terminal.write(differenceText(part(plain)));
  if (conflicts.length > 0) {
    terminal.write(
      `${plain.length === 0 ? "" : "\n"}Answered differently on both sides, so left as they are unless you say otherwise:\n\n`,
    );
    terminal.write(differenceText(part(conflicts)));
  }
  for (const remark of differenceRemarks(difference)) terminal.writeError(`${remark}\n`);
  if (options.flag("dry-run")) return part([]);
  if (options.flag("yes")) return part(plain);
  if (plain.length + conflicts.length === 0) return part([]);
  const { verb, where } = words;
  const accepted = await chosen(terminal, plain, `${verb} ${counted(plain.length, "change")} ${where}?`);
  const others = await chosen(terminal, conflicts, `Replace ${counted(conflicts.length, "other answer")} ${where}?`);
  const all = [...accepted, ...others];
  // What goes along with a change can depend on the others, so what is accepted was seen as a whole.
  const isSeen = all.length === 0 || (all.length === plain.length && others.length === 0);
  if (isSeen) return part(all);
  terminal.write(`\n${differenceText(part(all))}`);
  return (await confirm(terminal, `${verb} this ${where}?`)) ? part(all) : part([]);
}

/** Asks for all, none, or each one. */
async function chosen(terminal: Terminal, items: readonly string[], question: string): Promise<readonly string[]> {
  if (items.length === 0) return [];
  const answer = await asked(terminal, `${question} [y]es, [n]o, [e]ach: `);
  if (answer.startsWith("y")) return items;
  if (!answer.startsWith("e")) return [];
  const accepted: string[] = [];
  for (const item of items) if (await confirm(terminal, `${item}?`)) accepted.push(item);
  return accepted;
}

/** Asks for yes or no; anything but yes is no. Throws `CommandError` where there is nobody to ask. */
export async function confirm(terminal: Terminal, question: string): Promise<boolean> {
  return (await asked(terminal, `${question} [y]es, [n]o: `)).startsWith("y");
}

/** The same for a command with the option --yes. */
export async function confirmUnlessYes(terminal: Terminal, options: ParsedOptions, question: string): Promise<boolean> {
  return options.flag("yes") || confirm(terminal, question);
}

async function asked(terminal: Terminal, question: string): Promise<string> {
  if (terminal.ask === undefined) {
    throw new CommandError(
      "This asks before it changes anything, and there is no terminal to ask on: write --yes to accept what is shown",
    );
  }
  return (await terminal.ask(question)).trim().toLowerCase();
}

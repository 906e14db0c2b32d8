import { suggestion } from "../workspace/nearest-name.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { lensExport } from "./lens-export.ts";
import { lensImport } from "./lens-import.ts";
import { lensList } from "./lens-list.ts";
import { lensShow } from "./lens-show.ts";
import { lensValidate } from "./lens-validate.ts";
import type { OptionDescriptions } from "./options.ts";

const PARTS: readonly Command[] = [lensList, lensShow, lensImport, lensExport, lensValidate];
const NAMES = PARTS.map(({ name }) => name);

const width = Math.max(...PARTS.map(({ name, synopsis }) => `${name} ${synopsis}`.length));

export const lens: Command = {
  name: "lens",
  synopsis: NAMES.join("|"),
  summary: "Lenses: built in, brought by the team, and as files for the AWS Well-Architected Tool",
  details: PARTS.map(({ name, synopsis, summary }) => `  ${`${name} ${synopsis}`.padEnd(width)}  ${summary}`).join(
    "\n",
  ),
  options: allOptions(),
  run(options, terminal) {
    const [name, ...positionals] = options.positionals;
    if (name === undefined) throw new CommandError(`lens lacks what to do: write lens ${NAMES.join(", lens ")}`);
    const part = PARTS.find((candidate) => candidate.name === name);
    if (part === undefined) {
      throw new CommandError(`"lens" cannot "${name}": write one of ${NAMES.join(", ")}.${suggestion(name, NAMES)}`);
    }
    const foreign = Object.keys(lens.options).find(
      (option) => options.flag(option) && !Object.hasOwn(part.options, option),
    );
    if (foreign !== undefined) throw new CommandError(`"lens ${name}" has no option --${foreign}: leave it out`);
    return part.run({ ...options, positionals }, terminal);
  },
};

/** The options of all parts; one that several have is described by each. */
function allOptions(): OptionDescriptions {
  const all: Record<string, OptionDescriptions[string]> = {};
  for (const { name, options } of PARTS) {
    for (const [option, description] of Object.entries(options)) {
      const before = all[option];
      const own = `${name}: ${description.description}`;
      all[option] = { ...description, description: before === undefined ? own : `${before.description}; ${own}` };
    }
  }
  return all;
}

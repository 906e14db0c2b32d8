import { suggestion } from "../workspace/nearest-name.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import type { OptionDescriptions } from "./options.ts";
import { specCheck } from "./spec-check.ts";
import { specInit } from "./spec-init.ts";

const PARTS: readonly Command[] = [specInit, specCheck];
const NAMES = PARTS.map(({ name }) => name);

export const spec: Command = {
  name: "spec",
  synopsis: `${NAMES.join("|")} [folder]`,
  summary: "The design specification: written from what the code shows, and held against it",
  details: PARTS.map(({ name, synopsis, summary }) => `  ${name} ${synopsis}  ${summary}`).join("\n"),
  options: allOptions(),
  run(options, terminal) {
    const [name, ...positionals] = options.positionals;
    if (name === undefined) throw new CommandError(`spec lacks what to do: write spec ${NAMES.join(" or spec ")}`);
    const part = PARTS.find((candidate) => candidate.name === name);
    if (part === undefined)
      throw new CommandError(`"spec" cannot "${name}": write ${NAMES.join(" or ")}.${suggestion(name, NAMES)}`);
    const foreign = Object.keys(spec.options).find(
      (option) => options.flag(option) && !Object.hasOwn(part.options, option),
    );
    if (foreign !== undefined) throw new CommandError(`"spec ${name}" has no option --${foreign}: leave it out`);
    return part.run({ ...options, positionals }, terminal);
  },
};

/** The options of both parts; one that both have is described by each. */
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

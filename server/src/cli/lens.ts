import { suggestion } from "../workspace/nearest-name.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { lensExport } from "./lens-export.ts";
import { lensImport } from "./lens-import.ts";
import { lensList } from "./lens-list.ts";
import { lensShow } from "./lens-show.ts";
import { lensValidate } from "./lens-validate.ts";
import { partDetails, partOptions, runPart } from "./parts.ts";

const PARTS: readonly Command[] = [lensList, lensShow, lensImport, lensExport, lensValidate];
const NAMES = PARTS.map(({ name }) => name);

export const lens: Command = {
  name: "lens",
  synopsis: NAMES.join("|"),
  summary: "Lenses: built in, brought by the team, and as files for the AWS Well-Architected Tool",
  details: partDetails(PARTS),
  options: partOptions(PARTS),
  run(options, terminal) {
    const [name] = options.positionals;
    if (name === undefined) throw new CommandError(`lens lacks what to do: write lens ${NAMES.join(", lens ")}`);
    const part = PARTS.find((candidate) => candidate.name === name);
    if (part === undefined) {
      throw new CommandError(`"lens" cannot "${name}": write one of ${NAMES.join(", ")}.${suggestion(name, NAMES)}`);
    }
    return runPart(lens, part, options, terminal);
  },
};

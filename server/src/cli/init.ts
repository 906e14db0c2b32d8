import fs from "node:fs";
import path from "node:path";
import { reasonOf } from "../workspace/disk.ts";
import { CONFIGURATION_NAME } from "../workspace/configuration-name.ts";
import { relativePath } from "../workspace/paths.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { absolutePath } from "./written-path.ts";
import { EXIT_FINE } from "./terminal.ts";

const FIRST_CONFIGURATION = `{
  // The rules to start from: "recommended", "strict" or "all".
  "preset": "recommended",

  // The level of single rules: "off", "on", "error", "warning", "info" or "hint".
  // \`genai-lens rules\` lists them.
  "rules": {},

  // Files and folders to leave out, beside those that .gitignore names.
  "ignore": []
}
`;

export const init: Command = {
  name: "init",
  synopsis: "[folder]",
  summary: `Writes a first ${CONFIGURATION_NAME}`,
  options: {},
  run(options, terminal) {
    if (options.positionals.length > 1) throw new CommandError("init takes one folder at most");
    const file = path.posix.join(absolutePath(terminal, options.positionals[0] ?? "."), CONFIGURATION_NAME);
    const shown = relativePath(terminal.directory, file);
    try {
      fs.writeFileSync(file, FIRST_CONFIGURATION, { flag: "wx" });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EEXIST") throw new CommandError(`${shown} is there already and was left as it is: edit it`);
      if (code === "ENOENT" || code === "ENOTDIR")
        throw new CommandError(`${shown} cannot be written: name a folder that is there`);
      throw new CommandError(`${shown} cannot be written (${reasonOf(error)}): allow writing it`);
    }
    terminal.write(`Wrote ${shown}\n`);
    return EXIT_FINE;
  },
};

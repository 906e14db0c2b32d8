import fs from "node:fs";
import path from "node:path";
import { firstSpecification } from "../specification/folder-specification.ts";
import { DEFAULT_SPECIFICATION_PATH } from "../specification/specification.ts";
import { reasonOf } from "../workspace/disk.ts";
import { relativePath } from "../workspace/paths.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { todayOf } from "./options.ts";
import { scannedFolder } from "./scanned-folder.ts";
import { absolutePath } from "./written-path.ts";
import { EXIT_FINE, type ExitCode } from "./terminal.ts";

export const specInit: Command = {
  name: "init",
  synopsis: "[folder]",
  summary: `Writes a first ${DEFAULT_SPECIFICATION_PATH}, with a question wherever only people can answer`,
  options: {
    output: {
      type: "string",
      value: "FILE",
      description: `Writes to this file instead of ${DEFAULT_SPECIFICATION_PATH}`,
    },
    force: { type: "boolean", description: "Replaces a specification that is there; what people wrote in it is lost" },
    today: {
      type: "string",
      value: "DATE",
      description: "Date that the state of models is told for, such as 2026-11-22",
    },
  },
  async run(options, terminal): Promise<ExitCode> {
    const today = todayOf(options);
    const output = options.text("output");
    const workspace = await scannedFolder("spec init", options, terminal, today);
    const file =
      output === undefined
        ? path.posix.join(workspace.root, DEFAULT_SPECIFICATION_PATH)
        : absolutePath(terminal, output);
    const shown = relativePath(terminal.directory, file);
    write(file, shown, firstSpecification(workspace, today), options.flag("force"));
    terminal.write(`Wrote ${shown}. Answer its questions, then run \`genai-lens spec check\`\n`);
    return EXIT_FINE;
  },
};

function write(file: string, shown: string, text: string, isForced: boolean): void {
  try {
    fs.mkdirSync(path.posix.dirname(file), { recursive: true });
  } catch (error) {
    throw new CommandError(
      `The folder of ${shown} cannot be made (${reasonOf(error)}): name another file with --output`,
    );
  }
  try {
    fs.writeFileSync(file, text, { flag: isForced ? "w" : "wx" });
  } catch (error) {
    throw new CommandError(
      (error as NodeJS.ErrnoException).code === "EEXIST"
        ? `${shown} is there already and was left as it is: edit it, write another with --output, or replace it with --force`
        : `${shown} cannot be written (${reasonOf(error)}): name another file with --output`,
    );
  }
}

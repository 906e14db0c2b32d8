import { writeLensFile } from "../review/lens-file/lens-file-text.ts";
import { importLens } from "../review/lens-file/import-lens.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { findLens, soundLens } from "./lens-source.ts";
import { writeOutput } from "./output.ts";
import { EXIT_FINE, type ExitCode } from "./terminal.ts";

export const lensExport: Command = {
  name: "export",
  synopsis: "LENS|FILE",
  summary: "Writes a lens as a custom lens file that the AWS Well-Architected Tool imports",
  options: { output: { type: "string", value: "FILE", description: "where to, if not standard output" } },
  async run(options, terminal): Promise<ExitCode> {
    const [written, ...others] = options.positionals;
    if (written === undefined || others.length > 0)
      throw new CommandError("lens export takes one lens, such as generative-ai, or the path of a lens file");
    const { file } = await findLens(terminal, written);
    const text = writeLensFile(file);
    soundLens(importLens(text, ""), written);
    const output = options.text("output");
    if (output === undefined) terminal.write(text);
    else {
      writeOutput(terminal, output, text);
      terminal.write(`Wrote ${output}\n`);
    }
    return EXIT_FINE;
  },
};

import { BUILT_IN_LENSES, findPractice, positionsIn } from "../../../lens/practices/practices.ts";
import { counted, oneLine } from "../reports/check-result.ts";
import { importLens } from "../review/lens-file/import-lens.ts";
import { lensIdOf, storeLens } from "../review/lens-file/lens-folder.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { lensTextOf, orCommandError, soundLens } from "./lens-source.ts";
import { absolutePath } from "./written-path.ts";
import { EXIT_FINE, type ExitCode } from "./terminal.ts";

export const lensImport: Command = {
  name: "import",
  synopsis: "FILE [folder]",
  summary: "Takes a custom lens file of AWS's format into the folder's review",
  options: {
    id: { type: "string", value: "ID", description: "id of the lens, if not its name" },
    replace: { type: "boolean", description: "replaces a lens that has the id already" },
  },
  async run(options, terminal): Promise<ExitCode> {
    const [written, folder = ".", ...others] = options.positionals;
    if (written === undefined || others.length > 0)
      throw new CommandError("lens import takes one lens file, and a folder if not the present one");
    const text = await lensTextOf(terminal, written);
    const result = importLens(text, "");
    const { lens } = soundLens(result, written);
    const id = idOf(options.text("id"), lens.title);
    const { file, change } = await orCommandError(
      storeLens(absolutePath(terminal, folder), id, text, options.flag("replace")),
    );
    const practices = positionsIn(lens).map(({ practice }) => practice);
    const questions = lens.pillars.reduce((sum, pillar) => sum + pillar.questions.length, 0);
    const known = practices.filter((practice) => findPractice(practice.id) !== undefined).length;
    const done = { new: "Wrote", replaced: "Replaced", same: "Nothing changed in" }[change];
    terminal.write(
      `${done} ${file}: ${oneLine(lens.title)}, ${counted(lens.pillars.length, "pillar")}, ${counted(questions, "question")}, ${counted(practices.length, "practice")}, ${known} of them known from a built-in lens\n`,
    );
    for (const { line, column, message } of result.problems)
      terminal.writeError(`${written}:${line}:${column} ${oneLine(message)}\n`);
    return EXIT_FINE;
  },
};

function idOf(written: string | undefined, title: string): string {
  const isBuiltIn = (id: string): boolean => BUILT_IN_LENSES.some((lens) => lens.id === id);
  if (written === undefined) {
    const id = lensIdOf(title);
    return isBuiltIn(id) ? `${id}-custom` : id;
  }
  if (isBuiltIn(written)) throw new CommandError(`--id cannot be "${written}", which is built in: write another one`);
  if (lensIdOf(written) !== written)
    throw new CommandError(
      `--id cannot be "${written}": write small letters and digits joined by -, such as ${lensIdOf(written)}`,
    );
  return written;
}

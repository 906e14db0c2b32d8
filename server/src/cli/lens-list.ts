import { BUILT_IN_LENSES, type Lens } from "../../../lens/practices/practices.ts";
import { counted, oneLine } from "../reports/check-result.ts";
import { formatTable } from "../reports/table.ts";
import { readStoredLenses } from "../review/lens-file/lens-folder.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { oneOf } from "./options.ts";
import { absolutePath } from "./written-path.ts";
import { EXIT_FINE, type ExitCode } from "./terminal.ts";

/** One line of the list. */
interface Row {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly questions: number;
  readonly practices: number;
  /** `null` for a lens that is built in. */
  readonly file: string | null;
  /** Why it cannot be used; `null` where it can. */
  readonly problem: string | null;
}

export const lensList: Command = {
  name: "list",
  synopsis: "[folder]",
  summary: "Lists the lenses that are built in, and those of the folder",
  options: { format: { type: "string", value: "NAME", description: "table, json" } },
  async run(options, terminal): Promise<ExitCode> {
    const [folder = ".", ...others] = options.positionals;
    if (others.length > 0) throw new CommandError("lens list takes one folder at most");
    const format = oneOf(options, "format", ["table", "json"], "table");
    const stored = await readStoredLenses(absolutePath(terminal, folder));
    const rows: readonly Row[] = [
      ...BUILT_IN_LENSES.map((lens) => ({ ...countsOf(lens), file: null, problem: null })),
      ...stored.map(({ id, file, failure, imported, problems }): Row => {
        if (imported !== undefined) return { ...countsOf(imported.lens), file, problem: null };
        const errors = problems.filter(({ severity }) => severity === "error").length;
        const problem = failure ?? `${file} has ${counted(errors, "error")}: \`genai-lens lens validate ${file}\``;
        return { id, title: "", version: "", questions: 0, practices: 0, file, problem };
      }),
    ];
    if (format === "json") {
      terminal.write(`${JSON.stringify({ schemaVersion: 1, lenses: rows }, null, 2)}\n`);
      return EXIT_FINE;
    }
    const cells = rows
      .filter(({ problem }) => problem === null)
      .map(({ id, title, version, questions, practices, file }) => [
        id,
        oneLine(title),
        version,
        String(questions),
        String(practices),
        file ?? "built in",
      ]);
    terminal.write(
      `${formatTable(["Id", "Title", "Version", "Questions", "Practices", "From"], cells, terminal.isColoured)}\n`,
    );
    for (const { problem } of rows) if (problem !== null) terminal.writeError(`${oneLine(problem)}\n`);
    return EXIT_FINE;
  },
};

function countsOf({ id, title, version, pillars }: Lens): Omit<Row, "file" | "problem"> {
  const questions = pillars.flatMap((pillar) => pillar.questions);
  const practices = questions.flatMap((question) => question.practices);
  return { id, title, version, questions: questions.length, practices: practices.length };
}

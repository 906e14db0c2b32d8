import { styleText } from "node:util";
import { counted, oneLine } from "../reports/check-result.ts";
import type { LensFile } from "../review/lens-file/format.ts";
import type { LensFileProblem, LensFileSeverity } from "../review/lens-file/problems.ts";
import { validateLensFile } from "../review/lens-file/validate.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { lensTextOf } from "./lens-source.ts";
import { oneOf } from "./options.ts";
import { EXIT_FINDINGS, EXIT_FINE, type ExitCode, type Terminal } from "./terminal.ts";

/** A file with what is wrong in it. */
interface CheckedFile {
  readonly file: string;
  readonly lens: LensFile | undefined;
  readonly problems: readonly LensFileProblem[];
}

export const lensValidate: Command = {
  name: "validate",
  synopsis: "FILES",
  summary: "Checks lens files against every limit of AWS's format; - is standard input",
  options: {
    format: { type: "string", value: "NAME", description: "stylish, json" },
    "fail-on": { type: "string", value: "LEVEL", description: "error, warning or never ends with exit code 1" },
  },
  async run(options, terminal): Promise<ExitCode> {
    if (options.positionals.length === 0)
      throw new CommandError("lens validate takes lens files, such as .genai-lens/lenses/own.json");
    const format = oneOf(options, "format", ["stylish", "json"], "stylish");
    const failOn = oneOf(options, "fail-on", ["error", "warning", "never"], "error");
    const files: readonly CheckedFile[] = await Promise.all(
      [...new Set(options.positionals)].map(async (file) => ({
        file,
        ...validateLensFile(await lensTextOf(terminal, file)),
      })),
    );
    terminal.write(format === "json" ? jsonOf(files) : files.map((file) => stylishOf(file, terminal)).join(""));
    const failing: readonly LensFileSeverity[] =
      failOn === "never" ? [] : failOn === "error" ? ["error"] : ["error", "warning"];
    return failing.some((severity) => countOf(files, severity) > 0) ? EXIT_FINDINGS : EXIT_FINE;
  },
};

function jsonOf(files: readonly CheckedFile[]): string {
  const summary = { files: files.length, error: countOf(files, "error"), warning: countOf(files, "warning") };
  const shown = files.map(({ file, lens, problems }) => ({
    file,
    isValid: lens !== undefined,
    problems: problems.map(({ severity, message, line, column }) => ({ severity, message, line, column })),
  }));
  return `${JSON.stringify({ schemaVersion: 1, files: shown, summary }, null, 2)}\n`;
}

function stylishOf(checked: CheckedFile, terminal: Terminal): string {
  const { file, lens, problems } = checked;
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    terminal.isColoured ? styleText(style, text, { validateStream: false }) : text;
  const rows = problems.map(({ severity, message, line, column }) => {
    const label = paint(severity === "error" ? "red" : "yellow", severity.padEnd("warning".length));
    return `  ${paint("dim", `${line}:${column}`.padStart(7))}  ${label}  ${oneLine(message)}\n`;
  });
  const heading = rows.length === 0 ? "" : `${paint("underline", file)}\n${rows.join("")}`;
  if (lens === undefined) {
    const errors = problems.filter(({ severity }) => severity === "error").length;
    return `${heading}${paint("red", "✖")} ${file}: ${counted(errors, "error")}. Correct them before you import it\n`;
  }
  const questions = lens.pillars.flatMap((pillar) => pillar.questions);
  const choices = questions.flatMap((question) => question.choices);
  const size = `${counted(lens.pillars.length, "pillar")}, ${counted(questions.length, "question")}, ${counted(choices.length, "choice")}`;
  return `${heading}${paint("green", "✔")} ${file}: ${size}, within every limit. Whether its texts hold personal data, which AWS forbids, nobody but you can tell\n`;
}

function countOf(files: readonly CheckedFile[], severity: LensFileSeverity): number {
  return files.reduce(
    (sum, { problems }) => sum + problems.filter((problem) => problem.severity === severity).length,
    0,
  );
}

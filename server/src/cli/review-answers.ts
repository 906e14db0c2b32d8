import { counted } from "../reports/check-result.ts";
import {
  AnswersFileError,
  practicesOutsideCatalog,
  readAnswersFile,
  writeAnswersFile,
} from "../review/well-architected/answers-file.ts";
import { compareAnswers, itemsOf } from "../review/well-architected/difference.ts";
import { pulledAnswers } from "../review/well-architected/sync.ts";
import type { ToolAnswer } from "../review/well-architected/tool.ts";
import { suggestion } from "../workspace/nearest-name.ts";
import { ACCEPTING_OPTIONS, acceptDifference } from "./accepting.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { lensTextOf } from "./lens-source.ts";
import { LENS_OPTION, localAnswers, storeAnswers } from "./local-answers.ts";
import { oneOf, type ParsedOptions } from "./options.ts";
import { writeOutput } from "./output.ts";
import { EXIT_FINDINGS, EXIT_FINE, type ExitCode, type Terminal } from "./terminal.ts";

const PARTS = ["export", "import"] as const;

/** `genai-lens review answers export` and `import`: answers as files, without any network. */
export const reviewAnswers: Command = {
  name: "answers",
  synopsis: "export [folder]|import FILE [folder]",
  summary: "Writes and reads answers as files that fit the AWS Well-Architected Tool",
  options: {
    ...LENS_OPTION,
    output: { type: "string", value: "FILE", description: "export: where to, if not standard output" },
    ids: {
      type: "string",
      value: "KIND",
      description: "export: custom for an imported lens file, catalog for AWS's lens catalog",
    },
    ...ACCEPTING_OPTIONS,
  },
  run(options, terminal): Promise<ExitCode> {
    const [part, ...positionals] = options.positionals;
    if (part === undefined) {
      throw new CommandError(
        "review answers lacks what to do: write review answers export, review answers import FILE",
      );
    }
    if (part === "export") return exportAnswers({ ...options, positionals }, terminal);
    if (part === "import") return importAnswers({ ...options, positionals }, terminal);
    throw new CommandError(
      `"review answers" cannot "${part}": write one of ${PARTS.join(", ")}.${suggestion(part, PARTS)}`,
    );
  },
};

async function exportAnswers(options: ParsedOptions, terminal: Terminal): Promise<ExitCode> {
  refuse(options, "export", Object.keys(ACCEPTING_OPTIONS));
  const [folder = ".", ...others] = options.positionals;
  if (others.length > 0) throw new CommandError("review answers export takes one folder at most");
  const ids = oneOf(options, "ids", ["custom", "catalog"], "custom");
  const { lens, answers } = await localAnswers(terminal, options, folder);
  if (ids === "catalog") {
    const outside = practicesOutsideCatalog(lens, answers);
    if (outside.length > 0) {
      terminal.writeError(`Left out, as their ids in AWS's lens catalog are not known: ${outside.join(", ")}\n`);
    }
  }
  const text = writeAnswersFile(lens, answers, ids);
  const output = options.text("output");
  if (output === undefined) terminal.write(text);
  else {
    writeOutput(terminal, output, text);
    terminal.write(`Wrote ${output}\n`);
  }
  return EXIT_FINE;
}

async function importAnswers(options: ParsedOptions, terminal: Terminal): Promise<ExitCode> {
  refuse(options, "import", ["output", "ids"]);
  const [file, folder = ".", ...others] = options.positionals;
  if (file === undefined || others.length > 0) {
    throw new CommandError("review answers import takes one file, and a folder if not the present one");
  }
  const local = await localAnswers(terminal, options, folder);
  const { lens, answers } = local;
  const fromFile = answersIn(await lensTextOf(terminal, file), file);
  const difference = compareAnswers("pull", lens, answers, fromFile, new Map());
  if (difference.join.joined.length === 0 && fromFile.length > 0) {
    throw new CommandError(`${file} has no answer to ${lens.title}: name its lens with --lens`);
  }
  const words = { verb: "Take", where: "over into .genai-lens/review.json" };
  const accepted = await acceptDifference(terminal, options, difference, words);
  await storeAnswers(terminal, local, pulledAnswers(accepted, answers));
  const [count, all] = [itemsOf(accepted).length, itemsOf(difference).length];
  if (all === 0) terminal.write(`Nothing to take over: ${file} has no other answers\n`);
  else terminal.write(count === 0 ? "Nothing was changed\n" : `Took over ${counted(count, "answer")}\n`);
  return count === all ? EXIT_FINE : EXIT_FINDINGS;
}

function answersIn(text: string, file: string): readonly ToolAnswer[] {
  try {
    return readAnswersFile(text);
  } catch (error) {
    if (error instanceof AnswersFileError) throw new CommandError(`${file} ${error.message}`);
    throw error;
  }
}

function refuse(options: ParsedOptions, part: string, foreign: readonly string[]): void {
  const written = foreign.find((option) => options.flag(option));
  if (written !== undefined)
    throw new CommandError(`"review answers ${part}" has no option --${written}: leave it out`);
}

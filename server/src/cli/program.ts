import manifest from "../../../package.json" with { type: "json" };
import { suggestion } from "../workspace/nearest-name.ts";
import type { Command } from "./command.ts";
import { CommandError } from "./command-error.ts";
import { COMMANDS } from "./commands.ts";
import { describeOptions, parseOptions } from "./options.ts";
import { repeatCheck } from "./repeated-check.ts";
import { EXIT_FAILED, EXIT_FINE, type ExitCode, type Terminal } from "./terminal.ts";

/**
 * Runs one command. Never throws: what stands in the way becomes one line on standard error and exit code 2.
 * `startLanguageServer` takes over the process and answers nothing.
 */
export async function runProgram(
  args: readonly string[],
  terminal: Terminal,
  startLanguageServer: () => void,
): Promise<ExitCode | undefined> {
  try {
    const [name, ...rest] = args;
    if (name === undefined)
      throw new CommandError(
        "No command is named: write one, such as `genai-lens check`; `genai-lens --help` lists them",
      );
    if (name === "--help" || name === "-h" || name === "help") {
      terminal.write(await programHelp());
      return EXIT_FINE;
    }
    if (name === "--version" || name === "-v") {
      terminal.write(`${manifest.version}\n`);
      return EXIT_FINE;
    }
    if (name === "lsp") {
      if (rest.length !== 1 || rest[0] !== "--stdio")
        throw new CommandError("lsp speaks over standard input and output only: write `genai-lens lsp --stdio`");
      startLanguageServer();
      return undefined;
    }
    const load = COMMANDS.get(name);
    if (load === undefined) {
      const hint = suggestion(name, [...COMMANDS.keys(), "lsp"]);
      throw new CommandError(`There is no command "${name}".${hint || " `genai-lens --help` lists them"}`);
    }
    const repeated = name === "check" ? await repeatCheck(rest, terminal) : undefined;
    if (repeated !== undefined) return repeated;
    const command = await load();
    const options = parseOptions(command.name, rest, command.options);
    if (options.flag("help")) {
      terminal.write(commandHelp(command));
      return EXIT_FINE;
    }
    return await command.run(options, terminal);
  } catch (error) {
    terminal.progress.clear();
    const line =
      error instanceof CommandError
        ? error.message
        : `An error that should not happen: ${describe(error)}. Please report it as a defect`;
    terminal.writeError(`genai-lens: ${line.replace(/\s*[\r\n]+\s*/g, " ")}\n`);
    return EXIT_FAILED;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frame = /\n\s+at [^\n]+/.exec(error.stack ?? "")?.[0] ?? "";
  return `${error.message}${frame}`;
}

async function programHelp(): Promise<string> {
  const loaded = await Promise.all([...COMMANDS.values()].map((load) => load()));
  const commands = loaded.map((command) => [`${command.name} ${command.synopsis}`.trim(), command.summary] as const);
  const rows = [...commands, ["lsp --stdio", "Runs the language server for an editor"] as const];
  const width = Math.max(...rows.map(([usage]) => usage.length));
  return `genai-lens ${manifest.version}
Finds where code that calls generative-AI models departs from the AWS Well-Architected Generative AI Lens.
Independent of AWS. Nothing leaves this machine, except by review push, pull and workloads, which talk to AWS.

${rows.map(([usage, summary]) => `  genai-lens ${usage.padEnd(width)}  ${summary}`).join("\n")}

\`genai-lens COMMAND --help\` shows the options of a command.
Exit code 0: fine. 1: findings at or above --fail-on. 2: the command could not do its work.
`;
}

function commandHelp(command: Command): string {
  return `genai-lens ${`${command.name} ${command.synopsis}`.trim()}
${command.summary}.
${command.details === undefined ? "" : `\n${command.details}\n`}
${describeOptions(command.options)}
`;
}

import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

/** One command of the program. */
export interface Command {
  readonly name: string;
  /** What stands behind its name, such as `[paths]`. */
  readonly synopsis: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Further lines of its help. */
  readonly details?: string;
  readonly options: OptionDescriptions;
  /** Throws `CommandError` when it cannot do its work. */
  run(options: ParsedOptions, terminal: Terminal): Promise<ExitCode> | ExitCode;
}

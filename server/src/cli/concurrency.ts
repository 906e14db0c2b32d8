import type { WorkspaceOptions } from "../workspace/workspace-options.ts";
import { CommandError } from "./command-error.ts";
import type { OptionDescriptions, ParsedOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";

const MOST_THREADS = 64;

/** Every thread warms up and parses the files that others share by itself, which costs more than it saves on two processors. */
const DEFAULT_THREADS = 1;

export const CONCURRENCY_OPTION: OptionDescriptions = {
  concurrency: {
    type: "string",
    value: "N",
    description: `Threads that examine files, ${DEFAULT_THREADS} unless told otherwise; more take more memory`,
  },
};

/** The threads that `--concurrency` asks for. Throws `CommandError`. */
export function threadsOf(options: ParsedOptions, terminal: Terminal): Pick<WorkspaceOptions, "threads"> {
  const written = options.text("concurrency");
  if (written !== undefined && !/^[1-9]\d?$/.test(written))
    throw new CommandError(`--concurrency cannot be "${written}": write a whole number from 1 to ${MOST_THREADS}`);
  const count = written === undefined ? DEFAULT_THREADS : Number(written);
  if (count > MOST_THREADS)
    throw new CommandError(`--concurrency cannot be "${written}": write a whole number from 1 to ${MOST_THREADS}`);
  // Fixing looks at the workspace again, and only this thread remembers what it saw.
  if (terminal.threadScript === undefined || count < 2 || options.flag("fix")) return {};
  return { threads: { script: terminal.threadScript, count: count - 1 } };
}

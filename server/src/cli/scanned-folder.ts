import { NEVER_CANCELLED } from "../analysis/analysis.ts";
import { nodeDisk } from "../workspace/disk.ts";
import { Workspace } from "../workspace/workspace.ts";
import { CommandError } from "./command-error.ts";
import type { ParsedOptions } from "./options.ts";
import { absolutePath } from "./written-path.ts";
import type { Terminal } from "./terminal.ts";

/** The folder that a command was given, read whole. Without one it is the present folder. Throws `CommandError`. */
export async function scannedFolder(
  command: string,
  options: ParsedOptions,
  terminal: Terminal,
  today: string,
): Promise<Workspace> {
  const [written = ".", ...others] = options.positionals;
  if (others.length > 0) throw new CommandError(`${command} takes one folder: run it once for each`);
  const folder = absolutePath(terminal, written);
  if (nodeDisk.stat(folder)?.kind !== "directory") throw new CommandError(`${written} is no folder: name one that is`);
  const workspace = new Workspace(folder, { today });
  await workspace.scan(NEVER_CANCELLED, ({ done, total }) =>
    terminal.progress.show(`Checking ${written}: ${done} of ${total} files`),
  );
  terminal.progress.clear();
  return workspace;
}

import fs from "node:fs";
import { reasonOf } from "../workspace/disk.ts";
import { CommandError } from "./command-error.ts";
import { absolutePath } from "./written-path.ts";
import type { Terminal } from "./terminal.ts";

/** Writes a file that the user asked for. Throws `CommandError`. */
export function writeOutput(terminal: Terminal, written: string, content: string | Uint8Array): void {
  try {
    fs.writeFileSync(absolutePath(terminal, written), content);
  } catch (error) {
    const isFolderMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new CommandError(
      isFolderMissing
        ? `${written} cannot be written: make its folder first`
        : `${written} cannot be written (${reasonOf(error)}): name another file`,
    );
  }
}

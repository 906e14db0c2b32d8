import { createHash } from "node:crypto";
import { relativePath } from "../workspace/paths.ts";
import { CommandError } from "./command-error.ts";
import type { ParsedOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";

const MOST_SHARDS = 1_000;

/**
 * Whether a file belongs to the part that `--shard` names; `undefined` where it is not written. Parts go by the
 * files' paths, so a file stays in its part when others come or go. Throws `CommandError`.
 */
export function shardOf(options: ParsedOptions, terminal: Terminal): ((file: string) => boolean) | undefined {
  const written = options.text("shard");
  if (written === undefined) return undefined;
  const [, number, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(written) ?? []).map(Number);
  if (number === undefined || count === undefined || number < 1 || count > MOST_SHARDS || number > count)
    throw new CommandError(
      `--shard cannot be "${written}": write which part of how many, such as 1/3, with at most ${MOST_SHARDS} parts`,
    );
  return (file) => partOf(relativePath(terminal.directory, file), count) === number - 1;
}

function partOf(path: string, count: number): number {
  return createHash("sha1").update(path).digest().readUInt32BE(0) % count;
}

import { spawnSync } from "node:child_process";
import path from "node:path";
import { toSlashes } from "../workspace/paths.ts";
import { CommandError } from "./command-error.ts";

/**
 * Files that differ from a revision of git, with those that git does not know yet; absolute. Throws `CommandError`
 * where git or the revision is not there.
 */
export function changedFiles(directory: string, revision: string): ReadonlySet<string> {
  // A revision that begins with a dash would be read as an option of git.
  if (revision.startsWith("-"))
    throw new CommandError(`--changed-since cannot be "${revision}": name a branch, tag or commit`);
  const top = git(
    directory,
    ["rev-parse", "--show-toplevel"],
    `${directory} is not in a git repository: leave out --changed-since`,
  ).trim();
  git(
    directory,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`],
    `git knows no revision "${revision}": name a branch, tag or commit, and fetch it first where it is not local`,
  );
  const changed = git(
    top,
    ["diff", "--name-only", "-z", "--no-ext-diff", "--diff-filter=d", revision, "--"],
    `git cannot compare with "${revision}"`,
  );
  const added = git(top, ["ls-files", "-z", "--others", "--exclude-standard"], "git cannot list new files");
  return new Set(
    `${changed}${added}`
      .split("\0")
      .filter(Boolean)
      .map((file) => path.posix.join(toSlashes(top), file)),
  );
}

function git(directory: string, args: readonly string[], complaint: string): string {
  const { error, status, stdout } = spawnSync("git", args, {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT") {
    throw new CommandError("git is not installed: install it, or leave out --changed-since");
  }
  if (error !== undefined || status !== 0) throw new CommandError(complaint);
  return stdout;
}

import { type Disk, isRegularFile, nodeDisk } from "./disk.ts";
import { directoriesUpTo } from "./paths.ts";

/** The folder around `root`, or `root` itself, that git works in; `undefined` where there is none. */
export function findRepository(root: string, disk: Disk = nodeDisk): string | undefined {
  for (const directory of directoriesUpTo(root, "/")) {
    // In a worktree or a submodule it is a file.
    if (isRegularFile(`${directory}/.git`, disk) || isRegularFile(`${directory}/.git/HEAD`, disk)) return directory;
  }
  return undefined;
}

import fs from "node:fs/promises";
import path from "node:path";

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const MOST_REFERENCES = 5;

/**
 * The commit that is checked out in the git repository around a folder, as its full hash, read from the repository's
 * own files; `null` where there is none, before the first commit, and where it cannot be read.
 */
export async function checkedOutCommit(folder: string): Promise<string | null> {
  try {
    const repository = await repositoryOf(folder);
    if (repository === undefined) return null;
    return await resolveReference(repository, "HEAD");
  } catch {
    // A milestone without a commit is better than none.
    return null;
  }
}

interface Repository {
  /** Where `HEAD` is. */
  readonly own: string;
  /** Where branches are; another one for a linked work tree. */
  readonly common: string;
}

async function repositoryOf(folder: string): Promise<Repository | undefined> {
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    const entry = path.join(current, ".git");
    const stats = await fs.stat(entry).catch(() => undefined);
    if (stats?.isDirectory() === true) return withCommon(entry);
    if (stats?.isFile() === true) {
      const target = /^gitdir: (.+)$/m.exec(await fs.readFile(entry, "utf8"))?.[1];
      return target === undefined ? undefined : withCommon(path.resolve(current, target.trim()));
    }
    if (path.dirname(current) === current) return undefined;
  }
}

async function withCommon(own: string): Promise<Repository> {
  const common = await readIfThere(path.join(own, "commondir"));
  return { own, common: common === undefined ? own : path.resolve(own, common.trim()) };
}

async function resolveReference({ own, common }: Repository, first: string): Promise<string | null> {
  let name = first;
  for (let step = 0; step < MOST_REFERENCES; step++) {
    const text = (await readIfThere(path.join(own, name))) ?? (await readIfThere(path.join(common, name)));
    const content = text?.trim() ?? (await packedReference(common, name));
    if (content === undefined) return null;
    if (COMMIT.test(content)) return content;
    const target = /^ref: (refs\/\S+)$/.exec(content)?.[1];
    // A name from a file must not lead out of the repository.
    if (target === undefined || target.split("/").includes("..")) return null;
    name = target;
  }
  return null;
}

async function packedReference(common: string, name: string): Promise<string | undefined> {
  const packed = await readIfThere(path.join(common, "packed-refs"));
  const line = packed?.split("\n").find((candidate) => candidate.endsWith(` ${name}`));
  return line?.slice(0, line.indexOf(" "));
}

function readIfThere(file: string): Promise<string | undefined> {
  return fs.readFile(file, "utf8").catch(() => undefined);
}

import picomatch from "picomatch";

/** Longest glob that is accepted: the matcher's cost grows with it. */
const LONGEST_GLOB = 500;

/**
 * Compiles globs as `ignore` and `files` of the configuration take them. Paths are relative to the folder
 * the globs belong to. A glob without a `/` fits at any depth; one that fits a folder fits all that is in it.
 * Globs that are too long fit nothing; see `globMistake`.
 */
export function compileGlobs(globs: readonly string[]): (relativePath: string) => boolean {
  const patterns = globs.filter((glob) => globMistake(glob) === undefined).flatMap(expand);
  if (patterns.length === 0) return () => false;
  const matchers = patterns.map((pattern) => picomatch(pattern, { dot: true, nonegate: true }));
  return (path) => matchers.some((matches) => matches(path));
}

/** What is wrong with a glob, as the end of a sentence; `undefined` where nothing is. */
export function globMistake(glob: string): string | undefined {
  if (glob.trim() === "") return 'is empty: write a glob such as "generated/**"';
  if (glob.length > LONGEST_GLOB) return `is longer than ${LONGEST_GLOB} characters: split it`;
  if (glob.startsWith("!")) return "starts with `!`, which is not supported: list what to leave out, not what to keep";
  if (/^(?:[a-zA-Z]:)?[\\/]{2}|^[a-zA-Z]:/.test(glob))
    return "is an absolute path: write it relative to the configuration file";
  try {
    picomatch.makeRe(glob);
    return undefined;
  } catch {
    return "is not a glob: see the syntax of picomatch";
  }
}

function expand(glob: string): readonly string[] {
  const trimmed = glob.replace(/^\.?\//, "").replace(/\/+$/, "");
  const isAnchored = glob.replace(/\/+$/, "").includes("/");
  const base = isAnchored ? trimmed : `**/${trimmed}`;
  return base.endsWith("**") ? [base] : [base, `${base}/**`];
}

import path from "node:path";

/** The path with `/` as its separator, as all paths inside the product are written. */
export function toSlashes(file: string): string {
  return path.sep === "/" ? file : file.replaceAll("\\", "/");
}

/** Whether `file` is `directory` itself or lies below it. Both absolute, with `/`. */
export function isInside(file: string, directory: string): boolean {
  return file === directory || file.startsWith(directory.endsWith("/") ? directory : `${directory}/`);
}

/** `file` seen from `directory`, with `/`; goes up with `..` where it must. */
export function relativePath(directory: string, file: string): string {
  return isInside(file, directory) && file !== directory
    ? file.slice(directory.endsWith("/") ? directory.length : directory.length + 1)
    : toSlashes(path.relative(directory, file));
}

/** The folder that holds a file; `undefined` for the root of a drive. */
export function parentDirectory(file: string): string | undefined {
  const parent = path.posix.dirname(file);
  return parent === file || parent === "." ? undefined : parent;
}

/** The folder around a folder; `undefined` at `boundary` and outside it. */
export function parentWithin(directory: string, boundary: string): string | undefined {
  return directory === boundary || !isInside(directory, boundary) ? undefined : parentDirectory(directory);
}

/** The folder and its parents, innermost first, up to and including `boundary`; only itself where it lies outside. */
export function* directoriesUpTo(directory: string, boundary: string): Generator<string> {
  let current: string | undefined = directory;
  while (current !== undefined) {
    yield current;
    if (current === boundary || !isInside(current, boundary)) return;
    current = parentDirectory(current);
  }
}

/** Compares by code units, so that the order does not depend on the machine's language. */
export function compareText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

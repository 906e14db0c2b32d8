import { posix } from "node:path";
import type { AnalysisHost } from "./analysis.ts";

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** What a written extension may stand for: TypeScript sources are imported by the name of their output. */
const SOURCES_OF_OUTPUT: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".js", ".jsx"],
  ".jsx": [".tsx", ".jsx"],
  ".mjs": [".mts", ".mjs"],
  ".cjs": [".cts", ".cjs"],
};

/**
 * The file of the workspace that a specifier means, or `undefined` for packages and files that are not
 * there. Every path that was looked at is told to `onProbe`, found or not.
 */
export function resolveSpecifier(
  specifier: string,
  fromFile: string,
  host: Pick<AnalysisHost, "isFile" | "resolveAlias">,
  onProbe?: (file: string) => void,
): string | undefined {
  const bases = specifier.startsWith(".")
    ? [posix.resolve(posix.dirname(fromFile), specifier)]
    : host.resolveAlias(specifier, fromFile);
  for (const base of bases) {
    for (const candidate of candidatesOf(base)) {
      onProbe?.(candidate);
      if (host.isFile(candidate)) return candidate;
    }
  }
  return undefined;
}

function* candidatesOf(base: string): Generator<string> {
  const extension = posix.extname(base);
  const outputs = SOURCES_OF_OUTPUT[extension];
  if (outputs) for (const source of outputs) yield base.slice(0, -extension.length) + source;
  else if (EXTENSIONS.includes(extension)) yield base;
  for (const each of EXTENSIONS) yield base + each;
  for (const each of EXTENSIONS) yield `${base}/index${each}`;
}

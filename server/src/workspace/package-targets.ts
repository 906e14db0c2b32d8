import path from "node:path";
import { type PackageManifest, field, isRecord } from "./package-manifest.ts";

/** Conditions of `exports` and `imports`, those that lead to sources first. */
const CONDITIONS = ["source", "development", "types", "import", "node", "module", "default", "require", "browser"];

/**
 * Base paths that `name/subpath` of a workspace package may stand for, best first: sources before the output
 * that is made from them. `subpath` is empty for the package itself.
 */
export function packageEntryBases(manifest: PackageManifest, subpath: string): readonly string[] {
  const { content, directory } = manifest;
  const exported = field(content, "exports");
  const targets: string[] = [];
  if (exported !== undefined) {
    targets.push(...matchingTargets(exported, subpath === "" ? "." : `./${subpath}`));
  } else if (subpath === "") {
    for (const name of ["source", "module", "main", "types", "typings"]) {
      const target = field(content, name);
      if (typeof target === "string") targets.push(target);
    }
  }
  const conventional = subpath === "" ? ["src/index", "index", "src/main"] : [`src/${subpath}`, subpath];
  return toBases(directory, [...targets.flatMap(withSources), ...conventional]);
}

/** Base paths that a `#specifier` stands for by `imports`; names of packages there are left out. */
export function packageImportBases(manifest: PackageManifest, specifier: string): readonly string[] {
  const targets = matchingTargets(field(manifest.content, "imports"), specifier).filter((target) =>
    target.startsWith("."),
  );
  return toBases(manifest.directory, targets.flatMap(withSources));
}

/** The targets of the entry that fits best: an exact key, else the pattern with the longest start. */
function matchingTargets(entries: unknown, key: string): readonly string[] {
  const isTable =
    isRecord(entries) && Object.keys(entries).some((name) => name.startsWith(".") || name.startsWith("#"));
  if (!isTable) return key === "." ? conditionTargets(entries, 0) : [];
  const exact = field(entries, key);
  if (exact !== undefined) return conditionTargets(exact, 0);
  let best: { readonly pattern: string; readonly start: string; readonly matched: string } | undefined;
  for (const pattern of Object.keys(entries)) {
    const star = pattern.indexOf("*");
    if (star === -1) continue;
    const start = pattern.slice(0, star);
    const end = pattern.slice(star + 1);
    if (key.length < start.length + end.length || !key.startsWith(start) || !key.endsWith(end)) continue;
    if (best === undefined || start.length > best.start.length) {
      best = { pattern, start, matched: key.slice(start.length, key.length - end.length) };
    }
  }
  if (best === undefined) return [];
  const { pattern, matched } = best;
  return conditionTargets(field(entries, pattern), 0).map((target) => target.replaceAll("*", () => matched));
}

const DEEPEST_CONDITION = 8;

function conditionTargets(target: unknown, depth: number): readonly string[] {
  if (typeof target === "string") return [target];
  if (depth > DEEPEST_CONDITION || typeof target !== "object" || target === null) return [];
  if (Array.isArray(target)) return target.flatMap((item) => conditionTargets(item, depth + 1));
  return CONDITIONS.flatMap((condition) => conditionTargets(field(target, condition), depth + 1));
}

const OUTPUT_SEGMENT = /(^|\/)(?:dist|build|lib|out|output|esm|cjs|es)(?=\/)/;

/** The sources that an output path is probably made from, then the path itself. */
function withSources(target: string): readonly string[] {
  const withoutDeclaration = target.replace(/\.d\.([mc]?)ts$/, ".$1js");
  const stem = withoutDeclaration.replace(/^\.\//, "");
  if (!OUTPUT_SEGMENT.test(stem)) return [withoutDeclaration];
  const source = stem.replace(OUTPUT_SEGMENT, "$1src");
  // Builds often put each module format into a folder of its own: dist/esm/x.js is made from src/x.ts.
  const withoutFormat = source.replace(/(^|\/)src\/(?:esm|cjs|es|node|types|src)\//, "$1src/");
  return [
    ...new Set([
      withoutFormat,
      source,
      stem.replace(OUTPUT_SEGMENT, "$1.").replace(/(^|\/)\.\//, "$1"),
      withoutDeclaration,
    ]),
  ];
}

function toBases(directory: string, targets: readonly string[]): readonly string[] {
  const bases = targets
    .map((target) => path.posix.join(directory, target))
    .filter((base) => base.startsWith(`${directory}/`));
  return [...new Set(bases)];
}

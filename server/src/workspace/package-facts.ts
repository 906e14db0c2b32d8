import type { PackageFacts } from "../../../lens/rules/rule.ts";
import { parentDirectory } from "./paths.ts";
import { isManifest } from "./signal-files.ts";

const DEPENDENCIES = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

/** What others import a package by. */
const ENTRIES = ["main", "module", "exports", "types"];

/** What the manifests among some files say. One that cannot be read is a package of which nothing is known. */
export function packagesOf(
  documents: Iterable<string>,
  textOf: (file: string) => string | undefined,
): readonly PackageFacts[] {
  return [...documents].filter(isManifest).map((file) => {
    const manifest = parsed(textOf(file) ?? "");
    return {
      directory: parentDirectory(file) ?? "/",
      isLibrary: isLibrary(manifest),
      dependencies: new Set(DEPENDENCIES.flatMap((name) => namesIn(manifest[name]))),
    };
  });
}

/** Whether a manifest is that of a package which is published for other programs to import. */
export function isLibrary(manifest: Readonly<Record<string, unknown>>): boolean {
  return manifest["private"] !== true && ENTRIES.some((name) => manifest[name] !== undefined);
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === "object" && content !== null ? (content as Readonly<Record<string, unknown>>) : {};
  } catch {
    // The product that reads it for good tells what is wrong with it.
    return {};
  }
}

function namesIn(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

import type { Evaluator } from "./evaluator.ts";
import { resolveSpecifier } from "./resolve.ts";

/** Files that one look goes through. */
const MAXIMUM_FILES = 40;

/** `from "x"`, `import "x"`, `import("x")`, `require("x")`, also in comments and text. */
const IMPORT = /\b(?:from|import|require)\s{0,20}\(?\s{0,20}["'`]([^"'`\s]{1,300})["'`]/g;

/**
 * Whether a file, or one of the workspace that it imports, imports from an SDK what calls models. A look at texts alone;
 * `undefined` where that does not tell, there are more files than are looked at, or one cannot be read.
 */
export function reachesModel(evaluator: Evaluator, file: string): boolean | undefined {
  const pending = new Set([file]);
  let isWhole = true;
  for (const each of pending) {
    const text = evaluator.host.read(each)?.text;
    evaluator.dependencies.add(each);
    if (text === undefined) isWhole = false;
    for (const specifier of specifiersIn(text ?? "")) {
      const callsModels = evaluator.knowledge.callsModels(specifier, text ?? "");
      if (callsModels) return true;
      isWhole &&= callsModels === false;
      const imported = resolveSpecifier(specifier, each, evaluator.host, (probed) =>
        evaluator.dependencies.add(probed),
      );
      if (imported === undefined) isWhole &&= !specifier.startsWith(".");
      else if (pending.size < MAXIMUM_FILES) pending.add(imported);
      else isWhole &&= pending.has(imported);
    }
  }
  return isWhole ? false : undefined;
}

/** What a text imports, as it is written. */
export function specifiersIn(text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].map(([, specifier = ""]) => specifier);
}

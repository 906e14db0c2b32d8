import { sdks, sdkSpecifiers } from "../../../lens/sdks/index.ts";
import { mayHoldFactsByItself } from "../analysis/file-facts.ts";
import { eachImportClause } from "../analysis/import-specifiers.ts";
import { knowledgeOf } from "../analysis/knowledge.ts";

const specifiers = new Set(sdkSpecifiers());
const prefixes = sdkSpecifiers()
  .filter((specifier) => specifier.endsWith("/*"))
  .map((specifier) => specifier.slice(0, -1));

/** Whether an import specifier names a module of an SDK that the product knows. */
export function isSdkSpecifier(specifier: string): boolean {
  return specifiers.has(specifier) || prefixes.some((prefix) => specifier.startsWith(prefix));
}

/**
 * Whether a text that imports SDKs may hold a fact by itself: it names something that a description tells of. Many
 * files take only types and helpers of an SDK; those need no look, unless another file gives them more. `imports`
 * is all that the text imports.
 */
export function mayHoldFacts(text: string, imports: readonly string[]): boolean {
  if (text.includes("genai-lens-") || mayHoldFactsByItself(text)) return true;
  const knowledge = knowledgeOf(sdks);
  const untold = new Set(imports.filter(isSdkSpecifier));
  for (const { specifier, names, isStarExport } of eachImportClause(text)) {
    untold.delete(specifier);
    if (isStarExport || names === undefined) {
      if (knowledge.describes(specifier, undefined)) return true;
    } else if (names.some((name) => knowledge.describes(specifier, name))) return true;
  }
  return untold.size > 0;
}

import { ai } from "./ai.ts";
import { anthropic } from "./anthropic.ts";
import { bedrockRuntime } from "./bedrock-runtime.ts";
import type { SdkDescription } from "./description.ts";
import { langchain } from "./langchain.ts";
import { openai } from "./openai.ts";
import { wrappers } from "./wrappers.ts";

/** Every SDK that the analysis knows. No two of their modules share an import specifier. */
export const sdks: readonly SdkDescription[] = [openai, anthropic, bedrockRuntime, ai, langchain, wrappers];

/**
 * Names of the packages that a file must mention to make, import or call anything described here.
 * Packages that only pass a client through are left out: on their own they call no model.
 */
export function sdkPackageNames(): readonly string[] {
  const names = new Set<string>();
  for (const sdk of sdks) {
    for (const module of sdk.modules) {
      if (Object.values(module.exports).some((exported) => exported.entity !== "wrapper")) {
        for (const specifier of module.specifiers) {
          names.add(packageNameOf(specifier));
        }
      }
    }
  }
  return [...names];
}

/** The package of an import specifier: `@scope/name/sub` gives `@scope/name`. */
export function packageNameOf(specifier: string): string {
  const segments = specifier.split("/");
  return segments.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

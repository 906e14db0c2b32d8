import { ai } from "./ai.ts";
import { anthropic } from "./anthropic.ts";
import { azureInference } from "./azure-inference.ts";
import { azureOpenAi } from "./azure-openai.ts";
import { bedrockRuntime } from "./bedrock-runtime.ts";
import { claudeAgent } from "./claude-agent.ts";
import { cohere } from "./cohere.ts";
import type { SdkDescription } from "./description.ts";
import { groq } from "./groq.ts";
import { huggingFaceInference } from "./hugging-face-inference.ts";
import { huggingFaceTransformers } from "./hugging-face-transformers.ts";
import { mistral } from "./mistral.ts";
import { ollama } from "./ollama.ts";
import { openai } from "./openai.ts";
import { openRouter } from "./openrouter.ts";
import { replicate } from "./replicate.ts";
import { together } from "./together.ts";
import { wrappers } from "./wrappers.ts";

/** Every SDK that the analysis knows. No two of their modules share an import specifier. */
export const sdks: readonly SdkDescription[] = [
  openai,
  anthropic,
  claudeAgent,
  bedrockRuntime,
  ai,
  groq,
  together,
  openRouter,
  mistral,
  cohere,
  ollama,
  replicate,
  huggingFaceInference,
  huggingFaceTransformers,
  azureOpenAi,
  azureInference,
  wrappers,
];

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

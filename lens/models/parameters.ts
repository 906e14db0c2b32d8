import { findCapabilities, type ModelCapabilities } from "./capabilities.ts";

/** A Claude model as Bedrock names it, by its own id, a profile's or the ARN of one. */
const CLAUDE_ON_BEDROCK = /(?:^|[./])anthropic\.(claude-[a-z0-9-]+?)(?:-v\d+(?::\d+)?)?$/u;

/**
 * What a model takes and gives, by its maker's own table, wherever it is served by its maker or by Bedrock.
 * `undefined` for servers that only speak the maker's language, and for ids that the table lacks.
 */
export function capabilitiesOf(written: string, provider: string | undefined): ModelCapabilities | undefined {
  switch (provider) {
    case "openai":
      return findCapabilities("openai-api", written);
    case "anthropic":
      return findCapabilities("claude-api", written);
    case "bedrock": {
      const claude = CLAUDE_ON_BEDROCK.exec(written)?.[1];
      return claude === undefined ? undefined : findCapabilities("claude-api", claude);
    }
    default:
      return undefined;
  }
}

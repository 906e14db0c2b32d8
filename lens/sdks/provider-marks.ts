import { isProvider } from "./providers.ts";

/** Names of providers in model ids such as `google-genai:gemini-2.5-pro`, where facts call them something else. */
const otherNames: Readonly<Record<string, string>> = {
  "amazon-bedrock": "bedrock",
  aws: "bedrock",
  azure: "azure-openai",
  azure_openai: "azure-openai",
  "bedrock-converse": "bedrock",
  bedrock_converse: "bedrock",
  "fireworks-ai": "fireworks",
  gemini: "google",
  "google-genai": "google",
  google_genai: "google",
  "google-vertexai": "google-vertex",
  "google-vertexai-web": "google-vertex",
  google_vertexai: "google-vertex",
  googleai: "google",
  mistralai: "mistral",
  moonshotai: "moonshot",
  togetherai: "together",
  vercel: "vercel-ai-gateway",
  vertex: "google-vertex",
  vertexai: "google-vertex",
  zai: "zhipu",
};

/**
 * Splits a model id that says who serves it before a mark: `anthropic:claude-sonnet-5`. `undefined` where what
 * stands before the mark names no provider: an id may hold the mark itself, such as `llama3:8b`.
 */
export function splitModelId(
  id: string,
  mark: ":" | "/",
): { readonly provider: string; readonly model: string } | undefined {
  const at = id.indexOf(mark);
  if (at <= 0) return undefined;
  const name = id.slice(0, at);
  const provider = Object.hasOwn(otherNames, name) ? otherNames[name] : isProvider(name) ? name : undefined;
  return provider === undefined ? undefined : { provider, model: id.slice(at + 1) };
}

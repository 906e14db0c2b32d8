/** Length of the vectors that a model makes unless it is asked for another one. Not checked against the providers' pages. */
const DIMENSIONS: ReadonlyMap<string, number> = new Map([
  ["text-embedding-3-small", 1536],
  ["text-embedding-3-large", 3072],
  ["text-embedding-ada-002", 1536],
  ["amazon.titan-embed-text-v1", 1536],
  ["amazon.titan-embed-text-v2", 1024],
  ["cohere.embed-english-v3", 1024],
  ["cohere.embed-multilingual-v3", 1024],
  ["mistral-embed", 1024],
  ["gemini-embedding-001", 3072],
]);

/** The usual length of a model's vectors by its id, with or without provider and version; `undefined` where not known. */
export function usualDimensions(model: string): number | undefined {
  return DIMENSIONS.get(model.replace(/^(openai|mistral|google|models)\//, "").replace(/:\d+$/, ""));
}

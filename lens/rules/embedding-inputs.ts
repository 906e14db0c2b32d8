/**
 * Tokens that an embedding model reads of one text; what is longer is cut off or refused. From the providers' pages of
 * their models, 2026-11: OpenAI, Amazon Titan, Cohere, Gemini, Mistral, and the model cards of the open ones.
 */
const LIMITS: readonly (readonly [model: RegExp, tokens: number])[] = [
  [/(^|[./])text-embedding-(3-small|3-large|ada-002)$/, 8192],
  [/^amazon\.titan-embed-text-v[12](:\d+)?$/, 8192],
  [/(^|[./])embed-(english|multilingual)(-light)?-v(3(\.0)?|2(\.0)?)(:\d+)?$/, 512],
  [/(^|[./])(gemini-embedding-001|text-embedding-00[45])$/, 2048],
  [/(^|[./])mistral-embed$/, 8192],
  [/(^|[./])mxbai-embed-large(-v1)?(:latest)?$/, 512],
  [/(^|[./])bge-(small|base|large)-en(-v1\.5)?$/, 512],
  [/(^|[./])multilingual-e5-(small|base|large)(-instruct)?$/, 512],
];

/** Most tokens of one text that an embedding model reads, by its id; `undefined` where not known. */
export function embeddingInputLimit(model: string): number | undefined {
  return LIMITS.find(([pattern]) => pattern.test(model))?.[1];
}

/**
 * Tokens that an embedding model reads of one text; what is longer is cut off or refused. As looked up in 2026-11: the
 * reference of OpenAI's embeddings API (8,192 for all of its models), Amazon Bedrock's page on Titan Text Embeddings,
 * Cohere's table of Embed models, Google's pages on Gemini Embedding and on text embeddings in Vertex AI, and
 * `sentence_bert_config.json` or the card of the open models. Mistral's own page was not at hand: its figure is the one
 * that others list. Embed 2 of Cohere was retired on 2026-04-04.
 */
const LIMITS: readonly (readonly [model: RegExp, tokens: number])[] = [
  [/(^|[./])text-embedding-(3-small|3-large|ada-002)$/, 8192],
  [/^amazon\.titan-embed-text-v[12](:\d+)?$/, 8192],
  [/(^|[./])embed-(english|multilingual)(-light)?-v3(\.0)?(:\d+)?$/, 512],
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

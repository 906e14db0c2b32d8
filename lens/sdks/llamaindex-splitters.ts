import type { ExportedEntity, SplitterDescription } from "./description.ts";

/** Counts in tokens of `Settings.tokenizer`; `Settings.chunkSize` may replace the default size. */
const sentences: SplitterDescription = {
  unit: "tokens",
  chunkSize: "0.chunkSize",
  chunkOverlap: "0.chunkOverlap",
  measure: "0.tokenizer",
  defaults: { chunkSize: undefined, chunkOverlap: 200 },
  throwsFrom: "as large",
};

/** Classes that cut texts, from `@llamaindex/core` 0.6 (node-parser/, schema/zod.ts). */
export const splitterExports: Readonly<Record<string, ExportedEntity>> = {
  SentenceSplitter: { entity: "splitter", splitter: sentences },
  SimpleNodeParser: { entity: "splitter", splitter: sentences },
  TokenTextSplitter: {
    entity: "splitter",
    splitter: { ...sentences, defaults: { chunkSize: 1024, chunkOverlap: 20 }, throwsFrom: "larger" },
  },
};

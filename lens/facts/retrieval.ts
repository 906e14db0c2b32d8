import type { Client } from "./clients.ts";
import type { CodeContext } from "./code-context.ts";
import type { Place, Value } from "./values.ts";

export type RetrievalKind = "search" | "write" | "delete" | "index creation" | "rerank";

/** A search in a vector store or knowledge base, or a write to one. */
export interface Retrieval {
  readonly fact: "retrieval";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  readonly kind: RetrievalKind;
  /** Who runs the store, such as `pinecone`; `undefined` where it cannot be told. */
  readonly provider: string | undefined;
  readonly callee: string;
  readonly place: Place;
  readonly calleePlace: Place;
  /** A name that is missing means that this call has no such option. */
  readonly options: RetrievalOptions;
  /** Later code of the same function keeps only some of the results, or ranks them. */
  readonly isNarrowed: boolean;
  /** Where the same function reads what was found, or a variable that is made of it. */
  readonly uses: readonly Place[];
  readonly client: Client | undefined;
  readonly context: CodeContext;
}

/** `topK` is how many results are asked for; `minimumScore` drops those that fit badly; `embeddings` is the model that makes vectors of text. */
export type RetrievalOptionName =
  | "query"
  | "topK"
  | "filter"
  | "minimumScore"
  | "namespace"
  | "collection"
  | "searchType"
  | "rerank"
  | "embeddings"
  | "dimensions"
  | "metric"
  | "documents";

export type RetrievalOptions = Readonly<Partial<Record<RetrievalOptionName, Value>>>;

/** Something that cuts texts into pieces, which are then embedded or handed to a model one by one. */
export interface TextSplitter {
  readonly fact: "text splitter";
  readonly sdk: string;
  readonly sdkMajor: number | undefined;
  /** How it reads, such as `TokenTextSplitter` or `document.chunk`. */
  readonly callee: string;
  readonly place: Place;
  /** The part to underline. */
  readonly calleePlace: Place;
  /** What lengths are counted in; `undefined` where the code brings a measure of its own or it cannot be told. */
  readonly unit: "characters" | "tokens" | undefined;
  readonly chunkSize: Value;
  readonly chunkOverlap: Value;
  /** What the SDK takes where nothing is set; `undefined` where it takes none or it is not known. */
  readonly defaults: { readonly chunkSize: number | undefined; readonly chunkOverlap: number | undefined };
  /** From which overlap on it throws rather than work: `as large` as the piece, or only `larger`; `undefined`: never. */
  readonly throwsFrom: "as large" | "larger" | undefined;
  readonly context: CodeContext;
}

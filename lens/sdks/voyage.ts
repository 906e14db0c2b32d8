import { call } from "./call-parts.ts";
import type { CallDescription, SdkDescription } from "./description.ts";
import { request, seconds } from "./fern-shape.ts";

const embedding: CallDescription = {
  kind: "embedding",
  options: { model: "0.model", input: ["0.input", "0.inputs"], dimensions: "0.outputDimension", ...request },
};

const rerank: CallDescription = {
  kind: "rerank",
  options: { model: "0.model", messages: "0.query", input: "0.documents", topK: "0.topK", ...request },
};

/** Voyage AI's client, checked against voyageai 0.4.0. */
export const voyage: SdkDescription = {
  id: "voyageai",
  title: "Voyage AI",
  versionPackage: "voyageai",
  modules: [{ specifiers: ["voyageai"], exports: { VoyageAIClient: { entity: "class", type: "VoyageAIClient" } } }],
  types: {
    VoyageAIClient: {
      role: "client",
      provider: "voyage",
      options: {
        apiKey: "0.apiKey",
        baseUrl: ["0.baseUrl", "0.environment"],
        timeout: seconds("0.timeoutInSeconds"),
        retries: "0.maxRetries",
        headers: "0.headers",
      },
      // Client.js and core/fetcher of 0.4.0.
      defaults: { timeout: 60_000, retries: 2, maxSteps: undefined },
      members: {
        embed: call(embedding),
        multimodalEmbed: call(embedding),
        contextualizedEmbed: call(embedding),
        rerank: call(rerank),
      },
    },
  },
};

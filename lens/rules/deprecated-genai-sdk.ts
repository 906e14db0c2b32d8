import type { Client } from "../facts.ts";
import { isSamePlace } from "./places.ts";
import { defineRule } from "./rule.ts";

/** A library that its makers have given up. */
interface Ending {
  /** As a message names it. */
  readonly library: string;
  /** ISO day from which it gets no fixes; the month where the day is not sure. */
  readonly since: string;
  readonly instead: string;
  /** The only clients of the description that it holds for; all of them where left out. */
  readonly clients?: readonly string[];
}

/**
 * By the id of the SDK's description. Days are those that the makers announced, looked up in 2026-11: the repository
 * google-gemini/deprecated-generative-ai-js, Google Cloud's page of deprecations, Microsoft's page of languages for
 * Foundry models, and the AWS Developer Tools Blog. `@azure/openai` deleted `OpenAIClient` with 2.0.0-beta.1,
 * as its change log says; of 2.0.0 and of `openai` 4.0.0 only the months of their releases are known for sure.
 */
const ENDINGS: Readonly<Record<string, Ending>> = {
  "google-generative-ai": { library: "`@google/generative-ai`", since: "2025-11-30", instead: "`@google/genai`" },
  "google-vertexai": { library: "`@google-cloud/vertexai`", since: "2026-06-24", instead: "`@google/genai`" },
  "azure-ai-inference": {
    library: "`@azure-rest/ai-inference`",
    since: "2026-08-26",
    instead: "`openai`",
  },
  "azure-openai": {
    library: "`OpenAIClient` of `@azure/openai`",
    since: "2024-10",
    instead: "`AzureOpenAI` of `openai`",
    clients: ["OpenAIClient"],
  },
  "aws-sdk": { library: "`aws-sdk` 2", since: "2025-09-08", instead: "the `@aws-sdk/client-…` packages of version 3" },
  openai: {
    library: "`OpenAIApi` of `openai` 3",
    since: "2023-08",
    instead: "`new OpenAI()` of the present `openai`",
    clients: ["OpenAIApi"],
  },
};

export const deprecatedGenaiSdk = defineRule({
  meta: {
    id: "deprecated-genai-sdk",
    title: "Library that its makers have given up",
    pillar: "operational-excellence",
    practices: ["GENREL04-BP02", "GENOPS04-BP02"],
    related: ["GENREL04-BP02"],
    severity: "warning",
    preset: "recommended",
    fix: "none",
    includesTests: false,
    confidence: "high",
    since: "0.2.0",
  },
  judges: ["client"],
  judge(client, { today, facts }) {
    const ending = endingOf(client);
    if (ending === undefined) return { outcome: "not applicable" };
    const first = facts.find((fact) => fact.fact === "client" && endingOf(fact) === ending);
    if (first !== undefined && !isSamePlace(first.place, client.place)) {
      return { outcome: "unknown", reason: "it is reported once for each file, at the library's first client" };
    }
    const { library, since, instead } = ending;
    const state = since <= today ? `has had no fixes since ${since}` : `gets no fixes from ${since} on`;
    return {
      outcome: "fail",
      place: client.calleePlace,
      ...(client.context.isExample || since > today ? { severity: "info" as const } : {}),
      message: `${library} ${state}; use ${instead}`,
    };
  },
});

function endingOf({ sdk, name }: Client): Ending | undefined {
  const ending = ENDINGS[sdk];
  return ending?.clients === undefined || ending.clients.includes(name) ? ending : undefined;
}

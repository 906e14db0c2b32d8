import type { SdkDescription } from "./description.ts";
import { clientWrapper, recorders } from "./tracing-entities.ts";

const integrations = [
  "openAIIntegration",
  "anthropicAIIntegration",
  "googleGenAIIntegration",
  "langChainIntegration",
  "langGraphIntegration",
  "mastraIntegration",
  "mistralAIIntegration",
  "groqIntegration",
  "togetherAIIntegration",
  "vercelAIIntegration",
];

const platforms = ["node", "nextjs", "bun", "deno", "cloudflare", "aws-serverless", "sveltekit", "nuxt", "remix"];

/** What Sentry's packages have for models, 9.x to 11.x; the rest of Sentry says nothing of them. */
export const sentry: SdkDescription = {
  id: "sentry",
  title: "Sentry",
  versionPackage: "@sentry/node",
  modules: [
    {
      specifiers: platforms.map((name) => `@sentry/${name}`),
      exports: {
        instrumentOpenAiClient: clientWrapper("sentry"),
        instrumentAnthropicAiClient: clientWrapper("sentry"),
        instrumentGoogleGenAIClient: clientWrapper("sentry"),
        wrapMcpServerWithSentry: clientWrapper("sentry"),
        ...recorders("sentry", "instrumentation", integrations),
      },
    },
  ],
  types: {},
};

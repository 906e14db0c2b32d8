import type { SdkDescription } from "./description.ts";
import { recorder } from "./tracing-entities.ts";

/** Helicone. Most use it as a gateway, by the base URL of a client; `endpoints.ts` knows those. */
export const helicone: SdkDescription = {
  id: "helicone",
  title: "Helicone",
  versionPackage: "@helicone/helpers",
  modules: [
    {
      specifiers: ["@helicone/helpers"],
      exports: {
        HeliconeManualLogger: recorder("helicone", "span"),
        HeliconeLogBuilder: recorder("helicone", "span"),
      },
    },
    { specifiers: ["@helicone/ai-sdk-provider"], exports: { createHelicone: { entity: "factory", type: "Provider" } } },
    { specifiers: ["@helicone/async"], exports: { HeliconeAsyncLogger: recorder("helicone", "instrumentation") } },
  ],
  types: {
    Provider: {
      role: "provider",
      provider: "helicone",
      options: { apiKey: "0.apiKey", baseUrl: "0.baseURL", headers: "0.headers" },
      whenCalled: { member: "makes", type: "Model" },
      members: { languageModel: { member: "makes", type: "Model" }, chat: { member: "makes", type: "Model" } },
    },
    Model: { role: "model", provider: "helicone", settings: { model: "0" } },
  },
};

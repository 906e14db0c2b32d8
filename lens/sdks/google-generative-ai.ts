import type { OptionName } from "../facts.ts";
import type { MemberDescription, OptionPaths, SdkDescription } from "./description.ts";
import { generationOptions, modelTypes } from "./gemini-model.ts";

/** Options of one request, as the second argument; 0.24 retries nothing and waits without end. */
const request: Readonly<Partial<Record<OptionName, OptionPaths>>> = { timeout: "1.timeout", abortSignal: "1.signal" };

const CACHED = "made(getGenerativeModelFromCachedContent)";

const embed: MemberDescription = {
  member: "call",
  call: { kind: "embedding", options: { input: "0", ...request }, inheritsSettings: true },
};

/** The older SDK for the Gemini API, which Google no longer works on. */
export const googleGenerativeAI: SdkDescription = {
  id: "google-generative-ai",
  title: "Google Generative AI SDK",
  versionPackage: "@google/generative-ai",
  modules: [
    {
      specifiers: ["@google/generative-ai"],
      exports: {
        GoogleGenerativeAI: { entity: "class", type: "GoogleGenerativeAI" },
        HarmCategory: { entity: "names" },
        HarmBlockThreshold: { entity: "names" },
        HarmBlockMethod: { entity: "names" },
      },
    },
  ],
  types: {
    GoogleGenerativeAI: {
      role: "client",
      provider: "google",
      options: { apiKey: "0" },
      defaults: { timeout: null, retries: 0, maxSteps: undefined },
      isLazy: true,
      members: {
        getGenerativeModel: { member: "makes", type: "GenerativeModel" },
        getGenerativeModelFromCachedContent: { member: "makes", type: "CachedModel" },
      },
    },
    ...modelTypes(
      request,
      { timeout: "made(getGenerativeModel).1.timeout" },
      {
        embedContent: embed,
        batchEmbedContents: embed,
      },
    ),
    // Its model, instructions and tools are those of the cached content, which mostly comes from the service.
    CachedModel: {
      ...modelTypes(request, {})["GenerativeModel"]!,
      settings: {
        ...generationOptions(`${CACHED}.1`),
        model: "settings.model",
        system: "settings.systemInstruction",
        tools: "settings.tools",
        toolChoice: "settings.toolConfig",
        caching: `${CACHED}.0`,
        timeout: `${CACHED}.2.timeout`,
      },
    },
  },
};

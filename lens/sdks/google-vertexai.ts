import type { SdkDescription } from "./description.ts";
import { modelTypes } from "./gemini-model.ts";

/** The older SDK for Gemini on Vertex AI: 1.12 retries nothing and waits without end. */
export const googleVertexAI: SdkDescription = {
  id: "google-vertexai",
  title: "Vertex AI SDK",
  versionPackage: "@google-cloud/vertexai",
  modules: [
    {
      specifiers: ["@google-cloud/vertexai"],
      exports: {
        VertexAI: { entity: "class", type: "VertexAI" },
        HarmCategory: { entity: "names" },
        HarmBlockThreshold: { entity: "names" },
        HarmBlockMethod: { entity: "names" },
      },
    },
  ],
  types: {
    VertexAI: {
      role: "client",
      provider: "google-vertex",
      options: { region: "0.location", baseUrl: "0.apiEndpoint" },
      defaults: { timeout: null, retries: 0, maxSteps: undefined },
      members: {
        getGenerativeModel: { member: "makes", type: "GenerativeModel" },
        "preview.getGenerativeModel": { member: "makes", type: "GenerativeModel" },
      },
    },
    ...modelTypes({}, { timeout: "made(getGenerativeModel).1.timeout" }),
  },
};

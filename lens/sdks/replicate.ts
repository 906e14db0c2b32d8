import { call } from "./call-parts.ts";
import type { CallDescription, SdkDescription } from "./description.ts";

/**
 * Models of every kind run here, each with inputs of its own; what most models of text and pictures call `prompt`
 * and `system_prompt` is read where it is there. No other input has a meaning that all models share.
 */
const run: CallDescription = {
  kind: "other",
  options: {
    model: "0",
    messages: "1.input.prompt",
    system: "1.input.system_prompt",
    input: "1.input",
    abortSignal: "1.signal",
  },
  systemPrompts: [{ path: "1.input.system_prompt" }],
};

/** The official client of Replicate, majors 0 and 1. */
export const replicate: SdkDescription = {
  id: "replicate",
  title: "Replicate",
  versionPackage: "replicate",
  modules: [
    {
      specifiers: ["replicate"],
      exports: { Replicate: { entity: "class", type: "Replicate" } },
      defaultExport: "Replicate",
    },
  ],
  types: {
    Replicate: {
      role: "client",
      provider: "replicate",
      options: { apiKey: "0.auth", baseUrl: "0.baseUrl" },
      // 1.4 index.js polls until the prediction is done; lib/util.js repeats what was refused for five attempts.
      defaults: { timeout: null, retries: 4, maxSteps: undefined },
      members: {
        run: call(run),
        stream: call({ ...run, kind: "stream" }),
        "predictions.create": call({
          kind: "other",
          options: {
            model: ["0.model", "0.version"],
            messages: "0.input.prompt",
            system: "0.input.system_prompt",
            input: "0.input",
            abortSignal: "0.signal",
          },
          systemPrompts: [{ path: "0.input.system_prompt" }],
        }),
        "deployments.predictions.create": call({
          kind: "other",
          options: {
            messages: "2.input.prompt",
            system: "2.input.system_prompt",
            input: "2.input",
            abortSignal: "2.signal",
          },
          systemPrompts: [{ path: "2.input.system_prompt" }],
        }),
        "trainings.create": {
          member: "resource",
          resource: { kind: "customisation job", service: "replicate", properties: "3" },
        },
        "deployments.create": {
          member: "resource",
          resource: { kind: "endpoint", service: "replicate", properties: "0", id: "0.name" },
        },
      },
    },
  },
};

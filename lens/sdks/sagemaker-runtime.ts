import type { AwsOperations } from "./aws-service.ts";
import { awsServiceDescription } from "./aws-service.ts";
import type { CallDescription, OptionPath } from "./description.ts";

/** Reads an option in the body, whose form the model's container defines. */
function inBody(...names: readonly string[]): readonly OptionPath[] {
  return names.map((name) => ({ path: `json(0.Body).${name}`, isReadOnly: true }));
}

/** An endpoint may serve any model, also one that writes nothing: only the body tells. */
function invokeEndpoint(kind: "other" | "stream", textKind: "chat" | "stream"): CallDescription {
  return {
    kind,
    options: {
      model: ["0.InferenceComponentName", "0.EndpointName"],
      maxOutputTokens: inBody(
        "max_tokens",
        "max_completion_tokens",
        "parameters.max_new_tokens",
        "parameters.max_tokens",
        "max_new_tokens",
      ),
      temperature: inBody("temperature", "parameters.temperature"),
      topP: inBody("top_p", "parameters.top_p"),
      topK: inBody("top_k", "parameters.top_k"),
      stopSequences: inBody("stop", "parameters.stop"),
      seed: inBody("seed", "parameters.seed"),
      messages: inBody("messages", "inputs", "prompt"),
      input: inBody("inputs", "text_inputs", "input"),
      session: "0.SessionId",
      metadata: "0.CustomAttributes",
    },
    systemPrompts: [{ path: "json(0.Body).messages", roles: ["system"], content: "content" }],
    kindByOption: [
      { path: "json(0.Body).messages", kind: textKind },
      { path: "json(0.Body).parameters.max_new_tokens", kind: textKind === "chat" ? "completion" : textKind },
      { path: "json(0.Body).max_tokens", kind: textKind === "chat" ? "completion" : textKind },
      { path: "json(0.Body).text_inputs", kind: "embedding" },
    ],
  };
}

/** Operations that ask a model on an endpoint of Amazon SageMaker AI. */
export const sagemakerRuntimeOperations: AwsOperations = {
  InvokeEndpoint: { call: invokeEndpoint("other", "chat") },
  InvokeEndpointWithResponseStream: { call: invokeEndpoint("stream", "stream") },
  InvokeEndpointAsync: {
    call: { kind: "batch", options: { model: "0.EndpointName", input: ["0.InputLocation", "0.Body"] } },
  },
};

/** AWS SDK for JavaScript 3, endpoints of Amazon SageMaker AI: checked against @aws-sdk/client-sagemaker-runtime 3.1164.0. */
export const sagemakerRuntime = awsServiceDescription({
  id: "sagemaker-runtime",
  title: "Amazon SageMaker Runtime",
  package: "@aws-sdk/client-sagemaker-runtime",
  className: "SageMakerRuntime",
  provider: "sagemaker",
  operations: sagemakerRuntimeOperations,
});

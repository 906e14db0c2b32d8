import type { CallKind, OptionName } from "../facts.ts";
import type { CallDescription } from "./description.ts";

/**
 * Where options stand in the body of a model that is invoked, by their name. Its maker defines the body: which name is
 * right depends on the model.
 */
export const bodyNames: Readonly<Partial<Record<OptionName, readonly string[]>>> = {
  maxOutputTokens: [
    "max_tokens",
    "max_completion_tokens",
    "max_tokens_to_sample",
    "max_gen_len",
    "maxTokens",
    "inferenceConfig.maxTokens",
    "inferenceConfig.max_new_tokens",
    "textGenerationConfig.maxTokenCount",
    "generation_config.max_tokens",
  ],
  temperature: ["temperature", "inferenceConfig.temperature", "textGenerationConfig.temperature"],
  topP: ["top_p", "p", "topP", "inferenceConfig.topP", "inferenceConfig.top_p", "textGenerationConfig.topP"],
  topK: ["top_k", "k", "topK", "inferenceConfig.topK"],
  stopSequences: [
    "stop_sequences",
    "stop",
    "stopSequences",
    "inferenceConfig.stopSequences",
    "textGenerationConfig.stopSequences",
  ],
  seed: ["seed", "imageGenerationConfig.seed"],
  system: ["system"],
  messages: ["messages", "prompt", "inputText", "message"],
  tools: ["tools", "toolConfig.tools"],
  toolChoice: ["tool_choice", "toolConfig.toolChoice"],
  outputSchema: ["output_config.format", "response_format"],
  input: ["inputText", "texts", "images", "text_prompts", "textToImageParams.text", "query"],
  dimensions: ["dimensions", "output_dimension", "embeddingConfig.outputEmbeddingLength"],
  caching: ["system.[].cache_control", "messages.[].content.[].cache_control", "tools.[].cache_control"],
  reasoning: ["thinking", "output_config.effort", "reasoning_effort"],
};

/** What a model gives is told by its id; `textKind` is the kind where it writes text. */
export function kindsByModel(textKind: CallKind): NonNullable<CallDescription["kindByModel"]> {
  return [
    { pattern: /embed/i, kind: "embedding" },
    { pattern: /rerank/i, kind: "rerank" },
    { pattern: /titan-image|nova-canvas|stability\.|stable-diffusion|stable-image/i, kind: "image" },
    { pattern: /sonic/i, kind: "audio" },
    { pattern: /nova-reel|luma\.|pegasus|marengo/i, kind: "other" },
    {
      pattern:
        /anthropic|claude|amazon\.(nova|titan-(text|tg1))|meta\.|llama|mistral|mixtral|pixtral|cohere\.command|ai21|deepseek|openai|gpt-oss|qwen|writer\.|google\.gemma|minimax|moonshot|kimi|nvidia|zai\.|glm/i,
      kind: textKind,
    },
  ];
}

import { ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
import { bedrock } from "@/clients";

/** Translates a reply into the customer's language. */
export async function translate(reply: string, language: string): Promise<string> {
  const response = await bedrock.send(
    new ConverseCommand({
      modelId: "anthropic.claude-3-sonnet-20240229-v1:0",
      system: [{ text: "Translate what you are given. Answer with the translation alone." }],
      messages: [{ role: "user", content: [{ text: `Into ${language}:\n\n${reply}` }] }],
    }),
  );
  return response.output?.message?.content?.[0]?.text ?? "";
}

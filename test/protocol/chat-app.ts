import assert from "node:assert/strict";

/** A call with one finding, of `RULE`. */
export const CHAT = `import OpenAI from "openai";

export const client = new OpenAI({ timeout: 1000 });

export async function ask(question: string) {
  const answer = await client.chat.completions.create({
    model: "house-model",
    messages: [{ role: "user", content: question }],
  });
  return answer.choices[0]?.message.content;
}
`;

/** The same without the finding. */
export const CHAT_WITH_LIMIT = CHAT.replace("messages:", "max_completion_tokens: 500,\n    messages:");

/** What `BEDROCK` uses, with a finding that is mended here. */
export const HANDLER = `import { NodeHttpHandler } from "@smithy/node-http-handler";

export const handler = new NodeHttpHandler({ requestTimeout: 5000 });
`;

/** `HANDLER`, mended. */
export const ENFORCED = HANDLER.replace("5000 }", "5000, throwOnRequestTimeout: true }");

export const BEDROCK = `import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { handler } from "./handler.ts";

export const client = new BedrockRuntimeClient({ requestHandler: handler });
`;

export const RULE = "missing-max-output-tokens";

/** What every folder of these tests declares. */
export const PACKAGE = '{ "dependencies": { "openai": "6.1.0" } }';

export function codes(
  items: readonly { readonly code?: number | string }[] | undefined,
): (number | string | undefined)[] {
  assert.ok(items !== undefined);
  return items.map((item) => item.code);
}

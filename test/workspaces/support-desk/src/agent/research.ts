import type Anthropic from "@anthropic-ai/sdk";
import { anthropic } from "@/clients";
import { runTools, tools } from "./tools";

/** Looks things up until the question is answered. */
export async function research(question: string) {
  const messages: Anthropic.MessageParam[] = [{ role: "user", content: question }];
  while (true) {
    const answer = await anthropic.messages.create({
      model: "claude-sonnet-5-5",
      max_tokens: 1024,
      tools,
      messages,
    });
    if (answer.stop_reason !== "tool_use") {
      return answer.content;
    }
    messages.push({ role: "assistant", content: answer.content });
    messages.push({ role: "user", content: await runTools(answer.content) });
  }
}

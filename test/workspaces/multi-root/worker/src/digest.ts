import OpenAI from "openai";

const client = new OpenAI({ timeout: 20_000 });

/** The day's tickets in a few lines. */
export async function digest(tickets: string[]) {
  return client.chat.completions.create({
    model: "gpt-6-luna",
    messages: [{ role: "user", content: tickets.join("\n") }],
  });
}

import OpenAI from "openai";

const client = new OpenAI({ timeout: 20_000 });

/** Answers one question. */
export async function answer(question: string) {
  return client.chat.completions.create({
    model: "gpt-6-luna",
    messages: [{ role: "user", content: question }],
  });
}

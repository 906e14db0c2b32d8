"use client";

import OpenAI from "openai";
import { useState } from "react";

const client = new OpenAI({
  apiKey: import.meta.env.VITE_OPENAI_API_KEY,
  dangerouslyAllowBrowser: true,
  timeout: 15_000,
});

/** Help beside the form for new tickets. */
export function Assistant() {
  const [answer, setAnswer] = useState("");

  async function ask(question: string) {
    const response = await client.responses.create({
      model: "gpt-6-luna",
      max_output_tokens: 300,
      input: question,
    });
    setAnswer(response.output_text);
  }

  return (
    <section>
      <input aria-label="Your question" onBlur={(event) => ask(event.currentTarget.value)} />
      <p>{answer}</p>
    </section>
  );
}

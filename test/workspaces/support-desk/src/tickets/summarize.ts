import { openai } from "@/clients";
import type { Ticket } from "./types";

/** One sentence for the list of tickets. */
export async function summarize(ticket: Ticket): Promise<string> {
  const response = await openai.chat.completions.create(
    {
      model: "gpt-6-luna",
      max_completion_tokens: 120,
      messages: [
        { role: "system", content: "Sum up the ticket in one sentence." },
        { role: "user", content: ticket.body },
      ],
    },
    { timeout: 10_000 },
  );
  const [choice] = response.choices;
  if (choice.finish_reason !== "stop") {
    throw new Error(`The summary of ticket ${ticket.id} is not whole: ${choice.finish_reason}`);
  }
  return choice.message.content ?? "";
}

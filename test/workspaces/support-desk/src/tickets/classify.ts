import { openai } from "@/clients";
import type { Ticket } from "./types";

const INSTRUCTIONS = `Sort the ticket. Answer with JSON: {"topic": "billing" | "delivery" | "account" | "other", "urgency": 1 to 5}`;

/** Puts a ticket on the right desk. */
export async function classify(ticket: Ticket) {
  const response = await openai.chat.completions.create({
    model: "gpt-6-luna",
    response_format: { type: "json_object" },
    messages: [
      { role: "system", content: INSTRUCTIONS },
      { role: "user", content: `${ticket.subject}\n\n${ticket.body}` },
    ],
  });
  const classification = JSON.parse(response.choices[0].message.content ?? "{}");
  return { desk: `${classification.topic}-desk`, isUrgent: classification.urgency >= 4 };
}

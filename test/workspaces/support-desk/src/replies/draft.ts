import { openai } from "@ai-sdk/openai";
import { generateText, Output } from "ai";
import { z } from "zod";
import type { Ticket } from "@/tickets/types";

const Reply = z.object({ subject: z.string(), body: z.string() });

/** A reply that a person reads before it is sent. */
export async function draftReply(ticket: Ticket) {
  const { output } = await generateText({
    model: openai("gpt-6.1-terra"),
    maxOutputTokens: 600,
    abortSignal: AbortSignal.timeout(30_000),
    output: Output.object({ schema: Reply }),
    system: "You write short, friendly replies for a help desk.",
    prompt: `Subject: ${ticket.subject}\n\n${ticket.body}`,
  });
  return output;
}

/** The same reply in a shorter form, for chat. */
export async function shorten(reply: string): Promise<string> {
  const { text } = await generateText({
    model: openai("gpt-4-turbo"),
    maxRetries: 0,
    prompt: `Shorten this reply to two sentences:\n\n${reply}`,
  });
  return text;
}

import OpenAI from "openai";

const moderator = new OpenAI({
  apiKey: "sk-proj-7Qm2xV9tLr4WcZ8bKd1NfYs6HgUa3EpJ0oRiTq5M",
  timeout: 5_000,
});

/** Whether a message may be shown to the staff. */
export async function isAcceptable(message: string): Promise<boolean> {
  const { results } = await moderator.moderations.create({ model: "omni-moderation-latest", input: message });
  return results.every((result) => !result.flagged);
}

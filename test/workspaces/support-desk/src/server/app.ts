import Anthropic from "@anthropic-ai/sdk";
import express from "express";
import { research } from "@/agent/research";
import { draftReply } from "@/replies/draft";
import { classify } from "@/tickets/classify";

const app = express();
app.use(express.json());

app.post("/tickets", async (request, response) => {
  const desk = await classify(request.body);
  response.json({ desk, draft: await draftReply(request.body) });
});

app.post("/research", async (request, response) => {
  response.json(await research(String(request.body.question)));
});

app.post("/chat", async (request, response) => {
  const client = new Anthropic({ timeout: 30_000 });
  const reply = await client.messages.create({
    model: "claude-haiku-5-5",
    max_tokens: 512,
    system: `You are the assistant of ${request.body.shop}. Speak like ${request.body.persona}.`,
    messages: [{ role: "user", content: request.body.message }],
  });
  response.json(reply.content);
});

app.listen(3000);

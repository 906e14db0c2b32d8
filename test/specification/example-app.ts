import { Workspace } from "../../server/src/workspace/workspace.ts";
import { MemoryDisk } from "../workspace/memory-disk.ts";

/** An agent with two tools, one of which deletes for good, behind a route. */
export const AGENT = `import { anthropic } from "@ai-sdk/anthropic";
import { generateText, stepCountIs, tool } from "ai";
import { z } from "zod";
import { prisma } from "./db";
import { refund } from "./refund";

const Order = z.object({ id: z.string() });
const cancel = tool({
  description: "Cancels an order",
  inputSchema: Order,
  execute: async ({ id }) => { await prisma.order.delete({ where: { id } }); return "done"; },
});
export async function POST(request: Request) {
  const { question } = await request.json();
  const { text } = await generateText({
    model: anthropic("claude-sonnet-4-5"),
    system: "You help the customers of a shop with their orders.",
    messages: [{ role: "user", content: question }],
    tools: { cancelOrder: cancel, refundOrder: refund },
    stopWhen: stepCountIs(8),
    maxOutputTokens: 2000,
  });
  return Response.json({ text });
}
`;

/** The tool that a person has to approve. A file that asks people anywhere keeps other tools of its own out of reach. */
export const REFUND = `import { tool } from "ai";
import { z } from "zod";
import { stripe } from "./payments";
export const refund = tool({
  description: "Pays an order back",
  inputSchema: z.object({ id: z.string() }),
  needsApproval: true,
  execute: async ({ id }) => stripe.refunds.create({ charge: id }),
});
`;

/** A second file with another model, in a Region that is written down. */
export const SUMMARY = `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
const client = new BedrockRuntimeClient({ region: "us-east-1" });
export const summarise = (text: string) =>
  client.send(new ConverseCommand({
    modelId: process.env.MODEL_ID,
    messages: [{ role: "user", content: [{ text }] }],
  }));
`;

const MANIFEST = `{ "name": "shop", "dependencies": { "ai": "6.0.0", "@ai-sdk/anthropic": "3.0.0", "@aws-sdk/client-bedrock-runtime": "3.900.0" } }`;

/** All of the product's code. */
export const APP: Readonly<Record<string, string>> = {
  "src/agent.ts": AGENT,
  "src/refund.ts": REFUND,
  "src/summary.ts": SUMMARY,
};

/** A workspace that was scanned, of these files and a manifest. */
export async function scanned(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const all = { "package.json": MANIFEST, ...files };
  const disk = new MemoryDisk(Object.fromEntries(Object.entries(all).map(([name, text]) => [`/w/${name}`, text])));
  const workspace = new Workspace("/w", { disk, today: "2026-11-22" });
  await workspace.scan();
  return workspace;
}

import type Anthropic from "@anthropic-ai/sdk";

export const tools: Anthropic.Tool[] = [
  {
    name: "find_order",
    description: "Finds an order by its number.",
    input_schema: { type: "object", properties: { number: { type: "string" } }, required: ["number"] },
  },
];

export async function runTools(content: Anthropic.ContentBlock[]): Promise<Anthropic.ToolResultBlockParam[]> {
  return content
    .filter((block) => block.type === "tool_use")
    .map((block) => ({ type: "tool_result", tool_use_id: block.id, content: "The order is on its way." }));
}

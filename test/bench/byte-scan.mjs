// Reads every file of a list and looks for the name of an SDK in its bytes: what no check can go below.
import { readFileSync } from "node:fs";

const { files } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const NAMES = ["openai", "@anthropic-ai/", "@ai-sdk/", "langchain", "bedrock", "genai"];
let found = 0;
for (const file of files) {
  const bytes = readFileSync(file);
  if (NAMES.some((name) => bytes.includes(name))) found++;
}
console.log(found);

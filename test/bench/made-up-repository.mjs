import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** One file in this many calls a model, about as in the repositories that the rules were tried on. */
const CALLS_EVERY = 40;

/**
 * Writes a repository of that many source files into a folder.
 * @param {string} folder
 * @param {number} files
 */
export async function makeRepository(folder, files) {
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, "package.json"),
    JSON.stringify({ name: "bench", type: "module", dependencies: { openai: "^6.9.0", react: "^19.0.0" } }),
  );
  for (let index = 0; index < files; index++) {
    const place = path.join(folder, "packages", `p${index % 50}`, "src", `area${Math.floor(index / 50) % 10}`);
    await mkdir(place, { recursive: true });
    await writeFile(
      path.join(place, `module${index}.ts`),
      index % CALLS_EVERY === 0 ? callingFile(index) : plainFile(index),
    );
  }
  return folder;
}

/** @param {number} index */
function callingFile(index) {
  return `import OpenAI from "openai";

const client = new OpenAI({ timeout: 20_000 });

export async function ask${index}(question: string) {
  const answer = await client.chat.completions.create({
    model: "gpt-6-luna",
    messages: [{ role: "user", content: question }],
  });
  return JSON.parse(answer.choices[0].message.content ?? "{}").items.length;
}
${plainFile(index)}`;
}

/**
 * A file of about 180 lines that calls no model.
 * @param {number} index
 */
export function plainFile(index) {
  const functions = Array.from(
    { length: 20 },
    (_, number) => `
export function step${index}x${number}(items: readonly string[], limit = ${number}): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items.slice(0, limit)) {
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return counts;
}
`,
  );
  return functions.join("");
}

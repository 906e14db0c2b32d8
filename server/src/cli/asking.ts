import { createInterface } from "node:readline/promises";

/** Asks a person on a terminal; answers with the line that was written, "" where the input ends. */
export async function askOnTerminal(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
): Promise<string> {
  const lines = createInterface({ input, output });
  // A question whose input ends would otherwise never be answered.
  const end = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  try {
    return await Promise.race([lines.question(question), end]);
  } finally {
    lines.close();
  }
}

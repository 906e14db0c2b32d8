import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { generatedParts } from "./parts.ts";

/** Writes every part that is stale anew. */
for (const { name, file, fresh } of generatedParts) {
  const present = existsSync(file) ? readFileSync(file, "utf8") : "";
  const text = fresh(present);
  if (text === present) continue;
  writeFileSync(file, text);
  console.log(`Wrote ${name} in ${file}`);
}

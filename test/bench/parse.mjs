// Parses the files of a list with the whole TypeScript package and does nothing with the trees.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @type {typeof import("typescript")} */
const ts = createRequire(import.meta.url)("typescript");
const { candidates } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
let statements = 0;
for (const file of candidates) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  statements += source.statements.length;
}
console.log(statements);

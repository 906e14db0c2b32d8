/** Type-checks all pages against the packages in the folder that is named, and says what does not fit. */
import fs from "node:fs";
import path from "node:path";
import { rules } from "../../lens/rules/index.ts";
import { rulePage } from "../../lens/rules/pages.ts";
import { blocksOf } from "../rules/page-blocks.ts";
import { pageTypeErrors } from "./page-program.ts";

const folder = path.resolve(process.argv[2] ?? "").replaceAll("\\", "/");
const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8")) as {
  companions: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
const declarations = path.resolve("test/page-types/declarations.d.ts").replaceAll("\\", "/");
const only = process.argv.slice(3);
const pages = rules
  .filter(({ meta }) => only.length === 0 || only.includes(meta.id))
  .map(({ meta }) => ({ page: `lens/rules/${meta.id}.md`, blocks: blocksOf(rulePage(meta.id) ?? "") }));
const errors = pageTypeErrors(folder, declarations, pages, new Map(Object.entries(manifest.companions)));
for (const { page, block, code, message } of errors) console.log(`${page}:${block}: ${message}\n    ${code}`);
const blocks = pages.reduce((sum, { blocks: own }) => sum + own.length, 0);
const failing = new Set(errors.map(({ page, block }) => `${page}:${block}`)).size;
console.log(`\n${blocks - failing} passed, ${failing} failed`);
process.exitCode = failing === 0 ? 0 : 1;

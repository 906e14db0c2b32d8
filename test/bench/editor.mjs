import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import ts from "typescript";
import { SERVER_FLAGS } from "../../client/src/server-flags.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { Client, FULL, uriOf } from "../protocol/client.ts";
import { plainFile } from "./made-up-repository.mjs";
import { median, quantile } from "./measuring.mjs";

// Prints what an editor feels: a keystroke in a long file, and what an edit of a shared client reads again.
const KEYSTROKES = 60;
const IMPORTERS = 40;

const folder = mkdtempSync(path.join(os.tmpdir(), "genai-lens-bench-editor-"));
try {
  const text = `import OpenAI from "openai";
const client = new OpenAI();
export const ask = (content: string) => client.chat.completions.create({ model: "gpt-6-luna", messages: [{ role: "user", content }] });
${Array.from({ length: 6 }, (_, index) => plainFile(index)).join("")}`;
  writeFileSync(path.join(folder, "package.json"), '{"dependencies":{"openai":"^6.0.0"}}');
  writeFileSync(path.join(folder, "long.ts"), text);
  const keystrokes = await typeInto(path.join(folder, "long.ts"), text);
  const parses = Array.from({ length: KEYSTROKES }, (_, index) => {
    const start = performance.now();
    ts.createSourceFile("long.ts", `${text}\n// ${index}`, ts.ScriptTarget.Latest, true);
    return performance.now() - start;
  });
  const figures = {
    lines: text.split("\n").length,
    keystroke: { p50: median(keystrokes), p95: quantile(keystrokes, 0.95) },
    parse: { p50: median(parses), p95: quantile(parses, 0.95) },
    edit: await editOfSharedClient(path.join(folder, "shared")),
  };
  process.stdout.write(JSON.stringify(figures));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * ms from each keystroke to its diagnostics.
 * @param {string} file
 * @param {string} text
 */
async function typeInto(file, text) {
  const client = new Client({}, SERVER_FLAGS);
  await client.initialize(FULL, [folder]);
  const uri = uriOf(file);
  client.open(uri, text);
  await client.pull(uri);
  /** @type {number[]} */
  const times = [];
  for (let version = 2; version < KEYSTROKES + 2; version++) {
    const start = performance.now();
    client.change(uri, version, { text: `${text}\n// ${"x".repeat(version)}` });
    await client.pull(uri);
    times.push(performance.now() - start);
    // Other upkeep of the last change would count for the next.
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  await client.stop();
  return times;
}

/**
 * How many files are worked out again after an edit of a file that many import, and of one that none does.
 * @param {string} root
 */
async function editOfSharedClient(root) {
  mkdirSync(root);
  const write = (/** @type {string} */ name, /** @type {string} */ content) =>
    writeFileSync(path.join(root, name), content);
  write("client.ts", 'import OpenAI from "openai";\nexport const client = new OpenAI();\n');
  for (let index = 0; index < IMPORTERS; index++) {
    write(
      `user${index}.ts`,
      'import { client } from "./client.js";\nclient.models.list();\nexport const a = () => client.chat.completions.create({ model: "m", messages: [] });\n',
    );
    write(`other${index}.ts`, 'import OpenAI from "openai";\nexport const other = new OpenAI();\n');
  }
  const seen = new Set();
  let worked = 0;
  const workspace = new Workspace(root, {
    createAnalyser: (host) => {
      const project = new Project(host);
      return {
        analyse(file, token) {
          const analysis = project.analyse(file, token);
          if (!seen.has(analysis)) worked++;
          seen.add(analysis);
          return analysis;
        },
        wrapperSources: (file) => project.wrapperSources(file),
        changed: (file) => project.changed(file),
        deleted: (file) => project.deleted(file),
      };
    },
  });
  await workspace.scan();
  const all = worked;
  const edit = async (/** @type {string} */ name, /** @type {string} */ content) => {
    worked = 0;
    workspace.setOverlay(`${root}/${name}`, content, name + content.length);
    await workspace.refresh();
    return worked;
  };
  return {
    files: all,
    afterEditOfClient: await edit(
      "client.ts",
      'import OpenAI from "openai";\nexport const client = new OpenAI({ timeout: 1 });\n',
    ),
    importers: IMPORTERS,
    afterEditOfLeaf: await edit("other0.ts", "export {};\n"),
  };
}

/**
 * Measures `genai-lens check` on a made-up repository, or on a folder that is named.
 * Usage: npm run bench [-- FOLDER] [--files 4000] [--runs 5]
 */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  options: { files: { type: "string", default: "4000" }, runs: { type: "string", default: "5" } },
  allowPositionals: true,
});

/** One file in this many calls a model, about as in the repositories that the rules were tried on. */
const CALLS_EVERY = 40;

const repository = process.cwd();
const scratch = await mkdtemp(path.join(os.tmpdir(), "genai-lens-bench-"));
try {
  const folder =
    positionals[0] === undefined ? await makeRepository(Number(values.files)) : path.resolve(positionals[0]);
  const runs = Array.from({ length: Number(values.runs) }, () => measure(folder));
  const times = runs.map(({ time }) => time).sort((one, other) => one - other);
  const peak = Number(await readFile(path.join(scratch, "peak"), "utf8"));
  const summary = runs[0]?.report.summary ?? {};
  console.log(
    `${folder}: ${summary["files"]} files, ${summary["analysedFiles"]} analysed, ${summary["modelCalls"]} calls`,
  );
  console.log(`wall time: median ${times[Math.floor(times.length / 2)]} ms, from ${times[0]} to ${times.at(-1)} ms`);
  console.log(`peak memory: ${Math.round(peak / 1024)} MB`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** @param {string} folder */
function measure(folder) {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      "--require",
      path.join(repository, "test/bench/peakMemory.cjs"),
      path.join(repository, "dist/cli.cjs"),
      "check",
      ".",
      "--format",
      "json",
      "--fail-on",
      "never",
    ],
    {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 30,
      env: { ...process.env, GENAI_LENS_PEAK_MEMORY: path.join(scratch, "peak") },
    },
  );
  const time = Math.round(performance.now() - start);
  if (status !== 0) {
    throw new Error(`The check of ${folder} ended with code ${status}: ${stderr}`);
  }
  return { time, report: JSON.parse(stdout) };
}

/** @param {number} files */
async function makeRepository(files) {
  const folder = path.join(scratch, "repository");
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

/** @param {number} index */
function plainFile(index) {
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

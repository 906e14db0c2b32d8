/**
 * Measures `genai-lens check` beside other tools, in turn, on the folders that are named or on a made-up repository.
 * Usage: npm run bench [-- PATH … --runs 5 --peers all|none|oxlint,ast-grep,eslint --files 4000 --no-editor --json FILE]
 */
import { build } from "esbuild";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { makeRepository } from "./made-up-repository.mjs";
import { median, peakMemory, run } from "./measuring.mjs";
import { peersFolder, preparePeers } from "./peers.mjs";

const PEERS = ["oxlint", "ast-grep", "eslint"];

const { values, positionals } = parseArgs({
  options: {
    files: { type: "string", default: "4000" },
    runs: { type: "string", default: "5" },
    peers: { type: "string", default: "all" },
    "no-editor": { type: "boolean", default: false },
    json: { type: "string", default: "out/bench/result.json" },
  },
  allowPositionals: true,
});
const chosen = values.peers === "all" ? PEERS : values.peers === "none" ? [] : values.peers.split(",");
const unknown = chosen.filter((name) => !PEERS.includes(name));
const runs = Number(values.runs);
if (unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
  console.error(`Write --peers all, none or some of ${PEERS.join(",")}, and a whole number for --runs`);
  process.exit(2);
}

const scratch = await mkdtemp(path.join(os.tmpdir(), "genai-lens-bench-"));
try {
  await build({
    entryPoints: ["test/bench/files.ts", "test/bench/editor.mjs"],
    outdir: "out/bench",
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    loader: { ".md": "text" },
    outExtension: { ".js": ".mjs" },
    logLevel: "warning",
  });
  const peers = chosen.some((name) => name !== "oxlint") ? await preparePeers(chosen) : {};
  const folders =
    positionals.length > 0
      ? positionals.map((folder) => path.resolve(folder))
      : [await makeRepository(path.join(scratch, "repository"), Number(values.files))];
  const results = [];
  for (const folder of folders) results.push(await measureFolder(folder, peers));
  const scaling = positionals.length > 0 ? undefined : await measureScaling();
  const editor = values["no-editor"] ? undefined : JSON.parse(await answerOf("out/bench/editor.mjs"));
  const result = {
    measured: new Date().toISOString(),
    machine: `${os.cpus()[0]?.model.trim()} × ${os.availableParallelism()}, ${os.platform()} ${os.release()}, load ${os.loadavg()[0]?.toFixed(1)}`,
    node: process.version,
    runs,
    how: "All tools in turn, once to warm up and then as often as runs says; whole processes, wall time, medians. Memory from a run of its own, by VmHWM.",
    peers,
    folders: results,
    sums: sumsOf(results),
    scaling,
    editor,
  };
  await mkdir(path.dirname(values.json), { recursive: true });
  await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  print(result);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/**
 * @param {string} folder
 * @param {Record<string, string>} peers
 */
async function measureFolder(folder, peers) {
  const list = path.join(scratch, "files.json");
  const listed = await answerOf("out/bench/files.mjs", folder);
  await writeFile(list, listed);
  const { files, candidates } = JSON.parse(listed);
  // The cache is written into the folder that is checked, which must stay as it is.
  const copy = path.join(scratch, "copy");
  await rm(copy, { recursive: true, force: true });
  await cp(folder, copy, { recursive: true, filter: (file) => !/\/(?:node_modules|\.git)(?:\/|$)/.test(file) });
  const tasks = tasksFor(folder, copy, list, peers);
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(tasks.map(({ name }) => [name, []]));
  for (let round = 0; round <= runs; round++) {
    for (const task of tasks) {
      const { time, code, errors } = await run(task);
      if (code === null || (code > 1 && task.name.startsWith("genai-lens")))
        throw new Error(`${task.name} ended with code ${code} in ${folder}: ${errors}`);
      if (round > 0) times[task.name]?.push(time);
    }
  }
  /** @type {Record<string, { median: number, times: number[], memory: number | undefined, command: string }>} */
  const figures = {};
  for (const task of tasks) {
    const own = times[task.name] ?? [];
    figures[task.name] = {
      median: median(own),
      times: own,
      memory: await peakMemory(task),
      command: [path.basename(task.command), ...task.args].join(" "),
    };
  }
  return { folder, files: files.length, candidates: candidates.length, figures };
}

/**
 * @param {string} folder
 * @param {string} copy
 * @param {string} list
 * @param {Record<string, string>} peers
 */
function tasksFor(folder, copy, list, peers) {
  const node = process.execPath;
  const own = [path.resolve("dist/cli.cjs"), "check", ".", "--format", "json", "--fail-on", "never"];
  const empty = path.resolve("test/bench/peers/oxlint.json");
  const bin = path.join(peersFolder, "node_modules");
  const tasks = [
    { name: "genai-lens", command: node, args: own, folder },
    { name: "genai-lens again with --cache", command: node, args: [...own, "--cache"], folder: copy },
    { name: "byte scan", command: node, args: [path.resolve("test/bench/byte-scan.mjs"), list], folder },
    { name: "parse of candidates", command: node, args: [path.resolve("test/bench/parse.mjs"), list], folder },
  ];
  if (chosen.includes("oxlint"))
    tasks.push({
      name: "oxlint",
      command: path.resolve("node_modules/.bin/oxlint"),
      // A configuration of its own, which is empty, keeps the folder's own ones out.
      args: ["-c", empty, "."],
      folder,
    });
  if (chosen.includes("ast-grep") && peers["@ast-grep/cli"] !== undefined)
    tasks.push({
      name: "ast-grep",
      command: path.join(bin, ".bin", "ast-grep"),
      args: ["scan", "-c", path.join(peersFolder, "sgconfig.yml"), "."],
      folder,
    });
  if (chosen.includes("eslint") && peers["eslint"] !== undefined && peers["@typescript-eslint/parser"] !== undefined)
    tasks.push({
      name: "eslint",
      command: node,
      args: [
        path.join(bin, "eslint", "bin", "eslint.js"),
        "--no-inline-config",
        "-c",
        path.join(peersFolder, "eslint.config.cjs"),
        ".",
      ],
      folder,
    });
  return tasks;
}

/** Time for ten times the files, by the work alone: the start of the process is the same for both. */
async function measureScaling() {
  const most = Number(values.files);
  const small = await makeRepository(path.join(scratch, "small"), Math.max(1, Math.round(most / 10)));
  const large = await makeRepository(path.join(scratch, "large"), most);
  const cli = path.resolve("dist/cli.cjs");
  const task = (/** @type {string} */ folder) => ({
    name: folder,
    command: process.execPath,
    args: [cli, "check", ".", "--format", "json", "--fail-on", "never"],
    folder,
  });
  /** @type {number[]} */
  const ratios = [];
  for (let round = 0; round < runs; round++) {
    const one = await run(task(small));
    const ten = await run(task(large));
    ratios.push(ten.time / one.time);
  }
  return { files: [Math.round(most / 10), most], ratio: median(ratios) };
}

/**
 * @param {string} script
 * @param {string[]} args
 */
async function answerOf(script, ...args) {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { maxBuffer: 1 << 30 });
  return stdout;
}

/** @param {readonly { figures: Record<string, { median: number }> }[]} results */
function sumsOf(results) {
  /** @type {Record<string, number>} */
  const sums = {};
  for (const { figures } of results)
    for (const [name, figure] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + figure.median;
  return sums;
}

/** @param {any} result */
function print(result) {
  console.log(`${result.machine}, Node ${result.node}, ${result.runs} runs. ${result.how}`);
  const versions = Object.entries(result.peers).map(([name, version]) => `${name} ${version}`);
  if (versions.length > 0) console.log(versions.join(", "));
  for (const { folder, files, candidates, figures } of result.folders) {
    console.log(`\n${folder}: ${files} files, ${candidates} name an SDK`);
    const own = figures["genai-lens"].median;
    for (const [name, { median: time, memory }] of Object.entries(figures)) {
      const shown = memory === undefined ? "" : `${memory.toFixed(0).padStart(6)} MB`;
      console.log(
        `  ${name.padEnd(30)} ${time.toFixed(0).padStart(7)} ms ${shown}   genai-lens takes ${(own / time).toFixed(2)} × as long`,
      );
    }
  }
  console.log("\nSums of medians");
  const { "genai-lens": cold, "genai-lens again with --cache": again, ...others } = result.sums;
  for (const [name, sum] of Object.entries(others))
    console.log(`  cold / ${name}: ${(cold / sum).toFixed(2)}, with cache / ${name}: ${(again / sum).toFixed(2)}`);
  if (result.scaling !== undefined)
    console.log(
      `\nTen times the files (${result.scaling.files.join(" and ")}): ${result.scaling.ratio.toFixed(2)} × the time`,
    );
  if (result.editor !== undefined) {
    const { lines, keystroke, parse, edit } = result.editor;
    const pair = (/** @type {{ p50: number, p95: number }} */ { p50, p95 }) =>
      `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`;
    console.log(`\nKeystroke in ${lines} lines to diagnostics (median / 95th percentile): ${pair(keystroke)}`);
    console.log(`  parsing that text alone: ${pair(parse)}`);
    console.log(
      `An edit of a client that ${edit.importers} of ${edit.files} files import: ${edit.afterEditOfClient} worked out again; of a file that none imports: ${edit.afterEditOfLeaf}`,
    );
  }
  console.log(`\nWritten to ${values.json}`);
}

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

/**
 * @typedef {{ readonly name: string, readonly command: string, readonly args: readonly string[], readonly folder: string }} Task
 */

/**
 * Runs a command to its end, with its output thrown away, and gives the wall time in ms.
 * @param {Task} task
 * @param {(id: number) => void} started
 * @returns {Promise<{ time: number, code: number | null, errors: string }>}
 */
export async function run(task, started = () => {}) {
  const start = performance.now();
  const child = spawn(task.command, task.args, { cwd: task.folder, stdio: ["ignore", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => void (errors = (errors + chunk).slice(-2_000)));
  if (child.pid !== undefined) started(child.pid);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ time: performance.now() - start, code, errors }));
  });
}

/**
 * Most memory in MB that a command held at once, by the operating system's own mark of the process and those it
 * starts; `undefined` where the system shows none. A run of its own: looking takes time.
 * @param {Task} task
 */
export async function peakMemory(task) {
  /** @type {Map<number, number>} */
  const peaks = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  await run(task, (id) => {
    timer = setInterval(() => void look(id, peaks), 5);
  });
  clearInterval(timer);
  return peaks.size === 0 ? undefined : [...peaks.values()].reduce((sum, peak) => sum + peak, 0) / 1024;
}

/**
 * @param {number} id
 * @param {Map<number, number>} peaks
 */
async function look(id, peaks) {
  try {
    const status = await readFile(`/proc/${id}/status`, "utf8");
    const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
    if (peak !== undefined) peaks.set(id, Math.max(peaks.get(id) ?? 0, Number(peak)));
    const children = await readFile(`/proc/${id}/task/${id}/children`, "utf8");
    for (const child of children.trim().split(" ").filter(Boolean)) await look(Number(child), peaks);
  } catch {
    // It has ended, or this system has no such files.
  }
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  return quantile(numbers, 0.5);
}

/**
 * @param {readonly number[]} numbers
 * @param {number} part between 0 and 1
 */
export function quantile(numbers, part) {
  const ordered = [...numbers].sort((one, other) => one - other);
  return ordered[Math.min(ordered.length - 1, Math.floor(part * ordered.length))] ?? Number.NaN;
}

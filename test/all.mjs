/** Every check of the product, one after the other: what `npm test` runs. Ends with `N passed, N failed` over all of them. */
import { spawn } from "node:child_process";

/** No step may take longer. In ms. */
const LIMIT = 6 * 60_000;

const steps = [
  { name: "types", script: "check-types" },
  { name: "lint", script: "lint" },
  { name: "format", script: "format:check" },
  { name: "unit tests", script: "test:unit", isSuite: true },
  { name: "the language server and the command line", script: "test:programs", isSuite: true },
  { name: "the real VS Code", script: "test:vscode", isSuite: true },
];

/**
 * @param {string} script
 * @returns {Promise<{ code: number | null, lastLine: string }>}
 */
function run(script) {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", script], {
      stdio: ["ignore", "pipe", "inherit"],
      shell: process.platform === "win32",
      // A group of its own, so that it can be ended with all that it started.
      detached: process.platform !== "win32",
    });
    const limit = setTimeout(() => {
      console.log(`\nEnded after ${LIMIT / 60_000} minutes.`);
      end(child);
    }, LIMIT);
    const interrupt = () => {
      end(child);
      process.exit(130);
    };
    process.once("SIGINT", interrupt);
    let tail = "";
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
      process.stdout.write(text);
      tail = (tail + text).slice(-1_000);
    });
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(limit);
      process.off("SIGINT", interrupt);
      resolve({ code, lastLine: tail.trimEnd().split("\n").at(-1) ?? "" });
    });
  });
}

/** @param {import("node:child_process").ChildProcess} child */
function end(child) {
  if (child.pid === undefined || process.platform === "win32") {
    child.kill("SIGKILL");
  } else {
    process.kill(-child.pid, "SIGKILL");
  }
}

const total = { passed: 0, failed: 0 };
for (const { name, script, isSuite } of steps) {
  console.log(`\n── ${name}`);
  const { code, lastLine } = await run(script);
  const counts = isSuite ? /^(\d+) passed, (\d+) failed$/.exec(lastLine) : null;
  total.passed += Number(counts?.[1] ?? 0);
  total.failed += Number(counts?.[2] ?? 0);
  const isCounted = counts !== null && Number(counts[2]) > 0;
  if (code !== 0 && !isCounted) {
    console.log(`${name}: failed. To run it alone: npm run ${script}`);
    total.failed++;
  }
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

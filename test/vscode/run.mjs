/**
 * Runs the suites of test/vscode/suites inside the real VS Code, then the tests of test/vscode/browser,
 * which drive it from outside. Arguments name the suites to run; without any, all run.
 */
import Mocha from "mocha";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { installHost } from "./host/install.mjs";
import { openBrowser } from "./host/browser.mjs";
import { runSuite } from "./host/page.mjs";
import { hostPackage, repository } from "./host/paths.mjs";
import { startServer } from "./host/server.mjs";
import { copyWorkspace, SESSIONS } from "./host/sessions.mjs";

const report = (/** @type {string} */ line) => console.log(line);
const wanted = process.argv.slice(2);
const isWanted = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name);

/** @param {import("playwright-core").Browser} browser @param {import("./host/sessions.mjs").Session} session */
async function runSession(browser, session) {
  report(`${session.name}, in VS Code`);
  const { workspace, remove } = await copyWorkspace(session);
  const server = await startServer({ settings: session.settings, isTrusted: session.isTrusted, report });
  try {
    const tests = path.join(repository, "out/vscode", `${session.name}.suite.cjs`);
    return await runSuite(browser, server.address({ workspace, tests }), report);
  } catch (error) {
    report(`  ✖ ${session.name}: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  } finally {
    await server.stop();
    await remove();
  }
}

async function runOutside() {
  const folder = path.join(hostPackage, "browser");
  const names = (await readdir(folder))
    .filter((file) => file.endsWith(".test.mjs"))
    .map((file) => file.replace(".test.mjs", ""));
  const files = names.filter(isWanted).map((name) => path.join(folder, `${name}.test.mjs`));
  if (files.length === 0) {
    return { passed: 0, failed: 0 };
  }
  report(`${names.filter(isWanted).join(", ")}, from outside`);
  const mocha = new Mocha({ timeout: 120_000, reporter: "spec" });
  files.forEach((file) => mocha.addFile(file));
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve({ passed: runner.stats?.passes ?? 0, failed: runner.stats?.failures ?? 0 }));
  });
}

const total = { passed: 0, failed: 0 };
try {
  await installHost(report);
  const browser = await openBrowser(report);
  try {
    for (const session of SESSIONS.filter(({ name }) => isWanted(name))) {
      const { passed, failed } = await runSession(browser, session);
      total.passed += passed;
      total.failed += failed;
    }
  } finally {
    await browser.close();
  }
  const { passed, failed } = await runOutside();
  total.passed += passed;
  total.failed += failed;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  total.failed++;
}
if (total.passed + total.failed === 0) {
  console.error(
    `No suite is called ${wanted.join(" or ")}. There are: ${SESSIONS.map(({ name }) => name).join(", ")}, and the files of test/vscode/browser.`,
  );
  total.failed++;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

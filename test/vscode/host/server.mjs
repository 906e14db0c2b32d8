/** Runs the VS Code server for one run, with a user of its own. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { installHost } from "./install.mjs";
import { repository } from "./paths.mjs";

/** Settings that keep the editor quiet, so that nothing but the product is seen and tested. */
export const QUIET_SETTINGS = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "git.enabled": false,
  "npm.fetchOnlinePackageInfo": false,
  "typescript.validate.enable": false,
  "javascript.validate.enable": false,
  "typescript.disableAutomaticTypeAcquisition": true,
  "files.autoSave": "off",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

/**
 * @typedef {object} ServerOptions
 * @property {Record<string, unknown>} [settings] the user's settings
 * @property {boolean} [isTrusted] false leaves workspace trust on, so that a folder opens in Restricted Mode until it is trusted
 * @property {number} [port] a free one is picked where none is given
 * @property {string} [dataFolder] keeps the user from run to run; a fresh one that is deleted at the end where none is given
 * @property {(line: string) => void} [report] receives one line per step that takes time
 */

/**
 * Installs the VS Code server where it is missing, and starts it.
 * @param {ServerOptions} options
 * @throws when it cannot be installed or does not start; the message holds what it said
 */
export async function startServer({ settings = {}, isTrusted = true, port, dataFolder, report = () => {} } = {}) {
  const { serverFolder, node } = await installHost(report);
  const data = dataFolder ?? (await mkdtemp(path.join(os.tmpdir(), "genai-lens-user-")));
  await mkdir(path.join(data, "data/Machine"), { recursive: true });
  await writeFile(
    path.join(data, "data/Machine/settings.json"),
    JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2),
  );

  const chosenPort = port ?? (await freePort());
  const token = randomBytes(16).toString("hex");
  const child = spawn(
    node,
    [
      "out/server-main.js",
      "--host=127.0.0.1",
      `--port=${chosenPort}`,
      `--connection-token=${token}`,
      "--accept-server-license-terms",
      `--server-data-dir=${data}`,
      // Without this the address's extensionDevelopmentPath is ignored.
      "--enable-smoke-test-driver",
      ...(isTrusted ? ["--disable-workspace-trust"] : []),
    ],
    { cwd: serverFolder, stdio: ["ignore", "pipe", "pipe"] },
  );
  // Whoever stops by accident must not leave the server running.
  const kill = () => child.kill();
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    if (child.exitCode === null && child.signalCode === null) {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill();
      const impatience = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await closed;
      clearTimeout(impatience);
    }
    if (dataFolder === undefined) {
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    }
  };

  try {
    await untilListening(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    dataFolder: data,
    process: child,
    stop,
    /**
     * The page's address.
     * @param {{ workspace: string, extension?: string, tests?: string }} page a folder or `.code-workspace` file, the extension (this repository by default), and the bundled suite to run
     */
    address({ workspace, extension = repository, tests }) {
      const remote = (/** @type {string} */ file) => `vscode-remote://127.0.0.1:${chosenPort}${asUrlPath(file)}`;
      const payload = [
        ["extensionDevelopmentPath", remote(extension)],
        ...(tests === undefined ? [] : [["extensionTestsPath", remote(tests)]]),
        ["skipWelcome", "true"],
      ];
      const query = new URLSearchParams({
        tkn: token,
        [workspace.endsWith(".code-workspace") ? "workspace" : "folder"]: asUrlPath(workspace),
        payload: JSON.stringify(payload),
      });
      return `http://127.0.0.1:${chosenPort}/?${query}`;
    },
  };
}

/**
 * A port that nothing listens on.
 * @param {number} [first] the first one to try; any free one where none is given
 */
export async function freePort(first) {
  if (first === undefined) {
    return listenOnce(0);
  }
  for (let port = first; port < first + 100; port++) {
    if (await isPortFree(port)) {
      return port;
    }
  }
  throw new Error(`No port from ${first} to ${first + 99} is free. Choose one with --port.`);
}

/** @param {number} port */
export async function isPortFree(port) {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

/** @param {number} port @returns {Promise<number>} */
function listenOnce(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(port, "127.0.0.1", () => {
      const address = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(address.port));
    });
  });
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<void>} */
function untilListening(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (/** @type {Buffer} */ data) => {
      said += data;
      if (said.includes("Extension host agent listening on")) {
        resolve();
      }
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`The VS Code server stopped with code ${code}:\n${said.trim()}`)));
  });
}

/** @param {string} file */
function asUrlPath(file) {
  const slashed = file.split(path.sep).join("/");
  return slashed.startsWith("/") ? slashed : `/${slashed}`;
}

/** Installs the VS Code server and the browser driver from npm, once. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { hostFolder, hostPackage } from "./paths.mjs";

const PACKAGE_FILES = ["package.json", "package-lock.json", ".npmrc"];
const SERVER_FOLDER = path.join(hostFolder, "node_modules/code-server/lib/vscode");
const FILE_LOGGER = path.join(hostPackage, "host/file-logger.cjs");
const STAMP = path.join(hostFolder, "installed");

/**
 * The VS Code server has to run on this major version of Node or a newer one; an older Node gets the
 * program from npm.
 */
const NODE_MAJOR = 24;

/**
 * Installs what is missing and says where it is.
 * @param {(line: string) => void} report receives one line per step that takes time
 * @returns {Promise<{ serverFolder: string, node: string }>} the VS Code server, and the Node program to run it with
 * @throws when npm fails, or when this machine has no Node that the server can run on
 */
export async function installHost(report) {
  const stamp = await packageStamp();
  if ((await readFile(STAMP, "utf8").catch(() => "")) !== stamp) {
    await rm(hostFolder, { recursive: true, force: true });
    await mkdir(hostFolder, { recursive: true });
    for (const file of PACKAGE_FILES) {
      await copyFile(path.join(hostPackage, file), path.join(hostFolder, file));
    }
    report("Installing the VS Code server from npm (about 120 MB, once) …");
    await npm(["ci", ...(isNodeNewEnough() ? ["--omit=optional"] : [])], hostFolder);
    report("Installing what the VS Code server needs …");
    await npm(["install", "--omit=dev"], SERVER_FOLDER);
    await npm(["install", "--omit=dev"], path.join(SERVER_FOLDER, "extensions"));
    await copyFile(FILE_LOGGER, path.join(SERVER_FOLDER, "node_modules/@vscode/spdlog/index.js"));
    await writeFile(STAMP, stamp);
  }
  return { serverFolder: SERVER_FOLDER, node: nodeProgram() };
}

/**
 * The browser driver, from the host's own packages.
 * @returns {typeof import("playwright-core")}
 */
export function loadPlaywright() {
  return createRequire(path.join(hostFolder, "package.json"))("playwright-core");
}

async function packageStamp() {
  const hash = createHash("sha256");
  for (const file of PACKAGE_FILES) {
    hash.update(await readFile(path.join(hostPackage, file)));
  }
  hash.update(await readFile(FILE_LOGGER));
  hash.update(process.platform + process.arch + isNodeNewEnough());
  return hash.digest("hex");
}

function isNodeNewEnough() {
  return Number(process.versions.node.split(".")[0]) >= NODE_MAJOR;
}

function nodeProgram() {
  if (isNodeNewEnough()) {
    return process.execPath;
  }
  try {
    const name = `node-${process.platform}-${process.arch}`;
    return createRequire(path.join(hostFolder, "package.json")).resolve(`${name}/bin/node`);
  } catch {
    throw new Error(
      `The VS Code server needs Node ${NODE_MAJOR} or newer; this is ${process.version}, and npm has no such program for ${process.platform} ${process.arch}. Install Node ${NODE_MAJOR} and run the command with it.`,
    );
  }
}

/** @param {string[]} args @param {string} folder */
async function npm(args, folder) {
  const child = spawn("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
    env: withoutNpmContext(),
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => (output += data));
  }
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) {
    throw new Error(`npm ${args.join(" ")} failed in ${folder}:\n${output.trim()}`);
  }
}

/** What npm tells the scripts that it runs would be taken for settings by an npm inside them. */
function withoutNpmContext() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(package|lifecycle|config_(local|global)_prefix|config_prefix|command)/i.test(name),
    ),
  );
}

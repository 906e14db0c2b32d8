/** Finds a browser on this machine and opens it. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { loadPlaywright } from "./install.mjs";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "chrome",
  "msedge",
];

const INSTALLED = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Keep the browser from asking the network for anything. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Opens a browser without a window. The driver has to be installed already.
 * @param {(line: string) => void} report receives a line when a browser is being installed
 * @throws with what to install when there is none
 */
export async function openBrowser(report = () => {}) {
  const executablePath = findBrowser() ?? installBrowser(report);
  return loadPlaywright().chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** Path of a browser of the Chromium family; `undefined` where there is none. */
function findBrowser() {
  const given = process.env["GENAI_LENS_BROWSER"];
  if (given !== undefined && given !== "") {
    if (!isProgram(given)) {
      throw new Error(
        `GENAI_LENS_BROWSER names ${given}, which is not a program. Set it to a Chromium, Chrome or Edge.`,
      );
    }
    return given;
  }
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...INSTALLED].find(isProgram);
}

/**
 * On Debian, as root, as in a bare container, the browser can be had without asking anybody.
 * @param {(line: string) => void} report
 */
function installBrowser(report) {
  const canInstall = process.platform === "linux" && process.getuid?.() === 0 && isProgram("/usr/bin/apt-get");
  if (canInstall) {
    report("Installing Chromium with apt-get …");
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const wait = ["-qq", "-o", "DPkg::Lock::Timeout=300"];
    for (const args of [
      ["update", ...wait],
      ["install", "-y", ...wait, "--no-install-recommends", "chromium", "fonts-liberation"],
    ]) {
      const { status, stderr } = spawnSync("apt-get", args, { env: environment, stdio: ["ignore", "ignore", "pipe"] });
      if (status !== 0) {
        throw new Error(`apt-get ${args[0]} failed: ${String(stderr).trim()}\n${HOW_TO_INSTALL}`);
      }
    }
  }
  const found = findBrowser();
  if (found === undefined) {
    throw new Error(`No Chromium, Chrome or Edge was found on this machine. ${HOW_TO_INSTALL}`);
  }
  return found;
}

const HOW_TO_INSTALL =
  "Install one (Debian and Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium), or set GENAI_LENS_BROWSER to the path of its program.";

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

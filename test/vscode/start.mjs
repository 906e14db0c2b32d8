/**
 * Opens a folder with the extension as it stands in this repository.
 * Usage: npm start [-- PATH] [--port N]. GENAI_LENS_HOST=server keeps it from using the desktop VS Code.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { hostFolder, repository, workspaces } from "./host/paths.mjs";
import { freePort, isPortFree, startServer } from "./host/server.mjs";

const FIRST_PORT = 8123;
const EXAMPLE = path.join(workspaces, "support-desk");

const DESKTOP_PLACES = [
  "/usr/bin/code",
  "/usr/share/code/bin/code",
  "/snap/bin/code",
  "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code",
  path.join(process.env["HOME"] ?? "", "Applications/Visual Studio Code.app/Contents/Resources/app/bin/code"),
  path.join(process.env["LOCALAPPDATA"] ?? "", "Programs/Microsoft VS Code/bin/code.cmd"),
  "C:\\Program Files\\Microsoft VS Code\\bin\\code.cmd",
];

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function start() {
  const { values, positionals } = parseArgs({ options: { port: { type: "string" } }, allowPositionals: true });
  if (positionals.length > 1) {
    throw new Error(`One folder can be opened, but ${positionals.length} were named: ${positionals.join(", ")}.`);
  }
  const workspace = path.resolve(process.env["INIT_CWD"] ?? process.cwd(), positionals[0] ?? EXAMPLE);
  if (!existsSync(workspace)) {
    throw new Error(`There is no ${workspace}. Name a folder that exists: npm start -- PATH`);
  }
  const port = values.port === undefined ? undefined : readPort(values.port);
  const desktop = port === undefined && process.env["GENAI_LENS_HOST"] !== "server" ? findDesktop() : undefined;
  if (desktop === undefined) {
    await openInServer(workspace, port);
  } else {
    openInDesktop(desktop, workspace);
  }
}

/** @param {string} desktop @param {string} workspace */
function openInDesktop(desktop, workspace) {
  console.log(`Opening ${workspace} in VS Code (${desktop}) …`);
  const args = ["--new-window", `--extensionDevelopmentPath=${repository}`, workspace];
  const isScript = desktop.endsWith(".cmd");
  const { status, error } = spawnSync(
    isScript ? `"${desktop}"` : desktop,
    isScript ? args.map((arg) => `"${arg}"`) : args,
    {
      stdio: "inherit",
      shell: isScript,
    },
  );
  if (status !== 0) {
    throw new Error(
      `VS Code did not open (${error?.message ?? `code ${status}`}). To use the VS Code server: GENAI_LENS_HOST=server npm start`,
    );
  }
}

/** @param {string} workspace @param {number | undefined} port */
async function openInServer(workspace, port) {
  if (port !== undefined && !(await isPortFree(port))) {
    throw new Error(`Port ${port} is in use. Choose another: npm start -- --port ${await freePort(port + 1)}`);
  }
  console.log("Starting the VS Code server …");
  const server = await startServer({
    port: port ?? (await freePort(FIRST_PORT)),
    dataFolder: path.join(hostFolder, "user"),
    // The example is ours; any other folder has to be trusted by the person who opens it.
    isTrusted: workspace === EXAMPLE,
    report: (line) => console.log(line),
  });
  const address = server.address({ workspace });
  console.log(
    `\nVS Code with GenAI Lens on ${workspace}:\n\n  ${address}\n\nOpen the address in a browser. Ctrl+C stops it.`,
  );
  openAddress(address);

  let isStopping = false;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.on(signal, () => {
      isStopping = true;
      void server.stop();
    });
  }
  server.process.once("close", (code) => {
    if (!isStopping) {
      console.error(`The VS Code server stopped by itself with code ${code}. Start it again: npm start`);
      process.exitCode = 1;
    }
  });
}

/**
 * Shows the address where there is a display; elsewhere the printed line has to do.
 * @param {string} address
 */
function openAddress(address) {
  if (!hasDisplay() || process.platform === "win32") {
    return;
  }
  spawn(process.platform === "darwin" ? "open" : "xdg-open", [address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== "linux" || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

/** The desktop VS Code's command; `undefined` where there is none or it cannot show a window. */
function findDesktop() {
  const isRemoteTerminal = Boolean(process.env["VSCODE_IPC_HOOK_CLI"]);
  if (!hasDisplay() && !isRemoteTerminal) {
    return undefined;
  }
  if (process.platform === "linux" && process.getuid?.() === 0 && !isRemoteTerminal) {
    return undefined;
  }
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const onPath = (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, name));
  return [...onPath, ...DESKTOP_PLACES].find((file) => existsSync(file));
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`--port takes a number from 1 to 65535, not ${text}.`);
  }
  return port;
}

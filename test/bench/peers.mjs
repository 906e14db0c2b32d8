import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const source = path.resolve("test/bench/peers");
const folder = path.resolve("test/bench/.peers");
const installed = (/** @type {string} */ name) => existsSync(path.join(folder, "node_modules", name, "package.json"));

/**
 * Installs the tools to compare with where they are not there yet, each for itself, so that one that cannot be had
 * does not cost the others. Answers which are there, by version.
 * @param {readonly string[]} chosen tools that take part
 * @returns {Promise<Record<string, string>>}
 */
export async function preparePeers(chosen) {
  await mkdir(folder, { recursive: true });
  await cp(source, folder, { recursive: true, filter: (file) => path.basename(file) !== "package.json" });
  const manifest = JSON.parse(await readFile(path.join(source, "package.json"), "utf8"));
  await writeFile(path.join(folder, "package.json"), '{ "private": true }\n');
  /** @type {Record<string, string>} */
  const versions = {};
  const all = Object.entries({ ...manifest.dependencies, ...manifest.optionalDependencies });
  const wanted = Object.fromEntries(
    all.filter(([name]) => chosen.includes(name === "@ast-grep/cli" ? "ast-grep" : "eslint")),
  );
  for (const [name, version] of Object.entries(wanted)) {
    if (!installed(name)) {
      try {
        const args = ["install", "--no-save", "--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps"];
        const others = Object.keys(wanted)
          .filter(installed)
          .map((each) => `${each}@${wanted[each]}`);
        await promisify(execFile)("npm", [...args, ...others, `${name}@${version}`], { cwd: folder, timeout: 120_000 });
      } catch {
        console.log(`${name}@${version} cannot be installed here: it is left out`);
        continue;
      }
    }
    const { version: found } = JSON.parse(
      await readFile(path.join(folder, "node_modules", name, "package.json"), "utf8"),
    );
    versions[name] = found;
  }
  return versions;
}

export const peersFolder = folder;

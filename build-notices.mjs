/** Writes down whose work the bundles hold: each package with its version and the text of its licence. */
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";

const FILES = /^(?:licen[cs]e|notice|thirdpartynoticetext)(?:[.-].*)?$/iu;

/**
 * @param {readonly string[]} inputs files that went into the bundles, from the root of the project
 * @param {string} file where the notices go
 */
export async function writeNotices(inputs, file) {
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  const parts = await Promise.all([...folders].map(notice));
  const text = parts.sort().join(`\n\n${"-".repeat(80)}\n\n`);
  await writeFile(file, `GenAI Lens holds work of others, under these licences.\n\n${text}\n`);
}

/** @param {string} input */
function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input.split(path.sep).join("/"))?.[0];
}

/** @param {string} folder */
async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((each) => FILES.test(each)).sort();
  if (files.length === 0 && license === undefined) throw new Error(`${folder} has no licence: it cannot be shipped`);
  const texts = await Promise.all(files.map((each) => readFile(path.join(folder, each), "utf8")));
  return [`${name} ${version}, ${license}`, ...texts.map((each) => each.trim())].join("\n\n");
}

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { writeLensFile } from "../../../server/src/review/lens-file/lens-file-text.ts";
import {
  LENSES_FOLDER,
  LensFileError,
  lensIdOf,
  readLensText,
  readStoredLenses,
  storeLens,
} from "../../../server/src/review/lens-file/lens-folder.ts";
import { SMALL_LENS } from "./small-lens.ts";

const TEXT = writeLensFile(SMALL_LENS);

describe("the folder of lenses", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "genai-lens-lenses-"));
  });
  afterEach(() => fs.rm(folder, { recursive: true, force: true }));

  const place = (name: string) => path.join(folder, LENSES_FOLDER, name);
  const failing = (promise: Promise<unknown>, message: RegExp) =>
    assert.rejects(promise, (error) => error instanceof LensFileError && message.test(error.message));

  it("is empty where it is not there", async () => {
    assert.deepEqual(await readStoredLenses(folder), []);
  });

  it("keeps a text as it is", async () => {
    const text = `\uFEFF${TEXT.replaceAll("\n", "\r\n")}`;
    assert.deepEqual(await storeLens(folder, "own", text, false), {
      file: ".genai-lens/lenses/own.json",
      change: "new",
    });
    assert.equal(await fs.readFile(place("own.json"), "utf8"), text);
    const [stored] = await readStoredLenses(folder);
    assert.equal(stored?.imported?.lens.id, "own");
    assert.deepEqual(stored?.imported?.file, SMALL_LENS);
  });

  it("replaces another text only when told", async () => {
    await storeLens(folder, "own", TEXT, false);
    assert.equal((await storeLens(folder, "own", TEXT, false)).change, "same");
    await failing(storeLens(folder, "own", `${TEXT}\n`, false), /own.json is there already .* --replace/);
    assert.equal(await fs.readFile(place("own.json"), "utf8"), TEXT);
    assert.equal((await storeLens(folder, "own", `${TEXT}\n`, true)).change, "replaced");
  });

  it("follows no link", async function () {
    if (process.platform === "win32") this.skip();
    const outside = await fs.mkdtemp(path.join(os.tmpdir(), "genai-lens-outside-"));
    try {
      await fs.symlink(outside, path.join(folder, ".genai-lens"));
      await failing(storeLens(folder, "own", TEXT, false), /\.genai-lens is a symbolic link/);
      assert.deepEqual(await fs.readdir(outside), []);
    } finally {
      await fs.rm(outside, { recursive: true });
    }
  });

  it("says what is wrong with each of its files, and reads the others", async () => {
    await storeLens(folder, "good", TEXT, false);
    await fs.writeFile(place("broken.json"), "{");
    await fs.writeFile(place("latin.json"), new Uint8Array([0x7b, 0xe4, 0x7d]));
    await fs.mkdir(place("folder.json"));
    await fs.writeFile(place("notes.txt"), "x");
    const stored = await readStoredLenses(folder);
    assert.deepEqual(
      stored.map(({ id, imported, problems, failure }) => [id, imported !== undefined, problems.length, failure]),
      [
        ["broken", false, 1, undefined],
        ["folder", false, 0, ".genai-lens/lenses/folder.json is not a file: name a lens file"],
        ["good", true, 0, undefined],
        ["latin", false, 0, ".genai-lens/lenses/latin.json is not written as UTF-8: save it as UTF-8"],
      ],
    );
  });

  it("reads nothing that is far too large", async () => {
    const file = path.join(folder, "huge.json");
    await fs.writeFile(file, "");
    await fs.truncate(file, 6_000_000);
    await failing(readLensText(file, "huge.json"), /huge.json has 6000000 bytes, far more than the 500000/);
    await failing(readLensText(path.join(folder, "none.json"), "none.json"), /none.json is not there/);
  });

  it("names lenses by letters of any script", () => {
    assert.equal(lensIdOf("House Rules (v2)"), "house-rules-v2");
    assert.equal(lensIdOf("生成系AIのレンズ"), "生成系aiのレンズ");
    assert.equal(lensIdOf("../../etc/passwd"), "etc-passwd");
    assert.equal(lensIdOf("…"), "lens");
    assert.equal(lensIdOf("CON"), "lens-con");
    assert.equal(lensIdOf(`${"a".repeat(59)} b`), "a".repeat(59));
  });
});

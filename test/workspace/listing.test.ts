import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Cancelled, NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { type Disk, nodeDisk } from "../../server/src/workspace/disk.ts";
import { Ignoring } from "../../server/src/workspace/ignoring.ts";
import { type Listing, listSourceFiles } from "../../server/src/workspace/listing.ts";
import { toSlashes } from "../../server/src/workspace/paths.ts";
import { MemoryDisk } from "./memory-disk.ts";

function list(disk: Disk, root = "/app", repository?: string): Promise<Listing> {
  return listSourceFiles(root, new Ignoring(root, repository, disk, []), disk, NEVER_CANCELLED);
}

describe("listing source files", () => {
  it("takes TypeScript and JavaScript written by hand, in a stable order", async () => {
    const names = ["b.ts", "a.tsx", "c.mts", "d.cts", "e.js", "f.jsx", "g.mjs", "h.cjs", "sub/i.ts"];
    const others = ["types.d.ts", "x.d.mts", "lib.min.js", "readme.md", "data.json", "style.css.d.ts"];
    const disk = new MemoryDisk(Object.fromEntries([...names, ...others].map((name) => [`/app/${name}`, ""])));
    assert.deepEqual(
      (await list(disk)).files,
      [...names].sort().map((name) => `/app/${name}`),
    );
  });

  it("lists beside them the documents that can show a practice", async () => {
    const names = ["promptfooconfig.yaml", "evals/cases.jsonl", "package.json", ".github/workflows/ci.yml"];
    const others = ["readme.md", "data.json", "evals/notes.md", "node_modules/x/promptfooconfig.yaml"];
    const disk = new MemoryDisk(Object.fromEntries([...names, ...others].map((name) => [`/app/${name}`, ""])));
    disk.files.set("/app/.gitignore", "private/\n").set("/app/private/promptfooconfig.yaml", "");
    assert.deepEqual(
      (await list(disk)).documents,
      [...names].sort().map((name) => `/app/${name}`),
    );
  });

  it("never looks into packages and build output", async () => {
    const disk = new MemoryDisk({
      "/app/src/a.ts": "",
      "/app/node_modules/x/a.ts": "",
      "/app/dist/a.js": "",
      "/app/p/.next/a.js": "",
    });
    disk.forbidden.add("/app/node_modules").add("/app/dist").add("/app/p/.next");
    assert.deepEqual(await list(disk), { files: ["/app/src/a.ts"], documents: [], problems: [] });
  });

  it("honours ignore files at every level, the inner ones last", async () => {
    const disk = new MemoryDisk({
      "/app/.gitignore": "generated/\n*.gen.ts\n",
      "/app/a.ts": "",
      "/app/a.gen.ts": "",
      "/app/generated/b.ts": "",
      "/app/kept/.gitignore": "!*.gen.ts\nlocal.ts\n",
      "/app/kept/a.gen.ts": "",
      "/app/kept/local.ts": "",
      "/app/local.ts": "",
    });
    assert.deepEqual((await list(disk)).files, ["/app/a.ts", "/app/kept/a.gen.ts", "/app/local.ts"]);
  });

  it("honours the ignore files between the repository's root and the folder", async () => {
    const files = { "/repo/.gitignore": "secret.ts\n", "/repo/app/secret.ts": "", "/repo/app/a.ts": "" };
    assert.deepEqual((await list(new MemoryDisk(files), "/repo/app", "/repo")).files, ["/repo/app/a.ts"]);
  });

  it("lists a folder that its own repository ignores, when it is asked for", async () => {
    const files = { "/repo/.gitignore": "app/\n", "/repo/app/a.ts": "" };
    assert.deepEqual((await list(new MemoryDisk(files), "/repo/app", "/repo")).files, ["/repo/app/a.ts"]);
  });

  it("reports a folder that cannot be read once, and goes on", async () => {
    const disk = new MemoryDisk({ "/app/a.ts": "", "/app/locked/b.ts": "" });
    disk.forbidden.add("/app/locked");
    const { files, problems } = await list(disk);
    assert.deepEqual(files, ["/app/a.ts"]);
    assert.deepEqual(
      problems.map((problem) => problem.file),
      ["/app/locked"],
    );
    assert.match(problems[0]!.message, /permission denied/);
  });

  it("stops when it is cancelled", async () => {
    const disk = new MemoryDisk({ "/app/a.ts": "", "/app/b/c.ts": "" });
    const slow: Disk = {
      ...delegate(disk),
      entries(directory) {
        const end = performance.now() + 21;
        while (performance.now() < end);
        return disk.entries(directory);
      },
    };
    const ignoring = new Ignoring("/app", undefined, slow, []);
    await assert.rejects(listSourceFiles("/app", ignoring, slow, { isCancellationRequested: true }), Cancelled);
  });

  it("is not trapped by links that run in a circle", async () => {
    const root = toSlashes(fs.mkdtempSync(path.join(os.tmpdir(), "listing-")));
    try {
      fs.mkdirSync(`${root}/src`);
      fs.writeFileSync(`${root}/src/a.ts`, "");
      fs.symlinkSync(root, `${root}/src/up`, "junction");
      fs.symlinkSync(`${root}/src/self`, `${root}/src/self`);
      assert.deepEqual(await list(nodeDisk, root), { files: [`${root}/src/a.ts`], documents: [], problems: [] });
    } finally {
      fs.rmSync(root, { recursive: true });
    }
  });
});

function delegate(disk: Disk): Disk {
  return {
    entries: (directory) => disk.entries(directory),
    readInto: (file, buffer) => disk.readInto(file, buffer),
    read: (file) => disk.read(file),
    stat: (file) => disk.stat(file),
    realPath: (file) => disk.realPath(file),
  };
}

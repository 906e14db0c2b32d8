import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { checkedOutCommit } from "../../server/src/review/commit.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

describe("the commit that is checked out", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "genai-lens-commit-"));
  });

  afterEach(async () => {
    await fs.rm(folder, { recursive: true, force: true });
  });

  async function given(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await fs.mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await fs.writeFile(path.join(folder, name), text);
    }
  }

  const cases: readonly [string, Readonly<Record<string, string>>, string | null][] = [
    ["a branch", { ".git/HEAD": "ref: refs/heads/a/b\n", ".git/refs/heads/a/b": `${COMMIT}\n` }, COMMIT],
    ["a commit by itself", { ".git/HEAD": `${COMMIT}\n` }, COMMIT],
    [
      "a packed branch",
      {
        ".git/HEAD": "ref: refs/heads/main\n",
        ".git/packed-refs": `# pack-refs with: peeled\n${"f".repeat(40)} refs/heads/not-main\n${COMMIT} refs/heads/main\n`,
      },
      COMMIT,
    ],
    ["no commit yet", { ".git/HEAD": "ref: refs/heads/main\n" }, null],
    ["a name that leads out", { ".git/HEAD": "ref: refs/../../secret\n", secret: `${COMMIT}\n` }, null],
    [
      "names that lead to themselves",
      { ".git/HEAD": "ref: refs/heads/a", ".git/refs/heads/a": "ref: refs/heads/a" },
      null,
    ],
    ["something else", { ".git/HEAD": "what is this" }, null],
  ];
  for (const [name, files, expected] of cases) {
    it(`is read: ${name}`, async () => {
      await given({ ...files, "packages/app/index.ts": "" });
      assert.equal(await checkedOutCommit(path.join(folder, "packages", "app")), expected);
    });
  }

  it("is read in a linked work tree", async () => {
    await given({
      "main/.git/refs/heads/side": `${COMMIT}\n`,
      "main/.git/worktrees/side/HEAD": "ref: refs/heads/side\n",
      "main/.git/worktrees/side/commondir": "../..\n",
      "side/.git": "gitdir: ../main/.git/worktrees/side\n",
    });
    assert.equal(await checkedOutCommit(path.join(folder, "side")), COMMIT);
  });
});

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { uriOf } from "./client.ts";

/** A folder on disk for one test. */
export class DiskFolder {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "genai-lens-protocol-")));

  /** Writes a file, given by its path in the folder, and answers with its URI. */
  write(name: string, text: string): string {
    const file = join(this.root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return uriOf(file);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

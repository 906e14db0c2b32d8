import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runProgram } from "../../server/src/cli/program.ts";
import { NO_PROGRESS } from "../../server/src/cli/progress.ts";
import { toSlashes } from "../../server/src/workspace/paths.ts";

/** What a run of the program wrote, and its exit code. */
export interface Outcome {
  readonly code: number | undefined;
  readonly output: string;
  readonly errors: string;
}

interface RunOptions {
  readonly input?: string;
  readonly folder?: string;
  readonly threadScript?: string;
  /** What a person writes at each question; without it there is no terminal to ask on. */
  readonly replies?: readonly string[];
}

/** A folder on disk for one test, and the program run in it. */
export class Scratch {
  readonly directory = toSlashes(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "genai-lens-cli-"))));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    const file = path.join(this.directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  read(name: string): string {
    return fs.readFileSync(path.join(this.directory, name), "utf8");
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true, force: true });
  }

  async run(
    args: readonly string[],
    { input = "", folder = "", threadScript, replies }: RunOptions = {},
  ): Promise<Outcome> {
    let output = "";
    let errors = "";
    const left = [...(replies ?? [])];
    const ask = async (question: string): Promise<string> => {
      output += question;
      return left.shift() ?? "";
    };
    const code = await runProgram(
      args,
      {
        directory: path.posix.join(this.directory, folder).replace(/\/$/, ""),
        isColoured: false,
        write: (text) => void (output += text),
        writeError: (text) => void (errors += text),
        ...(threadScript === undefined ? {} : { threadScript }),
        readInput: () => input,
        ...(replies === undefined ? {} : { ask }),
        progress: NO_PROGRESS,
      },
      () => void (output += "started"),
    );
    return { code, output, errors };
  }
}

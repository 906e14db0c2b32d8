import fs from "node:fs";
import path from "node:path";
import { askOnTerminal } from "./cli/asking.ts";
import { runProgram } from "./cli/program.ts";
import { NO_PROGRESS, terminalProgress } from "./cli/progress.ts";
import { boundHeapGrowth } from "./heap.ts";
import { expectShortRun } from "./short-run.ts";
import { toSlashes } from "./workspace/paths.ts";

boundHeapGrowth();
if (process.argv[2] !== "lsp") expectShortRun();

const { env, stderr, stdin, stdout } = process;

// A reader that has seen enough, such as `head`, closes its end; that is no error of ours.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exitCode = 0;
});

const isColoured =
  (env["NO_COLOR"] ?? "") === "" &&
  (stdout.isTTY || (env["FORCE_COLOR"] ?? "") !== "") &&
  env["FORCE_COLOR"] !== "0" &&
  env["TERM"] !== "dumb";

async function main(): Promise<void> {
  const exitCode = await runProgram(
    process.argv.slice(2),
    {
      directory: toSlashes(process.cwd()),
      isColoured,
      write: (text) => void stdout.write(text),
      writeError: (text) => void stderr.write(text),
      threadScript: path.join(__dirname, "examiner.cjs"),
      readInput: () => fs.readFileSync(stdin.fd, "utf8"),
      ...(stdin.isTTY && stderr.isTTY ? { ask: (question: string) => askOnTerminal(stdin, stderr, question) } : {}),
      progress:
        stderr.isTTY && env["TERM"] !== "dumb"
          ? terminalProgress(
              (text) => void stderr.write(text),
              () => stderr.columns,
            )
          : NO_PROGRESS,
    },
    () => {
      // Loaded from beside this file and only now: the other commands need nothing of it.
      require(path.join(__dirname, "server.cjs"));
    },
  );
  if (exitCode !== undefined && process.exitCode === undefined) process.exitCode = exitCode;
}

void main();

import { writeSync } from "node:fs";
import type { OwnNames } from "../../../lens/own-names.ts";
import type { AnalysisHost, CancellationToken, FileAnalysis } from "../analysis/analysis.ts";
import { Project } from "../analysis/project.ts";
import type { Analyser } from "../workspace/workspace-options.ts";

/** Set by a client that reads on standard error which file is being analysed, to name it should the server die. */
const VARIABLE = "GENAI_LENS_BREADCRUMBS";

const STANDARD_ERROR = 2;

/**
 * An analyser that says which file it is about to read, before anything can go wrong with it, and leaves
 * out the files that brought an earlier server down.
 */
export function createAnalyser(host: AnalysisHost, names: OwnNames, skip: ReadonlySet<string>): Analyser {
  const project = new Project(host, { names });
  const isWanted = process.env[VARIABLE] === "1";
  if (!isWanted && skip.size === 0) return project;
  return {
    analyse(file: string, token: CancellationToken): FileAnalysis {
      if (skip.has(file)) return leftOut(file, host.read(file)?.version ?? "");
      if (!isWanted) return project.analyse(file, token);
      write(`genai-lens:analysing ${file}`);
      try {
        return project.analyse(file, token);
      } finally {
        write("genai-lens:idle");
      }
    },
    wrapperSources: (file) => project.wrapperSources(file),
    changed: (file) => project.changed(file),
    deleted: (file) => project.deleted(file),
  };
}

function leftOut(file: string, version: string): FileAnalysis {
  const message = "Not checked: the language server stopped while it read this file. Restart the server to try again";
  return {
    file,
    version,
    facts: [],
    problems: [{ file, offset: undefined, message }],
    dependencies: new Set(),
    exportedNames: new Set(),
    directives: [],
  };
}

function write(line: string): void {
  try {
    // Written at once: what waits in a buffer is lost when the process dies.
    writeSync(STANDARD_ERROR, `${line}\n`);
  } catch {
    // Nobody reads it, or not fast enough. Work goes on without it.
  }
}

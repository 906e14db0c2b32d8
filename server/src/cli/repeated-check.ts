import fs from "node:fs";
import manifest from "../../../package.json" with { type: "json" };
import { CHECK_FORMATS } from "../reports/formats.ts";
import type { CheckResult } from "../reports/check-result.ts";
import { type Disk, nodeDisk } from "../workspace/disk.ts";
import { WitnessDisk, renewed } from "../workspace/witness-disk.ts";
import { type RunRecord, readRunRecord, writeRunRecord } from "./run-record.ts";
import { absolutePath } from "./written-path.ts";
import { writeOutput } from "./output.ts";
import type { ExitCode, Terminal } from "./terminal.ts";

/** With one of these a check does or reads more than a record tells of. */
const UNREPEATABLE =
  /^--(?:no-cache|fix|fix-dry-run|write-baseline|baseline|changed-since|stdin-filename|concurrency|timing|help)(?:=|$)|^-h$/;

/**
 * A check with `--cache` that was made before in the same way, where nothing that it looked at has changed since:
 * says the same again. `undefined` where the check has to be made. Throws `CommandError`.
 */
export async function repeatCheck(args: readonly string[], terminal: Terminal): Promise<ExitCode | undefined> {
  if (!isRepeatable(args)) return undefined;
  const start = performance.now();
  const key = keyOf(args, terminal);
  for (const root of possibleRoots(args, terminal)) {
    const record = readRunRecord(root, key);
    const witnesses = record && renewed(record.witnesses, nodeDisk);
    const reporter = await CHECK_FORMATS.get(record?.format ?? "")?.();
    if (record === undefined || witnesses === undefined || reporter === undefined) continue;
    if (witnesses !== record.witnesses) writeRunRecord(root, key, { ...record, witnesses });
    for (const note of record.notes) terminal.writeError(note);
    const text = reporter(
      { ...record.result, durationMs: performance.now() - start },
      {
        directory: terminal.directory,
        text: textOnDisk,
        version: manifest.version,
        isColoured: terminal.isColoured && record.output === undefined,
      },
    );
    if (record.output === undefined) terminal.write(text);
    else writeOutput(terminal, record.output, text);
    return record.exitCode;
  }
  return undefined;
}

/** Notes what a check asks and says, so that it can be repeated. */
export class CheckRecorder {
  readonly #key: string;
  readonly #disk = new WitnessDisk(nodeDisk);
  readonly #notes: string[] = [];

  private constructor(key: string) {
    this.#key = key;
  }

  /** `undefined` for a check that cannot be repeated from a record. */
  static for(args: readonly string[], terminal: Terminal): CheckRecorder | undefined {
    return isRepeatable(args) ? new CheckRecorder(keyOf(args, terminal)) : undefined;
  }

  /** What the check has to read through. */
  get disk(): Disk {
    return this.#disk;
  }

  /** The terminal that the check has to speak to while it looks. */
  listening(terminal: Terminal): Terminal {
    return {
      ...terminal,
      writeError: (text) => {
        this.#notes.push(text);
        terminal.writeError(text);
      },
    };
  }

  keep(root: string, check: Pick<RunRecord, "format" | "output" | "exitCode" | "result">): void {
    const witnesses = this.#disk.witnesses();
    if (witnesses === undefined) return;
    writeRunRecord(root, this.#key, {
      ...check,
      result: withoutFacts(check.result),
      notes: this.#notes,
      witnesses,
    });
  }
}

function isRepeatable(args: readonly string[]): boolean {
  return args.includes("--cache") && !args.some((arg) => UNREPEATABLE.test(arg));
}

function keyOf(args: readonly string[], terminal: Terminal): string {
  // Without `--today`, ages are counted from the day of the check.
  return JSON.stringify([manifest.version, terminal.directory, new Date().toISOString().slice(0, 10), args]);
}

/** Folders that the check may have taken for its root: the present one, and those that are named. */
function possibleRoots(args: readonly string[], terminal: Terminal): ReadonlySet<string> {
  const named = args.filter((arg) => !arg.startsWith("-")).map((arg) => absolutePath(terminal, arg));
  return new Set([...named, terminal.directory]);
}

function withoutFacts(result: CheckResult): CheckResult {
  return { ...result, reports: result.reports.map((report) => ({ ...report, facts: [], evidence: [] })) };
}

function textOnDisk(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch {
    // It has a problem, which the record tells.
    return undefined;
  }
}

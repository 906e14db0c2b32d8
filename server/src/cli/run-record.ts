import fs from "node:fs";
import path from "node:path";
import type { CheckResult } from "../reports/check-result.ts";
import { hashOf } from "../workspace/recording-disk.ts";
import type { Witness } from "../workspace/witness-disk.ts";
import { cacheFolder, writeInCache } from "./cache-file.ts";
import type { ExitCode } from "./terminal.ts";

const FILE = "run-1.json";

/** A check that was made, with all that a repetition needs to say the same without looking at any code. */
export interface RunRecord {
  readonly format: string;
  /** File that the output went to; `undefined` for standard output. */
  readonly output: string | undefined;
  /** Lines on standard error beside the result. */
  readonly notes: readonly string[];
  readonly exitCode: ExitCode;
  /** Without facts and evidence, which no output of a check shows. */
  readonly result: CheckResult;
  readonly witnesses: readonly Witness[];
}

/** The record of the last check in a folder's cache; `undefined` where there is none of this `key`, or it is damaged. */
export function readRunRecord(root: string, key: string): RunRecord | undefined {
  let text: string;
  try {
    text = fs.readFileSync(path.join(cacheFolder(root).folder, FILE), "utf8");
  } catch {
    return undefined;
  }
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== `${hashOf(key)} ${hashOf(body)}`) return undefined;
  return JSON.parse(body) as RunRecord;
}

/** Keeps a record for the next run. What cannot be written is not kept. */
export function writeRunRecord(root: string, key: string, record: RunRecord): void {
  const body = JSON.stringify(record);
  writeInCache(root, FILE, `${hashOf(key)} ${hashOf(body)}\n${body}`);
}

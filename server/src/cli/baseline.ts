import fs from "node:fs";
import type { FileReport } from "../lint/finding.ts";
import { reasonOf } from "../workspace/disk.ts";
import { field, isRecord } from "../workspace/package-manifest.ts";
import { compareText } from "../workspace/paths.ts";
import { CommandError } from "./command-error.ts";

/** Name of the baseline where none is given. */
export const DEFAULT_BASELINE = "genai-lens-baseline.json";

/** A finding that was there when the baseline was written. */
interface KnownFinding {
  readonly ruleId: string;
  readonly file: string;
  readonly fingerprint: string;
}

/** Findings that are accepted for now. `undefined` where the file is not there. Throws `CommandError` for any other file. */
export function readBaseline(file: string, shownPath: string): readonly KnownFinding[] | undefined {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CommandError(`The baseline ${shownPath} cannot be read (${reasonOf(error)}): allow reading it`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    content = undefined;
  }
  const findings = field(content, "findings");
  if (field(content, "schemaVersion") !== 1 || !Array.isArray(findings)) {
    throw new CommandError(
      `${shownPath} is not a baseline: name another file, or delete it and write it anew with --write-baseline`,
    );
  }
  return findings.flatMap((finding: unknown) => {
    const [ruleId, path, fingerprint] = ["ruleId", "file", "fingerprint"].map((name) => field(finding, name));
    if (!isRecord(finding) || typeof ruleId !== "string" || typeof path !== "string" || typeof fingerprint !== "string")
      return [];
    return [{ ruleId, file: path, fingerprint }];
  });
}

/** The baseline that accepts all findings of the reports. `pathOf` gives the path that is written. */
export function baselineText(reports: readonly FileReport[], pathOf: (file: string) => string): string {
  const findings = reports
    .flatMap((report) =>
      report.findings.map(({ ruleId, fingerprint, place }) => ({ ruleId, file: pathOf(place.file), fingerprint })),
    )
    .sort(
      (first, second) =>
        compareText(first.file, second.file) ||
        compareText(first.ruleId, second.ruleId) ||
        compareText(first.fingerprint, second.fingerprint),
    );
  return `${JSON.stringify({ schemaVersion: 1, findings }, null, 2)}\n`;
}

/**
 * The reports without findings that the baseline accepts. Each of its entries accepts one finding; those of the
 * same file go first, so that a file may be renamed and a copy of its code still counts as new.
 */
export function withoutKnown(
  reports: readonly FileReport[],
  baseline: readonly KnownFinding[],
  pathOf: (file: string) => string,
): readonly FileReport[] {
  const inFile = new Map<string, number>();
  const anywhere = new Map<string, number>();
  for (const known of baseline) {
    add(inFile, keyInFile(known), 1);
    add(anywhere, keyAnywhere(known), 1);
  }
  const findings = reports.flatMap((report) => report.findings);
  const accepted = new Set<unknown>();
  for (const finding of findings) {
    const key = keyInFile({ ...finding, file: pathOf(finding.place.file) });
    if ((inFile.get(key) ?? 0) === 0) continue;
    add(inFile, key, -1);
    add(anywhere, keyAnywhere(finding), -1);
    accepted.add(finding);
  }
  for (const finding of findings) {
    const key = keyAnywhere(finding);
    if (accepted.has(finding) || (anywhere.get(key) ?? 0) === 0) continue;
    add(anywhere, key, -1);
    accepted.add(finding);
  }
  return reports.map((report) => ({
    ...report,
    findings: report.findings.filter((finding) => !accepted.has(finding)),
  }));
}

function keyInFile({ ruleId, file, fingerprint }: KnownFinding): string {
  return `${ruleId}\n${fingerprint}\n${file}`;
}

function keyAnywhere({ ruleId, fingerprint }: Pick<KnownFinding, "ruleId" | "fingerprint">): string {
  return `${ruleId}\n${fingerprint}`;
}

function add(counts: Map<string, number>, key: string, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount);
}

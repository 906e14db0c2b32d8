import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Fact } from "../../lens/facts.ts";
import type { FileReport } from "../../server/src/lint/finding.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { MemoryDisk } from "../workspace/memory-disk.ts";
import { described, headOf, lineOf, markersOf, mismatch } from "./markers.ts";

const FIXTURES = "test/fixtures/sdks";

/** Files of a fixture as they stand in a workspace of their own, by their path in it. */
function filesOf(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = `${folder}/${name}`;
    if (statSync(path).isFile()) files[`/app/${name.replaceAll("\\", "/")}`] = readFileSync(path, "utf8");
  }
  return files;
}

/** What differs between the markers of one file and what was found in it. */
function differencesIn(text: string, report: FileReport | undefined): readonly string[] {
  const differences: string[] = [];
  const left = new Set<Fact>(report?.facts.filter((fact) => headOf(fact) !== undefined) ?? []);
  const findings = new Set(report?.findings ?? []);
  for (const marker of markersOf(text)) {
    if (marker.kind === "finding") {
      const found = [...findings].find(
        (each) => each.ruleId === marker.text && lineOf(text, each.place.start) === marker.line,
      );
      if (found) findings.delete(found);
      else differences.push(`${marker.line}: no finding of ${marker.text}`);
      continue;
    }
    const here = [...left].filter((fact) => lineOf(text, fact.place.start) === marker.line);
    const found = here.find((fact) => mismatch(marker.text, fact) === undefined);
    if (found) left.delete(found);
    else {
      const close = here.find((fact) => headOf(fact)?.split(" ")[0] === marker.text.split(" ")[0]);
      const reason = close
        ? `${mismatch(marker.text, close)}\n      found: ${described(close)}`
        : "nothing like it there";
      differences.push(`${marker.line}: ${marker.text}: ${reason}`);
      if (close) left.delete(close);
    }
  }
  for (const fact of left) {
    if (fact.fact !== "client") differences.push(`${lineOf(text, fact.place.start)}: unmarked ${described(fact)}`);
  }
  for (const finding of findings) {
    differences.push(`${lineOf(text, finding.place.start)}: unmarked finding of ${finding.ruleId}: ${finding.message}`);
  }
  return differences;
}

describe("fixture workspaces of the SDKs", () => {
  for (const name of readdirSync(FIXTURES).toSorted()) {
    it(name, async () => {
      const files = filesOf(`${FIXTURES}/${name}`);
      const workspace = new Workspace("/app", { disk: new MemoryDisk(files), today: "2026-11-22" });
      const { reports, problems } = await workspace.scan();
      assert.deepEqual([...problems, ...reports.flatMap((report) => report.problems)], []);
      const sources = Object.keys(files).filter((file) => /\.[cm]?[jt]sx?$/.test(file));
      const differences = sources.flatMap((file) => {
        const report = reports.find((each) => each.file === file);
        return differencesIn(files[file]!, report).map((each) => `${file.slice("/app/".length)}:${each}`);
      });
      assert.equal(differences.length, 0, `\n  ${differences.join("\n  ")}`);
      assert.ok(
        sources.some((file) => markersOf(files[file]!).some((marker) => marker.kind === "fact")),
        "no file has a marker",
      );
    });
  }
});

describe("markers of fixtures", () => {
  it("speak of the next line that is no marker", () => {
    assert.deepEqual(markersOf("//? call chat\n//! some-rule\nawait ask();\n"), [
      { kind: "fact", text: "call chat", line: 3 },
      { kind: "finding", text: "some-rule", line: 3 },
    ]);
  });
});

import assert from "node:assert/strict";
import { applyEdits, applySafeFixes, keepsSyntax } from "../../server/src/lint/apply.ts";
import type { FileReport, Finding, TextFix } from "../../server/src/lint/finding.ts";
import { MemoryTexts } from "./memory-texts.ts";

const FILE = "/project/a.ts";
const OTHER = "/project/b.ts";

function edit(start: number, end: number, text: string, file = FILE): TextFix["edits"][number] {
  return { file, start, end, text };
}

/** What the safe fixes make of one text. */
function fixAll(
  text: string,
  first: FileReport,
  again: (text: string) => FileReport | undefined = () => undefined,
  isWanted?: (finding: Finding) => boolean,
): { readonly text: string | undefined; readonly applied: number } {
  const texts = new MemoryTexts({ [FILE]: text }, again);
  const applied = applySafeFixes(first, texts, isWanted);
  return { text: texts.text(FILE), applied };
}

function report(...fixes: TextFix[]): FileReport {
  const findings = fixes.map((fix, index): Finding => ({
    ruleId: `rule-${index}`,
    severity: "warning",
    message: "It is wrong",
    place: { file: FILE, start: 0, end: 1 },
    practices: [],
    pillar: "security",
    sdk: undefined,
    related: [],
    fixes: [fix],
    fingerprint: String(index),
  }));
  return { file: FILE, version: "1", findings, suppressed: [], evidence: [], problems: [], facts: [] };
}

function safe(...edits: TextFix["edits"]): TextFix {
  return { title: "Fix it", safety: "safe", edits };
}

describe("applying fixes", () => {
  it("applies edits at once, in the order of the text", () => {
    assert.equal(applyEdits("abc", [edit(2, 3, "C"), edit(0, 0, "<"), edit(0, 1, "A")]), "<AbC");
    assert.throws(() => applyEdits("abc", [edit(0, 2, ""), edit(1, 3, "")]), RangeError);
    assert.throws(() => applyEdits("abc", [edit(2, 4, "")]), RangeError);
  });

  it("applies all safe fixes and none that is to be reviewed", () => {
    const review: TextFix = { title: "Look", safety: "review", edits: [edit(0, 1, "X")] };
    const { text, applied } = fixAll("a;b;", report(safe(edit(2, 3, "y")), review));
    assert.deepEqual([text, applied], ["a;y;", 1]);
  });

  it("lets fixes that touch wait for the next pass, and applies none by half", () => {
    const first = safe(edit(0, 1, "x"));
    const second = safe(edit(1, 2, ","), edit(4, 5, "c2"));
    const texts: string[] = [];
    const again = (text: string): FileReport => {
      texts.push(text);
      return texts.length === 1 ? report(second) : report();
    };
    const { text, applied } = fixAll("a;b;c", report(first, second), again);
    assert.deepEqual([text, applied, texts], ["x,b;c2", 2, ["x;b;c", "x,b;c2"]]);
  });

  it("stops after ten passes where fixes go round in circles", () => {
    let passes = 0;
    const again = (text: string): FileReport => {
      passes++;
      return report(safe(edit(0, 1, text === "a" ? "b" : "a")));
    };
    assert.equal(fixAll("a", again("a"), again).applied, 10);
    assert.equal(passes, 11);
  });

  it("leaves out a fix that would break the text", () => {
    const { text } = fixAll("a();b();", report(safe(edit(0, 1, "(")), safe(edit(4, 5, "c"))));
    assert.equal(text, "a();c();");
  });

  it("applies only what is wanted", () => {
    const fixes = [safe(edit(0, 1, "x")), safe(edit(2, 3, "y"))];
    const { text } = fixAll(
      "a;b;",
      report(...fixes),
      () => undefined,
      ({ ruleId }) => ruleId === "rule-1",
    );
    assert.equal(text, "a;y;");
  });

  it("applies what reaches into other files, and never half of it", () => {
    const both = safe(edit(0, 1, "x"), edit(0, 1, "y", OTHER));
    const texts = new MemoryTexts({ [FILE]: "a;", [OTHER]: "b;" });
    assert.equal(applySafeFixes(report(both), texts), 1);
    assert.deepEqual([texts.text(FILE), texts.text(OTHER)], ["x;", "y;"]);

    const broken = safe(edit(0, 1, "x"), edit(0, 1, "(", OTHER));
    const gone = safe(edit(0, 1, "x"), edit(0, 1, "y", "/project/gone.ts"));
    const untouched = new MemoryTexts({ [FILE]: "a;", [OTHER]: "b;" });
    assert.equal(applySafeFixes(report(broken, gone), untouched), 0);
    assert.deepEqual(untouched.fixed(), []);
  });

  it("lets fixes that touch in another file wait", () => {
    const first = safe(edit(0, 1, "x"), edit(0, 1, "y", OTHER));
    const second = safe(edit(2, 3, "z"), edit(0, 1, "w", OTHER));
    const texts = new MemoryTexts({ [FILE]: "a;c;", [OTHER]: "b;" });
    assert.equal(applySafeFixes(report(first, second), texts), 1);
    assert.deepEqual([texts.text(FILE), texts.text(OTHER)], ["x;c;", "y;"]);
  });

  it("makes files where none is, each once", () => {
    const making = (text: string, start: number): TextFix => ({
      ...safe(edit(start, start + 1, text)),
      newFiles: [{ file: OTHER, text: `export const ${text} = 1;\n` }],
    });
    const texts = new MemoryTexts({ [FILE]: "a;c;" });
    assert.equal(applySafeFixes(report(making("x", 0), making("z", 2)), texts), 1);
    assert.deepEqual([texts.text(FILE), texts.text(OTHER)], ["x;c;", "export const x = 1;\n"]);
    assert.equal(applySafeFixes(report(making("z", 2)), texts), 0);
    assert.equal(texts.text(OTHER), "export const x = 1;\n");
  });

  it("can tell whether a text stays as sound as it was", () => {
    assert.equal(keepsSyntax(FILE, "f(a", [edit(2, 3, "b")]), true);
    assert.equal(keepsSyntax(FILE, "f(a)", [edit(3, 4, "")]), false);
  });
});

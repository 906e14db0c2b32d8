import assert from "node:assert/strict";
import { parseDirective, readSuppressions } from "../../server/src/lint/suppressions.ts";

const KNOWN = new Set(["rule-a", "rule-b"]);

/** Reads the directives of a text, and looks a rule up at the `call()` with a number. */
function read(text: string): {
  isOff: (ruleId: string, call: number) => boolean;
  reason: (call: number) => string | undefined;
  mistakes: string[];
} {
  const comments = [...text.matchAll(/\/\/.*|\/\*[\s\S]*?\*\//gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
  const suppressions = readSuppressions(text, comments, KNOWN);
  const offsetOf = (call: number): number => text.indexOf(`call(${call})`);
  return {
    isOff: (ruleId, call) => suppressions.find(ruleId, offsetOf(call)) !== undefined,
    reason: (call) => suppressions.find("rule-a", offsetOf(call))?.reason,
    mistakes: suppressions.mistakes.map(({ offset, message }) => `${offset} ${message}`),
  };
}

describe("suppressions", () => {
  it("cover the next line, for the rules that they name", () => {
    const { isOff, reason } = read(
      "call(0);\n// genai-lens-disable-next-line rule-a, rule-x -- a mock\ncall(1);\ncall(2);\n",
    );
    assert.deepEqual(
      [0, 1, 2].map((call) => isOff("rule-a", call)),
      [false, true, false],
    );
    assert.equal(isOff("rule-b", 1), false);
    assert.equal(reason(1), "a mock");
  });

  it("cover every rule where they name none", () => {
    const { isOff, reason } = read("// genai-lens-disable-next-line\ncall(1);\n");
    assert.ok(isOff("rule-a", 1) && isOff("rule-b", 1));
    assert.equal(reason(1), undefined);
  });

  it("reach past other comments", () => {
    const { isOff } = read(
      "// genai-lens-disable-next-line rule-a\n// genai-lens-disable-next-line rule-b -- b\n// eslint-disable-next-line x\ncall(1);\ncall(2);\n",
    );
    assert.ok(isOff("rule-a", 1) && isOff("rule-b", 1));
    assert.ok(!isOff("rule-a", 2) && !isOff("rule-b", 2));
  });

  it("cover the line that they stand on", () => {
    const { isOff } = read(
      "call(0);\ncall(1); // genai-lens-disable-line rule-a -- why\n/* genai-lens-disable-line */ call(2);\ncall(3);\n",
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((call) => isOff("rule-a", call)),
      [false, true, true, false],
    );
  });

  it("work in block comments, in JSX and with Windows line ends", () => {
    const { isOff, reason } = read(
      "<A>\r\n  {/* genai-lens-disable-next-line rule-a -- shown\r\n   * to staff only */}\r\n  {call(1)}\r\n  {call(2)}\r\n</A>\r\n",
    );
    assert.deepEqual(
      [1, 2].map((call) => isOff("rule-a", call)),
      [true, false],
    );
    assert.equal(reason(1), "shown to staff only");
  });

  it("cover the file from above the first statement", () => {
    for (const top of ["", "#!/usr/bin/env node\n", "/* Licence */\n\n", '"use client";\n', "// a\n'use server'\n"]) {
      const { isOff, mistakes } = read(
        `${top}// genai-lens-disable-file rule-a -- generated\nimport a from "a";\ncall(1);\n`,
      );
      assert.deepEqual([isOff("rule-a", 1), isOff("rule-b", 1), mistakes], [true, false, []], JSON.stringify(top));
    }
  });

  it("cover nothing, and say so, from further down", () => {
    const { isOff, mistakes } = read("call(1);\n// genai-lens-disable-file rule-a\n");
    assert.equal(isOff("rule-a", 1), false);
    assert.match(mistakes[0]!, /^9 .*Move it above the first statement/u);
  });

  it("cover what is between a start and an end", () => {
    const { isOff } = read(
      "call(0);\n/* genai-lens-disable rule-a, rule-b */\ncall(1);\n/* genai-lens-enable rule-a */\ncall(2);\n/* genai-lens-enable */\ncall(3);\n",
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((call) => isOff("rule-a", call)),
      [false, true, false, false],
    );
    assert.deepEqual(
      [0, 1, 2, 3].map((call) => isOff("rule-b", call)),
      [false, true, true, false],
    );
  });

  it("cover the rest of the file where there is no end", () => {
    const { isOff } = read(
      "call(0);\n// genai-lens-disable -- all of it\ncall(1);\n// genai-lens-enable rule-a\ncall(2);\n",
    );
    assert.deepEqual(
      [0, 1, 2].map((call) => isOff("rule-a", call)),
      [false, true, true],
    );
  });

  it("tell of names that are no rule, and of directives that are none", () => {
    const { mistakes } = read("// genai-lens-disable-next-line rule-c\n// genai-lens-disable-nextline rule-a\n");
    assert.match(mistakes[0]!, /^0 .*`rule-c`, which is not a rule/u);
    assert.match(mistakes[1]!, /`genai-lens-disable-nextline` is not a directive/u);
  });

  it("are not read from prose", () => {
    assert.equal(parseDirective("// Use genai-lens-disable-next-line rule-a to suppress it"), undefined);
    assert.equal(parseDirective("// genai-lensing"), undefined);
  });
});

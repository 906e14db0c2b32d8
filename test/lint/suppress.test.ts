import assert from "node:assert/strict";
import { applyEdits } from "../../server/src/lint/apply.ts";
import { suppressOnLine } from "../../server/src/lint/suppress.ts";
import { FILE, readMarks } from "./marked-text.ts";

function suppressed(marked: string, ruleId = "rule-a"): { text: string; line: number } | undefined {
  const { text, places } = readMarks(marked);
  const edit = suppressOnLine(FILE, text, places[0]!.start, ruleId);
  return edit && { text: applyEdits(text, [{ file: FILE, ...edit.replacement }]), line: edit.line };
}

describe("suppressing a finding on its line", () => {
  const cases: [name: string, before: string, after: string, line: number][] = [
    [
      "at the line's indentation",
      "f();\n\t«g()»;\n",
      "f();\n\t// genai-lens-disable-next-line rule-a -- reason\n\tg();\n",
      1,
    ],
    [
      "with Windows line ends",
      "f();\r\n«g()»;\r\n",
      "f();\r\n// genai-lens-disable-next-line rule-a -- reason\r\ng();\r\n",
      1,
    ],
    ["on the first line", "«g()»;", "// genai-lens-disable-next-line rule-a -- reason\ng();", 0],
    [
      "below a first line that names the program",
      "#!/usr/bin/env node\n«g()»;\n",
      "#!/usr/bin/env node\n// genai-lens-disable-next-line rule-a -- reason\ng();\n",
      1,
    ],
    [
      "between elements",
      "x = (\n  <A>\n    text {«g()»}\n  </A>\n);\n",
      "x = (\n  <A>\n    {/* genai-lens-disable-next-line rule-a -- reason */}\n    text {g()}\n  </A>\n);\n",
      2,
    ],
    [
      "before an element between elements",
      "x = (\n  <>\n    <B c={«g()»} />\n  </>\n);\n",
      "x = (\n  <>\n    {/* genai-lens-disable-next-line rule-a -- reason */}\n    <B c={g()} />\n  </>\n);\n",
      2,
    ],
    [
      "among attributes",
      "x = (\n  <A\n    b={«g()»}\n  />\n);\n",
      "x = (\n  <A\n    // genai-lens-disable-next-line rule-a -- reason\n    b={g()}\n  />\n);\n",
      2,
    ],
    [
      "in the code of a template",
      "x = `a ${f(\n  «g()»,\n)}`;\n",
      "x = `a ${f(\n  // genai-lens-disable-next-line rule-a -- reason\n  g(),\n)}`;\n",
      1,
    ],
    [
      "in a comment that is there",
      "// genai-lens-disable-next-line rule-b -- known\n«g()»;\n",
      "// genai-lens-disable-next-line rule-b, rule-a -- known\ng();\n",
      0,
    ],
    [
      "in a comment without a reason, further up",
      "<A>\n  {/* genai-lens-disable-next-line rule-b */}\n  {/* eslint-disable-next-line x */}\n  {«g()»}\n</A>",
      "<A>\n  {/* genai-lens-disable-next-line rule-b, rule-a */}\n  {/* eslint-disable-next-line x */}\n  {g()}\n</A>",
      1,
    ],
  ];
  for (const [name, before, after, line] of cases) {
    it(`writes ${name}`, () => assert.deepEqual(suppressed(before), { text: after, line }));
  }

  it("is not offered in the text of a template", () => {
    assert.equal(suppressed("x = `a\n ${«g()»}`;\n"), undefined);
  });
});

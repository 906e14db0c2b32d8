import assert from "node:assert/strict";
import type { FixEdit } from "../../../lens/fixes.ts";
import { fixed } from "../marked-text.ts";

const settled = (marked: string): string | undefined =>
  fixed(marked, (place): FixEdit[] => [{ edit: "settle all", place: place! }]);

const body = (text: string): string => `async function f(list) {\n${text}\n}\n`;

describe("waiting for all, whatever fails", () => {
  it("keeps what is awaited into a constant", () => {
    assert.equal(
      settled(
        body(
          "  const answers: A[] = await «Promise.all»(\n    list.map((each) => ask(each)),\n  ); // one each\n  return answers.map((a) => a.text);",
        ),
      ),
      body(
        "  const settled = await Promise.allSettled(\n    list.map((each) => ask(each)),\n  ); // one each\n" +
          "  const answers: A[] = settled.flatMap((result) => {\n" +
          '    if (result.status === "fulfilled") return [result.value];\n' +
          "    console.error(result.reason);\n    return [];\n  });\n  return answers.map((a) => a.text);",
      ),
    );
  });

  it("keeps what is returned, in the dress of the file", () => {
    const text =
      "const f = async (list, settled) => {\r\n\treturn «Promise.all»(list.map(ask))\r\n}\r\nlog('a', 'b')\r\n";
    assert.equal(
      settled(text),
      "const f = async (list, settled) => {\r\n\tconst outcomes = await Promise.allSettled(list.map(ask))\r\n" +
        "\treturn outcomes.flatMap((result) => {\r\n" +
        "\t\tif (result.status === 'fulfilled') return [result.value]\r\n" +
        "\t\tconsole.error(result.reason)\r\n\t\treturn []\r\n\t})\r\n}\r\nlog('a', 'b')\r\n",
    );
    assert.match(settled(body("  return await «Promise.all»(list.map(ask));"))!, /const settled = await Promise\.all/u);
  });

  it("is dropped where the position of an answer may matter", () => {
    const use = (text: string): string | undefined =>
      settled(body(`  const answers = await «Promise.all»(list.map(ask));\n  ${text}`));
    for (const text of [
      "for (const each of answers) show(each);",
      "return answers;",
      "return { answers };",
      "return answers.filter((each) => each.ok);",
      "return [...answers].length;",
      "console.log(JSON.stringify(answers));",
    ]) {
      assert.notEqual(use(text), undefined, text);
    }
    for (const text of [
      "return answers[0];",
      "return answers.map((each, index) => list[index] + each);",
      "return answers.map(show);",
      "return list.map((each, index) => answers[index]);",
      "return zip(list, answers);",
      "return answers.length === list.length;",
      "const [first] = answers;",
      "return answers.entries();",
    ]) {
      assert.equal(use(text), undefined, text);
    }
  });

  it("is dropped for other shapes", () => {
    assert.equal(settled(body("  const [a, b] = await «Promise.all»(list.map(ask));")), undefined);
    assert.equal(settled(body("  const a = await «Promise.all»([ask(1), ask(2)]);")), undefined);
    assert.equal(settled(body("  const a = await «Promise.all»<string>(list.map(ask));")), undefined);
    assert.equal(settled(body("  const a = await «Promise.race»(list.map(ask));")), undefined);
    assert.equal(settled(body("  await «Promise.all»(list.map(ask));")), undefined);
    assert.equal(settled(body("  if (list) return «Promise.all»(list.map(ask));")), undefined);
    assert.equal(settled(body("  return (await «Promise.all»(list.map(ask))).flat();")), undefined);
    assert.equal(settled("function f(list) {\n  return «Promise.all»(list.map(ask));\n}\n"), undefined);
    assert.equal(settled("export const all = await «Promise.all»(list.map(ask));\n"), undefined);
  });
});

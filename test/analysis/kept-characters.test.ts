import assert from "node:assert/strict";
import { analyse } from "./in-memory-host.ts";

/** The sinks that a model's text still reaches, after what was done to it as `kept`. */
function sinksAfter(change: string, head = ""): readonly string[] {
  const { flows } = analyse(`import { exec } from "node:child_process";
import { readFileSync } from "node:fs";
import OpenAI from "openai";
const client = new OpenAI();
${head}
async function act() {
  const response = await client.chat.completions.create({ model: "m", messages: [] });
  const given = JSON.parse(response.choices[0].message.tool_calls[0].function.arguments);
  const kept = given.text${change};
  eval(kept);
  exec("git show " + kept);
  readFileSync("notes/" + kept);
  document.body.innerHTML = kept;
}`);
  return flows.map(({ sink }) => sink);
}

const ALL = ["code execution", "shell", "file path", "HTML"];

describe("characters that are taken out of a text", () => {
  const cases: readonly (readonly [title: string, change: string, expected: readonly string[]])[] = [
    ["nothing", "", ALL],
    ["all but arithmetic", String.raw`.replace(/[^\d+*().\s-]/g, "")`, ["shell"]],
    ["all but arithmetic with a slash", String.raw`.replace(/[^0-9+\-*/().\s]/g, "")`, ["shell", "file path"]],
    ["all but one word", String.raw`.replaceAll(/[^\w.-]+/g, "_")`, ["code execution"]],
    ["what is no letter, digit or dash", String.raw`.replace(/[^A-Z0-9-]/gi, "-").toLowerCase()`, ["code execution"]],
    ["all but digits", String.raw`.replace(/\D/g, "")`, []],
    ["signs of markup", `.replace(/[<>&"'\`=]/g, "")`, ["code execution", "shell", "file path"]],
    ["some signs of markup", String.raw`.replace(/[<>]/g, "")`, ALL],
    ["the first of them alone", String.raw`.replace(/[^\d]/, "")`, ALL],
    ["what is put back", String.raw`.replace(/[^\d]/g, "$&")`, ALL],
    ["letters with a sign instead", String.raw`.replace(/\D/g, "/")`, ["file path"]],
    ["what a function gives instead", String.raw`.replace(/\D/g, (found) => found)`, ALL],
    ["a pattern of more than one class", String.raw`.replace(/\D\w/g, "")`, ALL],
    ["letters of any language", String.raw`.replace(/[^\p{L}]/gu, "")`, ["code execution", "shell"]],
    ["a text", String.raw`.replace("rm", "")`, ALL],
    ["a pattern that is no pattern", String.raw`.replace(/[^z-a]/g, "")`, ALL],
  ];
  for (const [title, change, expected] of cases) it(title, () => assert.deepEqual(sinksAfter(change), expected));

  it("by a pattern with a name", () => {
    assert.deepEqual(sinksAfter(".replace(OTHERS, '')", "const OTHERS = /[^0-9]/g;"), []);
    assert.deepEqual(sinksAfter(".replace(OTHERS, '')", "let OTHERS = /[^0-9]/g;"), ALL);
  });
});

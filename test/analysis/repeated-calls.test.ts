import assert from "node:assert/strict";
import { analyse } from "./in-memory-host.ts";

const HEAD = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;
const ASK = `await client.responses.create({ model: "m", input: mail })`;

function isRepeated(body: string): boolean {
  const { calls } = analyse(`${HEAD}export async function triage(mail, other, list) { ${body} }`);
  return calls.some((call) => call.handling.repeats !== undefined);
}

describe("the same call made before", () => {
  const group = (expected: boolean, cases: Readonly<Record<string, string>>): void => {
    describe(expected ? "is found" : "is not found", () => {
      for (const [name, body] of Object.entries(cases)) it(name, () => assert.equal(isRepeated(body), expected));
    });
  };

  group(true, {
    "in the next statement": `const a = ${ASK}; const b = ${ASK}; return [a, b];`,
    "in a branch after the first": `const a = ${ASK}; if (a.output_text) { return ${ASK}; }`,
    "in the condition and the branch": `if ((${ASK}).output_text === "x") log(${ASK});`,
    "with another layout": `const a = ${ASK}; const b = await client.responses.create({\n model: "m",\n input: mail });`,
    "with a look at what is sent in between": `const a = ${ASK}; console.log(mail); const b = ${ASK};`,
    "both in one try": `try { const a = ${ASK}; const b = ${ASK}; } catch {}`,
  });
  group(false, {
    "for something else": `const a = ${ASK}; const b = await client.responses.create({ model: "m", input: other });`,
    "in branches that exclude each other": `if (other) { return ${ASK}; } else { return ${ASK}; }`,
    "in a branch that may not run": `if (other) { log(${ASK}); } return ${ASK};`,
    "in a catch": `try { return ${ASK}; } catch { return ${ASK}; }`,
    "after a try": `try { return ${ASK}; } catch {} return ${ASK};`,
    "side by side": `return [${ASK}, ${ASK}];`,
    "in two cases": `switch (other) { case 1: return ${ASK}; default: return ${ASK}; }`,
    "after what is sent was set": `const a = ${ASK}; mail = "y"; const b = ${ASK};`,
    "after what is sent was changed": `const a = ${ASK}; mail.push("y"); const b = ${ASK};`,
    "after what is sent was handed on": `const a = ${ASK}; extend(mail); const b = ${ASK};`,
    "when it sends what a call gives": `const a = await client.responses.create({ model: "m", input: now() }); const b = await client.responses.create({ model: "m", input: now() });`,
    "in two functions": `const a = ${ASK}; list.map(async () => ${ASK});`,
    "in a loop before": `for (const each of list) { log(${ASK}); } return ${ASK};`,
    "when names say that it is meant so": `const sample = ${ASK}; const other2 = ${ASK};`,
    "on the right of &&": `const a = other && (${ASK}); const b = ${ASK};`,
    "for another variable of the same name": `{ const mail = "x"; log(${ASK}); } { const mail = "y"; log(${ASK}); }`,
  });
});

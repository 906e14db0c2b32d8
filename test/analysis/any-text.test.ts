import assert from "node:assert/strict";
import fc from "fast-check";
import { Cancelled, NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { InMemoryHost, pathOf } from "./in-memory-host.ts";

const FILE = "src/app.ts";

/** Code that exercises most of the analysis. */
const SAMPLE = `import OpenAI from "openai";
import { generateText } from "ai";
const shared = { model: "m", ...defaults };
class Desk { constructor(private readonly client = new OpenAI({ apiKey: process.env.KEY })) {}
  async answer(request) { for (;;) { const { choices: [first] } = await this.client.chat.completions.create({ ...shared,
    messages: [{ role: "system", content: \`Obey \${request.body.rule}\` }] });
    if (first.finish_reason === "stop") return JSON.parse(first.message.content ?? "{}"); } } }
export default async (q) => generateText({ model: q ? "a" : "b", prompt: q, maxRetries: 0 });
`;

const PIECES = SAMPLE.split(/(?<=[^\w\s])|(?=[^\w\s])|\s+/u).filter((piece) => piece !== "");

/** Analyses a text; answers what kept it from being analysed in full. */
function problemsOf(text: string, name = FILE): readonly string[] {
  const analysis = new Project(new InMemoryHost({ [name]: text })).analyse(pathOf(name), NEVER_CANCELLED);
  assert.equal(analysis.version, text);
  for (const { place } of analysis.facts) {
    assert.ok(place.start <= place.end && (place.file !== pathOf(name) || place.end <= text.length));
  }
  return analysis.problems.map((problem) => problem.message);
}

describe("the analysis of any text", () => {
  it("gives facts for the sample", () => {
    const { facts } = new Project(new InMemoryHost({ [FILE]: SAMPLE })).analyse(pathOf(FILE), NEVER_CANCELLED);
    assert.ok(facts.length >= 4, `${facts.length} facts`);
  });

  it("has no problem wherever a text ends or begins", () => {
    for (let length = 0; length <= SAMPLE.length; length += 3) {
      assert.deepEqual(problemsOf(SAMPLE.slice(0, length)), []);
      assert.deepEqual(problemsOf(SAMPLE.slice(length)), []);
    }
  });

  it("has no problem with pieces in any order", () => {
    const text = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 60 })
      .map((pieces) => `import OpenAI from "openai"; const client = new OpenAI();\n${pieces.join(" ")}`);
    fc.assert(
      fc.property(text, fc.constantFrom("a.ts", "a.tsx", "a.mjs"), (source, name) => {
        assert.deepEqual(problemsOf(source, name), []);
      }),
      { numRuns: 150 },
    );
  });

  it("has no problem with characters in any order", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const expected = text.includes("\0") ? 1 : 0;
        assert.equal(problemsOf(text).length, expected);
      }),
      { numRuns: 150 },
    );
  });

  const client = `import OpenAI from "openai"; const client = new OpenAI();`;
  const long: Readonly<Record<string, string>> = {
    "a chain of calls": `${client} export const x = client${".a()".repeat(20_000)};`,
    "a sum": `${client} client.responses.create({ input: ${'"a" + '.repeat(20_000)}"b" });`,
    "a list of branches": `${client} ${"if (a) client.responses.create({}); else ".repeat(3_000)} b();`,
    "constants that name each other": `${client} const v0 = client; ${Array.from({ length: 3_000 }, (_, index) => `const v${index + 1} = v${index};`).join("")} v3000.responses.create({});`,
    "constants that name each other in a circle": `${client} const a = b ?? client, b = a; a.responses.create({});`,
    brackets: `${client} ${"(".repeat(50_000)}`,
    "braces, open": "{".repeat(50_000),
    JSX: `export const x = ${"<a>".repeat(20_000)}`,
    types: `type A = ${"{ a: ".repeat(900)}string${" }".repeat(900)};`,
  };
  for (const [name, text] of Object.entries(long)) {
    it(`says at most one thing of what is very long: ${name}`, () => {
      const problems = problemsOf(text);
      assert.ok(problems.length <= 1);
      for (const problem of problems) assert.match(problem, /^Not analysed: the code is nested too deeply\./u);
    });
  }

  it("says what to do about what is too large or no text", () => {
    assert.match(
      problemsOf(`${client}${" ".repeat(2_000_000)}`).join(),
      /^Not analysed: the file is .*ignore the file\.$/u,
    );
    assert.match(problemsOf(`${client}\0`).join(), /binary file.*Ignore it/u);
  });

  it("stops when it is told to, and keeps nothing half done", () => {
    const project = new Project(new InMemoryHost({ [FILE]: SAMPLE }));
    assert.throws(() => project.analyse(pathOf(FILE), { isCancellationRequested: true }), Cancelled);
    assert.ok(project.analyse(pathOf(FILE), NEVER_CANCELLED).facts.length >= 4);
  });
});

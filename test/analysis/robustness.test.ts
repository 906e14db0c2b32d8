import assert from "node:assert/strict";
import fc from "fast-check";
import type { Fact, Value } from "../../lens/facts.ts";
import { Cancelled, type FileAnalysis, NEVER_CANCELLED } from "../../server/src/analysis/analysis.ts";
import { Project } from "../../server/src/analysis/project.ts";
import { analyse, InMemoryHost, pathOf, show, type Source } from "./in-memory-host.ts";

const SEED = 20_261_122;

/** Files with most of what the analysis follows. */
const PARTS = [
  `import OpenAI from "openai";
const base = { model: "gpt-5.2", ...(flag && { temperature: 0.2 }) };
let shared: OpenAI | undefined;
const open = async () => (shared ??= new OpenAI({ apiKey: process.env.KEY, maxRetries: 3 }));
`,
  `app.post("/ask", async (req, res) => {
  const { tone = "kind", ...rest } = req.body as Ask;
  const messages: Message[] = [{ role: "system", content: "Be " + tone }];
  while (true) {
    const client = await open(); // genai-lens-disable-line x -- y
    const response = await client.chat.completions.create({ ...base, messages }, { timeout: 5_000 });
    const [choice] = response.choices;
    if (choice.finish_reason !== "tool_calls") return res.json(JSON.parse(choice.message.content ?? "{}").items);
    for (const call of choice.message.tool_calls) messages.push({ role: "tool", content: await run(call) });
  }
});
`,
  `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
const Order = z.object({ items: z.array(z.string()) });
class Desk {
  #bedrock = new BedrockRuntimeClient({ region: "eu-west-1" });
  constructor(private readonly limit = 10) {}
  async reply(role: string) {
    const command = new ConverseCommand({ modelId: "amazon.nova-lite-v1:0", system: [{ text: \`Be \${role}.\` }] });
    command.input.inferenceConfig = { maxTokens: this.limit };
    const { output, stopReason } = await this.#bedrock.send(command);
    return stopReason === "end_turn" ? output : null;
  }
}
`,
  `import { generateText, tool } from "ai";
export const summary = (text: string) => generateText({ model: "openai/gpt-5.2", prompt: text, tools: { a: tool({}) } });
`,
];

const FIXTURE = PARTS.join("");

/** Pieces that a program is made of, and some that break one. */
const PIECES = FIXTURE.match(/\w+|\s+|[^\w\s]/g)!;

function analysisOf(source: Source, file?: string): { analysis: FileAnalysis; host: InMemoryHost } {
  const host = new InMemoryHost(source);
  return { host, analysis: new Project(host).analyse(file ?? host.files[0]!, NEVER_CANCELLED) };
}

const scratch = new InMemoryHost("");
const scratchProject = new Project(scratch);

/** The text gives an analysis without a problem of the analysis's own, and every range lies in its text. */
function holds(text: string, name = "src/app.ts"): void {
  scratch.write(name, text);
  const analysis = scratchProject.analyse(pathOf(name), NEVER_CANCELLED);
  assert.deepEqual(
    analysis.problems.filter((problem) => /failed/.test(problem.message)),
    [],
  );
  checkRanges(analysis, scratch);
}

function checkRanges(analysis: FileAnalysis, host: InMemoryHost): void {
  const seen = new Set<unknown>();
  const pending: unknown[] = [analysis.facts];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) {
      continue;
    }
    seen.add(value);
    if ("file" in value && "start" in value && "end" in value) {
      const { file, start, end } = value as { file: string; start: number; end: number };
      const length = host.read(file)?.text.length ?? -1;
      assert.ok(0 <= start && start <= end && end <= length, `${start}–${end} is not in ${file} (${length})`);
    }
    pending.push(...(value instanceof Map ? value.values() : Object.values(value)));
  }
  for (const comment of analysis.directives) {
    assert.equal(host.read(analysis.file)!.text.slice(comment.start, comment.end), comment.text);
  }
}

/** Facts by kind and by the text that they stand for. */
function outline(source: Source): string[] {
  const { facts, host } = analyse(source);
  return facts.map((fact) => `${fact.fact}: ${host.textAt(fact.place).replaceAll("\r", "")}`);
}

function onlyProblem(source: Source): string {
  const { analysis } = analysisOf(source);
  assert.deepEqual(analysis.facts, []);
  assert.equal(analysis.problems.length, 1);
  assert.equal(analysis.problems[0]!.file, pathOf("src/app.ts"));
  assert.doesNotMatch(analysis.problems[0]!.message, /\n/);
  return analysis.problems[0]!.message;
}

describe("any text", () => {
  it("is read without an error, be it code or not", () => {
    const units = fc.array(fc.nat(0xffff), { maxLength: 200 }).map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(units, (text) => holds(text)),
      { seed: SEED, numRuns: 200 },
    );
  });

  it("is read without an error when pieces of code stand in any order", () => {
    const soup = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 80 })
      .map((pieces) => `import OpenAI from "openai"; const client = new OpenAI();\n${pieces.join("")}`);
    const name = fc.constantFrom("src/a.ts", "src/a.tsx", "src/a.mjs");
    fc.assert(fc.property(soup, name, holds), { seed: SEED, numRuns: 200 });
  });

  it("is read without an error when it ends or starts at any token", () => {
    for (const part of PARTS) {
      const text = part.startsWith("import")
        ? part
        : `import OpenAI from "openai"; const open = () => new OpenAI();\n${part}`;
      for (const token of text.matchAll(/\w+|[^\w\s]/g)) {
        holds(text.slice(0, token.index));
        if (token[0].length > 1) {
          holds(text.slice(0, token.index + 1));
        }
        if (token.index % 4 === 0) {
          holds(text.slice(token.index));
        }
      }
    }
  });

  it("is read without an error when pieces are missing, doubled or swapped", () => {
    const at = fc.nat(PIECES.length - 1);
    const change = fc.record({ at, other: at, kind: fc.constantFrom("drop", "double", "swap", "replace") });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const pieces = [...PIECES];
        for (const each of changes) {
          const [here, there] = [pieces[each.at]!, pieces[each.other]!];
          if (each.kind === "drop") {
            pieces[each.at] = "";
          } else if (each.kind === "double") {
            pieces[each.at] = here + here;
          } else {
            pieces[each.at] = there;
            if (each.kind === "swap") {
              pieces[each.other] = here;
            }
          }
        }
        holds(pieces.join(""));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it("keeps the facts of the rest when a part of it is broken", () => {
    const broken = `${FIXTURE}\nconst half = { model: ;\nfunction (`;
    assert.deepEqual(
      outline(broken).filter((line) => line.startsWith("client")),
      outline(FIXTURE).filter((line) => line.startsWith("client")),
    );
  });
});

describe("line ends, marks and wide letters", () => {
  it("change no fact", () => {
    const expected = outline(FIXTURE);
    assert.equal(expected.length, 8);
    assert.deepEqual(outline(FIXTURE.replaceAll("\n", "\r\n")), expected);
    assert.deepEqual(outline(FIXTURE.replaceAll("\n", "\r")), expected);
    assert.deepEqual(outline(`\uFEFF${FIXTURE}`), expected);
    assert.deepEqual(outline(`#!/usr/bin/env node\n${FIXTURE}`), expected);
    assert.deepEqual(outline(`const wide = "👩🏽‍🚀𝒜"; /* 🛰️ */\n${FIXTURE}`), expected);
  });

  it("keep ranges in UTF-16 units", () => {
    const { clients, host } = analyse(
      `\uFEFFimport OpenAI from "openai";\r\nconst 𝒜 = "👩🏽‍🚀", client = new OpenAI({ apiKey: "🔑" });`,
    );
    assert.equal(host.textAt(clients[0]!.place), `new OpenAI({ apiKey: "🔑" })`);
    assert.equal(show(clients[0]!.options.apiKey, host), '"🔑"');
  });
});

describe("files that cannot be analysed give one problem", () => {
  const import_ = `import OpenAI from "openai"; new OpenAI();\n`;

  it("when brackets are nested too deeply", () => {
    assert.match(onlyProblem(`${import_}${"[".repeat(20_000)}`), /nested too deeply/);
    assert.match(onlyProblem(`${import_}x = ${"(".repeat(5_000)}1${")".repeat(5_000)}`), /nested too deeply/);
    assert.match(onlyProblem(`${import_}${"{".repeat(5_000)}`), /nested too deeply/);
  });

  it("when code without brackets is nested too deeply", () => {
    assert.match(onlyProblem(`${import_}x = ${"!".repeat(100_000)}y`), /nested too deeply/);
    assert.match(onlyProblem(`${import_}x = ${"a ? b : ".repeat(50_000)}c`), /nested too deeply/);
  });

  it("when they are long", () => {
    assert.match(onlyProblem(import_ + " ".repeat(1_048_577)), /1024 KB/);
  });

  it("when they are binary", () => {
    assert.match(onlyProblem(`${import_}\u0000\u0001\u0002`), /binary/);
  });

  it("when they are not there", () => {
    const host = new InMemoryHost("");
    const analysis = new Project(host).analyse(pathOf("src/gone.ts"), NEVER_CANCELLED);
    assert.deepEqual(
      analysis.problems.map((problem) => problem.message),
      ["Not analysed: the file cannot be read."],
    );
  });

  it("and cost the files that import them nothing", () => {
    const { calls } = analyse({
      "src/app.ts": `import { a } from "./binary";\nimport { b } from "./deep";\n${import_}const client = new OpenAI();\nclient.responses.create({ model: a, user: b });`,
      "src/binary.ts": "\u0000",
      "src/deep.ts": "[".repeat(20_000),
    });
    assert.equal(calls.length, 1);
  });
});

describe("long and deep code comes to an end", () => {
  const ASK = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;
  const CALL = `client.responses.create({ model });`;

  const ends = (title: string, source: Source, callCount = 1): void => {
    it(title, () => {
      const { analysis, host } = analysisOf(source);
      assert.deepEqual(analysis.problems, []);
      assert.equal(analysis.facts.filter((fact) => fact.fact === "model call").length, callCount);
      checkRanges(analysis, host);
    });
  };

  ends("files that import each other", {
    "src/app.ts": `import { model } from "./other";\nexport const name = "m";\n${ASK}${CALL}`,
    "src/other.ts": `import { name } from "./app";\nexport const model = name;`,
  });
  ends("files that export each other", {
    "src/app.ts": `import { model, missing } from "./a";\n${ASK}${CALL}\nmissing.responses.create({});`,
    "src/a.ts": `export * from "./b";\nexport * from "./c";`,
    "src/b.ts": `export * from "./a";\nexport * from "./c";\nexport const model = "m";`,
    "src/c.ts": `export * from "./a";\nexport * from "./b";`,
  });
  ends("a lattice of files that export each other", {
    "src/app.ts": `import { missing } from "./f0";\n${ASK}client.responses.create({ model: missing, metadata: { a: missing } });`,
    ...Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `src/f${index}.ts`,
        `export * from "./f${index + 1}";\nexport * from "./f${index + 2}";\nexport * from "./f${index + 3}";`,
      ]),
    ),
  });
  ends(
    "a file that imports itself",
    `import { model as same } from "./app";\nexport const model = same;\n${ASK}${CALL}`,
  );
  ends("a variable that is made of itself", `${ASK}let model = model + "a"; model = model ?? model; ${CALL}`);
  ends("variables that are made of each other", `${ASK}let model = other; let other = model; ${CALL}`);
  ends(
    "a function that calls itself",
    `${ASK}function pick(n) { return n ? pick(n - 1) : pick(n + 1); }\nconst model = pick(3); ${CALL}`,
  );
  ends(
    "functions that call each other",
    `${ASK}const even = (n) => (n ? odd(n - 1) : even(n)); const odd = (n) => (n ? even(n - 1) : odd(n));\nconst model = even(9); ${CALL}`,
  );
  ends("a function that gives itself", `${ASK}const pick = () => pick; const model = pick()()()(); ${CALL}`);
  ends(
    "a class whose fields are made of each other",
    `import OpenAI from "openai";
    class A { a = this.b; b = this.a; c = new OpenAI(); ask() { return this.c.responses.create({ model: this.a + this.b }); } }`,
  );
  ends("a class that extends itself", `${ASK}class A extends A { }\nconst model = new A().name; ${CALL}`);
  ends(
    "classes that hold each other",
    `${ASK}class A { b = new B(); } class B { a = new A(); }\nconst model = new A().b.a.b.a.name; ${CALL}`,
  );
  ends(
    "a type that is made of itself",
    `${ASK}type T = { t: T } & T; interface I extends I { i: I }\nexport const ask = (a: T, b: I) => client.responses.create({ model: a.t.t, user: b.i.i.x });`,
  );
  ends(
    "an object that spreads itself",
    `${ASK}const options = { ...options, model: "m" }; client.responses.create(options);`,
  );
  ends(
    "a text that doubles",
    `${ASK}const t0 = "x";\n${doubling((last) => `\`\${${last}}\${${last}}\``)}\nclient.responses.create({ model: "m", instructions: t40 });`,
  );
  ends(
    "a text with holes that doubles",
    `${ASK}const t0 = read();\n${doubling((last) => `\`\${${last}}\${${last}}\``)}\nclient.responses.create({ model: "m", instructions: t40 });`,
  );
  ends(
    "an object that doubles",
    `${ASK}const t0 = {};\n${doubling((last) => `{ a: ${last}, b: ${last}, c: ${last} }`)}\nclient.responses.create({ model: "m", metadata: t40 });`,
  );
  ends(
    "a choice that doubles",
    `${ASK}const t0 = "a";\n${doubling((last) => `flag ? ${last} : ${last} + "b"`)}\nclient.responses.create({ model: t40 });`,
  );
  ends(
    "functions that double",
    `${ASK}const t0 = (x) => x;\n${doubling((last) => `(x) => ({ a: ${last}(x), b: ${last}({ x }) })`)}\nclient.responses.create({ model: t40(1).a.b.a });`,
  );
  ends("a list of 10,000 elements", `${ASK}const model = [${"1,".repeat(10_000)}][7]; ${CALL}`);
  ends(
    "an object of 5,000 properties",
    `${ASK}const table = { ${Array.from({ length: 5_000 }, (_, index) => `k${index}: "${index}"`).join(", ")} };\nclient.responses.create({ model: table.k4999, metadata: table });`,
  );
  ends("a sum of 10,000 pieces", `${ASK}const model = ${"a + ".repeat(10_000)}"b"; ${CALL}`);
  ends("a chain of 5,000 calls", `${ASK}const model = x${".trim()".repeat(5_000)}; ${CALL}`);
  ends(
    "a variable that is set 1,500 times",
    `${ASK}let model = "m";\n${`model = model + "n";\n`.repeat(1_500)}${CALL}`,
  );
  ends(
    "a name that is used 1,500 times",
    `${ASK}const options = { model: "m" };\n${"log(options.model);\n".repeat(1_500)}client.responses.create(options);`,
  );
  ends(
    "a list that is spread into itself 40 times",
    `${ASK}let messages = [a, b];\n${"messages = [...messages, ...messages, c];\n".repeat(40)}client.responses.create({ model: "m", input: messages });`,
  );
  ends("500 calls", `${ASK}const model = "m";\n${`${CALL}\n`.repeat(500)}`, 500);
  ends(
    "100 calls in one loop",
    `${ASK}async function run(model) { while (true) {\n${`if ((await ${CALL.slice(0, -1)}).status) break;\n`.repeat(100)} } }`,
    100,
  );

  function doubling(next: (last: string) => string): string {
    return Array.from({ length: 40 }, (_, index) => `const t${index + 1} = ${next(`t${index}`)};`).join("\n");
  }

  it("with values of a bounded size", () => {
    const breadth = 30;
    const level = (name: string): string =>
      `{ ${Array.from({ length: breadth }, (_, index) => `k${index}: ${name}`).join(", ")} }`;
    const { calls } = analyse(
      `${ASK}const a = ${level("1")}; const b = ${level("a")}; const c = ${level("b")}; const d = ${level("c")};
       client.responses.create({ model: "m", metadata: d, input: [d, d] });`,
    );
    for (const value of Object.values(calls[0]!.options)) {
      assert.ok(sizeOf(value) <= 10_000, "The value is too large");
    }
  });

  it("and a function that calls itself costs the calls after it nothing", () => {
    const { calls, host } = analyse(
      `${ASK}function pick(n) { return n ? pick(n - 1) + pick(n - 2) : pick(n + 1); }
       const model = pick(3); ${CALL} client.responses.create({ model: [1, 2].join("-") });`,
    );
    assert.equal(show(calls[1]?.options.model, host), '"1-2"');
  });

  it("and an object that is cut short is not complete", () => {
    const many = Array.from({ length: 300 }, (_, index) => `k${index}: 1`).join(", ");
    const { metadata } = analyse(`${ASK}client.responses.create({ metadata: { ${many} } });`).calls[0]!.options;
    assert.ok(metadata?.state === "known" && metadata.form === "object");
    assert.equal(metadata.isComplete, false);
  });
});

function sizeOf(value: Value): number {
  if (value.state !== "known") {
    return 1;
  }
  switch (value.form) {
    case "object":
      return 1 + [...value.properties.values()].reduce((sum, each) => sum + sizeOf(each), 0);
    case "array":
      return 1 + value.elements.reduce((sum, each) => sum + sizeOf(each), 0);
    case "alternatives":
      return 1 + value.values.reduce((sum, each) => sum + sizeOf(each), 0);
    default:
      return 1;
  }
}

describe("the same text gives the same facts", () => {
  const workspace: Source = {
    "src/app.ts": FIXTURE,
    "src/client.ts": `import OpenAI from "openai";\nexport const client = new OpenAI({ timeout: 5 });\nexport { ask } from "./ask";`,
    "src/ask.ts": `import { client } from "./client";\nexport const ask = (text: string) => client.responses.create({ input: text });`,
    "src/desk.ts": `import * as all from "./client";\nexport class Desk { client = all.client; run = () => this.client.responses.create({ input: "a" }); }`,
    "src/main.ts": `import { Desk } from "./desk";\nimport { ask } from "./client";\nask("a");\nnew Desk().client.responses.create({});`,
  };

  it("twice, in one project and in two", () => {
    const host = new InMemoryHost(workspace);
    const [one, two] = [new Project(host), new Project(new InMemoryHost(workspace))];
    for (const file of host.files) {
      const first = one.analyse(file, NEVER_CANCELLED);
      assert.deepEqual(one.analyse(file, NEVER_CANCELLED), first);
      assert.deepEqual(two.analyse(file, NEVER_CANCELLED), first);
    }
  });

  it("in any order of files", () => {
    const host = new InMemoryHost(workspace);
    const expected = new Map<string, FileAnalysis>();
    for (const file of host.files) {
      expected.set(file, new Project(host).analyse(file, NEVER_CANCELLED));
    }
    fc.assert(
      fc.property(fc.shuffledSubarray([...host.files], { minLength: host.files.length }), (order) => {
        const project = new Project(host);
        for (const file of order) {
          assert.deepEqual(project.analyse(file, NEVER_CANCELLED), expected.get(file));
        }
      }),
      { seed: SEED, numRuns: 8 },
    );
  });

  it("in the order of their places", () => {
    const starts = analyse(FIXTURE).facts.map((fact) => fact.place.start);
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
  });
});

describe("changes of the workspace", () => {
  const source = { "src/app.ts": `import { client } from "./client";\nclient.responses.create({});` };
  const callsOf = (facts: readonly Fact[]): number => facts.filter((fact) => fact.fact === "model call").length;
  const file = pathOf("src/app.ts");

  it("show when a file that was looked for comes, changes and goes", () => {
    const host = new InMemoryHost(source);
    const project = new Project(host);
    assert.equal(callsOf(project.analyse(file, NEVER_CANCELLED).facts), 0);
    host.write("src/client.ts", `import OpenAI from "openai";\nexport const client = new OpenAI();`);
    assert.equal(callsOf(project.analyse(file, NEVER_CANCELLED).facts), 1);
    host.write("src/client.ts", `export const client = {};`);
    assert.equal(callsOf(project.analyse(file, NEVER_CANCELLED).facts), 0);
    host.write("src/client.ts", `export { client } from "./made";`);
    host.write("src/made.ts", `import OpenAI from "openai";\nexport const client = new OpenAI();`);
    assert.equal(callsOf(project.analyse(file, NEVER_CANCELLED).facts), 1);
    host.remove("src/made.ts");
    project.deleted(pathOf("src/made.ts"));
    assert.equal(callsOf(project.analyse(file, NEVER_CANCELLED).facts), 0);
  });

  it("show when a file that stands nearer hides another", () => {
    const host = new InMemoryHost({
      ...source,
      "src/client/index.ts": `import OpenAI from "openai";\nexport const client = new OpenAI();`,
    });
    const project = new Project(host);
    assert.equal(callsOf(project.analyse(file, NEVER_CANCELLED).facts), 1);
    host.write("src/client.ts", `export const client = {};`);
    assert.equal(callsOf(project.analyse(file, NEVER_CANCELLED).facts), 0);
  });

  it("are told of by the dependencies", () => {
    const host = new InMemoryHost({ ...source, "src/client.ts": `export * from "./made";` });
    const { dependencies } = new Project(host).analyse(file, NEVER_CANCELLED);
    assert.ok(dependencies.has(pathOf("src/client.ts")));
    assert.ok(dependencies.has(pathOf("src/made.ts")), "A file that is looked for in vain is a dependency");
  });

  it("stop when they are cancelled, and nothing is kept", () => {
    const host = new InMemoryHost(FIXTURE);
    const project = new Project(host);
    assert.throws(() => project.analyse(file, { isCancellationRequested: true }), Cancelled);
    assert.deepEqual(project.analyse(file, NEVER_CANCELLED).facts.length, analyse(FIXTURE).facts.length);
  });
});

describe("what others can get from a file", () => {
  const exports = (title: string, source: Source, expected: boolean): void => {
    it(title, () => assert.equal(analyse(source).analysis.exportedNames.size > 0, expected));
  };
  exports("a client", `import OpenAI from "openai"; export const client = new OpenAI();`, true);
  exports("a function that makes one", `import OpenAI from "openai"; export const open = () => new OpenAI();`, true);
  exports("a class that holds one", `import OpenAI from "openai"; export class A { client = new OpenAI(); }`, true);
  exports("a type that tells of one", `import OpenAI from "openai"; export interface A { client: OpenAI }`, true);
  exports(
    "an object that holds one",
    `import OpenAI from "openai"; export const all = { client: new OpenAI() };`,
    true,
  );
  exports(
    "what another file exports, by name",
    {
      "src/app.ts": `export { client } from "./client";`,
      "src/client.ts": `import OpenAI from "openai"; export const client = new OpenAI();`,
    },
    true,
  );
  exports(
    "all that another file exports, under one name",
    {
      "src/app.ts": `export * as all from "./client";`,
      "src/client.ts": `import OpenAI from "openai"; export const client = new OpenAI();`,
    },
    true,
  );
  exports("all that an SDK exports", `export * from "openai";`, true);
  exports(
    "nothing of its own, where it hands on all that another file exports",
    {
      "src/app.ts": `export * from "./client";`,
      "src/client.ts": `import OpenAI from "openai"; export const client = new OpenAI();`,
    },
    false,
  );
  exports(
    "an answer",
    `import OpenAI from "openai"; const client = new OpenAI(); export async function ask() { return (await client.responses.create({})).output_text; }`,
    false,
  );
  exports("nothing", `import OpenAI from "openai"; const client = new OpenAI(); client.responses.create({});`, false);
  exports(
    "files that export each other",
    { "src/app.ts": `export * from "./b";`, "src/b.ts": `export * from "./app";` },
    false,
  );
});

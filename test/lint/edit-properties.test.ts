import assert from "node:assert/strict";
import fc from "fast-check";
import type { Place } from "../../lens/facts.ts";
import type { FixEdit } from "../../lens/fixes.ts";
import { parse, ts, walk } from "../../server/src/analysis/syntax.ts";
import { applyEdits } from "../../server/src/lint/apply.ts";
import { FixRenderer } from "../../server/src/lint/edits.ts";
import { syntaxErrorCount } from "../../server/src/lint/edits/code.ts";
import { suppressOnLine } from "../../server/src/lint/suppress.ts";
import { FILE, setIn } from "./marked-text.ts";

/** What every sample begins with. */
const HEAD = `#!/usr/bin/env node
"use client";
import OpenAI, { type ClientOptions } from "openai";

const model = 'gpt-5.2';
export const shared = new OpenAI;

`;

/** Each a file of its own behind `HEAD`: every edit makes a text that is parsed, which is quick for short ones. */
const SAMPLES = [
  `/** Answers. */
export async function POST(request: Request, { signal }: { signal?: AbortSignal } = {}) {
  // one for each request
  const client = new OpenAI({ apiKey: process.env.KEY, maxRetries: 0 }); // kept
  const body = await request.json()
  for (;;) {
    const answer = await client.chat.completions.create({
      model, // which one
      messages: [{ role: "system", content: \`You are \${body.persona}
      and kind\` }],
      ...(body.long ? { max_tokens: 1 } : {}),
    }, { signal });
    if (answer.choices[0]?.finish_reason === "stop") return Response.json(JSON.parse(answer.choices[0].message.content!) as { a: number });
    else continue;
  }
}
`,
  `class Agent<T extends object = {}> {
  #client = new OpenAI({});
  static { shared.timeout = 1; }
  constructor(private readonly options: ClientOptions) {}
  @logged async run(step: number = next()): Promise<T | undefined> {
    do { await this.#client.responses.create({ input: \`\${step}\` }) } while (step++ < 3);
    switch (step) { case 1: { const inner = new OpenAI(); return inner as any } default: break }
    outer: while (true) { const r = await ask(/* nothing */); if (r) break outer; }
    return undefined;
  }
}
`,
  `export const View = ({ text }: { text: string }) => (
  <section title="a" data-key='sk' {...props}>
    {text} and <b onClick={() => { const c = new OpenAI(); c.models.list() }}>more</b>
    {[1, 2].map((n) => <i key={n}>{n}</i>)}
  </section>
);
`,
  `async function all(list: string[]) {
  let last: unknown;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await ask({
        prompt: \`a
  b\`, // kept
      });
    } catch (error) {
      last = error;
      await sleep(100);
    }
  }
  throw last;
}
`,
  `const every = async (list: string[]) => {
  const first = await ask({ a: "1" });
  // the second
  const second = await ask(
    { b: \`
\${list.map((each) => \`  \${each}\`)}\` },
  );
  const answers: string[] = await Promise.all(list.map((each) => ask(each)));
  try {
    return [first, second, ...answers];
  } catch {
    return [];
  }
};
`,
  `const short = () => shared.chat.completions.create({ model: cond ? 'a' : "b", n: 2 ** 3 });
`,
];

const EDITS: ((place: Place) => FixEdit)[] = [
  (place) => setIn(place, "max_tokens", "1024"),
  (place) => setIn(place, "inferenceConfig.maxTokens", '{\n  a: "b",\n}'),
  (call) => ({ edit: "set option", insertion: { kind: "argument", call, index: 0, path: ["timeout"] }, code: "1_000" }),
  (call) => ({
    edit: "set option",
    insertion: { kind: "argument", call, index: 1, path: ["a", "b-c"] },
    code: "x ?? y",
  }),
  (place) => ({ edit: "replace", place, code: "process.env.KEY ?? fallback" }),
  (place) => ({ edit: "replace", place, code: '"gpt-5.2"' }),
  (place) => ({ edit: "replace", place, code: "{ a: 1 }" }),
  (place) => ({ edit: "wrap", place, before: "Order.parse(", after: ")" }),
  (place) => ({ edit: "allow only", place, allowed: ["a", "b"] }),
  (place) => ({ edit: "remove option", place }),
  (place) => ({ edit: "insert before", place, code: 'if (!ok) {\n  throw new Error("no");\n}' }),
  (place) => ({ edit: "insert after", place, code: "check(a);\n(b || c)();" }),
  (place) => ({ edit: "move to module", place }),
  (loop) => ({ edit: "bound loop", loop, limit: 5 }),
  (place) => ({ edit: "extract constant", place, name: "PROMPT" }),
  (place) => ({ edit: "load once", place }),
  (loop) => ({ edit: "loop in parts", loop, list: "list", counter: "offset", size: 10 }),
  (outer) => ({
    edit: "replace around",
    outer,
    inner: { ...outer, start: outer.start + 6 },
    before: "f(",
    after: ").a",
  }),
  (outer) => ({
    edit: "replace around",
    outer,
    inner: { ...outer, end: outer.end - 1 },
    before: "(",
    after: ")",
  }),
  (place) => ({ edit: "rename option", place, name: "values", code: "{ a: [1] }" }),
  (place) => ({ edit: "wrap", place, before: "limit(async () => ", after: ")" }),
  (place) => ({ edit: "catch failures", place, code: "report(error);" }),
  (place) => ({ edit: "catch failures", place, code: "if (a) {\n  b();\n}" }),
  (place) => ({ edit: "add parameter", place, code: "next" }),
  (place) => ({ edit: "add parameter", place, code: "{ toolCallId }" }),
  (place) => ({ edit: "name error", place: { ...place, end: place.start + "catch".length }, name: "error" }),
  (place) => ({ edit: "let failures through", place: { ...place, end: place.start + "catch".length } }),
  (place) => ({ edit: "settle all", place }),
  (place) => ({ edit: "try once", place, insertion: { kind: "property", object: place, path: ["a"] }, code: "2" }),
  ({ file }) => ({ edit: "add import", file, module: "openai", names: ["toFile"] }),
  ({ file }) => ({ edit: "add import", file, module: "node:fs", default: "fs", names: ["readFile"] }),
  (part) => ({ edit: "replace in text", part, instead: "<a`b'c>", end: "It's ${data}.", user: whole(part) }),
  (part) => ({ edit: "part to block", part, before: "{ guardContent: { text: ", after: " } }" }),
  (place) => ({ edit: "add message", place, text: ["<a>", place, "</a>`"], user: whole(place) }),
  (place) => ({ edit: "add message", place, text: ["a\nb"], role: "user", user: whole(place) }),
  (place) => ({ edit: "add element", place, parts: ['{ type: "text", text: `${', place, "}` }"] }),
  (place) => ({ edit: "coarsen to day", place }),
  (part) => splitOf(part, { kind: "element", next: part }),
  (part) => splitOf(part, { kind: "argument", call: part, index: 1, path: ["system"] }),
];

/** All of a file, whatever its length. */
function whole({ file }: Place): Place {
  return { file, start: 0, end: Infinity };
}

function splitOf(part: Place, to: Extract<FixEdit, { edit: "split text" }>["to"]): FixEdit {
  return { edit: "split text", part, isText: false, to, before: "[", after: "]", user: whole(part) };
}

/** The text of a fix; `undefined` where it is dropped. */
function fix(text: string, edit: FixEdit): string | undefined {
  const rendered = new FixRenderer(FILE, text).render({ title: "Fix it", safety: "safe", edits: [edit] });
  return rendered && applyEdits(text, rendered.edits);
}

function parsed(text: string): ts.SourceFile {
  const result = parse(FILE, text);
  assert.ok("source" in result);
  return result.source;
}

function placesOf(text: string): Place[] {
  const source = parsed(text);
  const places = new Map<string, Place>();
  walk(source, (node) => {
    const [start, end] = [node.getStart(source), node.end];
    places.set(`${start} ${end}`, { file: FILE, start, end });
  });
  return [...places.values()];
}

/** Code points of one text, in order, among those of another. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const LAYOUTS: [name: string, layOut: (text: string) => string][] = [
  ["as written", (text) => text],
  [
    "with Windows line ends, tabs and single quotes, without semicolons",
    (text) =>
      text
        .replace(/^(?: {2})+/gmu, (blank) => "\t".repeat(blank.length / 2))
        .replace(/;$/gmu, "")
        .replaceAll('"', "'")
        .replaceAll("\n", "\r\n"),
  ],
];

/** How many edits were rendered at the places, and those whose text does not parse or mixes line ends. */
function editEverywhere(text: string, places: readonly Place[]): { count: number; broken: string[] } {
  assert.equal(syntaxErrorCount(parsed(text)), 0);
  const renderer = new FixRenderer(FILE, text);
  const broken: string[] = [];
  const fine = new Set<string>();
  let count = 0;
  for (const place of places) {
    for (const makeEdit of EDITS) {
      const edit = makeEdit(place);
      const rendered = renderer.render({ title: "Fix it", safety: "review", edits: [edit] });
      if (rendered === undefined) continue;
      count++;
      const result = applyEdits(text, rendered.edits);
      // Several nodes may stand at one place, and then give one text.
      if (fine.has(result)) continue;
      const hasOneLineEnd = new Set(result.match(/\r?\n/gu)).size === 1;
      if (syntaxErrorCount(parsed(result)) === 0 && hasOneLineEnd) {
        fine.add(result);
        continue;
      }
      broken.push(
        `${edit.edit} at ${JSON.stringify(text.slice(place.start, place.end))}: ${JSON.stringify(rendered.edits)}`,
      );
    }
  }
  return { count, broken };
}

describe("every edit, at every node", () => {
  for (const [name, layOut] of LAYOUTS) {
    it(`gives text that parses, or nothing: ${name}`, () => {
      const head = layOut(HEAD);
      const edited = [
        { text: head, from: 0 },
        ...SAMPLES.map((sample) => ({ text: head + layOut(sample), from: head.length })),
      ];
      const results = edited.map(({ text, from }) =>
        editEverywhere(
          text,
          placesOf(text).filter(({ end }) => end > from),
        ),
      );
      assert.deepEqual(
        results.flatMap(({ broken }) => broken),
        [],
      );
      const count = results.reduce((sum, result) => sum + result.count, 0);
      assert.ok(count > 300, `only ${count} edits were rendered`);
    });
  }

  it("throws for no text and no place", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...(HEAD + SAMPLES.join("\n")).split(/(?<=\W)/u), "`", "{", "(", "\0", "🦙"), {
          maxLength: 40,
        }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...EDITS),
        (pieces, from, length, makeEdit) => {
          const text = pieces.join("");
          const start = from % (text.length + 1);
          fix(text, makeEdit({ file: FILE, start, end: Math.min(text.length, start + (length % 20)) }));
          suppressOnLine(FILE, text, start, "rule-a");
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Blank space and comments as they may stand between two parts of an object. */
const gap = fc.constantFrom(
  "",
  " ",
  "\n",
  "\r\n",
  "\n\t",
  "\n    ",
  " /* note */ ",
  " // note\n",
  "\n  // note\n  ",
  "\n\n",
);
const value = fc.constantFrom("1", "'b'", "f(x, y)", "{ a: 1 }", "[\n  1,\n]", "() => {}", "`${n}`", "a as B");

interface Option {
  readonly name: string;
  readonly text: string;
}

const options: fc.Arbitrary<Option[]> = fc
  .uniqueArray(fc.constantFrom("alpha", "beta", "gamma", "delta"), { maxLength: 4 })
  .chain((names) =>
    fc.tuple(...names.map((name) => value.map((code): Option => ({ name, text: `${name}: ${code}` })))),
  );

const objectText = fc
  .tuple(options, fc.array(gap, { minLength: 12, maxLength: 12 }), fc.boolean())
  .map(([list, gaps, hasTrailingComma]) => {
    const next = (index: number): string => gaps[index % gaps.length]!;
    const inner = list
      .map((option, index) => {
        const isLast = index === list.length - 1;
        return `${next(index)}${option.text}${!isLast || hasTrailingComma ? `${next(index + 4)},` : ""}`;
      })
      .join("");
    return { list, object: `{${inner}${next(9)}}` };
  });

function namesIn(text: string): string[] {
  const names: string[] = [];
  walk(parsed(text), (node) => {
    if (
      !ts.isObjectLiteralExpression(node) ||
      !ts.isCallExpression(node.parent) ||
      node.parent.getText().startsWith("f(")
    )
      return;
    for (const property of node.properties) names.push(property.name!.getText());
  });
  return names;
}

describe("options in any layout", () => {
  it("are added behind all others, and nothing gets lost", () => {
    fc.assert(
      fc.property(objectText, ({ list, object }) => {
        const text = `call(${object});\n`;
        const result = fix(text, setIn({ file: FILE, start: 5, end: 5 + object.length }, "max_tokens", "1024"));
        assert.ok(result !== undefined);
        assert.equal(syntaxErrorCount(parsed(result)), 0, result);
        assert.deepEqual(namesIn(result), [...list.map(({ name }) => name), "max_tokens"]);
        assert.ok(isWithin(text.replace(/\s/gu, ""), result), result);
      }),
      { numRuns: 300 },
    );
  });

  it("are taken out, and all others stay", () => {
    fc.assert(
      fc.property(objectText, fc.nat(), ({ list, object }, pick) => {
        fc.pre(list.length > 0);
        const { name, text: option } = list[pick % list.length]!;
        const text = `call(${object});\n`;
        const start = text.indexOf(option);
        const result = fix(text, { edit: "remove option", place: { file: FILE, start, end: start + option.length } });
        assert.ok(result !== undefined);
        assert.equal(syntaxErrorCount(parsed(result)), 0, result);
        assert.deepEqual(
          namesIn(result),
          list.map((each) => each.name).filter((each) => each !== name),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("are added and taken out again in a call's arguments", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(gap, value, gap), { maxLength: 2 }),
        gap,
        fc.boolean(),
        (list, end, hasTrailingComma) => {
          const inner = list.map(([before, code, after]) => `${before}${code}${after}`).join(",");
          const call = `call(${inner}${hasTrailingComma && list.length > 0 ? "," : ""}${end})`;
          const place = { file: FILE, start: 0, end: call.length };
          const insertion = { kind: "argument", call: place, index: list.length, path: ["timeout"] } as const;
          const result = fix(`${call};\n`, { edit: "set option", insertion, code: "1000" });
          assert.ok(result !== undefined);
          const source = parsed(result);
          assert.equal(syntaxErrorCount(source), 0, result);
          const statement = source.statements[0] as ts.ExpressionStatement;
          const added = (statement.expression as ts.CallExpression).arguments.at(-1)!;
          assert.equal(added.getText(), "{ timeout: 1000 }");
          const removed = fix(result, {
            edit: "remove option",
            place: { file: FILE, start: added.getStart(), end: added.end },
          });
          assert.equal(syntaxErrorCount(parsed(removed!)), 0, removed);
          assert.ok(!removed!.includes("timeout"));
        },
      ),
      { numRuns: 300 },
    );
  });
});

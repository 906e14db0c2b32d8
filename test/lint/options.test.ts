import assert from "node:assert/strict";
import type { Place } from "../../lens/facts.ts";
import type { FixEdit } from "../../lens/fixes.ts";
import { fixed, setIn } from "./marked-text.ts";

function set(marked: string, path = "max_tokens", code = "1024"): string | undefined {
  return fixed(marked, (object) => [setIn(object!, path, code)]);
}

function setArgument(marked: string, index: number, path: string[], code = "30000"): string | undefined {
  return fixed(marked, (call) => [
    { edit: "set option", insertion: { kind: "argument", call: call!, index, path }, code },
  ]);
}

function remove(marked: string): string | undefined {
  return fixed(marked, (place) => [{ edit: "remove option", place: place! }]);
}

describe("set option", () => {
  const cases: [name: string, before: string, after: string][] = [
    ["one line", "f(«{ a: 1 }»);", "f({ a: 1, max_tokens: 1024 });"],
    ["one line without blanks", "f(«{a: 1}»);", "f({a: 1, max_tokens: 1024});"],
    ["one line, trailing comma", "f(«{ a: 1, }»);", "f({ a: 1, max_tokens: 1024, });"],
    ["several lines", "f(«{\n  a: 1,\n  b: 2\n}»);", "f({\n  a: 1,\n  b: 2,\n  max_tokens: 1024\n});"],
    ["several lines, trailing comma", "f(«{\n  a: 1,\n}»);", "f({\n  a: 1,\n  max_tokens: 1024,\n});"],
    ["Windows line ends", "f(«{\r\n  a: 1,\r\n}»);\r\n", "f({\r\n  a: 1,\r\n  max_tokens: 1024,\r\n});\r\n"],
    ["tabs", "f(«{\n\ta: 1,\n}»);", "f({\n\ta: 1,\n\tmax_tokens: 1024,\n});"],
    ["a comment after the last one", "f(«{\n  a: 1, // one\n}»);", "f({\n  a: 1, // one\n  max_tokens: 1024,\n});"],
    [
      "a comment after the last one, no comma",
      "f(«{\n  a: 1 // one\n}»);",
      "f({\n  a: 1, // one\n  max_tokens: 1024\n});",
    ],
    [
      "a comment of its own line at the end",
      "f(«{\n  a: 1,\n  // b: 2,\n}»);",
      "f({\n  a: 1,\n  max_tokens: 1024,\n  // b: 2,\n});",
    ],
    ["a comment before the comma", "f(«{ a: 1 /* one */, }»);", "f({ a: 1 /* one */, max_tokens: 1024, });"],
    [
      "brace on the last property's line",
      "f(«{ a: 1,\n    b: 2 }»);",
      "f({ a: 1,\n    b: 2,\n    max_tokens: 1024 });",
    ],
    ["two on the last line", "f(«{\n  a: 1, b: 2,\n}»);", "f({\n  a: 1, b: 2, max_tokens: 1024,\n});"],
    ["last one spans lines", "f(«{ a: [\n  1,\n] }»);", "f({ a: [\n  1,\n], max_tokens: 1024 });"],
    ["empty", "f(«{}»);", "f({ max_tokens: 1024 });"],
    ["empty with a blank", "f(«{ }»);", "f({ max_tokens: 1024 });"],
    ["empty over lines", "  f(«{\n  }»);", "  f({\n    max_tokens: 1024,\n  });"],
    ["only a comment", "f(«{ /* none */ }»);", "f({ /* none */ max_tokens: 1024 });"],
    ["only a line comment", "f(«{\n  // none\n}»);", "f({\n  // none\n  max_tokens: 1024,\n});"],
    ["after a spread", "f(«{ ...base }»);", "f({ ...base, max_tokens: 1024 });"],
    ["written but undefined", "f(«{ max_tokens: undefined }»);", "f({ max_tokens: 1024 });"],
    ["in parentheses", "const f = () => («{ a: 1 }»);", "const f = () => ({ a: 1, max_tokens: 1024 });"],
    ["in JSX", "x = <A b={«{ a: 1 }»} />;", "x = <A b={{ a: 1, max_tokens: 1024 }} />;"],
    ["text beyond the basic plane", "f(«{ a: '🦙' }»);", "f({ a: '🦙', max_tokens: 1024 });"],
  ];
  for (const [name, before, after] of cases) {
    it(`writes into an object: ${name}`, () => assert.equal(set(before), after));
  }

  it("makes the objects on the way", () => {
    assert.equal(
      set("f(«{ modelId }»);", "inferenceConfig.maxTokens"),
      "f({ modelId, inferenceConfig: { maxTokens: 1024 } });",
    );
  });

  it("writes into an object on the way that is there", () => {
    assert.equal(
      set("f(«{\n  inferenceConfig: {\n    topP: 1,\n  },\n}»);", "inferenceConfig.maxTokens"),
      "f({\n  inferenceConfig: {\n    topP: 1,\n    maxTokens: 1024,\n  },\n});",
    );
  });

  it("writes two options of a new inner object together", () => {
    const after = fixed("f(«{ modelId }»);", (object) => [
      setIn(object!, "guardrailConfig.guardrailIdentifier", "process.env.GUARDRAIL_ID"),
      setIn(object!, "guardrailConfig.guardrailVersion", "process.env.GUARDRAIL_VERSION"),
    ]);
    assert.equal(
      after,
      "f({ modelId, guardrailConfig: { guardrailIdentifier: process.env.GUARDRAIL_ID, guardrailVersion: process.env.GUARDRAIL_VERSION } });",
    );
  });

  it("uses the file's quotes", () => {
    assert.equal(set("import a from 'a';\nf(«{ a }»);", "x-y", '"1"'), "import a from 'a';\nf({ a, 'x-y': '1' });");
  });

  it("indents code of several lines", () => {
    assert.equal(
      set("\tf(«{\n\t\ta: 1,\n\t}»);", "guard", '{\n  id: "x",\n}'),
      '\tf({\n\t\ta: 1,\n\t\tguard: {\n\t\t\tid: "x",\n\t\t},\n\t});',
    );
  });

  it("is dropped where something of that name is in the way", () => {
    assert.equal(set("f(«{ inferenceConfig }»);", "inferenceConfig.maxTokens"), undefined);
    assert.equal(set("f(«{ ...base }»);", "inferenceConfig.maxTokens"), undefined);
    assert.equal(set("f(«{ get max_tokens() { return 1; } }»);"), undefined);
  });

  it("is dropped where there is no object, or no end of it", () => {
    assert.equal(set("f(«base»);"), undefined);
    assert.equal(set("f(«{ a: 1»"), undefined);
  });

  it("is dropped where the code is none", () => assert.equal(set("f(«{ a: 1 }»);", "b", "1; 2"), undefined));

  const calls: [name: string, before: string, index: number, path: string[], after: string][] = [
    ["no argument", "new A(«new OpenAI()»);", 0, ["timeout"], "new A(new OpenAI({ timeout: 30000 }));"],
    ["no parentheses", "const a = «new OpenAI»;", 0, ["timeout"], "const a = new OpenAI({ timeout: 30000 });"],
    ["one argument", "«f(a)»;", 1, ["timeout"], "f(a, { timeout: 30000 });"],
    ["a trailing comma", "«f(\n  a,\n)»;", 1, ["timeout"], "f(\n  a,\n  { timeout: 30000 },\n);"],
    ["an object that hugs", "«f({\n  a,\n})»;", 1, ["timeout"], "f({\n  a,\n}, { timeout: 30000 });"],
    ["skipped ones", "«f()»;", 1, ["timeout"], "f(undefined, { timeout: 30000 });"],
    ["the argument itself", "«f(a)»;", 1, [], "f(a, 30000);"],
    ["an object that is there", "«f(a, { b })»;", 1, ["timeout"], "f(a, { b, timeout: 30000 });"],
    ["undefined that is there", "«f(a, undefined)»;", 1, ["timeout"], "f(a, { timeout: 30000 });"],
    ["a comment", "«f(/* none */)»;", 0, ["timeout"], "f(/* none */ { timeout: 30000 });"],
  ];
  for (const [name, before, index, path, after] of calls) {
    it(`writes an argument: ${name}`, () => assert.equal(setArgument(before, index, path), after));
  }

  it("is dropped where the position of an argument is not known", () => {
    assert.equal(setArgument("«f(...all)»;", 1, ["timeout"]), undefined);
    assert.equal(setArgument("«f(a, options)»;", 1, ["timeout"]), undefined);
  });
});

describe("remove option", () => {
  const cases: [name: string, before: string, after: string][] = [
    ["its value", "f({ a: 1, b: «2» });", "f({ a: 1 });"],
    ["its name", "f({ a: 1, «b»: 2 });", "f({ a: 1 });"],
    ["the whole", "f({ a: 1, «b: 2» });", "f({ a: 1 });"],
    ["first of a line", "f({ «a: 1», b: 2 });", "f({ b: 2 });"],
    ["middle of a line", "f({ a: 1, «b: 2», c: 3 });", "f({ a: 1, c: 3 });"],
    ["last of a line, trailing comma", "f({ a: 1, «b: 2», });", "f({ a: 1, });"],
    ["only one", "f({ «b: 2» });", "f({});"],
    ["shorthand", "f({ a, «b» });", "f({ a });"],
    ["own line", "f({\n  a: 1,\n  «b: 2»,\n  c: 3,\n});", "f({\n  a: 1,\n  c: 3,\n});"],
    ["own line, last, trailing comma", "f({\n  a: 1,\n  «b: 2»,\n});", "f({\n  a: 1,\n});"],
    ["own line, last", "f({\n  a: 1,\n  «b: 2»\n});", "f({\n  a: 1\n});"],
    ["own line, last, comment before", "f({\n  a: 1, // one\n  «b: 2»\n});", "f({\n  a: 1 // one\n});"],
    ["own line with a comment", "f({\n  «b: 2», // two\n  a: 1, // one\n});", "f({\n  a: 1, // one\n});"],
    ["own line, Windows", "f({\r\n  «b: 2»,\r\n  a: 1,\r\n});", "f({\r\n  a: 1,\r\n});"],
    ["only one, own line", "f({\n  «b: 2»,\n});", "f({\n});"],
    [
      "comment above stays",
      "f({\n  // one\n  a: 1,\n  // two\n  «b: 2»,\n});",
      "f({\n  // one\n  a: 1,\n  // two\n});",
    ],
    ["cast value", "f({ a: 1, b: («2» as number) });", "f({ a: 1 });"],
    ["JSX attribute", "x = <A b {...c} d={«1»} />;", "x = <A b {...c} />;"],
    ["last argument", "f(a, «b»);", "f(a);"],
    ["argument before others", "f(«a», b);", "f(undefined, b);"],
    ["only argument", "f(«a»);", "f();"],
  ];
  for (const [name, before, after] of cases) {
    it(`takes out ${name}`, () => assert.equal(remove(before), after));
  }

  it("leaves a value that is set elsewhere alone", () => {
    assert.equal(remove("run(() => { const retries = «0»; return new A({ retries }); });"), undefined);
    assert.equal(remove("f({ a: b ? «0» : 1 });"), undefined);
  });
});

describe("a fix of several edits", () => {
  it("is dropped where they overlap", () => {
    const edits = (object: Place): FixEdit[] => [
      setIn(object, "b", "2"),
      { edit: "replace", place: object, code: "base" },
    ];
    assert.equal(
      fixed("f(«{ a: 1 }»);", (object) => edits(object!)),
      undefined,
    );
  });

  it("is dropped where one of them cannot be written", () => {
    const after = fixed("f(«{ a: 1 }», «base»);", (object, base) => [setIn(object!, "b", "2"), setIn(base!, "c", "3")]);
    assert.equal(after, undefined);
  });
});

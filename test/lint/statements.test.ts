import assert from "node:assert/strict";
import { fixed } from "./marked-text.ts";

const GUARD = 'if (r.stop !== "end") throw new Error("cut off");';

function before(marked: string, code = GUARD): string | undefined {
  return fixed(marked, (place) => [{ edit: "insert before", place: place!, code }]);
}

function after(marked: string, code = GUARD): string | undefined {
  return fixed(marked, (place) => [{ edit: "insert after", place: place!, code }]);
}

function moved(marked: string): string | undefined {
  return fixed(marked, (place) => [{ edit: "move to module", place: place! }]);
}

function bounded(marked: string, limit = 10): string | undefined {
  return fixed(marked, (loop) => [{ edit: "bound loop", loop: loop!, limit }]);
}

function replaced(marked: string, code: string): string | undefined {
  return fixed(marked, (place) => [{ edit: "replace", place: place!, code }]);
}

describe("insert before and after", () => {
  it("keeps the statement's indentation and line ends", () => {
    const text = "async function f() {\r\n\tconst r = «await g()»;\r\n\tuse(r);\r\n}\r\n";
    assert.equal(after(text), `async function f() {\r\n\tconst r = await g();\r\n\t${GUARD}\r\n\tuse(r);\r\n}\r\n`);
    assert.equal(
      before("{\n  use(r);\n  // last\n  «send(r)»;\n}"),
      `{\n  use(r);\n  ${GUARD}\n  // last\n  send(r);\n}`,
    );
  });

  it("stays on the line of a block of one line", () => {
    assert.equal(
      after("f(async () => { const r = «await g()»; use(r); });"),
      `f(async () => { const r = await g(); ${GUARD} use(r); });`,
    );
    assert.equal(
      before("f(async () => { const r = await g(); «use(r)»; });"),
      `f(async () => { const r = await g(); ${GUARD} use(r); });`,
    );
    assert.equal(
      after("f(async () => { const r = «await g()» });"),
      `f(async () => { const r = await g(); ${GUARD} });`,
    );
  });

  it("goes below a comment on the same line", () => {
    assert.equal(after("const r = «g()»; // ask\nuse(r);"), `const r = g(); // ask\n${GUARD}\nuse(r);`);
  });

  it("goes without semicolons where the file does", () => {
    assert.equal(after("const r = «g()»\nuse(r)\n"), `const r = g()\n${GUARD.slice(0, -1)}\nuse(r)\n`);
    assert.equal(after("const r = «g()»\nuse(r)\n", "[r].map(check);"), "const r = g();\n[r].map(check)\nuse(r)\n");
  });

  it("is dropped where no statement can stand", () => {
    assert.equal(before("const f = () => «g()»;"), undefined);
    assert.equal(before("if (a) «g()»;"), undefined);
    assert.equal(before("while («g()») {}"), undefined);
    assert.equal(before("function f(a = «g()») {}"), undefined);
    assert.equal(before("class A { b = «g()»; }"), undefined);
    assert.equal(after("function f() {\n  return «g()»;\n}"), undefined);
    assert.equal(after("if («g()») {\n  h();\n}"), undefined);
  });

  it("is dropped where the code is none", () => assert.equal(before("«g()»;", "if ("), undefined));
});

describe("move to module", () => {
  it("puts the declaration above the outermost statement, with its comments", () => {
    assert.equal(
      moved(
        'import OpenAI from "openai";\n\n/** Answers. */\nexport async function POST() {\n  // one client\n  «const client = new OpenAI({\n    timeout: 1,\n  });» // kept\n\n  return client.x();\n}\n',
      ),
      'import OpenAI from "openai";\n\n// one client\nconst client = new OpenAI({\n  timeout: 1,\n}); // kept\n\n/** Answers. */\nexport async function POST() {\n  return client.x();\n}\n',
    );
  });

  it("goes out of classes, callbacks and JSX", () => {
    assert.equal(
      moved("const a = 1;\nclass A {\n  m() {\n    «const c = new B(a);»\n    return c;\n  }\n}\n"),
      "const a = 1;\nconst c = new B(a);\n\nclass A {\n  m() {\n    return c;\n  }\n}\n",
    );
    assert.equal(
      moved("export default () => <A on={() => { «const c = new B();» c.d(); }} />;\n"),
      "const c = new B();\n\nexport default () => <A on={() => { c.d(); }} />;\n",
    );
  });

  it("goes above the signatures of an overloaded function", () => {
    assert.equal(
      moved("function f(a: string): void;\nfunction f(a: unknown) {\n  «const c = new B();»\n  c.d(a);\n}\n"),
      "const c = new B();\n\nfunction f(a: string): void;\nfunction f(a: unknown) {\n  c.d(a);\n}\n",
    );
  });

  const refused: [name: string, text: string][] = [
    ["the name is taken at module level", "const c = 1;\nfunction f() {\n  «const c = new B();»\n}"],
    ["the name is imported", 'import c from "c";\nfunction f() {\n  «const c = new B();»\n}'],
    [
      "another function reads a global of that name",
      "function g() { c(); }\nfunction f() {\n  «const c = new B();»\n}",
    ],
    ["an outer parameter has the name", "function f(c) { if (c) { «const c = new B();» c.d(); } c(); }"],
    ["it reads a parameter", "function f(a) {\n  «const c = new B(a);»\n}"],
    ["it reads a local", "function f() {\n  const a = 1;\n  «const c = new B(a);»\n}"],
    ["it reads a local type", "function f() {\n  type T = 1;\n  «const c = new B<T>();»\n}"],
    ["it reads a constant that comes later", "function f() {\n  «const c = new B(a);»\n}\nconst a = 1;"],
    ["it awaits", "async function f() {\n  «const c = await g();»\n}"],
    ["it uses this", "class A { m() {\n  «const c = new B(this.a);»\n} }"],
    ["it can be assigned again", "function f() {\n  «let c = new B();»\n}"],
    ["it declares two", "function f() {\n  «const c = new B(), d = 1;»\n}"],
    ["it is there already", "«const c = new B();»"],
  ];
  for (const [name, text] of refused) it(`is dropped where ${name}`, () => assert.equal(moved(text), undefined));
});

describe("bound loop", () => {
  const THROW = 'throw new Error("Stopped after 10 model calls without a final answer")';
  const cases: [name: string, text: string, expected: string][] = [
    [
      "while",
      "«while (true) {\n  await g();\n}»",
      `for (let step = 0; ; step++) {\n  if (step >= 10) ${THROW};\n  await g();\n}`,
    ],
    [
      "while with a condition",
      "«while (isOpen(r)) { await g(); }»",
      `for (let step = 0; isOpen(r); step++) { if (step >= 10) ${THROW}; await g(); }`,
    ],
    [
      "while with a label and tabs",
      "outer: «while (1) { // turns\n\tif (await g()) continue outer;\n}»",
      `outer: for (let step = 0; ; step++) { // turns\n\tif (step >= 10) ${THROW};\n\tif (await g()) continue outer;\n}`,
    ],
    [
      "do",
      "  «do {\n    r = await g();\n  } while (r.more);»",
      `  let step = 0;\n  do {\n    if (step++ >= 10) ${THROW};\n    r = await g();\n  } while (r.more);`,
    ],
    [
      "for without parts",
      "«for (;;) {\n  await g();\n}»",
      `for (let step = 0; ; step++) {\n  if (step >= 10) ${THROW};\n  await g();\n}`,
    ],
    [
      "for with parts",
      "«for (let r = a; r.more; r = r.next) {\n  await g();\n}»",
      `for (let r = a, step = 0; r.more; r = r.next, step++) {\n  if (step >= 10) ${THROW};\n  await g();\n}`,
    ],
    [
      "for without the last part",
      "«for (let r = a; r.more; ) {\n  await g();\n}»",
      `for (let r = a, step = 0; r.more; step++) {\n  if (step >= 10) ${THROW};\n  await g();\n}`,
    ],
    [
      "another name where `step` is taken",
      "const step = 1;\n«while (true) {\n  await g(step);\n}»",
      `const step = 1;\nfor (let turn = 0; ; turn++) {\n  if (turn >= 10) ${THROW};\n  await g(step);\n}`,
    ],
  ];
  for (const [name, text, expected] of cases)
    it(`counts the turns of ${name}`, () => assert.equal(bounded(text), expected));

  it("is dropped for what has no body of its own", () => {
    assert.equal(bounded("«while (true) await g();»"), undefined);
    assert.equal(bounded("«async function f() { return f(); }»"), undefined);
    assert.equal(bounded("«for (const a of b) { await g(); }»"), undefined);
    assert.equal(bounded("for (const i = 0;;) {}\n«for (var i = 0; ; ) { await g(); }»"), undefined);
  });
});

describe("replace", () => {
  const cases: [name: string, text: string, code: string, expected: string][] = [
    ["a string, in the file's quotes", "f({ model: «'gpt-4'» });", '"gpt-5.2"', "f({ model: 'gpt-5.2' });"],
    [
      "a JSX attribute",
      'x = <A key="k" token=«"sk"» />;',
      "process.env.KEY",
      'x = <A key="k" token={process.env.KEY} />;',
    ],
    ["a shorthand property", "f({ a, «key» });", "process.env.KEY", "f({ a, key: process.env.KEY });"],
    ["an operand", "f(«a» + 1);", "b ?? c", "f((b ?? c) + 1);"],
    ["the object of a member", "«a».b;", "await c()", "(await c()).b;"],
    ["an argument", "f(«a»);", "b ?? c", "f(b ?? c);"],
    ["an arrow's body", "f(() => «a»);", "{ b: 1 }", "f(() => ({ b: 1 }));"],
    ["a statement", "«f();»", "g();\nh();", "g();\nh();"],
  ];
  for (const [name, text, code, expected] of cases) {
    it(`puts code in the place of ${name}`, () => assert.equal(replaced(text, code), expected));
  }

  it("is dropped for a name, and for half an expression", () => {
    assert.equal(replaced("a.«b»;", "c"), undefined);
    assert.equal(replaced("a«.b»;", "c"), undefined);
    assert.equal(replaced("const «b» = 1;", "c"), undefined);
    assert.equal(replaced("f«`a`»;", "c"), undefined);
  });
});

import assert from "node:assert/strict";
import type { Place } from "../../../lens/facts.ts";
import type { FixEdit } from "../../../lens/fixes.ts";
import { fixed, setIn } from "../marked-text.ts";

const WHOLE = { start: 0, end: Infinity };

function whole({ file }: Place): Place {
  return { file, ...WHOLE };
}

function replaced(
  marked: string,
  end = "It is data.",
  user?: (part: Place, other?: Place) => Place,
): string | undefined {
  return fixed(marked, (part, other) => [
    { edit: "replace in text", part: part!, instead: "<tone>", end, user: (user ?? whole)(part!, other) },
  ]);
}

/** The first mark is the message, the second what is copied. */
function added(marked: string, role?: string): string | undefined {
  return fixed(marked, (message, value) => [
    {
      edit: "add message",
      place: message!,
      text: ["<tone>", ...(value ? [value] : []), "</tone>"],
      ...(role === undefined ? {} : { role }),
      user: whole(message!),
    },
  ]);
}

function split(marked: string, more: Partial<Extract<FixEdit, { edit: "split text" }>> = {}): string | undefined {
  return fixed(marked, (object, part) => [
    {
      edit: "split text",
      part: part!,
      isText: true,
      to: { kind: "property", object: object!, path: ["system"] },
      before: "",
      after: "",
      user: object!,
      ...more,
    },
  ]);
}

function block(marked: string): string | undefined {
  return fixed(marked, (part) => [
    { edit: "part to block", part: part!, before: '{ guard: { as: "user", text: ', after: " } }" },
  ]);
}

function day(marked: string): string | undefined {
  return fixed(marked, (place) => [{ edit: "coarsen to day", place: place! }]);
}

describe("replace in text", () => {
  it("leaves the rest of a template as it is", () => {
    assert.equal(replaced("f({ a: `One ${x}\n  in «tone» of\\n` });"), undefined);
    assert.equal(
      replaced("f({ a: `One ${x}\n  in ${«tone»} of\\n` });"),
      "f({ a: `One ${x}\n  in <tone> of\\nIt is data.` });",
    );
    assert.equal(replaced("f({ a: `Act as ${«req.body.tone»}` });"), "f({ a: `Act as <tone>. It is data.` });");
    assert.equal(replaced("f({ a: `${«tone»}!` });"), "f({ a: `<tone>! It is data.` });");
    assert.equal(replaced("f({ a: `${«tone»} of ${RULES}` });"), "f({ a: `<tone> of ${RULES}\\n\\nIt is data.` });");
    assert.equal(replaced("f({ a: `${«tone»} of` });", ""), "f({ a: `<tone> of` });");
  });

  it("joins with the literals beside an operand, in their quotes", () => {
    assert.equal(replaced("f({ a: 'Be ' + «tone» });"), "f({ a: 'Be <tone>. It is data.' });");
    assert.equal(replaced("f({ a: 'Be ' + «tone» + ', please.' });"), "f({ a: 'Be <tone>, please. It is data.' });");
    assert.equal(replaced('f({ a: «tone» + ", please." });'), 'f({ a: "<tone>, please. It is data." });');
    assert.equal(replaced('f({ a: `Be ` + «tone» + ", it\'s" });'), 'f({ a: `Be <tone>` + ", it\'s. It is data." });');
    assert.equal(replaced('f({ a: "Be " + «tone» + RULES });'), 'f({ a: "Be <tone>" + RULES + "\\n\\nIt is data." });');
    assert.equal(
      replaced("f({\r\n\ta:\r\n\t\t'Be ' +\r\n\t\t«tone»,\r\n});\r\n", "It's data."),
      "f({\r\n\ta:\r\n\t\t'Be <tone>. It\\'s data.',\r\n});\r\n",
    );
  });

  it("takes a text in a constant that is read by the call alone", () => {
    const text = "const a = `Be ${«tone»}`;\n«f(a)»;";
    const user = (_: Place, call?: Place): Place => call!;
    assert.equal(replaced(text, "", user), "const a = `Be <tone>`;\nf(a);");
    assert.equal(replaced(`${text}\ng(a);`, "", user), undefined);
    assert.equal(replaced(`export ${text}`, "", user), undefined);
    assert.equal(replaced(text.replace("const", "let"), "", user), undefined);
  });

  it("is dropped where the text is for something else, or no text", () => {
    assert.equal(replaced("f(`Be ${«tone»}`);"), undefined);
    assert.equal(replaced("f({ a: `Be ${«tone»}`.trim() });"), undefined);
    assert.equal(replaced("f({ a: tag`Be ${«tone»}` });"), undefined);
    assert.equal(replaced("f({ a: b ? `Be ${«tone»}` : c });"), undefined);
    assert.equal(replaced("f({ a: 1 + «tone» });"), undefined);
    assert.equal(replaced("f({ a: «tone» });"), undefined);
  });
});

describe("add message", () => {
  it("writes one like it before it", () => {
    assert.equal(
      added('f([{ role: "system", content: s }, «{ role: "user", content: q }»], «x.y»);'),
      'f([{ role: "system", content: s }, { role: "user", content: `<tone>${x.y}</tone>` }, { role: "user", content: q }], x.y);',
    );
    assert.equal(
      added("f([\r\n\t«{\r\n\t\trole: 'user',\r\n\t\tcontent,\r\n\t}»,\r\n]);\r\n"),
      "f([\r\n\t{\r\n\t\trole: 'user',\r\n\t\tcontent: `<tone></tone>`,\r\n\t},\r\n\t{\r\n\t\trole: 'user',\r\n\t\tcontent,\r\n\t},\r\n]);\r\n",
    );
    assert.equal(
      added("f([«new HumanMessage(q)»], «x»);"),
      "f([new HumanMessage(`<tone>${x}</tone>`), new HumanMessage(q)], x);",
    );
    assert.equal(added('f([«["human", q]»], «x»);'), 'f([["human", `<tone>${x}</tone>`], ["human", q]], x);');
  });

  it("writes a block before the first block of text", () => {
    assert.equal(
      added('f([«{ role: "user", content: [image, { type: "text", text }] }»], «x»);'),
      'f([{ role: "user", content: [image, { type: "text", text: `<tone>${x}</tone>` }, { type: "text", text }] }], x);',
    );
    assert.equal(
      added("f([«{ role: 'user', parts: [{ text: q }] }»]);"),
      "f([{ role: 'user', parts: [{ text: `<tone></tone>` }, { text: q }] }]);",
    );
  });

  it("writes one of another role behind it", () => {
    assert.equal(
      added("f([«{ role: 'system', content: s }», ...history], «x»);", "user"),
      "f([{ role: 'system', content: s }, { role: 'user', content: `<tone>${x}</tone>` }, ...history], x);",
    );
    assert.equal(added("f([«new SystemMessage(s)»]);", "user"), undefined);
  });

  it("writes at the start of a prompt that is one text", () => {
    assert.equal(added("f({ prompt: «'It`s'» });"), "f({ prompt: `<tone></tone>\\nIt\\`s` });");
    assert.equal(added("f({ prompt: «`a ${b}`» });"), "f({ prompt: `<tone></tone>\\na ${b}` });");
    assert.equal(added('f({ prompt: «"a" + b» });'), 'f({ prompt: `<tone></tone>\\n` + "a" + b });');
    assert.equal(added("f({ «prompt» });"), "f({ prompt: `<tone></tone>\\n${prompt}` });");
    assert.equal(added("f({ prompt: «a.b» }, «x»);"), "f({ prompt: `<tone>${x}</tone>\\n${a.b}` }, x);");
    assert.equal(added("f({ prompt: «a()» });"), undefined);
  });

  it("is dropped where a copy would not be right", () => {
    assert.equal(added('f([«{ role: "user", content: q, id: 1 }»]);'), undefined);
    assert.equal(added('f([«{ role: "user", content: [image] }»]);'), undefined);
    assert.equal(added("f([«{ ...base, content: q }»]);"), undefined);
    assert.equal(added("f([«message»]);"), undefined);
    assert.equal(
      added("const all = [«new A(q)»]; f(all); g(all);"),
      "const all = [new A(`<tone></tone>`), new A(q)]; f(all); g(all);",
    );
  });

  it("copies no name that stands for something else there, or has no value yet", () => {
    const copied = (marked: string): string | undefined =>
      fixed(marked, (value, message) => [
        { edit: "add message", place: message!, text: [value!], user: whole(message!) },
      ]);
    const call = "f([«new A(q)»])";
    assert.equal(copied(`use(«x»); ${call};`), "use(x); f([new A(`${x}`), new A(q)]);");
    assert.equal(copied(`{ const x = 1; use(«x»); } ${call};`), undefined);
    assert.equal(copied(`use(() => «x»); ${call};`), undefined);
    assert.equal(copied(`{ use(«x»); function g(x) { ${call}; } }`), undefined);
    assert.equal(copied(`use(«x»); { ${call}; const x = 1; }`), undefined);
    assert.equal(added("f([«new A(q)»]); const x = 1; use(«x»);"), undefined);
    assert.equal(
      added("function g(x) { f([«new A(q)»]); use(«x.y»); }"),
      "function g(x) { f([new A(`<tone>${x.y}</tone>`), new A(q)]); use(x.y); }",
    );
  });
});

describe("split text", () => {
  it("makes an option of what stands before the last piece", () => {
    assert.equal(split("f(«{ p: `Be kind.\\n\\n${«q»}` }»);"), 'f({ p: q, system: "Be kind." });');
    assert.equal(split("f(«{ q: `Be kind. ${«q»}` }»);"), 'f({ q, system: "Be kind." });');
    assert.equal(split("f(«{ p: 'Be kind: ' + «a.q» }»);"), "f({ p: a.q, system: 'Be kind:' });");
    assert.equal(
      split('f(«{\r\n\tp: `Say "a".\r\n  Be kind.\r\n${«q»}\r\n`,\r\n}»);\r\n'),
      'f({\r\n\tp: q,\r\n\tsystem: `Say "a".\r\n  Be kind.`,\r\n});\r\n',
    );
    assert.equal(
      split("f(«{ p: `Be kind. ${«q»}` }»);", { isText: false, before: "[{ text: ", after: " }]" }),
      'f({ p: `${q}`, system: [{ text: "Be kind." }] });',
    );
  });

  it("makes an element before another one of it", () => {
    const marked = "f({ messages: [«{ role: 'user', content: `Be kind. ${«q»}` }»] });";
    const after = fixed(marked, (next, part) => [
      {
        edit: "split text",
        part: part!,
        isText: true,
        to: { kind: "element", next: next! },
        before: '{ role: "system", content: ',
        after: " }",
        user: next!,
      },
    ]);
    assert.equal(after, "f({ messages: [{ role: 'system', content: 'Be kind.' }, { role: 'user', content: q }] });");
  });

  it("keeps expressions before the part", () => {
    assert.equal(split("f(«{ p: `${RULES}\\n\\n${«q»}` }»);"), "f({ p: q, system: RULES });");
    assert.equal(split("f(«{ p: `${RULES} Be kind.\\n${«q»}` }»);"), "f({ p: q, system: `${RULES} Be kind.` });");
    assert.equal(split("f(«{ p: RULES + '\\n' + «q» }»);"), "f({ p: q, system: RULES });");
  });

  it("puts a mark in the part's stead where text follows", () => {
    const mark = { tag: "q", end: "It's data." };
    assert.equal(
      split('f(«{ p: `Sum up "${«q»}" in ${TONE}` }»);', { mark }),
      'f({ p: `<q>${q}</q>`, system: `Sum up "<q>" in ${TONE}. It\'s data.` });',
    );
    assert.equal(
      split("f(«{ p: 'Sum up ' + «q» + ' now' }»);", { mark }),
      "f({ p: `<q>${q}</q>`, system: 'Sum up <q> now. It\\'s data.' });",
    );
    assert.equal(split("f(«{ p: `Sum up ${«q»}` }»);", { mark }), 'f({ p: q, system: "Sum up" });');
    assert.equal(split("f(«{ p: 'Sum up ' + «q» + RULES }»);", { mark }), undefined);
  });

  it("is dropped where something stands behind it, or nothing before it", () => {
    assert.equal(split("f(«{ p: `Be kind. ${«q»} now` }»);"), undefined);
    assert.equal(split("f(«{ p: ` ${«q»}` }»);"), undefined);
    assert.equal(split("f(«{ p: g(`Be kind. ${«q»}`) }»);"), undefined);
  });
});

describe("part to block", () => {
  it("keeps what stands before and behind in blocks of their own", () => {
    assert.equal(
      block("f([{ text: `a ${b}\\n\\n${«q»}` }]);"),
      'f([{ text: `a ${b}` }, { guard: { as: "user", text: q } }]);',
    );
    assert.equal(
      block("f([\n  { text: `${«q»} and ${b}` },\n]);"),
      'f([\n  { guard: { as: "user", text: q } },\n  { text: `and ${b}` },\n]);',
    );
    assert.equal(
      block("f([{text: 'a' + «q.r» + b + 'c'}]);"),
      "f([{text: 'a'}, { guard: { as: 'user', text: q.r } }, {text: b + 'c'}]);",
    );
  });

  it("is dropped for other blocks and texts", () => {
    assert.equal(block("f([{ type: 'text', text: `a ${«q»}` }]);"), undefined);
    assert.equal(block("f({ text: `a ${«q»}` });"), undefined);
    assert.equal(block("f([{ text: 'a' + «q» + b }]);"), undefined);
    assert.equal(block("f([{ text: `a` + `${«q»}` }]);"), undefined);
  });
});

describe("add element", () => {
  const add = (marked: string): string | undefined =>
    fixed(marked, (place, value) => [
      { edit: "add element", place: place!, parts: ['{ type: "text", text: ', value!, " }"] },
    ]);

  it("goes behind the other one, in the list's layout", () => {
    assert.equal(add("f([«a», b], «x()»);"), 'f([a, { type: "text", text: x() }, b], x());');
    assert.equal(
      add("f([\r\n\t«{ 'a': 1 }»\r\n], «x»);\r\n"),
      "f([\r\n\t{ 'a': 1 },\r\n\t{ type: 'text', text: x }\r\n], x);\r\n",
    );
  });

  it("is dropped outside lists", () => assert.equal(add("f(«a», «x»);"), undefined));
});

describe("coarsen to day", () => {
  const cases: [before: string, after: string | undefined][] = [
    ["«new Date().toISOString()»", "new Date().toISOString().slice(0, 10)"],
    ["`${«new Date()»}`", "`${new Date().toDateString()}`"],
    ["`${«Date.now()»}`", "`${new Date().toISOString().slice(0, 10)}`"],
    ['"a" + «Date()»', '"a" + new Date().toISOString().slice(0, 10)'],
    ["«new Date().toLocaleString('de')»", "new Date().toLocaleDateString('de')"],
    ["«new Date().toString()»", "new Date().toDateString()"],
    ["«new Date().toLocaleString('de', options)»", undefined],
    ["«new Date().toLocaleTimeString()»", undefined],
    ["«Date.now()»", undefined],
    ["«new Date(x).toISOString()»", undefined],
    ["`${«now»}`", undefined],
  ];
  for (const [before, after] of cases) {
    it(`writes ${before.replaceAll(/[«»]/gu, "")}`, () => {
      assert.equal(day(`use(${before});`), after === undefined ? undefined : `use(${after});`);
    });
  }
});

describe("code of rules with texts of several lines", () => {
  it("stays as it is inside the texts", () => {
    assert.equal(
      fixed("  f(«{\n    a: 1,\n  }»);", (object) => [setIn(object!, "b", "{\n  c: `x\n  y ${z}\n`,\n}")]),
      "  f({\n    a: 1,\n    b: {\n      c: `x\n  y ${z}\n`,\n    },\n  });",
    );
  });
});

describe("wrap", () => {
  it("gives a shorthand property its name, and takes the file's quotes", () => {
    assert.equal(
      fixed("f({ a: 'b', «text» });", (place) => [{ edit: "wrap", place: place!, before: '["x", ', after: "]" }]),
      "f({ a: 'b', text: ['x', text] });",
    );
  });

  it("is dropped where the value is for something else, too", () => {
    const cut = (marked: string): string | undefined =>
      fixed(marked, (...places) => {
        const [place, user] = [places[0]!, places[1]!];
        return [{ edit: "wrap", place, before: "", after: "?.slice(0, 9)", user }];
      });
    assert.equal(
      cut("const a = { b: [{ c: «q» }] }; «f(g(a))»;"),
      "const a = { b: [{ c: q?.slice(0, 9) }] }; f(g(a));",
    );
    assert.equal(cut("const a = { b: `${«q.r»}` }; «f(a)»;"), "const a = { b: `${q.r?.slice(0, 9)}` }; f(a);");
    assert.equal(
      cut("const a = { b: «q» }; const c = { body: JSON.stringify(a) }; «f(c)»;"),
      "const a = { b: q?.slice(0, 9) }; const c = { body: JSON.stringify(a) }; f(c);",
    );
    assert.equal(cut("const a = { b: «q» }; const c = { body: JSON.stringify(a) }; «f(c)»; g(c);"), undefined);
    assert.equal(cut("let a = { b: «q» }; «f(a)»;"), undefined);
    assert.equal(cut("const a = { b: «q» }; save(a); «f(a)»;"), undefined);
    assert.equal(cut("save({ b: «q» }); «f(a)»;"), undefined);
    assert.equal(cut("const a = trim(«q»); «f(a)»;"), undefined);
  });
});

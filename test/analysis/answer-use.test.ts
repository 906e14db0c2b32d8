import assert from "node:assert/strict";
import type { AnswerUse } from "../../lens/facts.ts";
import { analyse, type HostOptions, onlyCall } from "./in-memory-host.ts";

const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;

function chat(code: string, options = `model: "m", messages: [], n: 3`): string {
  return `${OPENAI}export async function ask(text) { const r = await client.chat.completions.create({ ${options} });\n${code}\n}`;
}

function claude(code: string): string {
  return `import Anthropic from "@anthropic-ai/sdk";\nconst client = new Anthropic();
    export async function ask() { const r = await client.messages.create({ model: "m", max_tokens: 9, messages: [] });\n${code}\n}`;
}

function parsed(code: string): string {
  return `${OPENAI}export async function ask() { const r = await client.chat.completions.parse({ model: "m", messages: [] });\n${code}\n}`;
}

function answerOf(source: string, options: HostOptions = {}): AnswerUse {
  return onlyCall(source, { majors: { openai: 6 }, ...options }).answer;
}

function taken(source: string): string | undefined {
  const { host, calls } = analyse(source, { majors: { openai: 6 } });
  const part = calls[0]?.answer.taken;
  return part && `${part.way}: ${host.textAt(part.place)}`;
}

describe("which of several answers are read", () => {
  const group = (expected: AnswerUse["answersRead"], cases: Readonly<Record<string, string>>): void => {
    describe(String(expected), () => {
      for (const [name, code] of Object.entries(cases))
        it(name, () => assert.equal(answerOf(chat(code)).answersRead, expected));
    });
  };

  group("first", {
    "by its index": `return r.choices[0].message.content;`,
    "after a look at their number": `if (r.choices.length === 0) throw new Error(); return r.choices[0].message.content;`,
    "with optional chaining": `return r?.choices?.[0]?.message?.content;`,
    "by at()": `return r.choices.at(0)?.message.content;`,
    "by shift()": `return r.choices.shift()?.message.content;`,
    "by a pattern": `const { choices: [first] } = r; return first.message.content;`,
    "by a pattern of the list": `const [first] = r.choices; return first.message.content;`,
    "by way of a variable": `const choices = r.choices; return choices[0].message.content;`,
    "with the counts beside it": `console.log(r.usage); return r.choices[0].message.content;`,
    "after a test of the list": `if (!r.choices) return ""; return r.choices[0].message.content;`,
  });
  group("several", {
    "by a loop": `for (const choice of r.choices) use(choice.message.content);`,
    "by map": `return r.choices.map((choice) => choice.message.content);`,
    "by a second index": `return r.choices[0].message.content + r.choices[1].message.content;`,
    "by an index that is worked out": `return r.choices[best(text)].message.content;`,
    "by a pattern of two": `const [one, two] = r.choices; return one.message.content + two.message.content;`,
  });
  group(undefined, {
    "when the response is returned": `log(r.choices[0].message.content); return r;`,
    "when the list is handed on": `rank(r.choices); return r.choices[0].message.content;`,
    "by the rest of a pattern": `const [...all] = r.choices; return all;`,
    "when nothing is read": `return r.id;`,
  });
});

describe("whether token counts are read", () => {
  it("is true for any part of them", () => {
    assert.equal(
      answerOf(chat(`record(r.usage.total_tokens); return r.choices[0].message.content;`)).isUsageRead,
      true,
    );
    assert.equal(answerOf(chat(`const { usage } = r; record(usage);`)).isUsageRead, true);
  });

  it("is false when the text alone is", () => {
    assert.equal(answerOf(chat(`return r.choices[0].message.content;`)).isUsageRead, false);
  });

  it("is not known when the response leaves the function, or is written out whole", () => {
    assert.equal(answerOf(chat(`return r;`)).isUsageRead, undefined);
    assert.equal(answerOf(chat(`console.log(r); return r.id;`)).isUsageRead, undefined);
  });

  it("counts a tracing package that the workspace declares", () => {
    const source = chat(`return r.choices[0].message.content;`);
    assert.equal(answerOf(source, { majors: { openai: 6, langfuse: 3 } }).isUsageRead, true);
  });
});

describe("data that a refusal leaves out", () => {
  const place = (code: string): string | undefined => {
    const { host, calls } = analyse(parsed(code), { majors: { openai: 6 } });
    const at = calls[0]?.answer.dataTaken;
    return at && host.textAt(at);
  };

  it("is taken for granted with ! and by its properties", () => {
    assert.equal(place(`return r.choices[0].message.parsed!;`), "r.choices[0].message.parsed!");
    assert.equal(place(`return r.choices[0].message.parsed.items;`), "r.choices[0].message.parsed.items");
  });

  it("is not with ?. or after a test", () => {
    assert.equal(place(`return r.choices[0].message.parsed?.items;`), undefined);
    assert.equal(place(`return r.choices[0]?.message.parsed.items;`), undefined);
    assert.equal(place(`const p = r.choices[0].message.parsed; if (!p) throw new Error(); return p.items;`), undefined);
  });

  it("comes with the refusal, which may be read", () => {
    assert.equal(answerOf(parsed(`return r.choices[0].message.parsed!;`)).isRefusalRead, false);
    assert.equal(answerOf(parsed(`if (r.choices[0].message.refusal) throw new Error();`)).isRefusalRead, true);
    assert.equal(answerOf(parsed(`return r;`)).isRefusalRead, undefined);
    assert.equal(answerOf(chat(`return r.choices[0].message.content;`)).isRefusalRead, undefined);
  });
});

describe("parts of an answer that are taken for granted", () => {
  it("are those before !", () => {
    assert.equal(
      taken(chat(`return r.choices[0].message.content!.trim();`)),
      "asserted: r.choices[0].message.content!",
    );
    assert.equal(taken(chat(`return r.choices![0]!.message!.content;`)), "asserted: r.choices![0]!.message!.content");
  });

  it("are not once the code has asked", () => {
    assert.equal(
      taken(chat(`if (!r.choices[0].message.content) return ""; return r.choices[0].message.content!;`)),
      undefined,
    );
    assert.equal(
      taken(chat(`if (r.choices[0].finish_reason !== "stop") return ""; return r.choices[0].message.content!;`)),
      undefined,
    );
  });

  it("are the first block where its kind is not asked for", () => {
    assert.equal(taken(claude(`return (r.content[0] as any).text;`)), "first block: (r.content[0] as any).text");
    assert.equal(taken(claude(`return r.content[0].type === "text" ? r.content[0].text : "";`)), undefined);
    assert.equal(taken(claude(`return "text" in r.content[0] ? r.content[0].text : "";`)), undefined);
    assert.equal(taken(claude(`return r.content[0]?.text;`)), undefined);
    assert.equal(taken(claude(`return r.content.find((block) => block.type === "text").text;`)), undefined);
  });
});

import assert from "node:assert/strict";
import { analyse, onlyCall, type Source } from "./in-memory-host.ts";

const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;
const ASK = `client.chat.completions.create({ model: "m", messages: [] })`;

/** A function that asks a model and does something with `response`. */
function openai(code: string, head = ""): string {
  return `${OPENAI}${head}\nexport async function ask(text) {\n  const response = await ${ASK};\n  ${code}\n}`;
}

function anthropic(code: string): string {
  return `import Anthropic from "@anthropic-ai/sdk";\nconst client = new Anthropic();
    export async function ask() { const response = await client.messages.create({ model: "m" });\n  ${code}\n}`;
}

function converse(code: string): string {
  return `import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";\nconst client = new BedrockRuntimeClient({});
    export async function ask() { const response = await client.send(new ConverseCommand({ modelId: "m" }));\n  ${code}\n}`;
}

function generate(code: string): string {
  return `import { generateText } from "ai";\nexport async function ask() { ${code} }`;
}

describe("whether the finish reason is read", () => {
  const group = (title: string, expected: boolean | undefined, cases: Readonly<Record<string, Source>>): void => {
    describe(title, () => {
      for (const [name, source] of Object.entries(cases)) {
        it(name, () => assert.equal(onlyCall(source).response.isFinishReasonRead, expected));
      }
    });
  };

  group("is true", true, {
    "when it is compared": openai(`if (response.choices[0].finish_reason === "length") throw new Error();`),
    "with optional chaining": openai(`if (response?.choices?.[0]?.finish_reason !== "stop") throw new Error();`),
    "when the choice has a name": openai(`const choice = response.choices[0]; if (choice.finish_reason) log();`),
    "when the choice is found with at()": openai(
      `const choice = response.choices.at(0)!; if (choice.finish_reason) log();`,
    ),
    "when the choice is taken with shift()": openai(
      `const choice = response.choices.shift(); use(choice.finish_reason);`,
    ),
    "when it is destructured": openai(
      `const { choices: [{ message, finish_reason }] } = response; use(message.content);`,
    ),
    "when the choice is destructured": openai(
      `const [choice] = response.choices; const { finish_reason: reason, message } = choice;`,
    ),
    "when the last choice is taken with pop()": openai(`use(response.choices.pop()?.finish_reason);`),
    "when the call's own result is destructured": `${OPENAI}export async function ask() { const { choices } = await ${ASK}; return choices[0].finish_reason; }`,
    "when it is only logged": openai(
      `console.log(response.choices[0].finish_reason); return response.choices[0].message.content;`,
    ),
    "in a loop over the choices": openai(
      `for (const choice of response.choices) if (choice.finish_reason === "length") throw new Error();`,
    ),
    "in a callback over the choices": openai(
      `response.choices.forEach((choice) => { if (choice.finish_reason !== "stop") throw new Error(); });`,
    ),
    "in a callback that destructures": openai(
      `if (response.choices.some(({ finish_reason }) => finish_reason === "length")) throw new Error();`,
    ),
    "in then()": `${OPENAI}export const ask = () => ${ASK}.then((response) => response.choices[0].finish_reason);`,
    "in then() with another name for the choices": `${OPENAI}export const ask = () => ${ASK}.then(({ choices }) => { const [first] = choices; return first.finish_reason; });`,
    "when the response is declared before": `${OPENAI}export async function ask() { let response; try { response = await ${ASK}; } catch { return; } return response.choices[0].finish_reason; }`,
    "under a name in brackets": openai(`use(response.choices[0]["finish_reason"]);`),
    "for Anthropic": anthropic(`if (response.stop_reason === "max_tokens") throw new Error();`),
    "for Anthropic in a switch": anthropic(`switch (response.stop_reason) { case "refusal": throw new Error(); }`),
    "for Bedrock": converse(
      `const { stopReason, output } = response; if (stopReason === "max_tokens") throw new Error();`,
    ),
    "for the AI SDK": generate(
      `const { text, finishReason } = await generateText({ model: "a/b" }); return finishReason === "stop" ? text : "";`,
    ),
    "for the steps of the AI SDK": generate(
      `const result = await generateText({ model: "a/b" }); return result.steps[0].finishReason;`,
    ),
    "for the Responses API": `${OPENAI}export async function ask() { const response = await client.responses.create({ model: "m" }); if (response.incomplete_details?.reason) throw new Error(); return response.output_text; }`,
  });

  group("is false", false, {
    "when only the text is used": openai(`return response.choices[0].message.content;`),
    "when the text goes anywhere": openai(
      `const text = response.choices[0]?.message?.content ?? ""; await save(text); return { text };`,
    ),
    "when nothing is used": openai(``),
    "when the text is destructured": openai(
      `const { choices: [{ message: { content } }] } = response; return content;`,
    ),
    "when the response is logged": openai(`console.log(response); return response.choices[0].message.content;`),
    "when the choices are counted": openai(
      `if (response.choices.length === 0) return ""; return response.choices[0].message.content;`,
    ),
    "when the texts are mapped and joined": openai(
      `return response.choices.map((choice) => choice.message.content).join("\\n");`,
    ),
    "when the texts are collected in a loop": openai(
      `let all = ""; for (const choice of response.choices) all += choice.message.content; return all;`,
    ),
    "when the text is in the expression": `${OPENAI}export async function ask() { return (await ${ASK}).choices[0].message.content; }`,
    "when the text is put in a template": openai(`return \`Answer: \${response.choices[0].message.content}\`;`),
    "when the text is taken in then()": `${OPENAI}export const ask = () => ${ASK}.then((response) => response.choices[0].message.content);`,
    "for blocks of Anthropic": anthropic(`return response.content[0].type === "text" ? response.content[0].text : "";`),
    "for a found block of Anthropic": anthropic(
      `const block = response.content.find((each) => each.type === "text"); return block?.text;`,
    ),
    "for a loop over the blocks of Anthropic": anthropic(
      `let all = ""; for (const block of response.content) if (block.type === "text") all += block.text; return all;`,
    ),
    "for filtered and joined blocks of Anthropic": anthropic(
      `return response.content.filter((each) => each.type === "text").map((each) => each.text).join("");`,
    ),
    "when other parts leave": openai(
      `track(response.usage); return { id: response.id, text: response.choices[0].message.content };`,
    ),
    "for Bedrock": converse(`return response.output?.message?.content?.[0]?.text;`),
    "for the AI SDK": generate(`const { text } = await generateText({ model: "a/b" }); return text;`),
    "for the AI SDK at once": generate(`return (await generateText({ model: "a/b" })).text;`),
    "for the Responses API": `${OPENAI}export async function ask() { const response = await client.responses.create({ model: "m" }); return response.output_text; }`,
  });

  group("is not known", undefined, {
    "when the response is returned": openai(`return response;`),
    "when the call is returned": `${OPENAI}export function ask() { return ${ASK}; }`,
    "when an arrow function gives the call": `${OPENAI}export const ask = () => ${ASK};`,
    "when the response goes to a helper": openai(`return textOf(response);`),
    "when a choice goes to a helper": openai(`return check(response.choices[0]);`),
    "when the response goes into an object that leaves": openai(`return { response, at: 1 };`),
    "when the response is spread into one": openai(`return { ...response };`),
    "when the response is kept in a field": openai(`this.last = response;`),
    "when the response is thrown": openai(`throw response;`),
    "when a choice is pushed to a list": openai(`all.push(response.choices[0]); return all;`),
    "when a callback is not there to read": openai(`return response.choices.map(textOf);`),
    "when a promise of several leaves": `${OPENAI}export const ask = (list) => Promise.all(list.map(() => ${ASK}));`,
    "when a shell keeps it": `${OPENAI}export const ask = cache(async () => ${ASK});`,
    "when the response is sent on": openai(`res.json(response);`),
    "when the response is sent on as text": openai(`return new Response(JSON.stringify(response));`),
    "when a part of a page takes it": {
      "src/page.tsx": `${OPENAI}export async function Page() { const response = await ${ASK}; return <Answer response={response} />; }`,
    },
    "when a part of a page takes a choice by spread": {
      "src/page.tsx": `${OPENAI}export async function Page() { const response = await ${ASK}; return <Answer {...response.choices[0]} />; }`,
    },
    "when an export list names it": `${OPENAI}const response = await ${ASK};\nexport { response };`,
    "when it is exported": `${OPENAI}export const response = await ${ASK};`,
    "when a stream gives pieces": `${OPENAI}export async function ask() { const stream = await client.chat.completions.create({ stream: true }); for await (const chunk of stream) use(chunk.choices[0].delta.content); }`,
    "when the flag for a stream is not known": `${OPENAI}export async function ask(stream) { const response = await client.chat.completions.create({ stream }); return response; }`,
    "when the command is sent somewhere else": `import { ConverseCommand } from "@aws-sdk/client-bedrock-runtime"; export const command = new ConverseCommand({ modelId: "m" });`,
    "when a method of the SDK's object reads it": openai(`return response.toReadableStream();`),
    "when it is assigned to a variable of the module": `${OPENAI}let last;\nexport async function ask() { last = await ${ASK}; }\nexport const lastAnswer = () => last;`,
    "when it is destructured into what leaves": openai(`const { choices } = response; return choices;`),
  });

  it("names the variable that holds the response", () => {
    assert.equal(onlyCall(openai("")).response.variable, "response");
    assert.equal(
      onlyCall(`${OPENAI}export const ask = async () => (await ${ASK}).choices[0];`).response.variable,
      undefined,
    );
  });

  it("knows what an SDK checks by itself", () => {
    const { response } = onlyCall(
      `import { generateObject } from "ai"; export async function ask() { const { object } = await generateObject({ model: "a/b" }); return object; }`,
    );
    assert.equal(response.isCheckedBySdk, true);
  });
});

describe("what becomes of JSON that a model wrote", () => {
  const parses = (title: string, source: Source, expected: string): void => {
    it(title, () => {
      const uses = analyse(source).outputUses.filter((use) => use.use === "json parse");
      assert.deepEqual(
        uses.map((use) => (use.reliance === undefined ? use.validation : `${use.validation}: ${use.reliance}`)),
        [expected],
      );
    });
  };
  const parse = (code: string, head = ""): string =>
    openai(`const parsed = JSON.parse(response.choices[0].message.content);\n${code}`, head);
  const inline = (code: string, head = ""): string =>
    openai(code.replace("PARSED", "JSON.parse(response.choices[0].message.content)"), head);

  parses("checked by a schema", parse(`return schema.parse(parsed);`), "validated");
  parses("checked by a schema at once", inline(`return Order.safeParse(PARSED);`), "validated");
  parses("checked by a schema with another name", inline(`return OrderSchema.decodeSync(PARSED);`), "validated");
  parses(
    "checked by a compiled validator",
    parse(`if (!validate(parsed)) throw new Error(); return parsed.items;`),
    "validated",
  );
  parses(
    "checked by a type guard",
    parse(`if (!isOrder(parsed)) throw new Error(); return parsed.items;`),
    "validated",
  );
  parses("checked by an assertion", parse(`assertOrder(parsed); return parsed.items;`), "validated");
  parses(
    "checked with Array.isArray",
    parse(`if (!Array.isArray(parsed.items)) throw new Error(); return parsed.items;`),
    "validated",
  );
  parses(
    "checked with typeof",
    parse(`if (typeof parsed.total !== "number") throw new Error(); return parsed.total;`),
    "validated",
  );
  parses("checked with `in`", parse(`if (!("items" in parsed)) throw new Error(); return parsed.items;`), "validated");
  parses(
    "checked after it was cast",
    inline(`const order = PARSED as Order; if (!order.items) throw new Error(); return order.items;`),
    "validated",
  );
  parses(
    "checked after it was taken apart",
    parse(`const { items } = parsed; if (!Array.isArray(items)) throw new Error(); return items;`),
    "validated",
  );
  parses(
    "checked element by element",
    parse(`if (!parsed.items.every((item) => typeof item === "string")) throw new Error(); return parsed.items;`),
    "validated",
  );
  parses("checked by a condition on it", parse(`if (parsed && parsed.items) return parsed.items;`), "validated");

  parses("relied on by a property", parse(`return parsed.items.length;`), "unchecked: parsed.items");
  parses(
    "relied on at once",
    inline(`return PARSED.items;`),
    "unchecked: JSON.parse(response.choices[0].message.content).items",
  );
  parses(
    "relied on by a cast",
    inline(`const order = PARSED as Order; use(order.items.length);`),
    "unchecked: as Order",
  );
  parses(
    "relied on by a cast in angle brackets",
    inline(`const order = <Order>PARSED; order.items.forEach(use);`),
    "unchecked: as Order",
  );
  parses(
    "relied on by a variable's type",
    inline(`const order: Order = PARSED; order.items.forEach(use);`),
    "unchecked: : Order",
  );
  parses(
    "relied on by destructuring",
    inline(`const { items, total } = PARSED; return items.length + total;`),
    "unchecked: { items, total }",
  );
  parses(
    "relied on by the type that is returned",
    `${OPENAI}export async function ask(): Promise<Order> { const response = await ${ASK}; return JSON.parse(response.choices[0].message.content); }`,
    "unchecked: returned as Order",
  );
  parses("relied on in a loop", parse(`for (const item of parsed.items) use(item);`), "unchecked: parsed.items");
  parses("relied on through a name in brackets", parse(`use(parsed["items"].length);`), `unchecked: parsed["items"]`);
  parses(
    "relied on after clean-up of the text",
    openai(
      `const text = response.choices[0].message.content ?? "{}"; return JSON.parse(text.trim().replace("json", "")).items;`,
    ),
    `unchecked: JSON.parse(text.trim().replace("json", "")).items`,
  );

  parses("returned", inline(`return PARSED;`), "unknown");
  parses(
    "returned as what claims nothing",
    `${OPENAI}export async function ask(): Promise<unknown> { const response = await ${ASK}; return JSON.parse(response.choices[0].message.content); }`,
    "unknown",
  );
  parses("handed to a helper", parse(`return build(parsed);`), "unknown");
  parses("only logged", parse(`console.log(parsed);`), "unknown");
  parses("read with care", parse(`return parsed?.items ?? [];`), "unknown");
  parses("read with a default", parse(`return parsed.items ?? [];`), "unknown");
  parses("kept", parse(`this.order = parsed;`), "unknown");

  it("knows whether a try stands around it", () => {
    const isInTry = (source: string): boolean[] => analyse(source).outputUses.map((use) => use.isInTry);
    assert.deepEqual(isInTry(inline(`try { return PARSED.items; } catch { return []; }`)), [true]);
    assert.deepEqual(isInTry(inline(`try { use(); } catch { return PARSED.items; }`)), [false]);
    assert.deepEqual(isInTry(inline(`try { return PARSED.items; } finally { done(); }`)), [false]);
    assert.deepEqual(isInTry(inline(`return PARSED.items;`)), [false]);
  });

  it("names the schema that could check it", () => {
    const schemaOf = (head: string): (string | undefined)[] =>
      analyse(parse("", head)).outputUses.map((use) => use.schemaInScope);
    assert.deepEqual(schemaOf(`const Order = z.object({ items: z.array(z.string()) });`), ["Order"]);
    assert.deepEqual(schemaOf(`const A = z.object({});\nconst B = z.object({});`), [undefined]);
    assert.deepEqual(schemaOf(""), [undefined]);
  });

  const nothing = (title: string, source: Source): void => {
    it(title, () => assert.deepEqual(analyse(source).outputUses, []));
  };
  nothing("other JSON is not the model's", openai(`const config = JSON.parse(text); return config.items;`));
  nothing(
    "arguments of a tool are not the text",
    openai(`return JSON.parse(response.choices[0].message.tool_calls[0].function.arguments).city;`),
  );
  nothing("parts of the response other than text", openai(`return JSON.parse(response.id);`));

  it("follows the text into a variable that is set in a block", () => {
    const source = anthropic(
      `let text = ""; for (const block of response.content) { if (block.type === "text") text += block.text; } return JSON.parse(text).items;`,
    );
    assert.deepEqual(
      analyse(source).outputUses.map((use) => use.validation),
      ["unchecked"],
    );
  });
  it("follows the text of a found block", () => {
    const source = anthropic(
      `const block = response.content.find((each) => each.type === "text"); const data = JSON.parse(block.text); return data.items;`,
    );
    assert.deepEqual(
      analyse(source).outputUses.map((use) => use.reliance),
      ["data.items"],
    );
  });
  it("follows texts that are mapped and joined", () => {
    const source = anthropic(
      `const text = response.content.map((each) => (each.type === "text" ? each.text : "")).join(""); return JSON.parse(text).items;`,
    );
    assert.deepEqual(
      analyse(source).outputUses.map((use) => use.validation),
      ["unchecked"],
    );
  });
  it("follows the text of a match", () => {
    const source = openai(
      `const match = response.choices[0].message.content.match(/{.*}/); return JSON.parse(match[0]).items;`,
    );
    assert.deepEqual(
      analyse(source).outputUses.map((use) => use.validation),
      ["unchecked"],
    );
  });
});

describe("other uses of text that a model wrote", () => {
  const uses = (title: string, code: string, expected: readonly string[]): void => {
    it(title, () =>
      assert.deepEqual(
        analyse(openai(`const text = response.choices[0].message.content;\n${code}`)).outputUses.map((use) => use.use),
        expected,
      ),
    );
  };
  uses("runs it", `eval(text);`, ["code execution"]);
  uses("runs it as a function", `return new Function(text)();`, ["code execution"]);
  uses("writes it to a file", `await fs.writeFile("a.txt", text);`, ["stored"]);
  uses("writes it to a database", `await prisma.answer.create({ data: { text } });`, ["stored"]);
  uses("shows it", `console.log(text); res.send(text);`, []);
  uses("adds it to a set", `seen.add(text);`, []);
});

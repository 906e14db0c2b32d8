import assert from "node:assert/strict";
import type { StreamUse } from "../../lens/facts.ts";
import { analyse } from "./in-memory-host.ts";

const AI = `import { streamText } from "ai";\n`;
const OPENAI = `import OpenAI from "openai";\nconst client = new OpenAI();\n`;

/** What a field of the stream's use says, as text. */
function use(source: string, field: "deafCatch" | "openLoop" | "collected"): string | undefined {
  const { host, calls } = analyse(source, { majors: { ai: 6, openai: 6 } });
  const { stream } = calls[0]?.answer ?? {};
  assert.ok(stream, "The call is no stream");
  const place = stream[field];
  return place && host.textAt(place);
}

function streamUse(source: string): StreamUse | undefined {
  return analyse(source, { majors: { ai: 6 } }).calls[0]?.answer.stream;
}

function tried(code: string): string {
  return `${AI}export async function POST(req) { try { ${code} } catch (error) { report(error); } }`;
}

function looped(body: string, rest: string): string {
  return `${OPENAI}export async function ask(res) {
    const s = await client.responses.create({ model: "m", input: "x", stream: true });
    let text = "";
    for await (const e of s) { ${body} }
    ${rest}
  }`;
}

describe("a catch that hears nothing of a stream", () => {
  it("stands around a stream that is only handed on", () => {
    assert.equal(
      use(tried(`const r = streamText({ model: "m" }); return r.toUIMessageStreamResponse();`), "deafCatch"),
      "catch",
    );
    assert.equal(use(tried(`return streamText({ model: "m" }).toTextStreamResponse();`), "deafCatch"), "catch");
    assert.equal(
      use(tried(`const r = streamText({ model: "m" }); r.pipeTextStreamToResponse(res);`), "deafCatch"),
      "catch",
    );
  });

  it("stands around a stream that a function makes the response of", () => {
    const made = (options: string): string =>
      tried(
        `const r = streamText({ model: "m" }); return createUIMessageStreamResponse({ stream: toUIMessageStream({ stream: r.stream${options} }) });`,
      );
    assert.equal(use(made(""), "deafCatch"), "catch");
    assert.equal(use(made(", onError: tell"), "deafCatch"), undefined);
    assert.equal(use(made(", ...options"), "deafCatch"), undefined);
    assert.equal(
      use(tried(`const r = streamText({ model: "m" }); return relay({ stream: r.stream });`), "deafCatch"),
      undefined,
    );
  });

  it("is none where something waits for the stream, or is told of failures", () => {
    for (const code of [
      `const r = streamText({ model: "m" }); return await r.text;`,
      `const r = streamText({ model: "m" }); for await (const part of r.fullStream) use(part);`,
      `const r = streamText({ model: "m" }); return r.toUIMessageStreamResponse({ onError: tell });`,
      `const r = streamText({ model: "m" }); return r.toUIMessageStreamResponse(options);`,
      `const r = streamText({ model: "m" }); r.consumeStream({ onError }); return r.toTextStreamResponse();`,
      `const r = streamText({ model: "m" }); writer.merge(r.toUIMessageStream());`,
      `return handOn(streamText({ model: "m" }));`,
    ])
      assert.equal(use(tried(code), "deafCatch"), undefined, code);
  });

  it("is none without a try", () => {
    const source = `${AI}export function POST() { return streamText({ model: "m" }).toTextStreamResponse(); }`;
    assert.equal(use(source, "deafCatch"), undefined);
  });
});

describe("a loop over a stream", () => {
  it("is open where no try stands around it", () => {
    assert.equal(use(looped(`res.write(e.delta);`, `res.end();`), "openLoop"), "for await (const e of s)");
  });

  it("is not open in a try", () => {
    const source = `${OPENAI}export async function ask(res) {
      const s = await client.responses.create({ model: "m", input: "x", stream: true });
      try { for await (const e of s) res.write(e.delta); } catch (error) { res.end(); }
    }`;
    assert.equal(use(source, "openLoop"), undefined);
  });

  it("collects where it only puts pieces together, and the whole is only answered with", () => {
    const head = "for await (const e of s)";
    assert.equal(use(looped(`text += e.delta ?? "";`, `res.send(text);`), "collected"), head);
    assert.equal(
      use(looped(`if (e.type === "x") { text = text + e.delta; }`, `res.json({ text });`), "collected"),
      head,
    );
    assert.equal(use(looped(`text += e.delta;`, `return { statusCode: 200, body: text };`), "collected"), head);
  });

  it("does not where a piece goes elsewhere, or the whole is worked on", () => {
    for (const [body, rest] of [
      [`text += e.delta; res.write(e.delta);`, `res.end();`],
      [`text += e.delta; onPiece(e);`, `res.send(text);`],
      [`text += e.delta;`, `res.send(clean(text));`],
      [`text += e.delta;`, `await store(text); res.send(text);`],
      [`text += e.delta;`, `return text;`],
      [`await pause(); text += e.delta;`, `res.send(text);`],
    ] as const)
      assert.equal(use(looped(body, rest), "collected"), undefined, `${body} ${rest}`);
  });
});

describe("an answer that outlives its client", () => {
  it("is told by what the handler calls", () => {
    const start = `${AI}export async function POST(req) { const r = streamText({ model: "m" });`;
    assert.equal(streamUse(`${start} r.consumeStream(); return r.toTextStreamResponse(); }`)?.outlivesClient, true);
    assert.equal(streamUse(`${start} waitUntil(r.text); return r.toTextStreamResponse(); }`)?.outlivesClient, true);
    assert.equal(streamUse(`${start} return r.toTextStreamResponse(); }`)?.outlivesClient, false);
  });
});

describe("a stream that is only answered with", () => {
  const post = (code: string): string =>
    `${AI}export async function POST(req) { const r = streamText({ model: "m" }); ${code} }`;
  const cases: readonly (readonly [code: string, isOnlyAnswered: boolean])[] = [
    [post("return r.toUIMessageStreamResponse();"), true],
    [post("return createUIMessageStreamResponse({ stream: toUIMessageStream({ stream: r.stream }) });"), true],
    [post("return new Response(r.textStream, { status: 200 });"), true],
    [post("r.pipeTextStreamToResponse(res);"), true],
    [post("const s = r.textStream; return new Response(s);"), true],
    [
      post("return createUIMessageStream({ execute: ({ writer }) => { writer.merge(r.toUIMessageStream()); } });"),
      true,
    ],
    [post("return stream(c, (out) => out.pipe(r.textStream));"), true],
    [`${AI}export const POST = (req) => streamText({ model: "m" }).toTextStreamResponse();`, true],
    [looped("res.write(e);", "res.end();"), true],
    [looped("res.write(e);", "await res.end(); return;"), true],
    [post("save(await r.text); return r.toTextStreamResponse();"), false],
    [post("r.usage.then(count); return r.toTextStreamResponse();"), false],
    [post("keep(r); return r.toTextStreamResponse();"), false],
    [post("return r.toUIMessageStreamResponse({ onFinish: save });"), false],
    [post("const send = () => r; return respond(send);"), false],
    [`${AI}export async function POST(req) { streamText({ model: "m" }); }`, false],
    [looped("text += e; res.write(e);", "await save(text); res.end();"), false],
    [looped("text += e;", "return save(text);"), false],
    [looped("res.write(e);", "done = true;"), false],
  ];
  for (const [code, isOnlyAnswered] of cases) {
    it(`${isOnlyAnswered}: ${code.replaceAll(/\s+/g, " ").slice(-100)}`, () =>
      assert.equal(streamUse(code)?.isOnlyAnswered, isOnlyAnswered));
  }
});

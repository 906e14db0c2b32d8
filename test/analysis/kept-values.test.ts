import assert from "node:assert/strict";
import { analyse, type Source, show } from "./in-memory-host.ts";

/** Each call as its model and the callee. */
function calls(source: Source): string[] {
  const { calls: found, host } = analyse(source);
  return found.map((call) => `${show(call.options.model, host)} ${call.callee}`);
}

function finds(title: string, source: Source, expected: readonly string[]): void {
  it(title, () => assert.deepEqual(calls(source), expected));
}

const PIPELINE = 'import { pipeline } from "@huggingface/transformers";\n';
const OPENAI = 'import OpenAI from "openai";\n';

describe("what a class keeps in static members", () => {
  finds(
    "is found where a method makes it on demand",
    `${PIPELINE}class Reader {
       static model = "a/reader";
       static async get() { if (!this.kept) this.kept = pipeline("summarization", this.model); return this.kept; }
     }
     const read = await Reader.get();
     await read("text");`,
    ['"a/reader" read'],
  );
  finds(
    "is that of the subclass which was asked",
    `${PIPELINE}class Kept {
       static kept = null;
       static get() { return (this.kept ??= pipeline(this.task, this.model)); }
     }
     class Reader extends Kept { static task = "summarization"; static model = "a/reader"; }
     class Translator extends Kept { static task = "translation"; static model = "a/translator"; }
     const read = await Reader.get();
     const translate = await Translator.get();
     await read("text");
     await translate("text");`,
    ['"a/reader" read', '"a/translator" translate'],
  );
  finds(
    "may be another where the file sets it by the name of the class",
    `${PIPELINE}class Reader {
       static model = null;
       static get() { return pipeline("summarization", this.model); }
     }
     export async function choose(name) { Reader.model = name; }
     const read = await Reader.get();
     await read("text");`,
    ["unknown: parameter read"],
  );
  finds(
    "is nothing of its instances",
    `${OPENAI}class Maker {
       static model = "gpt-5.2";
       constructor(model) { this.model = model; this.client = new OpenAI(); }
       ask(input) { return this.client.responses.create({ model: this.model, input }); }
     }
     export { Maker };`,
    ["unknown: parameter this.client.responses.create"],
  );
  finds(
    "is worked out when a getter gives it",
    `${OPENAI}class Clients { static get main() { return (this.one ??= new OpenAI()); } }
     Clients.main.responses.create({ model: "gpt-5.2", input: "" });`,
    ['"gpt-5.2" Clients.main.responses.create'],
  );
});

describe("what is called like a function", () => {
  finds(
    "may be set after its declaration",
    `${PIPELINE}let loading;
     export async function read(text) {
       loading ??= pipeline("summarization", "a/reader");
       const reader = await loading;
       return reader(text);
     }`,
    ['"a/reader" reader'],
  );
  finds(
    "may come out of a promise",
    `${PIPELINE}const loading = pipeline("summarization", "a/reader");
     export const read = (text) => loading.then((reader) => reader(text));`,
    ['"a/reader" reader'],
  );
  finds(
    "may be one of several that are waited for together",
    `${PIPELINE}const [read, translate] = await Promise.all([
       pipeline("summarization", "a/reader"),
       pipeline("translation", "a/translator"),
     ]);
     await translate(await read("text"));`,
    ['"a/translator" translate', '"a/reader" read'],
  );
  finds(
    "may come from a class of another file",
    {
      "src/app.js": `import { Reader } from "./reader.js";
        export async function read(text) { const reader = await Reader.get(); return reader(text); }`,
      "src/reader.js": `${PIPELINE}export class Reader { static get() { return (this.kept ??= pipeline("summarization", "a/reader")); } }`,
    },
    ['"a/reader" reader'],
  );
  finds(
    "is not looked for in functions of the file",
    `${PIPELINE}const read = (text) => text.length;
     read("text");
     export { pipeline };`,
    [],
  );
});

describe("what a promise of one's own resolves to", () => {
  finds(
    "is what resolve is called with",
    `${PIPELINE}const read = await new Promise(async (resolve) => { resolve(await pipeline("summarization", "a/reader")); });
     await read("text");`,
    ['"a/reader" read'],
  );
  finds(
    "is not known where resolve is handed on",
    `${PIPELINE}const read = await new Promise((resolve) => { setTimeout(resolve, 5); });
     await read("text");`,
    [],
  );
});

describe("what React keeps", () => {
  finds(
    "in a ref",
    `${OPENAI}import { useRef } from "react";
     export function Chat() {
       const ref = useRef(null);
       const ask = (input) => { ref.current ??= new OpenAI(); return ref.current.responses.create({ model: "gpt-5.2", input }); };
       return ask;
     }`,
    ['"gpt-5.2" ref.current.responses.create'],
  );
  finds(
    "as a memo or as state that a function makes",
    `${OPENAI}import React, { useState } from "react";
     export function Chat() {
       const memo = React.useMemo(() => new OpenAI(), []);
       const [state] = useState(() => new OpenAI());
       memo.responses.create({ model: "gpt-5.2", input: "" });
       state.responses.create({ model: "gpt-5.2", input: "" });
     }`,
    ['"gpt-5.2" memo.responses.create', '"gpt-5.2" state.responses.create'],
  );
  finds(
    "but not state that is there to change",
    `${OPENAI}import { useState } from "react";
     const client = new OpenAI();
     export function Chat() {
       const [model, setModel] = useState("gpt-5.2");
       return () => client.responses.create({ model, input: "" });
     }`,
    ["unknown: call client.responses.create"],
  );
});

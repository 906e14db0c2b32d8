import assert from "node:assert/strict";
import type { TextSplitter } from "../../lens/facts.ts";
import { analyse } from "./in-memory-host.ts";

function splitterIn(source: string): TextSplitter {
  const [first, ...others] = analyse(source).facts.filter((fact) => fact.fact === "text splitter");
  assert.ok(first !== undefined && others.length === 0);
  return first;
}

function valuesOf({ chunkSize, chunkOverlap, unit }: TextSplitter): readonly unknown[] {
  const plain = [chunkSize, chunkOverlap].map((value) =>
    value.state === "known" && value.form === "constant" ? value.value : value.state,
  );
  return [...plain, unit];
}

const LANGCHAIN = `import { RecursiveCharacterTextSplitter, TokenTextSplitter } from "@langchain/textsplitters";\n`;

describe("text splitters", () => {
  it("have a size, an overlap and a unit", () => {
    const characters = splitterIn(
      `${LANGCHAIN}new RecursiveCharacterTextSplitter({ chunkSize: 800, chunkOverlap: 80 });`,
    );
    assert.deepEqual(valuesOf(characters), [800, 80, "characters"]);
    assert.equal(characters.callee, "RecursiveCharacterTextSplitter");
    const tokens = splitterIn(`${LANGCHAIN}const size = 300;\nnew TokenTextSplitter({ chunkSize: size });`);
    assert.deepEqual(valuesOf(tokens), [300, "absent", "tokens"]);
    assert.deepEqual(tokens.defaults, { chunkSize: 1000, chunkOverlap: 200 });
    const language = splitterIn(`${LANGCHAIN}RecursiveCharacterTextSplitter.fromLanguage("js", { chunkSize: 60 });`);
    assert.deepEqual(valuesOf(language), [60, "absent", "characters"]);
  });

  it("have no unit where the code measures in its own way, or it cannot be told", () => {
    const source = `${LANGCHAIN}new RecursiveCharacterTextSplitter({ chunkSize: 800, lengthFunction: (text) => text.length });`;
    assert.equal(splitterIn(source).unit, undefined);
    const chunk = (strategy: string): TextSplitter =>
      splitterIn(`import { MDocument } from "@mastra/rag";
        export const cut = (text: string, strategy: "token") =>
          MDocument.fromText(text).chunk({ ${strategy}maxSize: 512, overlap: 50 });`);
    assert.deepEqual(valuesOf(chunk('strategy: "token", ')), [512, 50, "tokens"]);
    assert.deepEqual(valuesOf(chunk('strategy: "recursive", ')), [512, 50, "characters"]);
    assert.deepEqual(valuesOf(chunk("")), [512, 50, "characters"]);
    assert.deepEqual(valuesOf(chunk("strategy, ")), [512, 50, undefined]);
  });

  it("are known of LlamaIndex, too", () => {
    const splitter = splitterIn(`import { SentenceSplitter } from "llamaindex";\nnew SentenceSplitter();`);
    assert.deepEqual(valuesOf(splitter), ["absent", "absent", "tokens"]);
    assert.equal(splitter.throwsFrom, "as large");
  });
});

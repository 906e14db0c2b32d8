import assert from "node:assert/strict";
import type { Retrieval } from "../../lens/facts.ts";
import type { SdkDescription } from "../../lens/sdks/description.ts";
import { analyse, show, type Source } from "./in-memory-host.ts";

const query = { kind: "search", options: { topK: "0.topK", filter: "0.filter", query: "0.vector" } } as const;

const vectors: SdkDescription = {
  id: "vectors",
  title: "Vectors",
  versionPackage: "vectors",
  modules: [
    {
      specifiers: ["vectors"],
      exports: {
        Store: { entity: "class", type: "Store" },
        Client: { entity: "class", type: "Client" },
        rerank: { entity: "retrieval", retrieval: { kind: "rerank", provider: "ranks", options: { topK: "1" } } },
        SearchCommand: {
          entity: "retrieval",
          retrieval: { ...query, provider: "aws", options: { ...query.options, minimumScore: "send.minimum" } },
        },
      },
    },
  ],
  types: {
    Client: { role: "client", options: { apiKey: "0.key" }, members: { send: { member: "send" } } },
    Store: {
      role: "client",
      provider: "vectors-cloud",
      options: { apiKey: "0.key" },
      members: { index: { member: "makes", type: "Index" } },
    },
    Index: {
      role: "store",
      members: {
        "data.query": { member: "retrieval", retrieval: query },
        search: { member: "retrieval", retrieval: { ...query, from: 2 } },
        upsert: { member: "retrieval", retrieval: { kind: "write", options: { documents: "0" } } },
      },
    },
  },
};

function retrievals(source: Source, majors: Readonly<Record<string, number>> = {}): readonly string[] {
  const { facts, host } = analyse(source, { sdks: [vectors], majors });
  return facts
    .filter((fact): fact is Retrieval => fact.fact === "retrieval")
    .map((fact) => {
      const options = Object.entries(fact.options).map(([name, value]) => `${name}: ${show(value, host)}`);
      const client = fact.client ? host.textAt(fact.client.calleePlace) : "no client";
      return `${fact.kind} ${fact.provider} ${fact.callee} (${options.join(", ")}) ${client}`;
    });
}

const index = `import { Store } from "vectors";\nconst index = new Store({ key: "k" }).index("docs");\n`;

describe("retrieval", () => {
  it("is found at members, however deep", () => {
    const source = `${index}export const find = (v: number[]) => index.data.query({ topK: 5, vector: v });`;
    assert.deepEqual(retrievals(source), [
      "search vectors-cloud index.data.query (topK: 5, filter: absent: filter in { topK: 5, vector: v }, query: unknown: parameter) new Store",
    ]);
  });

  it("is found at writes", () => {
    assert.deepEqual(retrievals(`${index}await index.upsert([1]);`), [
      "write vectors-cloud index.upsert (documents: [1]) new Store",
    ]);
  });

  it("is found at functions", () => {
    assert.deepEqual(retrievals(`import { rerank as sort } from "vectors";\nsort(list, 3);`), [
      "rerank ranks sort (topK: 3) no client",
    ]);
  });

  it("is found at commands, with the client and the options that they are sent with", () => {
    const source = `import { Client, SearchCommand } from "vectors";
const client = new Client();
const command = new SearchCommand({ topK: 3 });
await client.send(command, { minimum: 0.5 });`;
    assert.deepEqual(retrievals(source), [
      "search aws SearchCommand (topK: 3, filter: absent: filter in { topK: 3 }, query: absent: vector in { topK: 3 }, minimumScore: 0.5) new Client",
    ]);
  });

  it("says nothing of what a command's input lacks when the input is changed later", () => {
    const source = `import { Client, SearchCommand } from "vectors";
const command = new SearchCommand({ topK: 3 });
command.input.filter = tenant;
await new Client().send(command);`;
    assert.match(retrievals(source)[0]!, /filter: unknown: mutation, query: unknown: mutation/);
  });

  it("is found through a store of another file", () => {
    const found = retrievals({
      "src/app.ts": `import { index } from "./store";\nindex.data.query({ topK: 1 });`,
      "src/store.ts": `import { Store } from "vectors";\nexport const index = new Store().index("a");`,
    });
    assert.equal(found.length, 1);
    assert.match(found[0]!, /new Store$/);
  });

  it("needs the major that has it", () => {
    const source = `${index}index.search({ topK: 1 });`;
    assert.deepEqual(retrievals(source, { vectors: 1 }), []);
    assert.equal(retrievals(source, { vectors: 2 }).length, 1);
  });

  it("is not seen in a method of the same name of something else", () => {
    assert.deepEqual(retrievals(`${index}database.query({ topK: 1 });\nnew Map().upsert([1]);`), []);
  });

  it("tells where its results, and what is made of them, are read", () => {
    const { facts, host } = analyse(
      `${index}export async function answer(question) {
  const found = await index.data.query({ topK: 3 });
  const texts = found.map((each) => each.text);
  return send(texts, question);
}`,
      { sdks: [vectors] },
    );
    const [retrieval] = facts.filter((fact): fact is Retrieval => fact.fact === "retrieval");
    assert.deepEqual(
      retrieval?.uses.map((use) => host.textAt(use)),
      ["found", "texts"],
    );
  });
});

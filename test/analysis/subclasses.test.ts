import assert from "node:assert/strict";
import { analyse, show, type Source } from "./in-memory-host.ts";

const head = `import OpenAI from "openai";\n`;

/** The client's time limit as the last call of a source reads it, and the places of all clients. */
function reads(title: string, source: Source, timeout: string, clients: readonly string[]): void {
  it(title, () => {
    const { calls, host, clients: found } = analyse(source);
    assert.equal(show(calls.at(-1)?.options.timeout, host), timeout);
    assert.deepEqual(
      found.map((each) => host.textAt(each.calleePlace)),
      clients,
    );
  });
}

describe("classes of the app that extend an SDK's", () => {
  reads(
    "hand on what they are given where they have no constructor",
    `${head}class Client extends OpenAI { ask() {} }
new Client({ timeout: 5 }).responses.create({});`,
    "5",
    ["new Client"],
  );
  reads(
    "are made by what their constructor hands on",
    `${head}class Client extends OpenAI { constructor(key: string) { super({ apiKey: key, timeout: 7 }); } }
new Client("k").responses.create({});`,
    "7",
    ["super"],
  );
  reads(
    "read what they are given through their constructor",
    `${head}class Client extends OpenAI { constructor(private limit: number) { super({ timeout: limit }); } }
new Client(9).responses.create({});`,
    "9",
    ["super"],
  );
  reads(
    "are known in their own methods",
    `${head}class Client extends OpenAI { constructor() { super({ timeout: 7 }); } ask() { return this.responses.create({}); } }`,
    "7",
    ["super"],
  );
  reads(
    "are not known in their own methods without a constructor",
    `${head}class Client extends OpenAI { ask() { return this.responses.create({}); } }`,
    "unknown: parameter",
    [],
  );
  reads(
    "are not known behind a spread",
    `${head}class Client extends OpenAI { constructor(...all) { super(...all); } }
new Client({ timeout: 5 }).responses.create({});`,
    "unknown: parameter",
    ["super"],
  );
  reads(
    "are not known where they are given a spread",
    `${head}class Client extends OpenAI {}
new Client(...all).responses.create({});`,
    "unknown: parameter",
    ["new Client"],
  );
  reads(
    "are not known where they set an option themselves",
    `${head}class Client extends OpenAI { constructor() { super({}); this.timeout = 5; } }
new Client().responses.create({});`,
    "unknown: parameter",
    [],
  );
  reads(
    "pass through another class of the app",
    `${head}class Base extends OpenAI { constructor(options) { super({ ...options, timeout: 3 }); } }
class Client extends Base {}
new Client({}).responses.create({});`,
    "3",
    ["super"],
  );
  reads(
    "may stand in another file",
    {
      "src/app.ts": `import { Own } from "./own"; new Own({ timeout: 4 }).responses.create({});`,
      "src/own.ts": `${head}export class Own extends OpenAI {}`,
    },
    "4",
    ["new Own"],
  );

  it("call their own methods where those have an SDK's name", () => {
    const { calls } = analyse(`${head}class Client extends OpenAI { responses = { create() {} }; }
new Client().responses.create({});`);
    assert.deepEqual(calls, []);
  });

  it("end where they extend each other", () => {
    assert.deepEqual(analyse(`class A extends B {} class B extends A {} new A().responses.create({});`).calls, []);
  });
});

import assert from "node:assert/strict";
import type { SdkDescription } from "../../lens/sdks/description.ts";
import { type Inventory, inventoryOf } from "../../server/src/reports/inventory.ts";
import { inventoryTable } from "../../server/src/reports/inventory-table.ts";
import { analyse, pathOf } from "../analysis/in-memory-host.ts";
import { RESULT } from "./example-result.ts";

const kit: SdkDescription = {
  id: "kit",
  title: "Kit",
  versionPackage: "kit",
  modules: [
    {
      specifiers: ["kit"],
      exports: {
        ask: { entity: "function", call: { kind: "chat", options: { model: "0.model" } } },
        Store: { entity: "class", type: "Store" },
        defineTool: { entity: "tool", tool: { options: { name: "0.name", description: "0.description" } } },
        Fn: { entity: "resource", resource: { kind: "function", service: "lambda", properties: "2", id: "1" } },
      },
    },
  ],
  types: {
    Store: {
      role: "client",
      provider: "shelf",
      members: {
        ask: { member: "call", call: { kind: "chat", options: { messages: "0" } } },
        find: { member: "retrieval", retrieval: { kind: "search", options: { topK: "0.k" } } },
      },
    },
  },
};

const SOURCE = `import { ask, defineTool, Fn, Store } from "kit";
const store = new Store();
ask({ model: "b" });
ask({});
ask({ model: "a" });
ask({ model: "b" });
ask({ model });
store.find({ k: 5 });
defineTool({ name: "add" });
new Fn(this, "F", { entry: "fn.ts" });
`;

function inventory(source = SOURCE): Inventory {
  const files = { "src/app.ts": source, "src/fn.ts": 'import { ask } from "kit";' };
  const { facts, host } = analyse(files, { sdks: [kit], majors: { kit: 2 } });
  const report = { ...RESULT.reports[0]!, file: pathOf("src/app.ts"), facts };
  const context = { directory: pathOf("").slice(0, -1), text: (file: string) => host.read(file)?.text };
  return inventoryOf({ ...RESULT, reports: [report] }, context, "2026-11-22");
}

const STORE = { file: "src/app.ts", sdk: "kit", sdkVersion: "2" };

describe("the inventory", () => {
  it("has searches, with their options and client", () => {
    assert.deepEqual(inventory().retrievals, [
      {
        ...STORE,
        line: 8,
        column: 1,
        endLine: 8,
        endColumn: 21,
        kind: "search",
        callee: "store.find",
        provider: "shelf",
        options: { topK: { state: "known", value: 5 } },
        client: { file: "src/app.ts", line: 2 },
      },
    ]);
  });

  it("has tools, with their options", () => {
    assert.deepEqual(inventory().tools, [
      {
        ...STORE,
        line: 9,
        column: 1,
        endLine: 9,
        endColumn: 28,
        name: "add",
        isServed: false,
        options: { name: { state: "known", value: "add" }, description: { state: "absent", value: null } },
      },
    ]);
  });

  it("has resources, with the file that a function runs", () => {
    assert.deepEqual(inventory().resources, [
      {
        file: "src/app.ts",
        line: 10,
        column: 1,
        endLine: 10,
        endColumn: 38,
        sdk: "kit",
        kind: "function",
        service: "lambda",
        name: "Fn",
        origin: "construct",
        id: { state: "known", value: "F" },
        properties: { state: "known", value: { entry: "fn.ts" } },
        entryFile: "src/fn.ts",
        callsModel: true,
      },
    ]);
  });

  it("tells of several values what is known of them", () => {
    const source = `import { ask, Store } from "kit";
const store = new Store();
store.find({ k: flag ? 4 : 4 });
store.find({ k: flag ? 4 : 5 });
store.find({ k: flag ? read() : given.k });
store.find({ k: flag ? read() : undefined });`;
    assert.deepEqual(
      inventory(source).retrievals.map((each) => each.options["topK"]),
      [
        { state: "known", value: 4 },
        { state: "known", value: null },
        { state: "unknown", value: null },
        { state: "unknown", value: null },
      ],
    );
  });

  it("knows nothing of the model of a call that has no such option", () => {
    const [call] = inventory('import { Store } from "kit";\nnew Store().ask("Hello");').calls;
    assert.deepEqual(call?.model, { state: "unknown", value: null });
  });

  it("is a table for people, with calls by their models", () => {
    const table = inventoryTable(inventory(), false);
    const rows = table.split("\n").map((line) => line.trim().split(/\s{2,}/));
    assert.deepEqual(rows.slice(2, 8), [
      ["Model", "Where", "SDK", "Call", "Kind", "Output limit", "Timeout"],
      ["?", "src/app.ts:7:1", "kit 2", "ask", "chat"],
      ["a", "src/app.ts:5:1", "kit 2", "ask", "chat"],
      ["b", "src/app.ts:3:1", "kit 2", "ask", "chat"],
      ["src/app.ts:6:1", "kit 2", "ask", "chat"],
      ["none given", "src/app.ts:4:1", "kit 2", "ask", "chat"],
    ]);
    for (const text of ["Retrievals (1)", "Resources (1)", "Tools (1)", "1 retrieval, 1 resource"]) {
      assert.ok(table.includes(text), text);
    }
  });
});

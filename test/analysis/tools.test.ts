import assert from "node:assert/strict";
import type { Tool } from "../../lens/facts.ts";
import type { CallDescription, SdkDescription } from "../../lens/sdks/description.ts";
import { analyse, show, type Source } from "./in-memory-host.ts";

const listed: CallDescription = {
  kind: "chat",
  options: { tools: "0.tools" },
  toolName: "function.name",
  tool: { options: { name: "0.function.name", description: "0.function.description" } },
};
const keyed: CallDescription = {
  kind: "chat",
  options: { tools: "0.tools" },
  toolName: "key",
  tool: { options: { description: "0.description", handler: "0.execute" }, isInputChecked: true },
};
const nested: CallDescription = {
  kind: "chat",
  options: { tools: "0.config.tools" },
  toolName: "declarations[].name",
  tool: { options: { name: "0.name", inputSchema: "0.parameters" } },
};

const kit: SdkDescription = {
  id: "kit",
  title: "Kit",
  versionPackage: "kit",
  modules: [
    {
      specifiers: ["kit"],
      exports: {
        askWithList: { entity: "function", call: listed },
        askWithKeys: { entity: "function", call: keyed },
        askWithNested: { entity: "function", call: nested },
        Agent: { entity: "class", type: "Agent" },
        Server: { entity: "class", type: "Server" },
        defineTool: {
          entity: "tool",
          tool: { options: { description: "0.description", handler: "0.execute" }, isInputChecked: true },
        },
        NamedTool: { entity: "tool", tool: { options: { name: "0.id" }, until: 2 }, type: "NamedTool" },
      },
    },
  ],
  types: {
    Agent: {
      role: "agent",
      members: { run: { member: "call", call: { ...keyed, options: { tools: "settings.tools" } } } },
    },
    Server: {
      role: "server",
      members: {
        tool: {
          member: "tool",
          tool: {
            options: { name: "0", description: "1", inputSchema: ["2", "1"], handler: ["3", "2", "1"] },
          },
        },
      },
    },
    NamedTool: { role: "other" },
  },
};

function tools(source: Source, majors: Readonly<Record<string, number>> = {}): readonly string[] {
  const { facts, host } = analyse(source, { sdks: [kit], majors });
  return facts
    .filter((fact): fact is Tool => fact.fact === "tool")
    .map((fact) => {
      const options = Object.entries(fact.options).map(([name, value]) => `${name}: ${show(value, host)}`);
      const marks = `${fact.isServed ? " served" : ""}${fact.isInputChecked ? " checked" : ""}`;
      return `${fact.name} at ${host.textAt(fact.place).slice(0, 12)} (${options.join(", ")})${marks}`;
    });
}

const DEFINITION = `defineTool({ description: "Adds", execute: () => 1 })`;

describe("tools", () => {
  it("that a function defines are found where they are defined", () => {
    assert.deepEqual(tools(`import { defineTool } from "kit";\nexport const adder = ${DEFINITION};`), [
      `undefined at defineTool({ (description: "Adds", handler: function) checked`,
    ]);
  });

  it("have the key that they are offered under, once", () => {
    const expected = [`add at defineTool({ (description: "Adds", handler: function) checked`];
    const imports = `import { askWithKeys, defineTool } from "kit";\n`;
    assert.deepEqual(tools(`${imports}askWithKeys({ tools: { add: ${DEFINITION} } });`), expected);
    assert.deepEqual(
      tools(`${imports}const adder = ${DEFINITION};\naskWithKeys({ tools: { add: adder } });`),
      expected,
    );
    assert.deepEqual(tools(`${imports}const add = ${DEFINITION};\naskWithKeys({ tools: { add } });`), expected);
  });

  it("have no name where they are offered under two keys", () => {
    const source = `import { askWithKeys, defineTool } from "kit";
const adder = ${DEFINITION};
askWithKeys({ tools: { add: adder } });
askWithKeys({ tools: { plus: adder } });`;
    assert.match(tools(source).join(), /^undefined at defineTool/);
  });

  it("are found as plain objects in a list", () => {
    const source = `import { askWithList } from "kit";
askWithList({ tools: [{ type: "function", function: { name: "add" } }] });`;
    assert.deepEqual(tools(source), [
      `add at { type: "fun (name: "add", description: absent: description in { name: "add" })`,
    ]);
  });

  it("are found as plain objects under keys", () => {
    const source = `import { askWithKeys } from "kit";
askWithKeys({ tools: { add: { description: "Adds", execute: add } } });
function add() {}`;
    assert.deepEqual(tools(source), [`add at { descriptio (description: "Adds", handler: function) checked`]);
  });

  it("are found in a list inside each element", () => {
    const source = `import { askWithNested } from "kit";
askWithNested({ config: { tools: [{ declarations: [{ name: "add", parameters: {} }, { name: "sub" }] }, { search: {} }] } });`;
    assert.deepEqual(tools(source), [
      `add at { name: "add (name: "add", inputSchema: {})`,
      `sub at { name: "sub (name: "sub", inputSchema: absent: parameters in { name: "sub" })`,
    ]);
  });

  it("that the provider runs have no options of their own", () => {
    const source = `import { askWithList } from "kit";\naskWithList({ tools: [{ type: "web_search" }] });`;
    assert.deepEqual(tools(source), [`web_search at { type: "web ()`]);
  });

  it("are found once when several calls offer them", () => {
    const source = `import { askWithList } from "kit";
const tools = [{ function: { name: "add" } }];
askWithList({ tools });
askWithList({ tools });`;
    assert.equal(tools(source).length, 1);
  });

  it("of an agent are found where it is made", () => {
    const source = `import { Agent } from "kit";
export const agent = new Agent({ tools: { add: { description: "Adds", execute() {} } } });`;
    assert.match(tools(source).join(), /^add at /);
    assert.equal(tools(`${source}\nagent.run();`).length, 1);
  });

  it("of another file give no fact in this one", () => {
    const source = {
      "src/app.ts": `import { askWithList } from "kit";\nimport { tools } from "./tools";\naskWithList({ tools });`,
      "src/tools.ts": `export const tools = [{ function: { name: "add" } }];`,
    };
    assert.deepEqual(tools(source), []);
  });

  it("of a server are told apart by what stands in each place", () => {
    const source = `import { Server } from "kit";
const server = new Server();
server.tool("a", () => 1);
server.tool("b", "Does b", () => 1);
server.tool("c", { x: 1 }, () => 1);
server.tool("d", "Does d", { x: 1 }, handler);`;
    assert.deepEqual(tools(source), [
      `a at server.tool( (name: "a", description: absent, inputSchema: absent, handler: function) served`,
      `b at server.tool( (name: "b", description: "Does b", inputSchema: absent, handler: function) served`,
      `c at server.tool( (name: "c", description: absent, inputSchema: {x: 1}, handler: function) served`,
      `d at server.tool( (name: "d", description: "Does d", inputSchema: {x: 1}, handler: unknown: expression) served`,
    ]);
  });

  it("made by a class have the name that it is given, in the majors that have it", () => {
    const source = `import { NamedTool } from "kit";\nexport const tool = new NamedTool({ id: "add" });`;
    assert.deepEqual(tools(source, { kit: 2 }), [`add at new NamedToo (name: "add")`]);
    assert.deepEqual(tools(source, { kit: 3 }), []);
  });

  it("are carried to the files that import them", () => {
    const { analysis } = analyse(`import { defineTool } from "kit";\nexport const adder = ${DEFINITION};`, {
      sdks: [kit],
    });
    assert.ok(analysis.exportedNames.size > 0);
  });
});

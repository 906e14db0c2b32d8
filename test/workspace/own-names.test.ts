import assert from "node:assert/strict";
import { rules } from "../../lens/rules/index.ts";
import { NAME_LISTS } from "../../lens/own-names.ts";
import { readConfiguration } from "../../server/src/workspace/configuration-file.ts";
import { configurationSchema } from "../../server/src/workspace/configuration-schema.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { MemoryDisk } from "./memory-disk.ts";

const metas = rules.map((rule) => rule.meta);

function read(settings: object): ReturnType<typeof readConfiguration> {
  return readConfiguration(JSON.stringify({ settings }), metas);
}

function mistakesOf(settings: object): readonly string[] {
  return read(settings).mistakes.map((mistake) => mistake.message);
}

describe("own names in a configuration", () => {
  it("are read with their defaults", () => {
    const { names, mistakes } = read({
      wrappers: [{ name: "ask", package: "@acme/ai", options: { messages: "0", maxOutputTokens: "1.limit" } }],
      sanitisers: [{ name: "tame", harmlessFor: ["HTML"] }],
      sources: [{ name: "readBody", package: "@acme/web" }],
      sinks: [{ name: "runReport", sink: "SQL", arguments: [0] }],
    });
    assert.deepEqual(mistakes, []);
    assert.deepEqual(names, {
      wrappers: [
        {
          name: "ask",
          package: "@acme/ai",
          kind: "chat",
          options: { messages: "0", maxOutputTokens: "1.limit" },
          output: undefined,
        },
      ],
      sanitisers: [{ name: "tame", package: undefined, harmlessFor: ["HTML"] }],
      sources: [{ name: "readBody", package: "@acme/web", source: "HTTP request" }],
      sinks: [{ name: "runReport", package: undefined, sink: "SQL", arguments: [0] }],
    });
  });

  it("give one clear mistake each, and lose nothing else", () => {
    const { names } = read({ sinks: [{ name: "run" }, { name: "ok", sink: "shell" }] });
    assert.deepEqual(
      names.sinks?.map((each) => each.name),
      ["ok"],
    );
    assert.deepEqual(mistakesOf({ wrappers: {} }), ['"wrappers" must be a list of objects, such as [{ "name": "…" }]']);
    assert.deepEqual(mistakesOf({ sinks: ["run"] }), ['Each of "sinks" must be an object: write { "name": "…" }']);
    assert.deepEqual(mistakesOf({ sinks: [{ name: "run" }] }), [
      'This entry of "sinks" lacks "sink": what the function does with it',
    ]);
    assert.deepEqual(mistakesOf({ sinks: [{ name: "run()", sink: "shell" }] }), [
      '"name" must be the name of a function, such as "ask"',
    ]);
    assert.deepEqual(mistakesOf({ sinks: [{ name: "run", sink: "shel" }] }), [
      '"sink" must be one of "code execution", "shell", "SQL", "HTML", "file path", "URL", "log". Did you mean "shell"?',
    ]);
    assert.deepEqual(mistakesOf({ sinks: [{ name: "run", sink: "shell", arguments: [-1] }] }), [
      '"arguments" must be a list of whole numbers from 0 on',
    ]);
    assert.deepEqual(mistakesOf({ sources: [{ name: "read", packages: "x" }] }), [
      'There is no field of "sources" "packages". Did you mean "package"?',
    ]);
    assert.deepEqual(mistakesOf({ wrapper: [] }), ['There is no setting "wrapper". Did you mean "wrappers"?']);
  });

  it("name no package that is known already, and no relative path", () => {
    const options = { messages: "0" };
    assert.deepEqual(mistakesOf({ wrappers: [{ name: "ask", package: "openai", options }] }), [
      '"package" names "openai", which is known already: name a package of your own',
    ]);
    assert.deepEqual(mistakesOf({ wrappers: [{ name: "ask", package: "./ai", options }] }), [
      '"package" must be what code imports from, such as "@acme/ai", and no relative path',
    ]);
    assert.deepEqual(mistakesOf({ wrappers: [{ name: "ask", package: "@acme/ai", options: { mesages: "0" } }] }), [
      'There is no option of a model call "mesages". Did you mean "messages"?',
    ]);
    assert.deepEqual(mistakesOf({ wrappers: [{ name: "ask", package: "@acme/ai", options: { messages: "first" } }] }), [
      '"messages" must be where the argument stands, such as "0" or "1.messages"',
    ]);
  });

  it("are in the schema, each with a description", () => {
    const schema = JSON.parse(configurationSchema(metas));
    const { properties } = schema.properties.settings;
    for (const [list, { fields }] of Object.entries(NAME_LISTS)) {
      assert.ok(properties[list].description.length > 0);
      assert.deepEqual(Object.keys(properties[list].items.properties), Object.keys(fields));
    }
    assert.deepEqual(properties.wrappers.items.required, ["name", "package", "options"]);
  });
});

describe("a workspace with own names", () => {
  const settings = {
    wrappers: [{ name: "ask", package: "@acme/ai", options: { messages: "0", maxOutputTokens: "1.limit" } }],
  };
  const ask = `import { ask } from "@acme/ai";\nexport const answer = (text: string) => ask(text);\n`;

  async function found(workspace: Workspace): Promise<readonly string[]> {
    await workspace.refresh();
    return workspace
      .reports()
      .flatMap(({ file, findings }) => findings.map(({ ruleId }) => `${file} ${ruleId}`))
      .filter((each) => each.endsWith("missing-max-output-tokens"));
  }

  it("finds files that import such a package, and hears of changes", async () => {
    const disk = new MemoryDisk({ "/w/src/a.ts": ask });
    const workspace = new Workspace("/w", { disk, today: "2026-11-22" });
    await workspace.scan();
    assert.deepEqual(await found(workspace), []);
    disk.files.set("/w/genai-lens.json", JSON.stringify({ settings }));
    workspace.changed("/w/genai-lens.json");
    assert.deepEqual(await found(workspace), ["/w/src/a.ts missing-max-output-tokens"]);
    disk.files.set("/w/genai-lens.json", "{}");
    workspace.changed("/w/genai-lens.json");
    assert.deepEqual(await found(workspace), []);
  });

  it("takes the nearest configuration for each file", async () => {
    const disk = new MemoryDisk({
      "/w/one/a.ts": ask,
      "/w/two/a.ts": ask,
      "/w/two/genai-lens.json": JSON.stringify({ settings }),
    });
    const workspace = new Workspace("/w", { disk, today: "2026-11-22" });
    await workspace.scan();
    assert.deepEqual(await found(workspace), ["/w/two/a.ts missing-max-output-tokens"]);
    // A report of one file says the same without a scan.
    const { findings } = new Workspace("/w", { disk, today: "2026-11-22" }).report("/w/two/a.ts");
    assert.ok(findings.some(({ ruleId }) => ruleId === "missing-max-output-tokens"));
  });

  it("keeps no cached result of other names", async () => {
    let kept: string | undefined;
    const store = { read: () => kept, write: (text: string) => void (kept = text) };
    const disk = new MemoryDisk({
      "/w/src/a.ts": `import OpenAI from "openai";\n${ask}export const c = new OpenAI();\n`,
    });
    const count = async (): Promise<number> => {
      const workspace = new Workspace("/w", { disk, today: "2026-11-22", cache: { store: () => store, key: "1" } });
      return (await workspace.scan()).stats.modelCalls;
    };
    assert.equal(await count(), 0);
    disk.files.set("/w/genai-lens.json", JSON.stringify({ settings }));
    assert.equal(await count(), 1);
    assert.equal(await count(), 1);
  });
});

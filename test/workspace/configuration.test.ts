import assert from "node:assert/strict";
import fc from "fast-check";
import { rules } from "../../lens/rules/index.ts";
import { readConfiguration } from "../../server/src/workspace/configuration-file.ts";
import { configurationSchema } from "../../server/src/workspace/configuration-schema.ts";
import { Configurations, type OutsideChoices } from "../../server/src/workspace/configurations.ts";
import { MemoryDisk } from "./memory-disk.ts";

const metas = rules.map((rule) => rule.meta);
const ruleIds = metas.map((meta) => meta.id);
const timeout = metas.find((meta) => meta.id === "missing-request-timeout")!;

function configurations(
  files: Readonly<Record<string, string>>,
  choices: { defaults?: OutsideChoices; overriding?: OutsideChoices } = {},
  prepare: (disk: MemoryDisk) => void = () => {},
): Configurations {
  const disk = new MemoryDisk(files);
  prepare(disk);
  return new Configurations({
    disk,
    boundary: "/repo",
    rules: metas,
    readText: (file) => disk.read(file).toString("utf8"),
    ...choices,
  });
}

function messages(text: string): readonly string[] {
  return readConfiguration(text, metas).mistakes.map((mistake) => mistake.message);
}

describe("options of a rule", () => {
  const rule = {
    ...timeout,
    id: "long-prompt",
    options: {
      characters: { type: "positive integer", default: 200, largest: 1000, description: "How long." },
      names: { type: "list of texts", default: [], description: "Which." },
    },
  } as const;
  const read = (text: string) => readConfiguration(text, [...metas, rule]);

  it("stand beside the level, and are checked one by one", () => {
    const file = read('{ "rules": { "long-prompt": ["warning", { "characters": 300, "names": ["a"] }] } }');
    assert.deepEqual(file.mistakes, []);
    assert.deepEqual(file.rules.get("long-prompt")?.level, "warning");
    assert.deepEqual(file.rules.get("long-prompt")?.options, { characters: 300, names: ["a"] });
    const wrong = read('{ "rules": { "long-prompt": ["on", { "characters": 0, "name": ["a"], "names": [1] }] } }');
    assert.deepEqual(
      wrong.mistakes.map((mistake) => mistake.message),
      [
        '"characters" must be a whole number from 1 to 1000',
        'There is no option of "long-prompt" "name". Did you mean "names"?',
        '"names" must be a list, each text in quotes',
      ],
    );
    assert.equal(wrong.rules.get("long-prompt")?.level, "default");
  });

  it("are refused where a rule has none, and where they are no object", () => {
    assert.match(
      read('{ "rules": { "missing-request-timeout": ["on", { "a": 1 }] } }').mistakes[0]!.message,
      /has no options/u,
    );
    assert.match(read('{ "rules": { "long-prompt": ["on", 3] } }').mistakes[0]!.message, /must be an object/u);
    assert.match(read('{ "rules": { "long-prompt": ["on", {}, 3] } }').mistakes[0]!.message, /no more/u);
    assert.match(read('{ "rules": { "long-prompt": [] } }').mistakes[0]!.message, /cannot be read/u);
  });

  it("are laid over the defaults, the nearest last", () => {
    const found = new Configurations({
      disk: new MemoryDisk({}),
      boundary: "/repo",
      rules: [rule],
      readText: () => "",
    }).for("/repo/a.ts");
    assert.deepEqual(found.options(rule, "/repo/a.ts"), { characters: 200, names: [] });
    assert.deepEqual(found.options(timeout, "/repo/a.ts"), {});
    const files = {
      "/repo/genai-lens.json":
        '{ "rules": { "long-prompt": ["on", { "characters": 300, "names": ["x"] }] }, "overrides": [{ "files": ["far/**"], "rules": { "long-prompt": ["on", { "characters": 400 }] } }] }',
    };
    const disk = new MemoryDisk(files);
    const set = new Configurations({
      disk,
      boundary: "/repo",
      rules: [rule],
      readText: (file) => disk.read(file).toString("utf8"),
    }).for("/repo/far/a.ts");
    assert.deepEqual(set.options(rule, "/repo/far/a.ts"), { characters: 400, names: ["x"] });
    assert.deepEqual(set.options(rule, "/repo/a.ts"), { characters: 300, names: ["x"] });
  });
});

describe("one configuration file", () => {
  it("reads every field, with comments and trailing commas", () => {
    const file = readConfiguration(
      `{
        // ours
        "$schema": "x",
        "extends": ["./base.json"],
        "preset": "strict",
        "rules": { "missing-request-timeout": "error", "retries-disabled": "on", "hardcoded-api-key": "off" },
        "ignore": ["generated/**"],
        "overrides": [{ "files": ["test/**"], "preset": "recommended", "rules": { "retries-disabled": "off" } }],
        "settings": { "defaultMaxOutputTokens": 800, "defaultTimeout": 5000, "hasEnforcedGuardrail": true },
      }`,
      metas,
    );
    assert.deepEqual(file.mistakes, []);
    assert.deepEqual(
      file.extends.map((entry) => entry.path),
      ["./base.json"],
    );
    assert.equal(file.preset, "strict");
    assert.deepEqual(
      [...file.rules].map(([id, choice]) => [id, choice.level]),
      [
        ["missing-request-timeout", "error"],
        ["retries-disabled", "default"],
        ["hardcoded-api-key", "off"],
      ],
    );
    assert.deepEqual(file.ignore, ["generated/**"]);
    assert.equal(file.overrides[0]?.preset, "recommended");
    assert.deepEqual(file.settings, { defaultMaxOutputTokens: 800, defaultTimeout: 5000, hasEnforcedGuardrail: true });
  });

  it("names each mistake at its place, with the nearest name, and keeps the rest", () => {
    const text =
      '{ "rulez": {}, "preset": "strickt", "rules": { "missing-request-timeut": "error", "retries-disabled": "warn" }, "settings": { "defaultTimeout": "5s" } }';
    const file = readConfiguration(text, metas);
    assert.deepEqual(
      file.mistakes.map((mistake) => text.slice(mistake.offset).split(/[:,} ]/)[0]),
      ['"rulez"', '"strickt"', '"missing-request-timeut"', '"warn"', '"5s"'],
    );
    const all = file.mistakes.map((mistake) => mistake.message).join("\n");
    for (const name of ["rules", "strict", "missing-request-timeout", "warning"])
      assert.ok(all.includes(`Did you mean "${name}"?`) || all.includes(`did you mean "${name}"?`), all);
  });

  it("refuses names from a prototype, options of rules, and values of the wrong kind", () => {
    assert.match(
      messages('{"rules":{"__proto__":"off","constructor":"off"}}').join(),
      /no rule "__proto__".*no rule "constructor"/,
    );
    assert.match(messages('{"rules":{"retries-disabled":["error",{"a":1}]}}').join(), /has no options/);
    assert.match(messages('{"settings":{"toString":1}}').join(), /no setting "toString"/);
    assert.match(messages('{"ignore":"x"}').join(), /list of globs/);
    assert.match(messages('{"ignore":["!x"]}').join(), /not supported/);
    assert.match(messages('{"overrides":[{"rules":{}}]}').join(), /lacks "files"/);
    assert.match(messages("[]").join(), /must be an object/);
    assert.match(messages("").join(), /value is missing|empty/);
    assert.match(messages('{"settings":{"defaultTimeout":0}}').join(), /whole number/);
  });

  it("keeps what can be read of broken JSON", () => {
    const file = readConfiguration('{ "preset": "strict", "rules": { "retries-disabled": "off" ', metas);
    assert.equal(file.preset, "strict");
    assert.equal(file.rules.get("retries-disabled")?.level, "off");
    assert.equal(file.mistakes.length, 1);
    assert.match(file.mistakes[0]!.message, /Not valid JSON/);
  });

  it("never throws, and every mistake lies inside the text", () => {
    const word = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      '"rules"',
      '"ignore"',
      '"overrides"',
      '"extends"',
      '"__proto__"',
      '"files"',
      "1",
      "null",
      "//",
      "/*",
      '"',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(word, { maxLength: 30 }).map((words) => words.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const { offset, message } of readConfiguration(text, metas).mistakes) {
          assert.ok(offset >= 0 && offset <= text.length);
          assert.ok(!/[\r\n]/.test(message));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("survives text that is nested too deeply", () => {
    assert.match(messages("[".repeat(100_000)).join(), /too deeply|must be an object/);
  });
});

describe("the configuration of a file", () => {
  it("is the nearest one up, without those further up unless it extends them", () => {
    const files = {
      "/repo/genai-lens.json": '{"preset":"all","rules":{"missing-request-timeout":"error"}}',
      "/repo/app/genai-lens.json": '{"rules":{"missing-request-timeout":"off"}}',
      "/repo/lib/genai-lens.json": '{"extends":"../genai-lens.json","rules":{"retries-disabled":"off"}}',
    };
    const found = configurations(files);
    assert.equal(found.for("/repo/app/src/a.ts").level(timeout, "/repo/app/src/a.ts"), "off");
    assert.equal(found.for("/repo/x.ts").level(timeout, "/repo/x.ts"), "error");
    const library = found.for("/repo/lib/a.ts");
    assert.equal(library.level(timeout, "/repo/lib/a.ts"), "error");
    assert.deepEqual(
      library.layers.map((layer) => layer.file),
      ["/repo/genai-lens.json", "/repo/lib/genai-lens.json"],
    );
    assert.deepEqual(library.explain(timeout, "/repo/lib/a.ts").origin, {
      kind: "file",
      file: "/repo/genai-lens.json",
      offset: files["/repo/genai-lens.json"].indexOf('"missing'),
    });
  });

  it("lets later overrides win over earlier ones and over rules", () => {
    const found = configurations({
      "/repo/genai-lens.json":
        '{"rules":{"missing-request-timeout":"error"},"overrides":[{"files":["scripts/**"],"rules":{"missing-request-timeout":"off"}},{"files":["*.job.ts"],"rules":{"missing-request-timeout":"hint"}}]}',
    });
    const level = (file: string) => found.for(file).level(timeout, file);
    assert.equal(level("/repo/src/a.ts"), "error");
    assert.equal(level("/repo/scripts/a.ts"), "off");
    assert.equal(level("/repo/scripts/a.job.ts"), "hint");
  });

  it("puts the editor's choices before its defaults and behind the files, and a command's before all", () => {
    const files = { "/repo/genai-lens.json": '{"rules":{"missing-request-timeout":"error"}}' };
    const choice = (level: "hint" | "off"): OutsideChoices => ({
      rules: new Map([[timeout.id, level]]),
      preset: "strict",
      origin: "test",
    });
    const file = "/repo/a.ts";
    assert.equal(
      configurations({}, { defaults: choice("hint") })
        .for(file)
        .level(timeout, file),
      "hint",
    );
    assert.equal(
      configurations(files, { defaults: choice("hint") })
        .for(file)
        .level(timeout, file),
      "error",
    );
    assert.equal(
      configurations(files, { overriding: choice("off") })
        .for(file)
        .level(timeout, file),
      "off",
    );
    assert.equal(
      configurations(files, { defaults: choice("hint") })
        .for(file)
        .presetFor(file).preset,
      "strict",
    );
  });

  it("reports extends that run in a circle, lead outside or to nothing", () => {
    const found = configurations(
      {
        "/repo/genai-lens.json":
          '{"extends":["./a.json","../outside.json","./none.json","./link.json"],"preset":"strict"}',
        "/repo/a.json": '{"extends":"./genai-lens.json"}',
        "/repo/link.json": "{}",
        "/outside.json": "{}",
      },
      {},
      (disk) => disk.links.set("/repo/link.json", "/outside.json"),
    );
    const effective = found.for("/repo/x.ts");
    const problems = effective.problems.map((problem) => `${problem.file} ${problem.message}`);
    assert.equal(problems.length, 4, problems.join("\n"));
    assert.match(problems[0]!, /^\/repo\/a\.json .*circle/);
    assert.match(problems[1]!, /outside the workspace/);
    assert.match(problems[2]!, /is not there/);
    assert.match(problems[3]!, /outside the workspace/);
    assert.equal(effective.presetFor("/repo/x.ts").preset, "strict");
  });

  it("leaves out what `ignore` names, relative to its own folder", () => {
    const found = configurations({
      "/repo/app/genai-lens.json": '{"ignore":["generated","*.stories.tsx","/fixtures/"]}',
    });
    for (const file of [
      "/repo/app/generated/a.ts",
      "/repo/app/src/generated/a.ts",
      "/repo/app/x/a.stories.tsx",
      "/repo/app/fixtures/a.ts",
    ]) {
      assert.match(found.reason(file) ?? "", /genai-lens\.json/, file);
    }
    for (const file of ["/repo/generated/a.ts", "/repo/app/src/a.ts", "/repo/app/src/fixtures/a.ts"]) {
      assert.equal(found.reason(file), undefined, file);
    }
  });

  it("says so where the file cannot be read", () => {
    const found = configurations({ "/repo/genai-lens.json": "{}" }, {}, (disk) =>
      disk.forbidden.add("/repo/genai-lens.json"),
    );
    assert.match(found.for("/repo/a.ts").problems[0]!.message, /permission denied/);
  });
});

describe("the JSON schema of the configuration", () => {
  it("allows every rule and nothing else", () => {
    const schema = JSON.parse(configurationSchema(metas)) as {
      definitions: { rules: { properties: object; additionalProperties: boolean } };
    };
    assert.deepEqual(Object.keys(schema.definitions.rules.properties), ruleIds);
    assert.equal(schema.definitions.rules.additionalProperties, false);
  });
});

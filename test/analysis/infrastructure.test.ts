import assert from "node:assert/strict";
import type { Permission, Resource } from "../../lens/facts.ts";
import type { SdkDescription } from "../../lens/sdks/description.ts";
import { analyse, show, type Source } from "./in-memory-host.ts";

const cloud: SdkDescription = {
  id: "cloud",
  title: "Cloud",
  versionPackage: "cloud",
  modules: [
    {
      specifiers: ["cloud"],
      exports: {
        CfnGuardrail: {
          entity: "resource",
          resource: { kind: "guardrail", service: "bedrock", properties: "2", id: "1" },
        },
        NodejsFunction: {
          entity: "resource",
          resource: { kind: "function", service: "lambda", properties: "2", id: "1" },
        },
        Model: {
          entity: "resource",
          resource: { kind: "model", service: "bedrock", properties: "2", id: "1" },
          type: "Model",
        },
        Bucket: {
          entity: "resource",
          resource: { kind: "bucket", service: "storage", properties: "2", id: "1", isOnlyBeside: true },
        },
        CreateIndexCommand: {
          entity: "resource",
          resource: { kind: "index", service: "vectors", properties: "0", id: "0.name" },
        },
        PolicyStatement: {
          entity: "permission",
          permission: {
            options: {
              actions: "0.actions",
              resources: "0.resources",
              effect: "0.effect",
              conditions: "0.conditions",
            },
          },
        },
        managedPolicy: { entity: "permission", permission: { options: { managedPolicy: "0" } } },
      },
    },
    { specifiers: ["models"], exports: { ask: { entity: "function", call: { kind: "chat", options: {} } } } },
    { specifiers: ["traces"], exports: { start: { entity: "wrapper", path: "0" } } },
  ],
  types: {
    Model: {
      role: "other",
      members: {
        grantInvoke: { member: "permission", permission: { options: {}, actions: ["bedrock:InvokeModel"] } },
      },
    },
  },
};

function resources(source: Source): readonly Resource[] {
  return analyse(source, { sdks: [cloud] }).facts.filter((fact): fact is Resource => fact.fact === "resource");
}

function shownResources(source: Source): readonly string[] {
  const { host } = analyse(source, { sdks: [cloud] });
  return resources(source).map(
    (fact) =>
      `${fact.origin} ${fact.service} ${fact.kind} ${fact.name} ${show(fact.id, host)} ${show(fact.properties, host)}`,
  );
}

function permissions(source: Source): readonly string[] {
  const { facts, host } = analyse(source, { sdks: [cloud] });
  return facts
    .filter((fact): fact is Permission => fact.fact === "permission")
    .map((fact) => {
      const parts = [fact.actions, fact.resources, fact.effect, fact.conditions, fact.managedPolicy];
      return `${fact.origin}: ${parts.map((value) => show(value, host)).join("; ")}`;
    });
}

describe("resources", () => {
  it("are constructs with an id and properties", () => {
    assert.deepEqual(shownResources(`import * as c from "cloud";\nnew c.CfnGuardrail(this, "Guard", { name: "g" });`), [
      `construct bedrock guardrail CfnGuardrail "Guard" {name: "g"}`,
    ]);
  });

  it("are made through an API too", () => {
    const source = `import { CreateIndexCommand } from "cloud";\nawait client.send(new CreateIndexCommand({ name: "i" }));`;
    assert.deepEqual(shownResources(source), [`api call vectors index CreateIndexCommand "i" {name: "i"}`]);
  });

  it("may have more properties when they are changed later", () => {
    const source = (later: string): string =>
      `import { CfnGuardrail } from "cloud";\nconst guard = new CfnGuardrail(this, "G", { name: "g" });\n${later}`;
    assert.match(shownResources(source("guard.contentPolicy = policy;"))[0]!, /\{name: "g", …\}$/);
    assert.match(shownResources(source("guard.addOverride('a', 1);"))[0]!, /\{name: "g", …\}$/);
    assert.match(shownResources(source("use(guard.attrId);"))[0]!, /\{name: "g"\}$/);
  });

  it("may have properties that are set later where they have none", () => {
    const source = `import { CfnGuardrail } from "cloud";
class Stack { constructor() { this.guard = new CfnGuardrail(this, "G"); this.guard.name = "g"; } }`;
    assert.match(shownResources(source)[0]!, /"G" unknown: mutation$/);
  });
});

describe("the file that a function runs", () => {
  const HANDLER = `import { ask } from "models";\nexport const handler = () => ask();`;

  function entryOf(
    properties: string,
    files: Readonly<Record<string, string>>,
    id = "Fn",
  ): readonly [string | undefined, boolean | undefined] {
    const stack = `import { fileURLToPath } from "node:url";\nimport path from "node:path";
import { NodejsFunction } from "cloud";\nimport * as lambda from "cdk";\nnew NodejsFunction(this, "${id}"${properties});`;
    const [fact] = resources({ "infra/lib/stack.ts": stack, ...files });
    return [fact?.entryFile?.replace("/workspace/", ""), fact?.callsModel];
  }

  const found = ["infra/lambda/ask.ts", true] as const;
  const files = { "infra/lambda/ask.ts": HANDLER };

  it("is named by a path from the file's own folder", () => {
    assert.deepEqual(entryOf(`, { entry: path.join(__dirname, "../lambda/ask.ts") }`, files), found);
    assert.deepEqual(entryOf(`, { entry: path.resolve(import.meta.dirname, "..", "lambda", "ask.ts") }`, files), found);
    assert.deepEqual(entryOf(", { entry: `${__dirname}/../lambda/ask.ts` }", files), found);
  });

  it("is named by a URL", () => {
    assert.deepEqual(entryOf(`, { entry: fileURLToPath(new URL("../lambda/ask.ts", import.meta.url)) }`, files), found);
  });

  it("is named from the folder that the CDK runs in", () => {
    assert.deepEqual(entryOf(`, { entry: "lambda/ask.ts" }`, files), found);
    assert.deepEqual(entryOf(`, { entry: "infra/lambda/ask.ts" }`, files), found);
  });

  it("is named by its folder and handler", () => {
    const properties = `, { code: lambda.Code.fromAsset("lambda"), handler: "ask.handler" }`;
    assert.deepEqual(entryOf(properties, files), found);
  });

  it("stands beside the construct where nothing names it", () => {
    assert.deepEqual(entryOf("", { "infra/lib/stack.ask.ts": HANDLER }, "ask"), ["infra/lib/stack.ask.ts", true]);
  });

  it("is not known where it is not there, or not written", () => {
    assert.deepEqual(entryOf(`, { entry: "lambda/other.ts" }`, files), [undefined, undefined]);
    assert.deepEqual(entryOf(`, { entry: process.env.ENTRY }`, files), [undefined, undefined]);
    assert.deepEqual(entryOf(`, { entry: path.join(folder, "ask.ts") }`, files), [undefined, undefined]);
  });

  it("calls a model through what it imports", () => {
    const imports = {
      "infra/lambda/ask.ts": `import { run } from "./run.js";\nexport const handler = run;`,
      "infra/lambda/run.ts": HANDLER,
    };
    assert.deepEqual(entryOf(`, { entry: "lambda/ask.ts" }`, imports), found);
  });

  it("calls none where nothing that it imports does", () => {
    const text = `import { start } from "traces";\nimport { run } from "./run";`;
    const other = { "infra/lambda/ask.ts": text, "infra/lambda/run.ts": "export const run = 1;" };
    assert.deepEqual(entryOf(`, { entry: "lambda/ask.ts" }`, other), ["infra/lambda/ask.ts", false]);
  });

  it("may call one where it imports something else from a package that can", () => {
    const text = `import { other } from "models";\nexport const handler = other;`;
    assert.deepEqual(entryOf(`, { entry: "lambda/ask.ts" }`, { "infra/lambda/ask.ts": text }), [
      "infra/lambda/ask.ts",
      undefined,
    ]);
  });

  it("may call one where a file that it imports is not there", () => {
    const text = `import { run } from "./run";`;
    assert.deepEqual(entryOf(`, { entry: "lambda/ask.ts" }`, { "infra/lambda/ask.ts": text }), [
      "infra/lambda/ask.ts",
      undefined,
    ]);
  });
});

describe("resources that every program has", () => {
  const bucket = `import { Bucket } from "cloud";\nexport const bucket = new Bucket(this, "letters", {});`;
  const buckets = (source: Source): number => resources(source).filter(({ kind }) => kind === "bucket").length;

  it("are left out where nothing of generative AI stands beside them", () => {
    assert.equal(buckets(bucket), 0);
    assert.equal(buckets({ "src/app.ts": `${bucket}\nimport "./other";`, "src/other.ts": `import "express";` }), 0);
  });

  it("count beside a resource, a permission or a model call", () => {
    assert.equal(buckets(`${bucket}\nimport { CfnGuardrail } from "cloud";\nnew CfnGuardrail(this, "g", {});`), 1);
    const statement = `new PolicyStatement({ actions: ["bedrock:InvokeModel"] });`;
    assert.equal(buckets(`${bucket}\nimport { PolicyStatement } from "cloud";\n${statement}`), 1);
    assert.equal(buckets(`${bucket}\nimport { ask } from "models";\nask();`), 1);
  });

  it("count where a file that is imported imports an SDK of generative AI", () => {
    assert.equal(
      buckets({ "src/app.ts": `${bucket}\nimport "./agent";`, "src/agent.ts": `import { ask } from "models";` }),
      1,
    );
  });
});

describe("permissions", () => {
  const policy = (argument: string, later = ""): string =>
    `import { PolicyStatement } from "cloud";\nconst policy = new PolicyStatement(${argument});\n${later}`;

  it("are policy statements that name a service of generative AI", () => {
    assert.deepEqual(permissions(policy(`{ actions: ["bedrock:InvokeModel", "s3:GetObject"], resources: ["*"] }`)), [
      `policy statement: ["bedrock:InvokeModel", "s3:GetObject"]; ["*"]; absent: effect in { actions: ["bedrock:InvokeModel", "s3:GetObject"], resources: ["*"] }; absent: conditions in { actions: ["bedrock:InvokeModel", "s3:GetObject"], resources: ["*"] }; no such option`,
    ]);
    assert.equal(permissions(policy(`{ actions: ["sagemaker:InvokeEndpoint"] }`)).length, 1);
  });

  it("that allow everything count beside something of generative AI only", () => {
    const everything = policy(`{ actions: ["*"] }`);
    assert.equal(permissions(everything).length, 0);
    const guardrail = `import { CfnGuardrail } from "cloud";\nnew CfnGuardrail(this, "guardrail", {});`;
    assert.equal(permissions(`${everything}\n${guardrail}`).length, 1);
  });

  it("of other services, or of actions that are not known, are left out", () => {
    assert.deepEqual(permissions(policy(`{ actions: ["s3:GetObject", "bedrockish:Do"] }`)), []);
    assert.deepEqual(permissions(policy(`{ actions }`)), []);
    assert.deepEqual(permissions(policy("")), []);
  });

  it("may be more than they show when they are added to later", () => {
    const source = policy(`{ actions: ["bedrock:*"] }`, "policy.addCondition('StringEquals', {});");
    assert.deepEqual(permissions(source), [
      `policy statement: ["bedrock:*", …]; unknown: mutation; unknown: mutation; unknown: mutation; no such option`,
    ]);
  });

  it("are grants", () => {
    const source = `import { Model } from "cloud";\nnew Model(this, "m", {}).grantInvoke(role);`;
    assert.deepEqual(permissions(source), [`grant: ["bedrock:InvokeModel"]; absent; absent; absent; no such option`]);
  });

  it("are managed policies by their names", () => {
    const source = (name: string): string => `import { managedPolicy } from "cloud";\nmanagedPolicy("${name}");`;
    assert.deepEqual(permissions(source("AmazonBedrockFullAccess")), [
      `managed policy: absent; absent; absent; absent; "AmazonBedrockFullAccess"`,
    ]);
    assert.deepEqual(permissions(source("AmazonS3FullAccess")), []);
  });
});

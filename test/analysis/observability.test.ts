import assert from "node:assert/strict";
import type { SdkDescription } from "../../lens/sdks/description.ts";
import { analyse, onlyCall, type Source } from "./in-memory-host.ts";

const traces = { product: "traces", mechanism: "client wrapper" } as const;
const spans = { product: "spans", mechanism: "span" } as const;

const kit: SdkDescription = {
  id: "kit",
  title: "Kit",
  versionPackage: "kit",
  modules: [
    {
      specifiers: ["kit"],
      exports: {
        Client: { entity: "class", type: "Client" },
        TracedClient: { entity: "class", type: "Client", observability: { ...traces, product: "built-in" } },
        model: { entity: "factory", type: "Model" },
        ask: { entity: "function", call: { kind: "chat", options: { model: "0.model", telemetry: "0.telemetry" } } },
        observe: { entity: "wrapper", path: "0", observability: traces },
        pass: { entity: "wrapper", path: "0" },
        Handler: { entity: "observability", observability: { product: "handlers", mechanism: "callback" } },
        Tracer: { entity: "class", type: "Tracer" },
      },
    },
  ],
  types: {
    Client: {
      role: "client",
      members: {
        ask: { member: "call", call: { kind: "chat", options: {} } },
        deep: { member: "makes", type: "Client" },
      },
    },
    Model: { role: "model", settings: { model: "0" } },
    Tracer: { role: "other", members: { span: { member: "observability", observability: spans } } },
  },
};

const IMPORTS = `import { ask, Client, Handler, model, observe, pass, TracedClient, Tracer } from "kit";\n`;

function evidence(source: Source): readonly string[] {
  const { facts, host } = analyse(source, { sdks: [kit] });
  return facts.flatMap((fact) =>
    fact.fact === "observability" ? [`${fact.product} ${fact.mechanism}: ${host.textAt(fact.place)}`] : [],
  );
}

function tracedBy(code: string): readonly string[] {
  return onlyCall(IMPORTS + code, { sdks: [kit] }).tracedBy;
}

describe("evidence of tracing", () => {
  it("is a wrapper around a client", () => {
    assert.deepEqual(evidence(`${IMPORTS}const client = observe(new Client());`), [
      "traces client wrapper: observe(new Client())",
    ]);
    assert.deepEqual(evidence(`${IMPORTS}const client = pass(new Client());`), []);
  });

  it("is a callback or a span", () => {
    assert.deepEqual(
      evidence(`${IMPORTS}const handler = new Handler();\nconst tracer = new Tracer();\ntracer.span();`),
      ["handlers callback: new Handler()", "spans span: tracer.span()"],
    );
  });
});

describe("what traces a call", () => {
  it("is nothing where nothing does", () => {
    assert.deepEqual(tracedBy("pass(new Client()).ask();"), []);
  });

  it("is the wrapper around its client, and all of them in order", () => {
    assert.deepEqual(tracedBy("observe(new Client()).ask();"), ["traces"]);
    assert.deepEqual(tracedBy("observe(observe(new TracedClient())).deep().ask();"), ["built-in", "traces"]);
  });

  it("is the wrapper around its client's class", () => {
    assert.deepEqual(tracedBy("const Traced = observe(Client);\nnew Traced().ask();"), ["traces"]);
  });

  it("is the wrapper around its model", () => {
    assert.deepEqual(tracedBy(`ask({ model: observe(model("m")) });`), ["traces"]);
  });

  it("is the SDK's own telemetry where it is switched on", () => {
    assert.deepEqual(tracedBy("ask({ telemetry: { isEnabled: true } });"), ["opentelemetry"]);
    assert.deepEqual(tracedBy("ask({ telemetry: { isEnabled: false } });"), []);
    assert.deepEqual(tracedBy("ask({ telemetry: { isEnabled: flag } });"), []);
    assert.deepEqual(tracedBy("ask({ telemetry });"), []);
  });
});

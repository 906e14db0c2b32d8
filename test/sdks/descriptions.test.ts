import assert from "node:assert/strict";
import type { CallKind, ClientOptionName, OptionName } from "../../lens/facts.ts";
import type {
  CallDescription,
  MemberDescription,
  OptionPath,
  OptionPaths,
  SdkDescription,
} from "../../lens/sdks/description.ts";
import { packageNameOf, sdkSpecifiers, sdks } from "../../lens/sdks/index.ts";

const OPTION_NAMES: Record<OptionName, true> = {
  model: true,
  maxOutputTokens: true,
  temperature: true,
  topP: true,
  timeout: true,
  retries: true,
  abortSignal: true,
  system: true,
  messages: true,
  tools: true,
  toolChoice: true,
  maxSteps: true,
  maxCost: true,
  permissionMode: true,
  approval: true,
  allowedTools: true,
  deniedTools: true,
  settingSources: true,
  sandbox: true,
  outputSchema: true,
  modalities: true,
  stream: true,
  caching: true,
  guardrail: true,
  user: true,
  metadata: true,
  reasoning: true,
  topK: true,
  stopSequences: true,
  completions: true,
  seed: true,
  guardrailVersion: true,
  guardrailStreamMode: true,
  safety: true,
  input: true,
  dimensions: true,
  store: true,
  telemetry: true,
  trace: true,
  streamUsage: true,
  errorCallback: true,
  validationRetries: true,
  serviceTier: true,
  session: true,
  agentAlias: true,
  knowledgeBase: true,
};

const CLIENT_OPTION_NAMES: Record<ClientOptionName, true> = {
  apiKey: true,
  baseUrl: true,
  timeout: true,
  retries: true,
  allowBrowser: true,
  headers: true,
  region: true,
  guardrail: true,
  model: true,
  requestHandler: true,
  throwsOnTimeout: true,
  idleTimeout: true,
  checksCertificates: true,
};

const OPTION_PATH = /^(\d|json\(\d(\.\w+)*\)|send|client|settings|root\.\d|made\(\w+\)\.\d)(\.([\w-]+|\[\]))*$/;
const RESPONSE_PATH = /^(\w+(\[\])?|\[\])(\.\w+(\[\])?)*$/;

/** Clients whose usual time limit is another one in each major. */
const TIMEOUT_DIFFERS = new Set(["mistralai: Mistral", "mistralai: MistralCore"]);

/** Clients that go on trying for as long as the server says that it is busy, or for a time. */
const RETRIES_ARE_NOT_COUNTED = new Set([
  "openrouter-sdk: OpenRouter",
  "openrouter-sdk: OpenRouterCore",
  "huggingface-inference: InferenceClient",
  "huggingface-inference: Endpoint",
  "huggingface-inference: HfInferenceEndpoint",
]);

/** A call with the way it is reached: as a command, a plain function, or a method of a type. */
interface ReachedCall {
  readonly sdk: SdkDescription;
  readonly name: string;
  readonly form: "command" | "function" | "method";
  readonly type: string | undefined;
  readonly call: CallDescription;
}

function callsOf(sdk: SdkDescription): ReachedCall[] {
  const calls: ReachedCall[] = [];
  for (const module of sdk.modules) {
    for (const [name, exported] of Object.entries(module.exports)) {
      if (exported.entity === "command" || exported.entity === "function") {
        calls.push({ sdk, name, form: exported.entity, type: undefined, call: exported.call });
      }
    }
  }
  for (const [type, description] of Object.entries(sdk.types)) {
    for (const [name, member] of membersOf(description.members, description.whenCalled)) {
      if (member.member === "call") calls.push({ sdk, name, form: "method", type, call: member.call });
    }
  }
  return calls;
}

function membersOf(
  members: Readonly<Record<string, MemberDescription>> | undefined,
  whenCalled: MemberDescription | undefined,
): [string, MemberDescription][] {
  return [...Object.entries(members ?? {}), ...(whenCalled ? [["()", whenCalled] as [string, MemberDescription]] : [])];
}

function listed(paths: OptionPaths | undefined): readonly Exclude<OptionPath, string>[] {
  const list = paths === undefined ? [] : ((Array.isArray(paths) ? paths : [paths]) as readonly OptionPath[]);
  return list.map((each) => (typeof each === "string" ? { path: each } : each));
}

function pathsFor(call: CallDescription, option: OptionName, major: number): string[] {
  return listed(call.options[option])
    .filter(({ from, until }) => major >= (from ?? 0) && major <= (until ?? Infinity))
    .map(({ path }) => path);
}

function sdk(id: string): SdkDescription {
  const found = sdks.find((each) => each.id === id);
  assert.ok(found, `no SDK ${id}`);
  return found;
}

function call(id: string, name: string, type?: string): CallDescription {
  const found = callsOf(sdk(id)).find((each) => each.name === name && (type === undefined || each.type === type));
  assert.ok(found, `no call ${name} in ${id}`);
  return found.call;
}

const allCalls = sdks.flatMap(callsOf);

describe("SDK descriptions", () => {
  it("have an id of their own and something to import", () => {
    assert.equal(new Set(sdks.map(({ id }) => id)).size, sdks.length);
    for (const { id, modules } of sdks) assert.ok(modules.length > 0, id);
  });

  it("give each import specifier to one module only", () => {
    const specifiers = sdks.flatMap(({ modules }) => modules.flatMap((module) => module.specifiers));
    assert.deepEqual(
      specifiers.filter((each, index) => specifiers.indexOf(each) !== index),
      [],
    );
  });

  it("refer only to types and exports that they have", () => {
    for (const { id, modules, types } of sdks) {
      for (const { exports, defaultExport } of modules) {
        assert.ok(
          defaultExport === undefined || defaultExport === "*" || Object.hasOwn(exports, defaultExport),
          `${id}: ${defaultExport}`,
        );
        for (const [name, exported] of Object.entries(exports)) {
          if ("type" in exported) assert.ok(Object.hasOwn(types, exported.type), `${id}: ${name} → ${exported.type}`);
        }
      }
      for (const [type, { members, whenCalled, callbacks }] of Object.entries(types)) {
        for (const [name, member] of membersOf(members, whenCalled)) {
          if (member.member === "makes") assert.ok(Object.hasOwn(types, member.type), `${id}: ${type}.${name}`);
        }
        for (const name of Object.keys(callbacks ?? {})) assert.ok(members?.[name], `${id}: ${type}.${name}`);
      }
      for (const { callbacks } of [...modules, ...Object.values(types)]) {
        for (const { type } of Object.values(callbacks ?? {}).flat())
          assert.ok(type === undefined || Object.hasOwn(types, type), `${id}: ${type}`);
      }
    }
  });

  it("find modules inside modules, and the links that paths name", () => {
    for (const sdk of sdks) {
      const specifiers = sdk.modules.flatMap((module) => module.specifiers);
      const makers = new Set<string>();
      for (const { exports } of sdk.modules) {
        for (const [name, exported] of Object.entries(exports)) {
          if (exported.entity === "module") assert.ok(specifiers.includes(exported.specifier), `${sdk.id}: ${name}`);
          if ("type" in exported) makers.add(name.slice(name.lastIndexOf(".") + 1));
        }
      }
      for (const { members } of Object.values(sdk.types)) {
        for (const [path, member] of Object.entries(members ?? {})) {
          if (member.member === "makes") makers.add(path.slice(path.lastIndexOf(".") + 1));
        }
      }
      const options = [
        ...callsOf(sdk).map(({ call }) => call.options),
        ...Object.values(sdk.types).map(({ settings }) => settings ?? {}),
      ];
      for (const { path } of options.flatMap((each) => Object.values(each).flatMap(listed))) {
        const maker = /^made\((\w+)\)/.exec(path)?.[1];
        assert.ok(maker === undefined || makers.has(maker), `${sdk.id}: ${path}`);
      }
    }
  });

  it("compose and hand over at paths that can be read", () => {
    for (const { id, modules, types } of sdks) {
      for (const [name, exported] of modules.flatMap(({ exports }) => Object.entries(exports))) {
        if (exported.entity === "pipeline") assert.match(exported.path, /^\d(\.\w+)*$/, `${id}: ${name}`);
      }
      for (const [type, { members, whenCalled }] of Object.entries(types)) {
        for (const [name, member] of membersOf(members, whenCalled)) {
          const where = `${id}: ${type}.${name}`;
          if (member.member === "pipe") assert.match(member.path, /^\d(\.\w+)*$/, where);
          if (member.member === "lookup" || member.member === "value") assert.match(member.path, OPTION_PATH, where);
        }
      }
    }
    for (const { sdk, name, form, call } of allCalls) {
      if (call.client !== undefined) {
        const isOwn = form === "method" && call.client.startsWith("root.");
        assert.match(call.client, isOwn ? /^root\.\d$/ : /^\d(\.\w+)*$/, `${sdk.id}: ${name}`);
      }
      if (call.provider !== undefined) assert.ok(call.client, `${sdk.id}: ${name}`);
      for (const path of [call.onlyWhen?.path, call.unlessWith])
        if (path !== undefined) assert.match(path, /^\d(\.\w+)*$/, `${sdk.id}: ${name}`);
    }
  });

  it("use every type that they describe", () => {
    for (const { id, modules, types } of sdks) {
      const used = new Set<string>();
      for (const exported of modules.flatMap(({ exports }) => Object.values(exports))) {
        if ("type" in exported) used.add(exported.type);
      }
      for (const { members, whenCalled } of Object.values(types)) {
        for (const [, member] of membersOf(members, whenCalled)) if (member.member === "makes") used.add(member.type);
      }
      for (const { callbacks } of [...modules, ...Object.values(types)]) {
        for (const { type } of Object.values(callbacks ?? {}).flat()) if (type !== undefined) used.add(type);
      }
      assert.deepEqual(
        Object.keys(types).filter((each) => !used.has(each)),
        [],
        id,
      );
    }
  });

  it("name options that exist, at paths that can be read", () => {
    for (const { sdk, name, form, type, call } of allCalls) {
      for (const [option, paths] of Object.entries(call.options)) {
        const where = `${sdk.id}: ${name} ${option}`;
        assert.ok(Object.hasOwn(OPTION_NAMES, option), where);
        assert.ok(listed(paths).length > 0, where);
        for (const { path, from, until } of listed(paths)) {
          assert.match(path, OPTION_PATH, where);
          assert.ok((from ?? 0) <= (until ?? Infinity), where);
          const head = path.split(".")[0];
          if (head === "send") assert.equal(form, "command", where);
          if (head === "settings" || head === "root" || head?.startsWith("made("))
            assert.ok(call.agent !== undefined || type !== undefined, where);
          if (head === "client") {
            const clients = type === undefined ? Object.values(sdk.types) : [sdk.types[type]];
            const option = path.slice("client.".length) as ClientOptionName;
            for (const each of clients) {
              if (each?.role === "client") assert.ok(each.options?.[option], `${where} → ${path}`);
            }
          }
        }
      }
    }
  });

  it("say of models only that they lack an option, and only options that calls have", () => {
    for (const { id, types } of sdks) {
      for (const [type, { lacks, role }] of Object.entries(types)) {
        for (const option of lacks ?? []) {
          assert.equal(role, "model", `${id}: ${type}`);
          assert.ok(
            callsOf(sdk(id)).some(({ call }) => call.options[option] !== undefined),
            `${id}: ${type} ${option}`,
          );
        }
      }
    }
  });

  it("name client options and model settings that exist, at paths of the call that makes them", () => {
    for (const { id, types } of sdks) {
      for (const [type, { options, settings, role }] of Object.entries(types)) {
        if (options) assert.ok(role === "client" || role === "provider", `${id}: ${type}`);
        for (const [option, paths] of Object.entries(options ?? {})) {
          assert.ok(Object.hasOwn(CLIENT_OPTION_NAMES, option), `${id}: ${type} ${option}`);
          for (const { path } of listed(paths)) assert.match(path, /^\d(\.\w+)*$/, `${id}: ${type} ${option}`);
        }
        for (const [option, paths] of Object.entries(settings ?? {})) {
          assert.ok(Object.hasOwn(OPTION_NAMES, option), `${id}: ${type} ${option}`);
          for (const { path } of listed(paths)) {
            assert.match(path, OPTION_PATH, `${id}: ${type} ${option}`);
            assert.doesNotMatch(path, /^(send|client)\./, `${id}: ${type} ${option}`);
          }
        }
      }
    }
  });

  it("point into responses and prompts at paths that can be read", () => {
    for (const { sdk, name, call } of allCalls) {
      const where = `${sdk.id}: ${name}`;
      for (const path of [...(call.response?.text ?? []), ...(call.response?.finishReason ?? [])]) {
        assert.match(path, RESPONSE_PATH, where);
      }
      for (const prompt of call.systemPrompts ?? []) assert.match(prompt.path, OPTION_PATH, where);
      if (call.agent !== undefined) assert.match(call.agent, OPTION_PATH, where);
      for (const { path } of call.kindByOption ?? []) assert.match(path, OPTION_PATH, where);
      if (call.streamFlag !== undefined) assert.deepEqual(call.options.stream, call.streamFlag, where);
      if (call.response?.finishedValues) assert.ok(call.response.finishReasonName, where);
    }
  });

  it("give every client its limits, unless it stands before the client of another package", () => {
    const standsBefore = ["langchain", "llamaindex", "portkey", "strands"];
    for (const { id, types } of sdks) {
      for (const [type, { role, defaults }] of Object.entries(types)) {
        if (role === "client" && !standsBefore.includes(id)) {
          const where = `${id}: ${type}`;
          assert.equal(defaults?.timeout === undefined, TIMEOUT_DIFFERS.has(where), where);
          assert.equal(defaults?.retries === undefined, RETRIES_ARE_NOT_COUNTED.has(where), where);
        }
      }
    }
  });
});

describe("sdkSpecifiers", () => {
  it("lists what files import, and leaves out modules that only pass a client through", () => {
    const names = sdkSpecifiers();
    for (const name of [
      "openai",
      "@anthropic-ai/sdk",
      "@aws-sdk/client-bedrock-runtime",
      "ai",
      "@ai-sdk/openai",
      "openai/azure",
    ]) {
      assert.ok(names.includes(name), name);
    }
    for (const name of ["openai/resources", "@instructor-ai/instructor", "@smithy/node-http-handler", "aws-xray-sdk"]) {
      assert.ok(!names.includes(name), name);
    }
    assert.equal(new Set(names).size, names.length);
  });

  it("takes the package from a specifier", () => {
    assert.equal(packageNameOf("openai/helpers/zod"), "openai");
    assert.equal(packageNameOf("@ai-sdk/google-vertex/edge"), "@ai-sdk/google-vertex");
    assert.equal(packageNameOf("ai"), "ai");
  });
});

describe("openai", () => {
  it("moves its helpers out of beta in major 5", () => {
    for (const name of ["parse", "stream", "runTools"]) {
      assert.equal(call("openai", `chat.completions.${name}`).from, 5);
      assert.equal(call("openai", `beta.chat.completions.${name}`).until, 4);
    }
  });

  it("takes the request's own limits before the client's", () => {
    assert.deepEqual(pathsFor(call("openai", "responses.create"), "timeout", 7), ["1.timeout", "client.timeout"]);
    assert.deepEqual(pathsFor(call("openai", "responses.create"), "maxOutputTokens", 7), ["0.max_output_tokens"]);
    assert.deepEqual(pathsFor(call("openai", "chat.completions.create"), "maxOutputTokens", 4), [
      "0.max_completion_tokens",
      "0.max_tokens",
    ]);
  });

  it("takes what asks no model for no call", () => {
    const names = callsOf(sdk("openai")).map(({ name }) => name);
    for (const name of ["beta.threads.messages.create", "beta.assistants.create", "files.create", "models.list"]) {
      assert.ok(!names.includes(name), name);
    }
  });

  it("trusts only the helpers that throw on truncated output", () => {
    assert.equal(call("openai", "chat.completions.parse").response?.isChecked, true);
    assert.equal(call("openai", "chat.completions.create").response?.isChecked, undefined);
    assert.equal(call("openai", "chat.completions.stream").response, undefined);
  });
});

describe("anthropic", () => {
  it("knows that the tool runner has no bound of its own", () => {
    const runner = call("anthropic", "beta.messages.toolRunner", "Anthropic");
    assert.equal(runner.defaults?.maxSteps, null);
    assert.deepEqual(pathsFor(runner, "maxSteps", 1), ["0.max_iterations"]);
  });

  it("has no sampling options and no text completions from major 1 on", () => {
    assert.deepEqual(pathsFor(call("anthropic", "messages.create"), "temperature", 0), ["0.temperature"]);
    assert.deepEqual(pathsFor(call("anthropic", "messages.create"), "temperature", 1), []);
    assert.equal(call("anthropic", "completions.create").until, 0);
  });
});

describe("bedrock-runtime", () => {
  const invoke = call("bedrock-runtime", "InvokeModelCommand");

  function kindOf(model: string, description: CallDescription): CallKind {
    return description.kindByModel?.find(({ pattern }) => pattern.test(model))?.kind ?? description.kind;
  }

  it("tells by the model id what an InvokeModel asks for", () => {
    const kinds: Record<string, CallKind> = {
      "anthropic.claude-3-5-sonnet-20240620-v1:0": "chat",
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0": "chat",
      "arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.amazon.nova-pro-v1:0": "chat",
      "amazon.titan-text-express-v1": "chat",
      "meta.llama3-70b-instruct-v1:0": "chat",
      "mistral.mistral-large-2402-v1:0": "chat",
      "cohere.command-r-plus-v1:0": "chat",
      "amazon.titan-embed-text-v2:0": "embedding",
      "cohere.embed-english-v3": "embedding",
      "amazon.titan-image-generator-v2:0": "image",
      "amazon.nova-canvas-v1:0": "image",
      "stability.sd3-large-v1:0": "image",
      "amazon.rerank-v1:0": "rerank",
      "amazon.nova-sonic-v1:0": "audio",
      "amazon.nova-reel-v1:0": "other",
      "my-imported-model": "other",
    };
    for (const [model, kind] of Object.entries(kinds)) assert.equal(kindOf(model, invoke), kind, model);
    assert.equal(
      kindOf("anthropic.claude-v2", call("bedrock-runtime", "InvokeModelWithResponseStreamCommand")),
      "stream",
    );
  });

  it("takes what streams for text where the model id says nothing", () => {
    for (const name of ["InvokeModelWithResponseStreamCommand", "invokeModelWithResponseStream"]) {
      assert.equal(kindOf("my-imported-model", call("bedrock-runtime", name)), "stream", name);
      assert.equal(kindOf("amazon.titan-embed-text-v2:0", call("bedrock-runtime", name)), "embedding", name);
    }
  });

  it("offers no place in a body whose form depends on the model's maker", () => {
    assert.ok(listed(invoke.options.maxOutputTokens).every(({ isReadOnly }) => isReadOnly));
    assert.deepEqual(listed(call("bedrock-runtime", "ConverseCommand").options.maxOutputTokens), [
      { path: "0.inferenceConfig.maxTokens" },
    ]);
  });

  it("reads request options beside the command, and beside the input of a method", () => {
    assert.deepEqual(pathsFor(call("bedrock-runtime", "ConverseCommand"), "abortSignal", 3), ["send.abortSignal"]);
    assert.deepEqual(pathsFor(call("bedrock-runtime", "converse"), "abortSignal", 3), ["1.abortSignal"]);
  });

  it("turns attempts into retries", () => {
    const retries = sdk("bedrock-runtime").types["BedrockRuntimeClient"]?.options?.retries;
    assert.deepEqual(listed(retries), [{ path: "0.maxAttempts", minus: 1 }]);
  });
});

describe("ai", () => {
  it("follows its option names through the majors", () => {
    const generateText = call("ai", "generateText");
    assert.deepEqual(pathsFor(generateText, "maxOutputTokens", 4), ["0.maxTokens"]);
    assert.deepEqual(pathsFor(generateText, "maxOutputTokens", 5), ["0.maxOutputTokens"]);
    assert.deepEqual(pathsFor(generateText, "maxSteps", 4), ["0.maxSteps"]);
    assert.deepEqual(pathsFor(generateText, "maxSteps", 7), ["0.stopWhen"]);
    assert.deepEqual(pathsFor(generateText, "timeout", 5), []);
    assert.deepEqual(pathsFor(generateText, "timeout", 6), ["0.timeout"]);
    assert.deepEqual(pathsFor(generateText, "system", 6), ["0.system"]);
    assert.deepEqual(pathsFor(generateText, "system", 7), ["0.instructions", "0.system"]);
  });

  it("knows which functions take no time limit and write no tokens", () => {
    for (const name of ["generateObject", "embed", "embedMany", "generateImage", "rerank"]) {
      assert.equal(call("ai", name).options.timeout, undefined, name);
      assert.ok(call("ai", name).options.abortSignal, name);
    }
    assert.equal(call("ai", "embed").options.maxOutputTokens, undefined);
  });

  it("reads a guardrail under the names that the provider reads, and writes the newer one from major 7 on", () => {
    const older = "0.providerOptions.bedrock.guardrailConfig";
    const newer = "0.providerOptions.amazonBedrock.guardrailConfig";
    assert.deepEqual(pathsFor(call("ai", "generateText"), "guardrail", 6), [older]);
    assert.deepEqual(pathsFor(call("ai", "generateText"), "guardrail", 7), [newer, older]);
    // Where the major is not known, the first one is written: the older name works in all.
    assert.equal(listed(call("ai", "generateText").options.guardrail)[0]?.path, older);
    assert.deepEqual(
      pathsFor(call("ai", "generate", "ToolLoopAgent"), "guardrail", 7),
      [newer, older].map((path) => path.replace("0.", "settings.")),
    );
  });

  it("gives no guardrail to Bedrock models that are spoken to in their maker's own protocol", () => {
    const { modules, types } = sdk("ai");
    for (const [specifier, name, lacks] of [
      ["@ai-sdk/amazon-bedrock", "bedrock", undefined],
      ["@ai-sdk/amazon-bedrock/anthropic", "bedrockAnthropic", ["guardrail"]],
      ["@ai-sdk/amazon-bedrock/mantle", "bedrockMantle", ["guardrail"]],
    ] as const) {
      const instance = modules.find((each) => each.specifiers.includes(specifier))?.exports[name];
      assert.ok(instance?.entity === "instance", specifier);
      const made = types[instance.type]?.whenCalled;
      assert.ok(made?.member === "makes", specifier);
      assert.deepEqual(types[made.type]?.lacks, lacks);
      assert.equal(types[made.type]?.provider, "bedrock");
    }
  });

  it("takes what an agent streams for a stream, also through the functions that are given the agent", () => {
    for (const type of ["ToolLoopAgent", "ExperimentalAgent"]) {
      assert.equal(call("ai", "stream", type).kind, "stream");
      assert.equal(call("ai", "generate", type).kind, "agent");
    }
    for (const name of ["createAgentUIStream", "createAgentUIStreamResponse", "pipeAgentUIStreamToResponse"]) {
      const { kind, agent, from, options } = call("ai", name);
      assert.deepEqual({ kind, agent, from }, { kind: "stream", agent: "0.agent", from: 6 });
      assert.equal(options.model, "settings.model");
      assert.deepEqual(pathsFor(call("ai", name), "timeout", 6), ["0.timeout", "settings.timeout"]);
    }
  });

  it("knows the stand-ins of `ai/test`", () => {
    const { modules, types } = sdk("ai");
    const mocks = modules.find(({ specifiers }) => specifiers.includes("ai/test"))?.exports ?? {};
    for (const name of ["MockLanguageModelV1", "MockLanguageModelV4", "MockEmbeddingModelV3", "MockProviderV4"]) {
      const mock = mocks[name];
      assert.ok(mock?.entity === "class", name);
      assert.equal(types[mock.type]?.provider, "mock", name);
    }
  });

  it("stops agents after 20 steps", () => {
    assert.equal(sdk("ai").types["ToolLoopAgent"]?.defaults?.maxSteps, 20);
    assert.equal(call("ai", "generateText").defaults?.maxSteps, 1);
  });

  it("makes a model from every provider's instance and factory", () => {
    const { modules, types } = sdk("ai");
    for (const [specifier, factory, instance, provider] of [
      ["@ai-sdk/openai", "createOpenAI", "openai", "openai"],
      ["@ai-sdk/anthropic", "createAnthropic", "anthropic", "anthropic"],
      ["@ai-sdk/amazon-bedrock", "createAmazonBedrock", "bedrock", "bedrock"],
      ["@ai-sdk/google", "createGoogleGenerativeAI", "google", "google"],
      ["@ai-sdk/azure", "createAzure", "azure", "azure-openai"],
      ["@openrouter/ai-sdk-provider", "createOpenRouter", "openrouter", "openrouter"],
      ["ai", "createGateway", "gateway", "vercel-ai-gateway"],
    ] as const) {
      const module = modules.find((each) => each.specifiers.includes(specifier));
      const made = module?.exports[factory];
      const ready = module?.exports[instance];
      assert.ok(made?.entity === "factory" && ready?.entity === "instance" && made.type === ready.type, specifier);
      const type = types[made.type];
      assert.equal(type?.provider, provider);
      for (const member of [type?.whenCalled, type?.members?.["languageModel"], type?.members?.["chat"]]) {
        assert.ok(member?.member === "makes", specifier);
        assert.deepEqual(types[member.type]?.settings, { model: "0" });
        assert.equal(types[member.type]?.provider, provider);
      }
    }
  });
});

import assert from "node:assert/strict";
import type { ModelCall, OptionName } from "../../lens/facts.ts";
import { analyse, onlyCall, show, type Source } from "./in-memory-host.ts";

const OPENAI = "https://api.openai.com/v1/chat/completions";

function brief(call: ModelCall): string {
  const model = call.options.model;
  const id = model?.state === "known" && model.form === "constant" ? String(model.value) : (model?.state ?? "none");
  return `${call.sdk} ${call.provider} ${call.kind} ${call.callee} ${id}`;
}

function calls(source: Source): readonly string[] {
  return analyse(source).calls.map(brief);
}

function post(url: string, body = `{ model: "m" }`): string {
  return `await fetch(${url}, { method: "POST", headers: {}, body: JSON.stringify(${body}) });`;
}

function options(source: string, names: readonly OptionName[]): readonly string[] {
  const { host } = analyse(source);
  const call = onlyCall(source);
  return names.map((name) => show(call.options[name], host));
}

describe("requests to a provider's own interface", () => {
  const urls: readonly (readonly [url: string, expected: string])[] = [
    [`"${OPENAI}"`, "openai chat fetch m"],
    [`"https://api.openai.com/v1/responses"`, "openai chat fetch m"],
    [`"https://api.openai.com/v1/embeddings"`, "openai embedding fetch m"],
    [`"https://api.openai.com/v1/images/generations"`, "openai image fetch m"],
    [`"https://api.anthropic.com/v1/messages"`, "anthropic chat fetch m"],
    [`"https://openrouter.ai/api/v1/chat/completions"`, "openrouter chat fetch m"],
    [`"https://api.mistral.ai/v1/chat/completions"`, "mistral chat fetch m"],
    [`"https://api.cohere.com/v2/chat"`, "cohere chat fetch m"],
    [`"https://api.cohere.com/v2/rerank"`, "cohere rerank fetch m"],
    [`"http://localhost:11434/api/embed"`, "ollama embedding fetch m"],
    [
      "`https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent?key=${key}`",
      "google chat fetch gemini-2.5-flash",
    ],
    [
      "`https://generativelanguage.googleapis.com/v1beta/models/${encodeURIComponent('gemini-x')}:streamGenerateContent`",
      "google stream fetch gemini-x",
    ],
    [
      "`https://${region}-aiplatform.googleapis.com/v1/projects/${id}/locations/${region}/publishers/google/models/${model}:generateContent`",
      "google-vertex chat fetch unknown",
    ],
    [
      "`https://bedrock-runtime.${region}.amazonaws.com/model/${encodeURIComponent('amazon.nova-lite-v1:0')}/converse`",
      "bedrock chat fetch amazon.nova-lite-v1:0",
    ],
    [
      "`https://${resource}.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=1`",
      "azure-openai chat fetch m",
    ],
    [`"https://api.replicate.com/v1/models/meta/llama/predictions"`, "replicate other fetch meta/llama"],
  ];
  for (const [url, expected] of urls) {
    it(`are model calls: ${url}`, () => assert.deepEqual(calls(post(url)), [`http ${expected}`]));
  }

  const others: readonly (readonly [title: string, source: string])[] = [
    ["another path of the provider", post(`"https://api.openai.com/v1/files"`)],
    ["a list of models", `await fetch("https://api.openai.com/v1/models");`],
    ["a request without a body", `await fetch("${OPENAI}", { headers: {} });`],
    ["a request that gets something", `await fetch("${OPENAI}", { method: "GET", body: "" });`],
    ["a host of somebody else", `// see https://api.openai.com\n${post(`"https://example.com/v1/chat/completions"`)}`],
    ["a host that is not known", `// see https://api.openai.com\n${post("`${base}/v1/chat/completions`")}`],
    ["a function of that name", `function fetch() {}\n${post(`"${OPENAI}"`)}`],
    ["a server's route", `app.post("${OPENAI}", { method: "POST", body: "{}" });`],
    ["a method of something else", `import axios from "./axios";\naxios.post("${OPENAI}", { model: "m" });`],
  ];
  for (const [title, source] of others) {
    it(`are none: ${title}`, () => assert.deepEqual(calls(source), []));
  }

  it("are found through constants", () => {
    const source = `const BASE = "https://api.groq.com/openai/v1";\nclass Api { url = BASE + "/chat/completions";
  ask() { return fetch(this.url, { method: "POST", body: JSON.stringify({ model: "m" }) }); } }`;
    assert.deepEqual(calls(source), ["http groq chat fetch m"]);
  });

  it("are found where the base may be another, of a provider that is not told then", () => {
    const source = `const base = process.env.BASE ?? "https://api.openai.com/v1";\n${post("`${base}/chat/completions`")}`;
    assert.deepEqual(calls(source), ["http undefined chat fetch m"]);
  });

  const libraries: readonly (readonly [title: string, source: string, expected: string])[] = [
    ["axios", `import axios from "axios";\naxios.post("${OPENAI}", { model: "m" });`, "axios.post m"],
    [
      "axios as a function",
      `const axios = require("axios");\naxios({ method: "post", url: "${OPENAI}", data: { model: "m" } });`,
      "axios m",
    ],
    [
      "axios with a base",
      `import axios from "axios";\nconst api = axios.create({ baseURL: "https://api.openai.com/v1" });\napi.post("/chat/completions", { model: "m" });`,
      "api.post m",
    ],
    [
      "axios in a field",
      `import axios from "axios";\nclass A { api = axios.create({ baseURL: "https://api.openai.com/v1/" }); ask() { return this.api.post("chat/completions", { model: "m" }); } }`,
      "this.api.post m",
    ],
    ["got", `import got from "got";\ngot.post("${OPENAI}", { json: { model: "m" } });`, "got.post m"],
    ["ky", `import ky from "ky";\nky("${OPENAI}", { method: "post", json: { model: "m" } });`, "ky m"],
    [
      "undici",
      `import { request } from "undici";\nrequest("${OPENAI}", { method: "POST", body: JSON.stringify({ model: "m" }) });`,
      "request m",
    ],
    [
      "node-fetch",
      `import send from "node-fetch";\nsend("${OPENAI}", { method: "POST", body: JSON.stringify({ model: "m" }) });`,
      "send m",
    ],
    ["the global object", `globalThis.${post(`"${OPENAI}"`).slice(6)}`, "globalThis.fetch m"],
  ];
  for (const [title, source, expected] of libraries) {
    it(`are sent by ${title}`, () => assert.deepEqual(calls(source), [`http openai chat ${expected}`]));
  }

  it("have the options of their body", () => {
    const source = post(`"${OPENAI}"`, `{ model: "m", max_tokens: 5, messages: [] }`);
    assert.deepEqual(options(source, ["maxOutputTokens", "temperature", "messages"]), [
      "5",
      `absent: temperature in { model: "m", max_tokens: 5, messages: [] }`,
      "[]",
    ]);
  });

  it("have options that are not known where the body is not", () => {
    const source = `fetch("${OPENAI}", { method: "POST", body });`;
    assert.deepEqual(options(source, ["model", "maxOutputTokens"]), ["unknown: call", "unknown: call"]);
  });

  it("are streams when the body says so, and with Ollama unless it denies it", () => {
    const kinds = (source: string): string => onlyCall(source).kind;
    assert.equal(kinds(post(`"${OPENAI}"`, "{ stream: true }")), "stream");
    assert.equal(kinds(post(`"http://localhost:11434/api/chat"`, "{}")), "stream");
    assert.equal(kinds(post(`"http://localhost:11434/api/chat"`, "{ stream: false }")), "chat");
  });

  it("have the time limit of their signal or settings", () => {
    const limited = (settings: string): readonly string[] =>
      options(`await fetch("${OPENAI}", { method: "POST", body: "{}"${settings} });`, ["timeout", "abortSignal"]);
    assert.deepEqual(limited(", signal: AbortSignal.timeout(5_000)"), ["5000", "unknown: call"]);
    assert.equal(limited(", signal: controller.signal")[0], "unknown: expression");
    assert.match(limited("").join(), /^absent,absent: signal in /);
    const api = `import axios from "axios";\nconst api = axios.create({ baseURL: "https://api.openai.com/v1", timeout: 9 });\n`;
    assert.deepEqual(options(`${api}api.post("/chat/completions", {});`, ["timeout"]), ["9"]);
    assert.deepEqual(options(`${api}api.post("/chat/completions", {}, { timeout: 7 });`, ["timeout"]), ["7"]);
  });

  it("have no client", () => {
    const call = onlyCall(post(`"${OPENAI}"`));
    assert.deepEqual([call.hasClient, call.client, call.sdkMajor], [false, undefined, undefined]);
  });
});

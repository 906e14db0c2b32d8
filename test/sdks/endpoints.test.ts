import assert from "node:assert/strict";
import * as fc from "fast-check";
import { namesModelHost, isLocalEndpoint, providerOfBaseUrl } from "../../lens/sdks/endpoints.ts";

/** Any text, with lone surrogates. */
const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe("providerOfBaseUrl", () => {
  const known: Record<string, string> = {
    "https://api.openai.com/v1": "openai",
    "https://eu.api.openai.com/v1": "openai",
    "https://my-resource.openai.azure.com/openai/deployments/x": "azure-openai",
    "https://openrouter.ai/api/v1": "openrouter",
    "https://api.groq.com/openai/v1": "groq",
    "https://api.voyageai.com/v1": "voyage",
    "https://api.jina.ai/v1": "jina",
    "https://api.together.xyz/v1": "together",
    "https://generativelanguage.googleapis.com/v1beta/openai/": "google",
    "https://us-central1-aiplatform.googleapis.com/v1": "google-vertex",
    "https://api.deepseek.com": "deepseek",
    "https://api.x.ai/v1": "xai",
    "https://oai.helicone.ai/v1": "openai",
    "https://anthropic.helicone.ai": "anthropic",
    "https://gateway.ai.cloudflare.com/v1/account/gateway/openai": "openai",
    "https://gateway.ai.cloudflare.com/v1/account/gateway/aws-bedrock/x": "bedrock",
    "https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1": "bedrock",
    "https://bedrock-mantle.eu-west-1.api.aws/openai/v1": "bedrock",
    "http://localhost:11434/v1": "ollama",
    "http://127.0.0.1:1234/v1": "lm-studio",
    "http://ollama:11434": "ollama",
    "localhost:11434": "ollama",
    "HTTPS://API.OPENAI.COM/v1": "openai",
    " api.groq.com ": "groq",
  };

  for (const [url, provider] of Object.entries(known)) {
    it(`takes ${url.trim()} for ${provider}`, () => assert.equal(providerOfBaseUrl(url), provider));
  }

  for (const url of [
    "https://llm.internal.example/v1",
    "https://api.openai.com.evil.example/v1",
    "https://notapi.openai.azure.com.example",
    "https://example.com/?u=api.openai.com",
    "https://gateway.ai.cloudflare.com/v1/account/gateway",
    "https://gateway.ai.cloudflare.com/v1/account/gateway/constructor",
    "http://localhost:8080/v1",
    "https://my.host:11434",
    "",
    "http://",
    "not a url",
  ]) {
    it(`does not know ${url === "" ? "an empty text" : url}`, () => assert.equal(providerOfBaseUrl(url), undefined));
  }

  it("takes any text", () => {
    fc.assert(
      fc.property(codeUnits, (text) => {
        providerOfBaseUrl(text);
        isLocalEndpoint(text);
      }),
      { numRuns: 100 },
    );
  });
});

describe("isLocalEndpoint", () => {
  for (const url of [
    "http://localhost:11434/v1",
    "http://127.0.0.1:8000",
    "http://[::1]:8080",
    "http://0.0.0.0:1234",
    "http://host.docker.internal:11434",
    "http://api.localhost:3000",
    "localhost:8080",
  ]) {
    it(`finds ${url} here`, () => assert.equal(isLocalEndpoint(url), true));
  }

  for (const url of [
    "https://api.openai.com/v1",
    "http://localhost.example.com",
    "http://10.0.0.7:11434",
    "",
    "http://",
  ]) {
    it(`finds ${url === "" ? "an empty text" : url} elsewhere`, () => assert.equal(isLocalEndpoint(url), false));
  }
});

describe("texts that name a host of models", () => {
  const named = [
    'fetch("https://api.openai.com/v1/responses")',
    "`https://${name}.openai.azure.com/openai`",
    "`https://bedrock-runtime.${process.env.REGION}.amazonaws.com/model`",
    "// see http://localhost:11434",
    "https://gateway.ai.cloudflare.com/v1/account/gateway/openai",
    "https://example.com and https://api.groq.com",
  ];
  for (const text of named) it(`do: ${text}`, () => assert.equal(namesModelHost(text), true));

  const others = [
    "https://example.com/api.openai.com",
    "api.openai.com",
    "https://openai.com/pricing",
    "https://s3.eu-west-1.amazonaws.com/bucket",
    "http://localhost:3000",
    "https://",
    "://",
    "",
  ];
  for (const text of others) it(`do not: ${text}`, () => assert.equal(namesModelHost(text), false));
});

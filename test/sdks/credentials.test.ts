import assert from "node:assert/strict";
import * as fc from "fast-check";
import { credentialOfOption, isPlaceholder, recogniseCredential } from "../../lens/sdks/credentials.ts";
import { providerEnvironmentVariable, providerTitle } from "../../lens/sdks/providers.ts";

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Text as varied as a real key, the same on every run; no key that works stands in this file. */
function random(length: number, alphabet = ALPHANUMERIC): string {
  let state = 20_240_607;
  let text = "";
  for (let index = 0; index < length; index += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += alphabet[Math.floor((state / 2_147_483_648) * alphabet.length)];
  }
  return text;
}

const hexadecimal = (length: number): string => random(length, "0123456789abcdef");

const KEYS: readonly (readonly [key: string, provider: string, environmentVariable: string])[] = [
  [`sk-${random(48)}`, "OpenAI", "OPENAI_API_KEY"],
  [`sk-proj-${random(120)}`, "OpenAI", "OPENAI_API_KEY"],
  [`sk-svcacct-${random(100)}`, "OpenAI", "OPENAI_API_KEY"],
  [`sk-admin-${random(100)}`, "OpenAI", "OPENAI_ADMIN_KEY"],
  [`sk-ant-api03-${random(93)}AA`, "Anthropic", "ANTHROPIC_API_KEY"],
  [`sk-or-v1-${hexadecimal(64)}`, "OpenRouter", "OPENROUTER_API_KEY"],
  [
    `sk-lf-${hexadecimal(8)}-${hexadecimal(4)}-${hexadecimal(4)}-${hexadecimal(4)}-${hexadecimal(12)}`,
    "Langfuse",
    "LANGFUSE_SECRET_KEY",
  ],
  [`ABSK${random(128)}`, "Amazon Bedrock", "AWS_BEARER_TOKEN_BEDROCK"],
  [`bedrock-api-key-${random(400)}&Version=1`, "Amazon Bedrock", "AWS_BEARER_TOKEN_BEDROCK"],
  [`gsk_${random(52)}`, "Groq", "GROQ_API_KEY"],
  [`hf_${random(34)}`, "Hugging Face", "HF_TOKEN"],
  [`xai-${random(80)}`, "xAI", "XAI_API_KEY"],
  [`pcsk_${random(6)}_${random(60)}`, "Pinecone", "PINECONE_API_KEY"],
  [`pplx-${random(48)}`, "Perplexity", "PERPLEXITY_API_KEY"],
];

/** Any text, with lone surrogates. */
const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

const PLACEHOLDERS = [
  "",
  "test",
  "dummy",
  "ollama",
  "lm-studio",
  "not-needed",
  "EMPTY",
  "sk-xxx",
  "sk-...",
  "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
  "sk-XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
  "sk-1234567890abcdef1234567890abcdef",
  "your-api-key",
  "YOUR_OPENAI_API_KEY_HERE",
  "<your key goes here please>",
  "${process.env.OPENAI_API_KEY}",
  "{{ OPENAI_API_KEY }}",
  "sk-proj-00000000000000000000000000000000000000000000",
  "sk-ant-api03-fake-key-for-the-unit-tests-of-this-project-0123",
  "sk-this-is-only-an-example-of-a-key",
  "sk-test-4f9a8b7c6d5e4f3a2b1c",
  "replace-me-with-a-real-key-2",
];

describe("recogniseCredential", () => {
  for (const [key, provider, environmentVariable] of KEYS) {
    it(`knows a key of ${provider} by ${key.slice(0, 10)}`, () => {
      const found = recogniseCredential(key);
      assert.ok(found);
      assert.equal(found.provider, provider);
      assert.equal(found.environmentVariable, environmentVariable);
      assert.equal(found.isPlausible, true);
    });

    it(`hides a key of ${provider} that starts with ${key.slice(0, 10)}`, () => {
      const masked = recogniseCredential(key)?.masked ?? key;
      assert.ok(masked.length <= 24, masked);
      assert.ok(!masked.includes(key.slice(18, 30)), masked);
    });
  }

  it("looks past the scheme of an Authorization header", () => {
    assert.equal(recogniseCredential(`Bearer gsk_${random(52)}`)?.provider, "Groq");
  });

  it("takes no placeholder for a key", () => {
    for (const text of PLACEHOLDERS) assert.notEqual(recogniseCredential(text)?.isPlausible, true, text);
  });

  it("leaves alone what is no secret by its shape", () => {
    for (const text of [
      "sk-SK",
      "AKIAQWERTYUIOP234567",
      "hf_hub",
      `AIza${random(35)}`,
      "hello there, world",
      hexadecimal(40),
    ]) {
      assert.equal(recogniseCredential(text), undefined, text);
    }
  });

  it("takes too short a key for no plausible one", () => {
    assert.equal(recogniseCredential(`sk-ant-api03-${random(20)}`)?.isPlausible, false);
  });

  it("takes any text, and shows none of it whole", () => {
    const anyText = fc.oneof(
      codeUnits,
      codeUnits.map((text) => `sk-${text}`),
      fc.string({ minLength: 16, maxLength: 80 }).map((text) => `sk-proj-${text}`),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const found = recogniseCredential(text);
        isPlaceholder(text);
        const option = credentialOfOption(text, undefined);
        assert.ok(found === undefined || !found.masked.includes(text.trim()));
        assert.ok(text.trim() === "" || option.masked !== text.trim() || text.trim().length <= 3);
      }),
      { numRuns: 100 },
    );
  });

  it("stays quick on very long text", () => {
    assert.equal(recogniseCredential(`sk-${"a-".repeat(200_000)}`), undefined);
  });
});

describe("credentialOfOption", () => {
  it("believes the shape before the client", () => {
    const found = credentialOfOption(`sk-ant-api03-${random(93)}AA`, "openai", "openai");
    assert.deepEqual([found.provider, found.environmentVariable], ["Anthropic", "ANTHROPIC_API_KEY"]);
  });

  it("believes the client where several services share the shape", () => {
    const found = credentialOfOption(`sk-${hexadecimal(32)}`, "deepseek", "openai");
    assert.deepEqual(
      [found.provider, found.environmentVariable, found.isPlausible],
      ["DeepSeek", "DEEPSEEK_API_KEY", true],
    );
  });

  it("knows keys that only mean a secret where a client is given them", () => {
    const google = credentialOfOption(`AIza${random(35)}`, "google", "ai");
    assert.deepEqual(
      [google.provider, google.environmentVariable, google.isPlausible],
      ["Google Gemini", "GOOGLE_GENERATIVE_AI_API_KEY", true],
    );
    const secret = credentialOfOption(random(40), "bedrock", "bedrock-runtime");
    assert.deepEqual([secret.environmentVariable, secret.isPlausible], ["AWS_SECRET_ACCESS_KEY", true]);
  });

  it("takes a long and varied text of no known shape for a key of the client's provider", () => {
    const found = credentialOfOption(random(32), "mistral", "ai");
    assert.deepEqual([found.environmentVariable, found.isPlausible], ["MISTRAL_API_KEY", true]);
  });

  it("takes no placeholder for a key", () => {
    for (const text of PLACEHOLDERS) assert.equal(credentialOfOption(text, "openai").isPlausible, false, text);
  });
});

describe("isPlaceholder", () => {
  for (const text of PLACEHOLDERS) {
    it(`is true of ${text === "" ? "an empty text" : text}`, () => assert.equal(isPlaceholder(text), true));
  }

  it("is false of real keys", () => {
    for (const [key] of KEYS) assert.equal(isPlaceholder(key), false, key);
  });
});

describe("providers", () => {
  it("say which variable holds their key, for the SDK that reads it", () => {
    assert.equal(providerEnvironmentVariable("openai"), "OPENAI_API_KEY");
    assert.equal(providerEnvironmentVariable("azure-openai", "openai"), "AZURE_OPENAI_API_KEY");
    assert.equal(providerEnvironmentVariable("azure-openai", "ai"), "AZURE_API_KEY");
    assert.equal(providerEnvironmentVariable("new-service"), "NEW_SERVICE_API_KEY");
    assert.equal(providerEnvironmentVariable("constructor"), "CONSTRUCTOR_API_KEY");
    assert.equal(providerEnvironmentVariable("???"), "MODEL_API_KEY");
  });

  it("have a name for people", () => {
    assert.equal(providerTitle("bedrock"), "Amazon Bedrock");
    assert.equal(providerTitle("new-service"), "new-service");
  });
});

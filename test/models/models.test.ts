import assert from "node:assert/strict";
import fc from "fast-check";
import { isMediaModel } from "../../lens/models/media.ts";
import { findModel, MODEL_DATA_AS_OF, modelsKnown } from "../../lens/models/models.ts";

const TODAY = "2026-11-22";

function statusOf(id: string, hint: string | undefined, today = TODAY): string | undefined {
  return findModel(id, hint, today)?.status;
}

describe("the lifecycle table", () => {
  it("has rows with a source, well-formed dates, and one row per platform and id", () => {
    const day = /^\d{4}-\d\d-\d\d$/;
    const ids = new Set<string>();
    for (const row of modelsKnown()) {
      ids.add(`${row.platform} ${row.id}`);
      assert.match(row.sourceUrl, /^https:\/\//, row.id);
      assert.match(row.sourceDate, /^\d{4}-\d\d(-\d\d)?$/, row.id);
      assert.ok(row.verification.length > 0);
      assert.ok(["active", "legacy", "deprecated", "retired", "unconfirmed"].includes(row.listedAs), row.listedAs);
      for (const date of [row.deprecatedOn, row.firstShutdownOn, row.shutdownOn, row.earliestShutdownOn]) {
        if (date !== undefined) assert.match(date, day, row.id);
      }
      if (row.firstShutdownOn !== undefined) assert.ok(row.firstShutdownOn < row.shutdownOn!, row.id);
    }
    assert.equal(ids.size, modelsKnown().length);
    assert.equal(modelsKnown().length, 444);
    assert.match(MODEL_DATA_AS_OF, day);
  });

  it("says of every doubtful row whether its source is second-hand", () => {
    for (const row of modelsKnown()) {
      assert.equal(row.isSecondHand === true, row.verification.startsWith("secondary"), row.id);
      if (!row.isConfirmed && row.isSecondHand !== true) assert.match(row.verification, /official page/, row.id);
    }
  });

  it("says the same of a Claude model under its alias and its dated id", () => {
    const rows = modelsKnown().filter(({ platform }) => platform === "claude-api");
    const pairs = rows.flatMap((row) => {
      const alias = /^(.+)-\d{8}$/.exec(row.id)?.[1];
      return rows.some(({ id }) => id === alias) ? [[row.id, alias!] as const] : [];
    });
    assert.ok(pairs.some(([dated]) => dated === "claude-haiku-4-5-20251001"));
    for (const day of [TODAY, "2026-11-24", "2026-12-31", "2027-06-01"]) {
      for (const [dated, alias] of pairs) {
        const [one, other] = [findModel(dated, "anthropic", day)!, findModel(alias, "anthropic", day)!];
        assert.equal(one.status, other.status, `${dated} on ${day}`);
        assert.equal(one.replacement, other.replacement, dated);
      }
    }
  });

  it("gives on its own day the status that the sources list", () => {
    const expected = { active: "current", legacy: "legacy", deprecated: "deprecated", retired: "retired" } as const;
    for (const row of modelsKnown()) {
      if (row.listedAs === "unconfirmed" || row.earliestShutdownOn !== undefined) continue;
      const found = findModel(row.id, row.platform, MODEL_DATA_AS_OF);
      assert.equal(found?.status, expected[row.listedAs], `${row.platform} ${row.id}`);
      assert.equal(found?.id, row.id);
    }
  });
});

describe("findModel", () => {
  it("counts from today, not from the day of the table", () => {
    assert.equal(statusOf("gpt-5", "openai", "2026-06-10"), "current");
    assert.equal(statusOf("gpt-5", "openai", "2026-06-11"), "deprecated");
    assert.equal(statusOf("gpt-5", "openai", "2026-12-10"), "deprecated");
    assert.equal(statusOf("gpt-5", "openai", "2026-12-11"), "retired");
    const soon = findModel("gpt-5", "openai", "2026-12-01");
    assert.equal(soon?.daysUntilShutdown, 10);
    assert.equal(soon?.shutdownOn, "2026-12-11");
    assert.equal(soon?.confirmed, true);
    assert.equal(soon?.doubt, undefined);
    assert.equal(findModel("gpt-5", "openai", "2026-12-12")?.daysUntilShutdown, -1);
  });

  it("keeps the platforms apart", () => {
    assert.equal(statusOf("text-embedding-004", "google"), "retired");
    assert.equal(statusOf("text-embedding-004", "vertex"), "deprecated");
    assert.equal(statusOf("claude-opus-4-1-20250805", "anthropic"), "retired");
    assert.equal(statusOf("anthropic.claude-opus-4-1-20250805-v1:0", "bedrock"), "deprecated");
    assert.equal(findModel("claude-opus-4-1-20250805", "bedrock", TODAY), undefined);
    assert.equal(findModel("gpt-4", "anthropic", TODAY), undefined);
  });

  it("says nothing where the server is of unknown make or the name is somebody's own", () => {
    for (const hint of ["openai-compatible", "azure", "azure-openai", "ollama", "", "constructor"]) {
      assert.equal(findModel("gpt-4", hint, TODAY), undefined, hint);
    }
    for (const id of ["gpt-4-my-deployment", "my-model", "", " gpt-4", "GPT-4", "gpt-4-2099-01-01", "__proto__"]) {
      assert.equal(findModel(id, "openai", TODAY), undefined, id);
    }
  });

  it("follows names that stand for another, where the table has them", () => {
    assert.equal(statusOf("claude-3-5-sonnet-latest", "anthropic"), "retired");
    assert.equal(statusOf("claude-sonnet-4-5", "anthropic"), "deprecated");
    assert.equal(statusOf("gpt-4o-2024-05-13", "openai"), "retired");
    assert.equal(findModel("gpt-99-latest", "openai", TODAY), undefined);
  });

  it("reads Bedrock's ids, profiles, ARNs and named context windows", () => {
    const sonnet4 = "anthropic.claude-sonnet-4-20250514-v1:0";
    for (const id of [
      sonnet4,
      ...["us", "eu", "apac", "au", "jp", "us-gov", "global", "ca"].map((prefix) => `${prefix}.${sonnet4}`),
      `arn:aws:bedrock:us-east-1::foundation-model/${sonnet4}`,
      `arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.${sonnet4}`,
      `arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.${sonnet4}`,
      `${sonnet4}:200k`,
    ]) {
      for (const hint of ["bedrock", undefined]) {
        const found = findModel(id, hint, TODAY);
        assert.equal(found?.id, sonnet4, id);
        assert.equal(found.status, "retired", id);
        assert.equal(found.confirmed, true, id);
      }
    }
    assert.equal(statusOf("anthropic.claude-v2:1", "bedrock"), "retired");
    assert.equal(findModel("anthropic.claude-v2:1:200k", "bedrock", TODAY)?.id, "anthropic.claude-v2:1");
    assert.equal(findModel("anthropic.claude-v2:0:18k", "bedrock", TODAY)?.id, "anthropic.claude-v2");
    assert.equal(findModel("amazon.titan-text-express-v1:0:8k", "bedrock", TODAY)?.id, "amazon.titan-text-express-v1");
  });

  it("does not look behind ARNs that may stand for any model", () => {
    const sonnet4 = "anthropic.claude-sonnet-4-20250514-v1:0";
    for (const arn of [
      "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123",
      `arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/${sonnet4}`,
      "arn:aws:bedrock:us-east-1:123456789012:prompt/ABCDEFGHIJ:1",
      `arn:aws:bedrock:us-east-1:123456789012:provisioned-model/${sonnet4}`,
      `arn:aws:sagemaker:us-east-1:123456789012:foundation-model/${sonnet4}`,
      `xx.yy.${sonnet4}`,
    ]) {
      assert.equal(findModel(arn, "bedrock", TODAY), undefined, arn);
    }
  });

  it("calls a Bedrock model retired only once no Region serves it", () => {
    const id = "us.anthropic.claude-3-7-sonnet-20250219-v1:0";
    const between = findModel(id, "bedrock", "2026-05-01");
    assert.equal(between?.status, "deprecated");
    assert.equal(between.isRetiredInSomeRegions, true);
    assert.equal(between.firstShutdownOn, "2026-04-28");
    assert.equal(between.shutdownOn, "2026-07-30");
    assert.equal(findModel(id, "bedrock", "2026-04-27")?.isRetiredInSomeRegions, false);
    const after = findModel(id, "bedrock", "2026-07-30");
    assert.equal(after?.status, "retired");
    assert.equal(after.isRetiredInSomeRegions, false);
  });

  it("reads a gateway's ids, but is not sure of them", () => {
    for (const hint of ["gateway", "vercel-ai-gateway", "openrouter", "openai", undefined]) {
      const found = findModel("openai/gpt-4o", hint, TODAY);
      assert.equal(found?.id, "gpt-4o", String(hint));
      assert.equal(found.confirmed, false);
      assert.match(found.doubt ?? "", /gateway/);
      assert.equal(found.successor, "openai/gpt-6-luna");
    }
    assert.equal(findModel("gpt-4o", "gateway", TODAY), undefined);
    assert.equal(findModel("anthropic/claude-2.1", "openai", TODAY), undefined);
    assert.equal(findModel("nobody/gpt-4o", "gateway", TODAY), undefined);
  });

  it("reads the dots in a gateway's names of Claude, and nowhere else", () => {
    for (const hint of ["vercel-ai-gateway", "openrouter", "anthropic", undefined]) {
      const found = findModel("anthropic/claude-haiku-4.5", hint, TODAY);
      assert.equal(found?.id, "claude-haiku-4-5", String(hint));
      assert.equal(found.status, "legacy");
      assert.equal(found.confirmed, false);
    }
    assert.equal(
      findModel("anthropic/claude-opus-4.1", "vercel-ai-gateway", TODAY)?.successor,
      "anthropic/claude-opus-4.8",
    );
    assert.equal(
      findModel("anthropic/claude-opus-4-1", "vercel-ai-gateway", TODAY)?.successor,
      "anthropic/claude-opus-4.8",
    );
    assert.equal(findModel("claude-haiku-4.5", "anthropic", TODAY), undefined);
    assert.equal(
      findModel("anthropic/claude-3.5-sonnet", "openrouter", TODAY),
      undefined,
      "the table has no such name",
    );
    assert.equal(findModel("openai/gpt-4-1", "vercel-ai-gateway", TODAY), undefined);
  });

  it("takes a slash for a part of the id where the platform does", () => {
    assert.equal(statusOf("qwen/qwen3-32b", "groq"), "retired");
    assert.equal(findModel("openai/gpt-oss-120b", "groq", TODAY), undefined);
    assert.equal(statusOf("models/gemini-2.0-flash", "google"), "retired");
  });

  it("reads Vertex AI's resource names and versions", () => {
    assert.equal(statusOf("publishers/google/models/gemini-2.0-flash", "vertex"), "retired");
    assert.equal(
      statusOf("projects/p/locations/us-central1/publishers/google/models/gemini-1.5-pro-001", "vertex"),
      "retired",
    );
    assert.equal(statusOf("textembedding-gecko@003", "vertex"), "retired");
    assert.equal(statusOf("text-bison@002", "vertex"), "retired");
    assert.equal(findModel("textembedding-gecko@009", "vertex", TODAY), undefined);
    assert.equal(findModel("claude-3-5-sonnet-v2@20241022", "vertex", TODAY), undefined);
  });

  it("gives fine-tuned models their own dates, never those of their base", () => {
    assert.equal(findModel("ft:gpt-4:my-org::abc", "openai", TODAY)?.id, "ft-gpt-4");
    assert.equal(findModel("ft:gpt-4:my-org::abc", "openai", TODAY)?.successor, undefined);
    assert.equal(findModel("ft:gpt-4o-2024-05-13:my-org::abc", "openai", TODAY), undefined);
  });

  it("is not sure of a bare id when nobody says who serves it", () => {
    const found = findModel("gpt-4", undefined, TODAY);
    assert.equal(found?.status, "retired");
    assert.equal(found.confirmed, false);
    assert.equal(findModel("gemini-2.5-pro", undefined, TODAY), undefined, "two platforms have it");
  });

  it("never calls a model retired on the word of an unconfirmed source", () => {
    const vertex = findModel("gemini-2.5-pro", "vertex", TODAY);
    assert.equal(vertex?.status, "unknown");
    assert.equal(vertex.confirmed, false);
    assert.equal(
      vertex.doubt,
      "its provider's page of 2026-08-21 named that day, which may have moved since",
      "the page is the provider's own",
    );
    assert.equal(findModel("gpt-5.1", "openai", TODAY)?.doubt, "no official page confirms it");
    assert.equal(statusOf("gpt-5.1", "openai", "2027-05-01"), "unknown");
    assert.equal(findModel("gpt-5.1", "openai", TODAY)?.confirmed, false);
    for (const row of modelsKnown()) {
      if (row.isConfirmed) continue;
      const found = findModel(row.id, row.platform, "2099-01-01");
      assert.notEqual(found?.status, "retired", row.id);
      assert.equal(found?.confirmed, false, row.id);
    }
  });

  it("does not know the state of a model past the day that it was promised until", () => {
    assert.equal(statusOf("claude-opus-4-8", "anthropic", "2027-05-27"), "current");
    assert.equal(statusOf("claude-opus-4-8", "anthropic", "2027-05-28"), "unknown");
    assert.equal(statusOf("claude-haiku-4-5", "anthropic"), "legacy");
  });

  it("recommends what is still in service", () => {
    const old = findModel("gpt-3.5-turbo-0301", "openai", TODAY);
    assert.equal(old?.replacement, "gpt-5.6-terra");
    assert.equal(old.successor, "gpt-5.6-terra");
    assert.equal(findModel("gpt-4-0314", "openai", TODAY)?.replacement, "gpt-6.1-sol or gpt-6-luna");
    assert.equal(findModel("gpt-4-0314", "openai", TODAY)?.successor, undefined);
    assert.equal(findModel("amazon.titan-image-generator-v1", "bedrock", TODAY)?.replacement, undefined);
    for (const row of modelsKnown()) {
      const { successor, replacement } = findModel(row.id, row.platform, TODAY)!;
      for (const name of replacement?.split(" or ") ?? []) {
        assert.ok(!["retired", "deprecated"].includes(String(statusOf(name, row.platform))), `${row.id}: ${name}`);
      }
      if (successor === undefined) continue;
      assert.equal(successor, replacement, row.id);
      assert.notEqual(statusOf(successor, row.platform), "retired", `${row.id}: ${successor}`);
    }
  });

  it("recommends nothing where all that was recommended has an end, or where sources disagree", () => {
    assert.equal(findModel("anthropic.claude-opus-4-20250514-v1:0", "bedrock", TODAY)?.replacement, undefined);
    assert.equal(
      findModel("anthropic.claude-3-opus-20240229-v1:0", "bedrock", TODAY)?.replacement,
      "anthropic.claude-sonnet-4-5-20250929-v1:0",
    );
    const nano = findModel("gpt-5-nano", "openai", TODAY);
    assert.equal(nano?.status, "deprecated");
    assert.equal(nano.replacement, undefined);
    assert.equal(nano.successor, undefined);
  });

  it("offers no text to write where the replacement is used in another way", () => {
    const speech = findModel("tts-1", "openai", TODAY);
    assert.equal(speech?.replacement, "gpt-realtime-2.1-mini");
    assert.equal(speech.replacementUse, "through the Realtime API, not /v1/audio/speech");
    assert.equal(speech.successor, undefined);
    const pro = findModel("o3-pro", "openai", TODAY);
    assert.equal(pro?.replacement, "gpt-5.6-sol");
    assert.equal(pro.replacementUse, 'with `reasoning.mode: "pro"`');
    assert.equal(pro.successor, undefined);
    assert.equal(findModel("o3", "openai", TODAY)?.successor, "gpt-5.6-sol");
  });

  it("knows which platform answers with the replacement after the end", () => {
    assert.equal(findModel("gemini-2.5-pro", "google", TODAY)?.isRedirected, true);
    assert.equal(findModel("gemini-2.5-flash", "google", TODAY)?.isRedirected, true);
    assert.equal(findModel("gpt-5", "openai", TODAY)?.isRedirected, false);
  });

  it("offers no text to write where a name for people is all there is, or on Bedrock", () => {
    const mistral = findModel("mistral-large-2411", "mistral", TODAY);
    assert.equal(mistral?.replacement, "Mistral Medium 3.5");
    assert.equal(mistral.successor, undefined);
    assert.equal(findModel("us.anthropic.claude-3-5-haiku-20241022-v1:0", "bedrock", TODAY)?.successor, undefined);
  });

  it("tells capabilities, also of models without dates", () => {
    const known = findModel("gpt-5.2", "openai", TODAY);
    assert.equal(known?.status, "unknown");
    assert.equal(known.isReasoning, true);
    assert.equal(known.confirmed, false);
    assert.equal(known.sourceUrl, undefined);
    assert.equal(findModel("claude-sonnet-4-5", "anthropic", TODAY)?.maxOutputTokens, 64_000);
    assert.equal(findModel("gpt-4o", "openai", TODAY)?.isReasoning, false);
    assert.equal(findModel("gemini-2.5-pro", "google", TODAY)?.isReasoning, undefined);
  });

  it("never throws, and answers with an id that the text holds", () => {
    const pieces = fc.constantFrom(
      "us.",
      "arn:aws:bedrock:",
      "anthropic.",
      "claude-v2",
      ":1",
      "/",
      "@",
      "ft:",
      ":0",
      "gpt-4",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join("")),
    );
    const hint = fc.option(fc.oneof(fc.constantFrom("openai", "bedrock", "vertex", "gateway", "groq"), fc.string()), {
      nil: undefined,
    });
    fc.assert(
      fc.property(text, hint, fc.oneof(fc.constant(TODAY), fc.string()), (id, provider, today) => {
        const found = findModel(id, provider, today);
        if (found !== undefined && !found.id.startsWith("ft-")) assert.ok(id.includes(found.id.replace(/:0$/, "")));
      }),
      { numRuns: 500 },
    );
  });
});

describe("isMediaModel", () => {
  it("knows models that make pictures, speech or films by their names", () => {
    for (const id of [
      "gemini-3-pro-image-preview",
      "google/gemini-2.5-flash-image",
      "gemini-2.0-flash-preview-image-generation",
      "imagen-4.0-generate-001",
      "publishers/google/models/imagen-3.0-generate-002",
      "gpt-image-1",
      "gemini-2.5-flash-preview-tts",
      "gpt-4o-mini-tts",
      "tts-1",
      "veo-3.1-generate-preview",
      "gemini-omni-flash-preview",
      "inference.nano-banana.img2img.v2",
      "inference.wan2-2.txt2vid.v0",
    ]) {
      assert.ok(isMediaModel(id), id);
    }
  });

  it("does not take others for one", () => {
    const text = [
      "gemini-2.5-flash",
      "gpt-4.1",
      "claude-sonnet-4-6",
      "qwen3-omni-flash",
      "my-images-caption",
      "imagetext@001",
    ];
    for (const id of [...text, "imaginary-1", "settings-model", ""]) assert.ok(!isMediaModel(id), id);
  });
});
